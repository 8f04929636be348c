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
    ['Contract Term (Yrs)', ['1', '2', '3'], [72000, 36000, 24000]],
    ['Term (mo)', ['12', '24', '3'], [72000, 36000, 0]],
    ['Term (mths)', ['12', '24', '3'], [72000, 36000, 0]],
    ['Duration (months)', ['12', '24', '3'], [72000, 36000, 0]],
    ['Contract Duration', ['12', '24', '36'], [72000, 36000, 24000]],
    ['Contract Length', ['12', '24', '36'], [72000, 36000, 24000]],
    ['Contract Length (Years)', ['1', '2', '3'], [72000, 36000, 24000]],
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

  test('that is small beside larger ones is asked about, as it may be of years', async () => {
    const mixed = file('Contract Term', '2', '12', '36');
    expect(await refusals(mixed, period)).toEqual([
      'source.columns.term_months: column "Contract Term" holds 2 (1 row) beside numbers up to 36, where small ones may be years; name it as source.columns.term_months if all are months, else write these in months',
    ]);
    const months = { ...period, period_start: '2024-02-15', columns: { term_months: 'Contract Term' } };
    expect((await book(mixed, months)).accounts.map(({ arr_start }) => arr_start)).toEqual([
      432000, 72000, 24000,
    ]);
    expect(await refusals(file('Contract Term', '2 years', '12', '36'), period)).toEqual([]);
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

describe('a term beside an end', () => {
  const header = 'account,close_date,contract_start,contract_end,amount,stage,term_months';
  const deal = (from: string, until: string, term: string, signed = '2024-01-01') =>
    csv(header, `A,${signed},${from},${until},36000,Closed Won,${term}`);

  test.each([
    ['far later', deal('2024-01-01', '2026-12-31', '12'), '12 months, but 2024-01-01 to 2026-12-31 is 36'],
    ['far earlier', deal('2024-01-01', '2024-12-31', '36'), '36 months, but 2024-01-01 to 2024-12-31 is 12'],
    [
      'a month on a month',
      deal('2024-01-01', '2024-03-01', '1'),
      '1 month, but 2024-01-01 to 2024-03-01 is 2',
    ],
    [
      'later than it was signed',
      deal('', '2026-12-31', '12'),
      '12 months, but 2024-01-01 to 2026-12-31 is 36',
    ],
  ])('that is %s contradicts it', async (_, content, says) => {
    expect(await refusals(content, period)).toEqual([
      expect.stringContaining(`row 2, column term_months: "a term of ${says}"`),
    ]);
  });

  test.each([
    ['its last day', deal('2024-01-01', '2024-12-31', '12')],
    ['the day after', deal('2024-01-01', '2025-01-01', '12')],
    ['the end of a month', deal('2024-01-15', '2025-01-31', '12')],
    ['a year from a later start', deal('', '2025-03-31', '12')],
  ])('on %s is of one contract', async (_, content) => {
    expect(await arr(content, { period_end: '2024-12', period_start: '2024-06' })).toEqual([36000]);
  });

  test('on which a customer left is no end of a term', async () => {
    const left = deal('2024-01-01', '2025-02-01', '36').replace('contract_end', 'churn_date');
    expect(await arr(left)).toEqual([12000]);
  });

  test('goes before what the caller says for deals without one', async () => {
    const content = deal('2024-01-01', '2026-12-31', '');
    expect(await arr(content, { term_months: 12 })).toEqual([12000]);
  });
});
