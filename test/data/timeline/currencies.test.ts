/** Currencies in files over time: named by a column or inside the amounts, and never added. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, refusals } from '../load.ts';

const codes = async (content: string, options = {}) =>
  Object.fromEntries((await book(content, options)).accounts.map(({ id, currency }) => [id, currency]));

const rows = (...amounts: readonly string[]) =>
  csv(
    'customer,month,mrr',
    ...amounts.flatMap((amount, i) => ['2024-12', '2025-12'].map((month) => `C${i},${month},${amount}`)),
  );

describe('a sign or code inside an amount', () => {
  test('is the currency of its customer', async () => {
    expect(await codes(rows('$100.00', 'EUR 90', '80 GBP'))).toEqual({ C0: 'USD', C1: 'EUR', C2: 'GBP' });
    expect(await codes(rows('100', '200'))).toEqual({ C0: undefined, C1: undefined });
  });

  test('keeps the rows of one currency when one is asked for', async () => {
    const file = await book(rows('$100.00', 'EUR 90'), { currency: 'EUR' });
    expect(file.accounts.map(({ id }) => id)).toEqual(['C1']);
    expect(leftOut(file)).toEqual({ other_currency: 2 });
  });

  test('counts in every column of months', async () => {
    const wide = csv('customer,MRR 2024-12,MRR 2025-11,MRR 2025-12', 'A,$1,$1,$2', 'B,€1,€1,€2');
    expect(await codes(wide, { period_start: '2024-12', period_end: '2025-12' })).toEqual({
      A: 'USD',
      B: 'EUR',
    });
  });

  test('of two kinds in one row is a bad row', async () => {
    const wide = csv('customer,MRR 2024-12,MRR 2025-11,MRR 2025-12', 'A,$1,€1,$2', 'B,$1,$1,$2');
    expect(await refusals(wide, { period_start: '2024-12', period_end: '2025-12' })).toEqual([
      expect.stringContaining('1 of 2 rows cannot be read (row 2'),
    ]);
  });
});

test('a customer of several currencies is asked about', async () => {
  const text = csv('customer,month,mrr', 'A,2024-12,$5', 'A,2025-12,€5', 'B,2025-12,$1');
  expect(await refusals(text)).toEqual([
    'source.currency: customer "A": several currencies, which are never added; pass source.currency to keep one, or split the ids',
  ]);
});

test('a customer without a currency where others name several is asked about', async () => {
  const text = csv('customer,month,mrr', 'N,2024-12,7', 'N,2025-12,7', 'A,2025-12,$5', 'B,2025-12,€1');
  expect(await refusals(text)).toEqual([
    'source.path: 2 rows name no currency in a file of several (row 2, 3); fill it in, or exclude them',
  ]);
});

describe('several currencies are never added', () => {
  const periods = (...rows: string[]) => csv('customer,start,end,price,interval,currency', ...rows);

  test('not in the reconciliation, of rows over time or of positions', async () => {
    const long = await book(rows('$100.00', 'EUR 90'));
    expect(long.reconciliation).toMatchObject({ arr_start: null, arr_end: null, ties: true });
    const two = await book(csv('customer,arr_start,arr_end', 'A,$100,$100', 'B,€100,€90'));
    expect(two.reconciliation).toMatchObject({ arr_start: null, arr_end: null });
    const one = await book(rows('EUR 100', 'EUR 90'));
    expect(one.reconciliation.arr_end).toEqual({ from_rows: 2280, from_accounts: 2280 });
  });

  test('not in what repeats', async () => {
    const text = periods(
      'A,2024-01-01,,5,month,EUR',
      'A,2024-01-01,,5,month,EUR',
      'B,2024-01-01,,5,month,USD',
    );
    const { reconciliation } = await book(text, { period_end: '2025-12' });
    const notice = reconciliation.notices?.find(({ code }) => code === 'duplicate-rows');
    expect(notice?.message).toContain('count twice; if they are copies');
  });

  test('not in a question', async () => {
    const stripe = csv(
      'id,Customer ID,Customer Email,Status,Plan Amount,Plan Interval,Start Date (UTC),Canceled At (UTC),Currency',
      'sub_1,cus_1,a@b.c,active,4900,month,2023-01-01,,usd',
      'sub_2,cus_2,a@b.c,active,9900,month,2023-01-01,,eur',
    );
    expect(await refusals(stripe, { period_end: '2025-12' })).toEqual([
      'source.amount_unit: column "Plan Amount" holds whole numbers only: they may be cents (minor) or not (major), and are in several currencies, which are never added; say which',
    ]);
  });
});
