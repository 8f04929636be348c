/** Files of cohort totals are checked like cohorts passed inline, row by row. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, load, refusals } from '../load.ts';
import { report } from '../retention.ts';

const head = 'cohort,starting_arr,churned_arr,contraction_arr,expansion_arr';
const counts = `${head},starting_customer_count,churned_customer_count`;

/** Value, code and place of each bad row of a file that is refused. */
async function badRows(content: string) {
  const file = await load(content);
  return file.ok ? [] : file.problems.flatMap(({ rows = [] }) => rows);
}

describe('losses', () => {
  test('written as negative amounts all through are losses of that size: (100,000 - 15,000) / 100,000', async () => {
    const { figures, assumptions } = await report(csv(head, 'Q1,100000,(10000),(5000),20000'));
    expect(figures.find(({ id }) => id === 'grr')?.value).toBe(0.85);
    for (const field of ['churned_arr', 'contraction_arr'])
      expect(assumptions).toContainEqual({
        field: `source.columns.${field}`,
        value: 'negative amounts are losses',
        source: `column "${field}" has no positive amount`,
      });
  });

  test('are decided column by column, and 0 and blanks have no say', async () => {
    const file = await book(csv(head, 'a,100,-10,5,0', 'b,100,0,,0', 'c,100,(7),3,0'));
    expect(
      file.book.cohorts?.map(({ churned_arr, contraction_arr }) => [churned_arr, contraction_arr]),
    ).toEqual([
      [10, 5],
      [0, undefined],
      [7, 3],
    ]);
    expect(file.assumptions.map(({ field }) => field)).toEqual(['source.columns.churned_arr']);
  });

  test('with a decimal comma are still of one sign', async () => {
    const file = await book(csv(head.replaceAll(',', ';'), 'a;2.000;-1.250;0;0', 'b;2000,50;(1000,5);0;0'));
    expect(file.book.cohorts?.map(({ churned_arr }) => churned_arr)).toEqual([1250, 1000.5]);
  });

  test('of both signs in one column are bad where they are negative', async () => {
    expect(await badRows(csv(head, 'a,100,10,5,0', 'b,100,(10),5,0'))).toEqual([
      {
        row: 3,
        column: 'churned_arr',
        code: 'below-zero',
        value: '(10) is below 0; write losses in one sign',
      },
    ]);
  });

  test('rows that do not count have no say in the sign', async () => {
    const text = csv(head, 'a,100,-10,-5,0', 'b,100,10,5,0', 'Total,200,20,10,0');
    const file = await book(text, { exclude: [{ column: 'cohort', values: ['b'] }] });
    expect(file.book.cohorts).toMatchObject([{ churned_arr: 10, contraction_arr: 5 }]);
  });
});

describe('a row is bad', () => {
  test.each([
    ['opening below 0', 'Q,-100,1,1,1,10,1', 'starting_arr', 'below-zero', '-100 is below 0'],
    [
      'nothing at the start',
      'Q,0,0,0,0,,',
      'starting_arr',
      'bad-number',
      '0; retention needs ARR at period start',
    ],
    [
      'next to nothing at the start',
      'Q,0.001,0,0,0,,',
      'starting_arr',
      'bad-number',
      '0.001; retention needs ARR at period start',
    ],
    ['gains below 0', 'Q,100,1,1,(1),10,1', 'expansion_arr', 'below-zero', '(1) is below 0'],
    [
      'half a customer',
      'Q,100,1,1,1,10.5,1',
      'starting_customer_count',
      'bad-number',
      '10.5 is no whole number of customers',
    ],
    ['customers below 0', 'Q,100,1,1,1,10,-2', 'churned_customer_count', 'below-zero', '-2 is below 0'],
    [
      'more lost than there were',
      'Q,100,1,1,1,10,12',
      'churned_customer_count',
      'exceeds-start',
      '12 exceeds starting_customer_count 10',
    ],
    [
      'lost of nobody',
      'Q,100,1,1,1,,2',
      'churned_customer_count',
      'missing-value',
      'given without starting_customer_count; give both',
    ],
    ['an amount that no sum holds', 'Q,1e13,1,1,1,10,1', 'starting_arr', 'bad-number', '1e13'],
    [
      'losses over the start',
      'Q,100,90,20,1,10,1',
      '-',
      'exceeds-start',
      'churned_arr 90 + contraction_arr 20 exceeds starting_arr 100; check periods and units',
    ],
    [
      'losses of no start',
      'Q,,90,20,1,10,1',
      'starting_arr',
      'missing-value',
      'missing; give the ARR at period start, or customer counts only',
    ],
  ])('%s', async (_name, row, column, code, value) => {
    const text = csv(counts, 'good,100,10,5,20,10,1', row);
    expect(await badRows(text)).toEqual([{ row: 3, column, code, value }]);
    const file = await book(text, { skip_bad_rows: true });
    expect(leftOut(file)).toEqual({ bad_row: 1 });
    expect(file.book.cohorts?.map(({ name }) => name)).toEqual(['good']);
    expect(file.reconciliation.notices?.[0]?.message).toMatch(
      /^rows that cannot be read were left out as asked.*; their cohorts are in no figure$/,
    );
  });

  test('both forms at once', async () => {
    expect(
      await badRows(csv('cohort,starting_arr,churned_arr,renewed_arr', 'a,100,10,', 'b,100,10,90')),
    ).toEqual([
      {
        row: 3,
        column: '-',
        code: 'conflicting-keys',
        value: 'renewed_arr and churned_arr are both given; keep one',
      },
    ]);
  });
});

test('a file without a row that counts is refused', async () => {
  expect(await refusals(csv(head, 'Total,200,20,10,0'))).toEqual([
    'source.path: no row of 1 can be used; total_row 1; check the file and source',
  ]);
});

test('a row of customers alone is a cohort without amounts', async () => {
  const file = await book(csv(counts, 'a,,,,,10,1', 'b,100,1,1,1,,'));
  expect(file.book.cohorts).toEqual([
    { name: 'a', starting_customer_count: 10, churned_customer_count: 1 },
    { name: 'b', starting_arr: 100, churned_arr: 1, contraction_arr: 1, expansion_arr: 1 },
  ]);
});
