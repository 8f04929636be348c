/** Customers that stand on one row a date have two positions, whatever the header of the dates is. */
import { expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, refusals } from '../load.ts';

const snapshots = (header: string) =>
  csv(
    `customer,${header},arr`,
    ...['A,2024-12-31,1000', 'A,2025-12-31,1100', 'B,2024-12-31,500', 'B,2025-12-31,400'],
  );

test.each(['Snapshot date', 'as_of', 'date'])('a column %s is asked for as the month', async (header) => {
  expect(await refusals(snapshots(header))).toEqual([
    `source.columns.month: customers have a row for each date in column "${header}", and no header names a month; pass that column as month`,
  ]);
  const { shape, tool, questions } = await inspected(snapshots(header));
  expect({ shape, tool }).toEqual({ shape: 'monthly_long', tool: 'cco_decompose_retention' });
  expect(questions.map(({ field, options }) => [field, options.map(({ value }) => value)])).toEqual([
    ['source.columns.month', [header]],
  ]);
});

test('the answer gives both positions', async () => {
  const { accounts } = await book(snapshots('as_of'), { columns: { month: 'as_of' } });
  expect(accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
    ['A', 1000, 1100],
    ['B', 500, 400],
  ]);
});

test.each([
  ['of one row a customer', ['A,2024-12-31,1000', 'B,2024-12-31,500']],
  ['with a day of signing on each contract', ['A,2024-03-05,1000', 'A,2025-01-17,100', 'B,2024-08-09,500']],
])('a list %s has one position', async (_, rows) => {
  expect(await refusals(csv('customer,signed,arr', ...rows))).toEqual([
    expect.stringContaining('one position'),
  ]);
});
