/** Counts and quantities of bills that cannot be right make a bad row, never another amount. */
import { expect, test } from 'vitest';
import { book, csv, refusals } from '../load.ts';

const header = 'customer,start,unit price,interval,interval_count,quantity,status';
const file = (count: string, quantity: string) =>
  csv(header, 'A,2023-01-01,5,month,1,2,active', `B,2023-01-01,5,month,${count},${quantity},active`);
const options = { period_end: '2025-01' };

test.each([
  ['a count in words', 'x', '2', 'interval_count', 'x'],
  ['a count of nothing', '0', '2', 'interval_count', '0'],
  ['a fraction of an interval', '0.5', '2', 'interval_count', '0.5'],
  ['a count below nothing', '-3', '2', 'interval_count', '-3'],
  ['a quantity in words', '1', 'two', 'quantity', 'two'],
  ['a quantity below nothing', '1', '-2', 'quantity', '-2'],
  ['a quantity that no company sells', '1', '99999999999999', 'quantity', '99999999999999'],
])('%s', async (_, count, quantity, column, cell) => {
  expect(await refusals(file(count, quantity), options)).toEqual([
    `source.path: 1 of 2 rows cannot be read (row 3, column ${column}: "${cell}"); fix them, or pass skip_bad_rows: true`,
  ]);
});

test('what is left blank is 1', async () => {
  const { accounts } = await book(file('', ''), options);
  expect(accounts.map(({ id, arr_end }) => [id, arr_end])).toEqual([
    ['A', 120],
    ['B', 60],
  ]);
});

test('an amount written with decimals is no count of cents', async () => {
  const head = 'id,Customer ID,Customer Email,Status,Amount,Currency,Interval,Quantity,Start Date (UTC)';
  const rows = (a: string, b: string) =>
    csv(
      head,
      `s1,c1,a@x.example,active,${a},usd,month,1,2024-01-01`,
      `s2,c2,b@x.example,active,${b},usd,month,1,2024-01-01`,
    );
  const period = { period_start: '2024-12', period_end: '2025-12' };
  const { accounts } = await book(rows('99.00', '49.00'), period);
  expect(accounts.map(({ arr_end }) => arr_end)).toEqual([1188, 588]);
  expect(await refusals(rows('9900', '4900'), period)).toEqual([
    expect.stringContaining('source.amount_unit: column "Amount" holds whole numbers only'),
  ]);
});
