/** Ends in a future that no contract reaches: systems write them where there is none. */
import { expect, test } from 'vitest';
import { book, csv } from '../load.ts';

const span = (id: string, end: string) => `${id},2023-01-01,${end},100`;

test.each(['9999-12-31', '31/12/9999', '2999-12-31'])('%s is no end', async (end) => {
  const written = csv('customer,start,end,mrr', span('A', end), span('B', '2025-03-01'), span('C', ''));
  const plain = csv('customer,start,end,mrr', span('A', ''), span('B', '2025-03-01'), span('C', ''));
  const [far, open] = [
    await book(written, { period_end: '2025-06' }),
    await book(plain, { period_end: '2025-06' }),
  ];
  expect(far.accounts).toEqual(open.accounts);
  expect(far.facts).toEqual(open.facts);
  expect(far.accounts[0]).not.toHaveProperty('cancel_at_period_end');
  expect(far.assumptions).toContainEqual({
    field: 'source.columns.end',
    value: 'no end',
    source: '1 ends after the year 2899 stand for none',
  });
});

test('a date centuries away gives no months to sum over, and no long wait', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => span(`A${i}`, i === 0 ? '2399-12-31' : '2025-03-01'));
  const file = await book(csv('customer,start,end,mrr', ...rows), {
    period_end: '2025-06',
    end_inclusive: false,
  });
  expect(file.facts.months).toEqual([]);
  expect(file.reconciliation.arr_end?.from_accounts).toBe(1200);
}, 10_000);
