/** Totals of a file: left out with their amounts, and named where they are the sum of nothing. */
import { expect, test } from 'vitest';
import { book, csv, leftOut } from '../load.ts';

const rows = ['A,10,9', 'B,20,21', 'C,30,0'];

const read = (...lines: string[]) => book(csv('customer,arr_start,arr_end', ...lines));

const odd = async (...lines: string[]) =>
  (await read(...lines)).reconciliation.notices?.filter(({ code }) => code === 'total-differs') ?? [];

test('a total that adds up is left out with its amounts and without a word', async () => {
  const file = await read(...rows, 'Total,60,30');
  expect(leftOut(file)).toEqual({ total_row: 1 });
  expect(file.reconciliation.excluded).toMatchObject([{ arr: 60, first_rows: [5] }]);
  expect(await odd(...rows, 'Total,60,30')).toEqual([]);
});

test('one that does not may be a customer, or the export is cut', async () => {
  const [notice, ...rest] = await odd(...rows, 'Total,7000,0', 'End,1,1');
  expect(rest).toEqual([]);
  expect(notice).toMatchObject({ count: 1, first_rows: [5] });
  expect(notice?.message).toBe(
    '"Total" was left out as a total, and its ARR of 7,000.00 and 0.00 is not the sum of the rows above it (61.00 and 31.00 in all); if it is a customer, give it another name, else export again: rows may be missing',
  );
});

test.each([
  [['Subtotal,60,30', 'D,5,5', 'Subtotal,5,5', 'Grand total,65,35'], 0],
  [['Subtotal,60,30', 'D,5,5', 'Subtotal,6,5', 'Grand total,65,35'], 1],
  [['Total,60.25,30'], 0],
  [['Total,60.31,30'], 1],
  // Short, it has no amounts where the headers are.
  [['Total,7'], 0],
])('%j: %i named', async (lines, count) => {
  expect(await odd(...rows, ...lines)).toHaveLength(count);
});

test('one above the rows is not held against those below', async () => {
  expect(await odd('Total,60,30', ...rows)).toEqual([]);
});

test('what is left out is in the sum of a total, and amounts a month are told as ARR', async () => {
  const file = await book(csv('customer,mrr_start,mrr_end,kind', 'A,10,9,x', 'B,1,1,test', 'Total,11,10,'), {
    exclude: [{ column: 'kind', values: ['test'] }],
  });
  expect(file.reconciliation.notices ?? []).toEqual([]);
  const more = await book(csv('customer,mrr_start,mrr_end', 'A,10,9', 'Total,100,9'));
  expect(more.reconciliation.notices?.[0]?.message).toContain('its ARR of 1,200.00 and 108.00');
});
