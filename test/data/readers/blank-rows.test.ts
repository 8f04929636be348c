/** Blank rows of a large file: counted between others, no rows at its end, and never kept one by one. */
import { expect, test } from 'vitest';
import { book, leftOut, refusals } from '../load.ts';

test('millions of blank rows take no memory, and those between others are counted', async () => {
  const rows = 'customer,month,mrr\nA,2025-01,10\n';
  const [between, behind] = ['\n'.repeat(25_000), '\n'.repeat(5_000_000)];
  const before = process.memoryUsage().rss;
  const file = await book(`${rows}${between}A,2025-02,12\n${behind}`, {
    period_start: '2025-01',
    period_end: '2025-02',
  });
  expect((process.memoryUsage().rss - before) / 1024 ** 2).toBeLessThan(200);
  expect(leftOut(file)).toEqual({ blank: 25_000 });
  expect(file.reconciliation).toMatchObject({ rows_read: 25_002, rows_used: 2 });
  expect(file.accounts).toMatchObject([{ id: 'A', arr_start: 120, arr_end: 144 }]);
});

test('a quote that is wrong is told with its row, whatever blank rows follow in its piece', async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => `C-${i},2025-01,10,plain`).join('\n');
  const text = `customer,month,mrr,note\n${many}\nB,2025-01,10,"so"so"\n\n\n\n`;
  expect(await refusals(text)).toEqual([
    'source.path: row 60002 has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again',
  ]);
});
