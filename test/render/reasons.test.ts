import { describe, expect, it } from 'vitest';
import { reasonsText } from '../../src/render/reasons.ts';
import { csv } from '../data/load.ts';
import { report, shownText } from '../data/retention.ts';

describe('reasons of a verdict', () => {
  it.each([
    [[], ''],
    [['No verdict: a.'], 'No verdict: a.'],
    [['No verdict: a.', 'No verdict: b.', 'No verdict: c.'], 'No verdict: a, b, c.'],
    [['No verdict: a.', 'Another rule.', 'No verdict: b.'], 'No verdict: a. Another rule. No verdict: b.'],
    [['No colon.', 'No colon.'], 'No colon. No colon.'],
  ])('%j', (reasons, text) => {
    expect(reasonsText(reasons)).toBe(text);
  });

  it('stand one by one in the structure, and begin once in the text', async () => {
    const book = csv('id,arr_start,arr_end', 'A,100,50', 'B,100,100');
    const { verdict_reasons: reasons } = await report(book);
    expect(reasons.slice(0, 2)).toEqual([
      'The data cannot carry a verdict: small-base.',
      'The data cannot carry a verdict: interval-too-wide.',
    ]);
    expect((await shownText(book)).match(/The data cannot carry a verdict/g)).toHaveLength(1);
  });
});
