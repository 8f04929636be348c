/** One column a month: rows that repeat a customer, and files without months. */
import { expect, test } from 'vitest';
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
