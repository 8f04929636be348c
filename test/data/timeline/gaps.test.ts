/** Months without rows: those of nobody, and those of a customer that is billed now and then. */
import { expect, test } from 'vitest';
import { type Book, book, csv } from '../load.ts';
import { report } from '../retention.ts';

const months = Array.from(
  { length: 24 },
  (_, i) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);
const rows = (id: string, pays: (month: number) => boolean, mrr = 100) =>
  months.filter((month) => pays(Number(month.slice(5)))).map((month) => `${id},${month},${mrr}`);
const quarterly = (month: number) => month % 3 === 0;
const file = (...lines: string[]) => csv('customer,month,mrr', ...lines);

const noticed = ({ reconciliation: { notices = [] } }: Book) =>
  notices.map(({ code, count, message }) => [code, count, message]);

test('a file of quarters is one, and nobody left and came back between them', async () => {
  const content = file(
    ...rows('A', quarterly),
    ...rows('B', quarterly).filter((row) => row < 'B,2024-09'),
    ...rows('C', quarterly, 10),
  );
  const read = await book(content);
  expect(read.accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
    ['A', 1200, 1200],
    ['B', 1200, 0],
    ['C', 120, 120],
  ]);
  expect(noticed(read)).toEqual([
    [
      'missing-month',
      14,
      'the file has rows for one month in 3 only, 2023-03 to 2024-12; the months between cannot be positions, no monthly lines are made of them, and when a customer came or left is known to 3 months',
    ],
  ]);
  const { figures } = await report(content);
  expect(figures.find(({ id }) => id === 'reactivation_arr')?.value ?? 0).toBe(0);
});

test('months that are missing here and there are all named, as far as they are few', async () => {
  const without = ['2024-02', '2024-03', '2024-05', '2024-07', '2024-08', '2024-10', '2024-11'];
  const some = (n: number) =>
    rows('A', () => true).filter((row) => !without.slice(0, n).some((month) => row.includes(month)));
  const said = async (n: number) => noticed(await book(file(...some(n))))[0];
  expect(await said(1)).toEqual([
    'missing-month',
    1,
    'no customer has a row for 2024-02; it cannot be a position',
  ]);
  expect(await said(7)).toEqual([
    'missing-month',
    7,
    'no customer has a row for 2024-02, 2024-03, 2024-05, 2024-07, 2024-08 and 2 more; they cannot be positions',
  ]);
});

test('a customer with rows for quarters in a file of months is named, unless grace holds it', async () => {
  const content = file(
    ...rows('A', () => true),
    ...rows('B', quarterly, 300),
    ...rows('C', (month) => month !== 4),
  );
  expect(noticed(await book(content))).toEqual([
    ['regular-gaps', 1, expect.stringContaining('such as "B" every 3 months, with 3,600.00 of ARR')],
  ]);
  expect(noticed(await book(content, { grace_days: 60 }))).toEqual([]);
});
