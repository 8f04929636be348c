/** Blank rows of a large file: counted between others, no rows at its end, and never kept one by one. */
import { expect, test } from 'vitest';
import { book, leftOut } from '../load.ts';

test('millions of blank rows take no memory, and those between others are counted', async () => {
  const rows = 'customer,month,mrr\nA,2025-01,10\n';
  const [between, behind] = ['\n'.repeat(25_000), '\n'.repeat(2_500_000)];
  const before = process.memoryUsage().rss;
  const file = await book(`${rows}${between}A,2025-02,12\n${behind}`, {
    period_start: '2025-01',
    period_end: '2025-02',
  });
  expect((process.memoryUsage().rss - before) / 1024 ** 2).toBeLessThan(100);
  expect(leftOut(file)).toEqual({ blank: 25_000 });
  expect(file.reconciliation).toMatchObject({ rows_read: 25_002, rows_used: 2 });
  expect(file.accounts).toMatchObject([{ id: 'A', arr_start: 120, arr_end: 144 }]);
});
