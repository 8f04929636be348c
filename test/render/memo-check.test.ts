import { expect, it } from 'vitest';
import type { Breach, MemoCheck } from '../../src/domain/check-memo/result.ts';
import { memoCheckText } from '../../src/render/memo-check.ts';

const check = (...breaches: Breach[]): MemoCheck => ({
  ok: false,
  tool: 'cco_check_memo',
  language: 'en',
  decision: null,
  reports: ['r1'],
  checked_numbers: 1,
  breaches,
  warnings: [],
});

const lines = (...breaches: Breach[]): string[] =>
  memoCheckText(check(...breaches))
    .split('\n')
    .filter((line) => line.startsWith('- '));

it('a breach reads as sentences that end once, and says nothing twice', () => {
  const common = { line: 6, code: 'evidence-form' as const };
  expect(
    lines(
      {
        ...common,
        text: '- Lost [lost_ar]',
        because: '`lost_ar` is no figure',
        mend: 'did you mean `lost_arr`?',
      },
      { ...common, text: '84%', because: '84% equals no figure', mend: 'write the figure' },
      {
        ...common,
        text: '2 steps',
        because: '2 numbered steps; there are exactly 3',
        mend: 'number them 1. to 3.',
      },
      { ...common, text: 'growth', because: '"growth" is not one of the four', mend: 'write one of them' },
    ),
  ).toEqual([
    '- Line 6, `evidence-form`: `- Lost [lost_ar]`: `lost_ar` is no figure. Mend: did you mean `lost_arr`?',
    '- Line 6, `evidence-form`: 84% equals no figure. Mend: write the figure.',
    '- Line 6, `evidence-form`: `2 steps`: 2 numbered steps; there are exactly 3. Mend: number them 1. to 3.',
    '- Line 6, `evidence-form`: "growth" is not one of the four. Mend: write one of them.',
  ]);
});
