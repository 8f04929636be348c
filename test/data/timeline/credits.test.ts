/** Credits of invoices over other days than those of the invoice they take back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, dateText, dayNumber } from '../../../src/domain/dates.ts';
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

const numberOf = (text: string): number => dayNumber(text) ?? 0;

const before = 'A,2024-01-01,2025-01-01,12000';
const year = 'A,2025-01-01,2026-01-01,12000';

describe('a credit of the rest of an invoice', () => {
  // 184 of 365 days at 12,000 a year were billed at 6,049.32: 6,000 is that, counted in months.
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

  test('is the day on which the customer left', async () => {
    const rows = csv(header, 'Z,2024-01-01,2026-01-01,200', before, year, refund);
    const { accounts } = await book(rows, {
      period_start: '2024-12-31',
      period_end: '2025-12-31',
      amount_basis: 'period_total',
      end_inclusive: false,
    });
    expect(accounts.find(({ id }) => id === 'A')).toMatchObject({ arr_end: 0, end_date: '2025-07-01' });
  });

  test('lowers what is paid where it is less', async () => {
    const { arr } = await at('2025-12-01', before, year, 'A,2025-07-01,2026-01-01,-1500');
    expect(arr).toBeCloseTo(12000 * (1 - 1500 / ((12000 * 184) / 365)), 6);
  });

  test('that differs by how days and months are counted takes all, up to a fiftieth', async () => {
    const after = async (credit: number) =>
      at('2025-12-01', before, year, `A,2025-07-01,2026-01-01,${-credit}`);
    // A fiftieth of 6,049.32 is 120.99: from 6,000 (months) down to 5,879.01, and from 6,049.32 (days) up to 6,170.31.
    expect((await after(5878)).arr).toBeCloseTo(12000 * (1 - 5878 / ((12000 * 184) / 365)), 6);
    expect((await after(5880)).arr).toBe(0);
    expect((await after(6170)).arr).toBe(0);
    expect(await after(6171)).toMatchObject({ arr: 12000, notice: { code: 'credit-not-applied' } });
  });

  test('is taken from all that ran, what began last first', async () => {
    // July to December: 6,049.32 of the year and 3,020.53 of what came in May; 4,500 take that and 1,479.47 of the year.
    const more = 'A,2025-05-01,2026-01-01,4021.90';
    const read = await at('2025-12-01', before, year, more, 'A,2025-07-01,2026-01-01,-4500');
    const [main, added] = [(12000 * 184) / 365, (4021.9 * 184) / 245];
    expect(read.arr).toBeCloseTo(12000 * (1 - (4500 - added) / main), 6);
  });

  test('of one invoice leaves what runs beside it, whatever its size', async () => {
    const big = 'A,2025-01-01,2026-01-01,100000';
    const addOn = 'A,2025-01-01,2026-01-01,1500';
    const credit = (-100000 * 184) / 365;
    const read = await at('2025-12-01', big, addOn, `A,2025-07-01,2026-01-01,${credit.toFixed(2)}`);
    expect(read.arr).toBe(1500);
    const small = `A,2025-07-01,2026-01-01,${((-1500 * 184) / 365).toFixed(2)}`;
    expect((await at('2025-12-01', big, addOn, small)).arr).toBe(100000);
    const both = `A,2025-07-01,2026-01-01,${((-101500 * 184) / 365).toFixed(2)}`;
    expect((await at('2025-12-01', big, addOn, both)).arr).toBe(0);
  });

  test('for some weeks in between leaves the rest as it was', async () => {
    const pause = 'A,2025-03-01,2025-06-01,-3000';
    expect((await at('2025-04-01', before, year, pause)).arr).toBe(0);
    expect((await at('2025-06-02', before, year, pause)).arr).toBe(12000);
  });
});

describe('a credit of some days', () => {
  test('of February of a year, or of half of it, ends them whatever a month is of a year', async () => {
    const span = 'A,2024-05-01,2025-05-01,12000';
    // 89 of 365 days, and 3 of 12 months.
    for (const credit of ['-2926.03', '-3000'])
      expect((await at('2025-04-02', span, `A,2025-02-01,2025-05-01,${credit}`)).arr).toBe(0);
    const month = 'A,2025-02-01,2025-03-01,1000';
    const half = await at('2025-02-20', month, 'A,2025-02-15,2025-03-01,-500');
    expect(half).toMatchObject({ arr: 0, notice: { code: 'credit-applied' } });
  });

  test('may be of several invoices one after the other, in full or in part', async () => {
    const months = [
      'A,2025-01-01,2025-02-01,1000',
      'A,2025-02-01,2025-03-01,1000',
      'A,2025-03-01,2025-04-01,1000',
    ];
    const all = 'A,2025-01-15,2025-04-01,-2548.39';
    expect((await at('2025-01-10', ...months, all)).arr).toBe(12000);
    expect((await at('2025-02-10', ...months, all)).arr).toBe(0);
    expect((await at('2025-03-10', ...months, all)).arr).toBe(0);
    const half = 'A,2025-01-15,2025-04-01,-1274.19';
    for (const day of ['2025-01-20', '2025-02-10', '2025-03-10'])
      expect((await at(day, ...months, half)).arr).toBeCloseTo(6000, 1);
  });

  test('may come after another of the same invoice', async () => {
    const first = `A,2025-03-01,2025-04-01,${((-12000 * 31) / 365).toFixed(2)}`;
    const second = `A,2025-10-01,2026-01-01,${((-12000 * 92) / 365).toFixed(2)}`;
    const third = `A,2025-05-01,2025-07-01,${((-6000 * 61) / 365).toFixed(2)}`;
    const rows = [before, year, first, second, third];
    for (const [day, arr] of [
      ['2025-02-10', 12000],
      ['2025-03-10', 0],
      ['2025-04-10', 12000],
      ['2025-09-10', 12000],
      ['2025-12-01', 0],
    ] as const)
      expect((await at(day, ...rows)).arr).toBe(arr);
    expect((await at('2025-06-01', ...rows)).arr).toBeCloseTo(6000, 1);
  });

  test('that took all of an invoice leaves nothing for another', async () => {
    const twice = await at(
      '2025-12-01',
      before,
      year,
      'A,2025-07-01,2026-01-01,-6049.32',
      'A,2025-08-01,2026-01-01,-100',
    );
    expect(twice.arr).toBe(0);
    expect(twice.out).toEqual({ non_positive_group: 1 });
  });
});

test('a refund of all that several invoices billed leaves no rest, to the last bit', async () => {
  const invoice = fc.record({
    months: fc.integer({ min: 1, max: 12 }),
    cents: fc.integer({ min: 10 ** 4, max: 10 ** 7 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(invoice, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      async (invoices, share) => {
        const rows = ['Z,2026-01-01,2031-01-01,1000'];
        const spans: { from: number; until: number; cents: number }[] = [];
        let day = '2025-01-01';
        for (const { months, cents } of invoices) {
          const next = addMonths(day, months);
          rows.push(`A,${day},${next},${cents / 100}`);
          spans.push({ from: numberOf(day), until: numberOf(next), cents });
          day = next;
        }
        const [first, last] = [numberOf('2025-01-01'), numberOf(day)];
        const from = Math.floor(first + share * (last - first));
        let billed = 0;
        for (const span of spans)
          billed +=
            (span.cents * Math.max(0, span.until - Math.max(from, span.from))) / (span.until - span.from);
        const cents = Math.round(billed);
        if (cents === 0) return;
        const credit = `A,${dateText(from)},${day},${-cents / 100}`;
        const read = await at(dateText(from + Math.ceil((last - from) / 2)), ...rows, credit);
        expect(read.arr).toBe(0);
        if (from > first) expect((await at(dateText(from), ...rows, credit)).arr).toBeGreaterThan(0);
      },
    ),
    { numRuns: 150 },
  );
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
