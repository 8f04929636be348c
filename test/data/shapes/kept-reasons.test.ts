/** Reasons for leaving of customers who stayed are told, and are no causes. */
import { expect, test } from 'vitest';
import { type Book, book, csv, type Options } from '../load.ts';

const told = ({ reconciliation: { notices = [] } }: Book) =>
  notices
    .filter(({ code }) => code === 'reason-of-kept')
    .map(({ count, first_rows, message }) => [count, first_rows, message.slice(0, 68)]);

const says = (arr: string) =>
  `customers with a churn reason who pay at the end, ${arr} of ARR: they count as kept`.slice(0, 68);

test('in snapshots, with their rows and ARR', async () => {
  const rows = ['A,100,100,price', 'B,100,50,n/a', 'C,100,0,price', 'D,100,40,left us'];
  const read = await book(csv('id,arr_start,arr_end,churn_reason', ...rows));
  expect(told(read)).toEqual([[2, [2, 5], says('140.00')]]);
  const monthly = await book(csv('id,opening_mrr,closing_mrr,churn_reason', ...rows));
  expect(told(monthly)).toEqual([[2, [2, 5], says('1,680.00')]]);
});

test('in months, unless the customer was gone in between or leaves later', async () => {
  const file = csv(
    'customer,month,mrr,reason',
    ...['2024-12', '2025-06', '2025-12', '2026-01'].flatMap((month) => [
      `A,${month},10,price`,
      `Z,${month},1,`,
    ]),
    'B,2024-12,10,price',
    'B,2025-12,10,',
    'B,2026-01,10,',
    'C,2024-12,10,',
    'C,2025-06,10,',
    'C,2025-12,10,price',
  );
  const read = await book(file, { period_start: '2024-12', period_end: '2025-12' });
  expect(told(read)).toEqual([[1, [8], says('120.00')]]);
});

test('in subscriptions that run on and were not told to stop', async () => {
  const options: Options = { period_start: '2024-12', period_end: '2025-12' };
  const file = csv(
    'customer,start,end,canceled_at,mrr,reason',
    'A,2024-01-01,,,10,price',
    'B,2024-01-01,,2025-11-01,10,price',
    'C,2024-01-01,2025-03-01,,10,switched',
    'C,2025-03-01,,,10,',
    'D,2024-01-01,2026-02-01,,10,price',
  );
  expect(told(await book(file, options))).toEqual([[1, [2], says('120.00')]]);
});
