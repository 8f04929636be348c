/** Dates of accounts against their ARR at the positions. */
import { describe, expect, test } from 'vitest';
import { codes, report } from './run.ts';

const plain = Array.from({ length: 25 }, (_, i) => ({ id: `C${i}`, arr_start: 1000, arr_end: 1000 }));
const of = (odd: Record<string, unknown>[], period = {}) =>
  report({
    accounts: [...plain, ...odd.map((one, i) => ({ id: `X${i}`, arr_start: 1000, arr_end: 1000, ...one }))],
    stage: 'growth',
    period_start: '2024-12-31',
    period_end: '2025-12-31',
    ...period,
  });
const found = (odd: Record<string, unknown>, period = {}) =>
  of([odd], period).findings.find(({ code }) => code === 'dates-disagree');

describe('dates and ARR do not fit where', () => {
  test.each([
    ['a customer left and pays', { end_date: '2025-03-01' }],
    ['one is said to leave later and pays nothing', { arr_end: 0, end_date: '2026-09-01' }],
    ['one pays before it began', { start_date: '2025-06-01' }],
  ])('%s', (_, odd) => {
    const finding = found(odd);
    expect(finding).toMatchObject({ severity: 'contradiction' });
    expect(finding?.because).toContain('`X0`');
    expect(of([odd]).verdict).toBe('contradictory_data');
  });

  test('one of many is a warning, and costs certainty', () => {
    const many = Array.from({ length: 60 }, () => ({}));
    const read = of([{ end_date: '2025-03-01' }, ...many]);
    expect(read.findings.find(({ code }) => code === 'dates-disagree')?.severity).toBe('warning');
    expect(read.confidence).toBe('medium');
  });
});

// Positions are the openings of 2025-01-01 and 2026-01-01; 31 days beside them are no contradiction.
test.each([
  [{ end_date: '2025-12-01' }, false],
  [{ end_date: '2025-11-30' }, true],
  [{ arr_end: 0, end_date: '2026-02-01' }, false],
  [{ arr_end: 0, end_date: '2026-02-02' }, true],
  [{ start_date: '2025-02-01' }, false],
  [{ start_date: '2025-02-02' }, true],
  [{ arr_start: 0, start_date: '2025-06-01' }, false],
  [{ arr_end: 0, end_date: '2025-03-01' }, false],
])('%j: %s', (odd, odder) => {
  expect(found(odd) !== undefined).toBe(odder);
});

test('without a period nothing can be said', () => {
  const bare = { period_start: undefined, period_end: undefined };
  expect(codes(of([{ end_date: '2025-03-01' }], bare))).not.toContain('dates-disagree');
});
