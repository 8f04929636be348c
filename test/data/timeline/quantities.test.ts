/** Quantities of prices: a blank one is taken as one, and said to be. */
import { expect, test } from 'vitest';
import { book, csv, type Options } from '../load.ts';

const period: Options = { period_start: '2024-06', period_end: '2024-12' };
const header = 'customer,start,end,unit_price,interval,quantity';

const notice = async (content: string) => {
  const { accounts, reconciliation } = await book(content, period);
  return {
    arr: accounts.map(({ arr_end }) => arr_end),
    blank: reconciliation.notices?.find(({ code }) => code === 'blank-quantity'),
  };
};

test('a blank quantity counts as one and is named', async () => {
  const { arr, blank } = await notice(
    csv(header, 'A,2024-01-01,,10,month,5', 'B,2024-01-01,,10,month,', 'C,2024-01-01,,10,month,n/a'),
  );
  expect(arr).toEqual([600, 120, 120]);
  expect(blank).toEqual({
    code: 'blank-quantity',
    count: 2,
    first_rows: [3, 4],
    column: 'quantity',
    message:
      'rows with nothing in column "quantity" are taken as one of what "unit_price" is the price of; fill it in where they are more',
  });
});

test('nothing is said where no quantity is used, or none is blank', async () => {
  expect((await notice(csv(header, 'A,2024-01-01,,10,month,5'))).blank).toBeUndefined();
  const total = csv('customer,start,end,mrr,quantity', 'A,2024-01-01,,10,');
  expect(await notice(total)).toEqual({ arr: [120], blank: undefined });
});
