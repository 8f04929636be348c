/** One column a month: rows that repeat a customer, and files without months. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, refusals } from '../load.ts';

const header = 'customer,2025-01 mrr,2025-02 mrr,2025-03 mrr,segment';
const period = { period_start: '2025-01', period_end: '2025-03' };

test('a row that stands twice is a copy: it is dropped and counted', async () => {
  const file = await book(csv(header, 'A,10,0,20,smb', 'B,5,5,5,ent', 'A,10,,20,smb'), period);
  expect(file.accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
    ['A', 120, 240],
    ['B', 60, 60],
  ]);
  expect(leftOut(file)).toEqual({ duplicate_row: 1 });
  expect(file.reconciliation.excluded).toMatchObject([{ reason: 'duplicate_row', arr: 240 }]);
});

test.each([
  ['another amount', 'A,10,0,21,smb'],
  ['a month more', 'A,10,1,20,smb'],
  ['a month less', 'A,10,0,0,smb'],
  ['another segment', 'A,10,0,20,ent'],
])('%s is no copy and is asked about', async (_, row) => {
  expect(await refusals(csv(header, 'A,10,0,20,smb', row), period)).toEqual([
    'source.dedupe: customer "A" is on rows 2 and 3; set dedupe to sum, or exclude one',
  ]);
});

test('keep_last is refused as what such files do not have', async () => {
  const file = csv(header, 'A,10,0,20,smb', 'A,10,0,21,smb');
  expect(await refusals(file, { ...period, dedupe: 'keep_last' })).toEqual([
    'source.dedupe: customer "A" is on rows 2 and 3; keep_last is not for files of one column a month; set dedupe to sum, or exclude one',
  ]);
});

test('a file in which no header is a month says so', async () => {
  const text = csv('customer,first,second,third', 'A,1,2,3');
  expect(await refusals(text, { ...period, shape: 'monthly_wide', amount_basis: 'mrr' })).toEqual([
    'source.columns: no header is a month, such as 2025-01 or Jan 2025, which a file of the shape monthly_wide needs; headers: customer, first, second, third',
  ]);
});

describe('columns of one month', () => {
  const quarter = { period_start: '2024-01', period_end: '2024-03', amount_basis: 'mrr' } as const;
  const arr = async (rows: readonly string[], options = {}) =>
    (await book(csv(...rows), { ...quarter, ...options })).accounts.map(({ id, arr_start, arr_end }) => [
      id,
      arr_start,
      arr_end,
    ]);

  test('that are days of it: the last day speaks for the month, and never their sum', async () => {
    const rows = [
      'customer,2024-01-01,2024-01-31,2024-01-08,2024-02-29,2024-03-25,2024-03-31',
      'A,90,100,95,100,100,100',
      'B,50,50,50,50,50,40',
    ];
    expect(await arr(rows)).toEqual([
      ['A', 1200, 1200],
      ['B', 600, 480],
    ]);
    expect((await book(csv(...rows), quarter)).assumptions).toContainEqual({
      field: 'source.columns',
      value: 'the last day of each month speaks for it',
      source: '3 columns of an earlier day, such as "2024-01-01", not read',
    });
  });

  test('that spell it in two ways count once where they agree, and are refused where they do not', async () => {
    const header = 'customer,Jan 2024,2024-01,2024-02,2024-03';
    expect(await arr([header, 'A,100,100,100,90', 'B,,0,5,5'])).toEqual([
      ['A', 1200, 1080],
      ['B', 0, 60],
    ]);
    expect(await refusals(csv(header, 'A,100,120,100,100', 'B,5,5,5,5', 'C,,7,7,7'), quarter)).toEqual([
      'source.columns: columns "Jan 2024" and "2024-01" are both 2024-01 and differ on 2 rows (row 2: 100.00 and 120.00); leave one of them out of the file',
    ]);
    expect(
      await refusals(csv('customer,2024-01-31,31 Jan 2024,2024-02,2024-03', 'A,1,2,3,4'), quarter),
    ).toEqual([expect.stringContaining('differ on 1 row (row 2: 1.00 and 2.00)')]);
  });

  test('that hold MRR and ARR are not added: those that were asked for count, else MRR', async () => {
    const rows = [
      'customer,Jan 2024 MRR,Jan 2024 ARR,Feb 2024 MRR,Feb 2024 ARR,Mar 2024 MRR,Mar 2024 ARR',
      'A,10,125,10,120,10,130',
    ];
    const { amount_basis: _, ...period } = quarter;
    const read = await book(csv(...rows), period);
    expect(read.accounts).toMatchObject([{ arr_start: 120, arr_end: 120 }]);
    expect(read.assumptions).toContainEqual({
      field: 'source.amount_basis',
      value: 'mrr',
      source: 'columns of both MRR and ARR; 3 such as "Jan 2024 ARR" not read',
    });
    expect(await arr(rows, { amount_basis: 'arr' })).toEqual([['A', 125, 130]]);
    expect(
      await refusals(csv('customer,Jan 2024 MRR,Feb 2024 MRR,Mar 2024 ARR', 'A,10,10,120'), period),
    ).toContain('source.columns: some columns of months say MRR, others ARR; make them all one in the file');
  });
});
