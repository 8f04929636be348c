/** Headers of a wide file as months, in whatever way a spreadsheet writes them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthHeaders } from '../../../src/data/shapes/month-headers.ts';
import { book, csv, refusals } from '../load.ts';

const none: ReadonlySet<string> = new Set();
const monthsOf = (...headers: string[]) =>
  monthHeaders(headers, none, undefined).months.map(({ month }) => month.slice(0, 7));

test.each([
  ['words', ['Jan 2024', 'Feb-24', 'MRR Mar 2024'], ['2024-01', '2024-02', '2024-03']],
  ['ends of months, month first', ['1/31/2024', '2/29/2024', '3/31/2024'], ['2024-01', '2024-02', '2024-03']],
  [
    'ends of months, day first',
    ['31.01.2024', '29.02.2024', '31.03.2024'],
    ['2024-01', '2024-02', '2024-03'],
  ],
  ['first days, day first', ['01/02/2024', '01/03/2024', '01/04/2024'], ['2024-02', '2024-03', '2024-04']],
  ['first days, month first', ['2/1/2024', '3/1/2024', '4/1/2024'], ['2024-02', '2024-03', '2024-04']],
  ['two orders at once: no months', ['31/01/2024', '1/31/2024', 'Name'], []],
])('%s', (_, headers, months) => {
  expect(monthsOf(...headers)).toEqual(months);
});

test('both orders possible is a question, which the caller answers', async () => {
  const rows = ['customer,01/02/2024 mrr,02/03/2024 mrr,03/04/2024 mrr', 'A,100,100,120', 'B,50,50,0'];
  const period = { period_start: '2024-02', period_end: '2024-03' };
  expect(await refusals(csv(...rows), period)).toEqual([
    'source.date_order: column "01/02/2024 mrr" can be dmy (2024-02-01..2024-04-03) or mdy (2024-01-02..2024-03-04); say which',
  ]);
  const { accounts } = await book(csv(...rows), { ...period, date_order: 'mdy' });
  expect(accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
    ['A', 1200, 1440],
    ['B', 600, 0],
  ]);
});

test('a header that is named as something else is no month', () => {
  expect(monthHeaders(['1/31/2024', '2/29/2024'], new Set(['1/31/2024']), undefined).months).toEqual([
    { at: 1, month: '2024-02-01', day: '2024-02-29' },
  ]);
});

test('the days of months in a row are read back, whichever day and order they are written in', () => {
  const written = fc.record({
    first: fc.integer({ min: 2000 * 12, max: 2060 * 12 }),
    count: fc.integer({ min: 3, max: 24 }),
    day: fc.integer({ min: 1, max: 28 }),
    dayFirst: fc.boolean(),
  });
  fc.assert(
    fc.property(written, ({ first, count, day, dayFirst }) => {
      const months = Array.from({ length: count }, (_, i) => first + i);
      const headers = months.map((month) => {
        const parts = [day, (month % 12) + 1];
        return [...(dayFirst ? parts : parts.reverse()), Math.floor(month / 12)].join('/');
      });
      const found = monthHeaders(headers, none, undefined);
      const expected = months.map(
        (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
      );
      // Never a wrong month: found as written, or asked.
      if (found.open === null) expect(found.months.map(({ month }) => month)).toEqual(expected);
      else expect(day).toBeLessThanOrEqual(12);
    }),
  );
});
