/** Credits of invoices over other days than those of the invoice they take back. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options } from '../load.ts';

const header = 'customer,service_start,service_end,amount';

/** ARR of customer A at the opening of a day of 2025, its notice, and what was left out. */
async function at(day: string, ...rows: string[]) {
  const options: Options = {
    period_start: '2024-10-31',
    period_end: day,
    day_position: 'open',
    amount_basis: 'period_total',
    end_inclusive: false,
  };
  const read = await book(csv(header, 'Z,2024-01-01,2026-01-01,200', ...rows), options);
  const { reconciliation, accounts } = read;
  expect(reconciliation.ties).toBe(true);
  expect(reconciliation.arr_end?.from_rows).toBeCloseTo(
    reconciliation.arr_end?.from_accounts ?? Number.NaN,
    6,
  );
  const notice = reconciliation.notices?.find(({ code }) => code.startsWith('credit-'));
  return { arr: accounts.find(({ id }) => id === 'A')?.arr_end ?? 0, notice, out: leftOut(read) };
}

const before = 'A,2024-01-01,2025-01-01,12000';
const year = 'A,2025-01-01,2026-01-01,12000';

describe('a credit of the rest of an invoice', () => {
  // 184 days are half a year: 6,000 are a rate of 12,000, all that ran.
  const refund = 'A,2025-07-01,2026-01-01,-6000';

  test.each([
    ['2025-07-01', 12000],
    ['2025-07-02', 0],
    ['2025-12-31', 0],
  ])('ends the customer: %s', async (day, arr) => {
    const read = await at(day, before, year, refund);
    expect(read.arr).toBe(arr);
    expect(read.out).toEqual({});
    expect(read.notice).toMatchObject({ code: 'credit-applied', count: 1, first_rows: [5] });
    expect(read.notice?.message).toContain('-6,000.00 in all, lower what is paid on their days');
  });

  test('lowers what is paid where it is less', async () => {
    expect((await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-1500')).arr).toBe(9000);
  });

  test('that differs by how days are counted takes all, up to a fiftieth', async () => {
    // 97.9% and 98.1% of what ran, 101.9% and 102.1% of it.
    expect((await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-5874')).arr).toBeCloseTo(252, 6);
    expect((await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-5886')).arr).toBe(0);
    expect((await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-6114')).arr).toBe(0);
    const more = await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-6126');
    expect(more).toMatchObject({ arr: 12000, notice: { code: 'credit-not-applied' } });
  });

  test('is taken from all that ran, what began last first', async () => {
    // 12,000 a year, and 6,000 a year more from May on; 9,000 a year less from July on.
    const more = 'A,2025-05-01,2026-01-01,4021.90';
    const read = await at('2025-12-01', before, year, more, 'A,2025-07-01,2026-01-01,-4500');
    expect(read.arr).toBeCloseTo(12000 + 4021.9 / (245 / 365.25) - 9000, 6);
  });

  test('for some weeks in between leaves the rest as it was', async () => {
    const pause = 'A,2025-03-01,2025-06-01,-3000';
    expect((await at('2025-04-01', before, year, pause)).arr).toBe(0);
    expect((await at('2025-06-02', before, year, pause)).arr).toBe(12000);
  });
});

test('a credit that takes more than ran, or begins before it, is named and not applied', async () => {
  const more = await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-7000');
  expect(more).toMatchObject({ arr: 12000, out: { non_positive_group: 1 } });
  expect(more.notice).toMatchObject({ code: 'credit-not-applied', count: 1, first_rows: [5] });
  expect(more.notice?.message).toContain('a customer who was refunded counts as kept');
  const wider = await at('2025-12-01', 'A,2025-02-01,2026-01-01,11000', 'A,2025-01-01,2026-01-01,-6000');
  expect(wider.notice).toMatchObject({ code: 'credit-not-applied' });
});

test('a credit over the days of its invoice is added to it, and one of days that nobody was billed for is left out', async () => {
  const same = await at('2025-12-01', before, year, 'A,2025-01-01,2026-01-01,-6000');
  expect(same).toMatchObject({ arr: 6000, notice: undefined });
  const none = await at('2025-12-01', before, year, 'A,2022-01-01,2023-01-01,-100');
  expect(none).toMatchObject({ arr: 12000, notice: undefined, out: { non_positive_group: 1 } });
});
