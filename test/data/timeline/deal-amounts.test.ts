/** Amounts of deals: a rate where the row has one, else what was booked over its term. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-06', period_end: '2024-12' };

const hubspot = (...rows: string[]) =>
  csv(
    'Record ID,Deal Name,Deal Stage,Amount,Annual recurring revenue,Close Date,Associated Company,Contract Term (Months)',
    ...rows,
  );

const paid = async (content: string, options: Options = {}) =>
  Object.fromEntries(
    (await book(content, { ...period, ...options })).accounts.map(({ id, arr_end }) => [id, arr_end]),
  );

describe('a deal with no ARR', () => {
  const content = hubspot(
    '1,a,closedwon,13000,12000,2024-01-01,A,12',
    '2,b,closedwon,48000,,2024-01-01,B,24',
    '3,c,closedwon,5000,0,2024-01-01,C,12',
  );

  test('is its amount over its term, and named; one of 0 is nothing', async () => {
    expect(await paid(content)).toEqual({ A: 12000, B: 24000 });
    const read = await book(content, period);
    expect(leftOut(read)).toEqual({ zero_amount: 1 });
    expect(read.reconciliation.notices).toContainEqual(
      expect.objectContaining({
        code: 'amount-instead',
        count: 1,
        first_rows: [3],
        message:
          'deals with nothing in column "Annual recurring revenue" are read from column "Amount" over their term, ARR 24,000.00',
      }),
    );
  });

  test('is so where no deal has one, as systems write columns that nobody fills', async () => {
    expect(await paid(content.replace(',12000,', ',,').replace(',0,', ',,'))).toEqual({
      A: 13000,
      B: 24000,
      C: 5000,
    });
  });

  test('needs a term', async () => {
    expect(await refusals(content.replace(',B,24', ',B,'), period)).toEqual([
      'source.columns.term_months: 1 won deal has no term; a deal amount is not ARR; name the column, or pass term_months',
    ]);
  });

  test('leaves nothing open about a column that no deal is read from', async () => {
    const semicolons = csv(
      'account;stage;amount;arr;close date;term_months',
      'A;Closed Won;1.234;1200;2024-01-01;12',
      'B;Closed Won;2.345;2400;2024-01-01;12',
    );
    expect(await paid(semicolons)).toEqual({ A: 1200, B: 2400 });
    expect(await refusals(semicolons.replace(';2400;', ';;'), period)).toEqual([
      expect.stringContaining('column "amount"'),
    ]);
  });

  test('is in no way what a column of contracts says', async () => {
    expect(await paid(content, { amount_basis: 'tcv' })).toEqual({ A: 13000, B: 24000, C: 5000 });
  });
});
