/** Terms of deals: months, years, and what only the reader knows. */
import { describe, expect, test } from 'vitest';
import { book, csv, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-12-31', period_end: '2025-06-30' };

const file = (header: string, ...terms: string[]) =>
  csv(
    `account,close_date,amount,stage,${header}`,
    ...terms.map((term, i) => `${'ABC'[i]},2024-02-01,72000,Closed Won,${term}`),
  );

const arr = async (content: string, options: Options = {}) =>
  (await book(content, { ...period, ...options })).accounts.map(({ arr_start }) => arr_start);

describe('a term', () => {
  test.each([
    ['Contract Term', ['24', '36', '12'], [36000, 24000, 72000]],
    ['Term (months)', ['2', '3', '12'], [0, 0, 72000]],
    ['Contract Term', ['24 months', '3 years', '2-year'], [36000, 24000, 36000]],
    ['Contract Term', ['36 mos', '3 yrs', '1 Year'], [24000, 24000, 72000]],
    ['Term in years', ['1', '2', '3'], [72000, 36000, 24000]],
  ])('under %s: %j', async (header, terms, expected) => {
    const read = await book(file(header, ...terms), period);
    const of = (id: string) => read.accounts.find((one) => one.id === id)?.arr_start ?? 0;
    expect(['A', 'B', 'C'].map(of)).toEqual(expected);
  });

  const bare = file('Contract Term', '1', '2', '6');

  test('of small numbers only is asked about', async () => {
    expect(await refusals(bare, period)).toEqual([
      'source.columns.term_months: column "Contract Term" holds no number above 6, which may be months or years; say which header it is, source.columns.term_months or source.columns.term_years',
    ]);
    expect(await refusals(file('Contract Term', '1', '2', '7'), period)).toEqual([]);
  });

  test('is what the caller says', async () => {
    expect(await arr(bare, { columns: { term_years: 'Contract Term' } })).toEqual([72000, 36000, 12000]);
    const months = await book(bare, {
      ...period,
      period_start: '2024-02-15',
      columns: { term_months: 'Contract Term' },
    });
    expect(months.accounts.map(({ arr_start }) => arr_start)).toEqual([864000, 432000, 144000]);
  });
});
