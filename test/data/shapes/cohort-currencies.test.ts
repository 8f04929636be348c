/** Cohort totals in several currencies are never added together: by a column, or by the signs in their amounts. */
import { describe, expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, leftOut, refusals } from '../load.ts';
import { refused, report } from '../retention.ts';

const head = 'cohort,starting_arr,churned_arr,contraction_arr,expansion_arr';
const columns = csv(`${head},currency`, 'A,1000,100,50,200,EUR', 'B,2000,0,0,200,usd', 'C,1000,500,0,0,USD');
const signs = csv(head, 'A,€1000,€100,€50,€200', 'B,$2000,0,0,$200', 'C,$1000,$500,$0,$0');

const figure = (of: Awaited<ReturnType<typeof report>>, id: string) =>
  of.figures.find((one) => one.id === id);

describe.each([
  ['by a column', columns],
  ['by the signs in its amounts', signs],
])('a file in several currencies %s', (_name, text) => {
  test('has one set of figures each, and none together', async () => {
    const answer = await report(text);
    expect(answer.tables.by_currency?.rows).toMatchObject([
      { currency: 'EUR', starting_arr: 1000, churned_arr: 100, contraction_arr: 50, grr: 0.85, nrr: 1.05 },
      { currency: 'USD', starting_arr: 3000, churned_arr: 500, expansion_arr: 200, nrr: 0.9 },
    ]);
    for (const id of ['starting_arr', 'grr', 'nrr'])
      expect(figure(answer, id)).toMatchObject({ value: null, reason: 'mixed_currencies' });
    expect(answer.verdict).toBe('insufficient_data');
    expect(answer.questions[0]?.ask).toBe('Which rates turn EUR, USD into one currency?');
    expect(answer.figures.filter(({ unit, value }) => unit === 'money' && value !== null)).toEqual([]);
    expect(answer.tables.cohorts?.rows ?? null).toBeNull();
    expect(answer.leakage_points).toEqual([]);
  });

  test('is converted with rates: (850 x 1.1 + 2,500) / (1,000 x 1.1 + 3,000)', async () => {
    const answer = await report(text, { options: { fx: { rates: { EUR: 1.1 } } } });
    expect(figure(answer, 'starting_arr')?.value).toBeCloseTo(4100, 9);
    expect(figure(answer, 'grr')?.value).toBeCloseTo(3435 / 4100, 12);
    expect(answer.currency).toBe('USD');
  });

  test('is refused without the rate of one', async () => {
    expect(await refused(text, { options: { fx: { rates: { GBP: 1.3 } } } })).toEqual([
      'fx.rates: no rate for EUR (1 rows)',
    ]);
  });

  test('one currency can be kept; the other rows are counted with their ARR', async () => {
    const answer = await report(text, { source: { currency: 'USD' } });
    expect([figure(answer, 'starting_arr')?.value, figure(answer, 'nrr')?.value]).toEqual([3000, 0.9]);
    expect(answer.reconciliation?.excluded).toEqual([
      { reason: 'other_currency', rows: 1, arr: 1050, currency: 'EUR', first_rows: [2] },
    ]);
  });

  test('is told by an inspection, without a total', async () => {
    const { currencies, totals, issues } = await inspected(text);
    expect(currencies).toEqual(['EUR', 'USD']);
    expect(totals).toMatchObject({ arr_start: null, arr_end: null });
    expect(issues.map(({ code }) => code)).toContain('mixed-currencies');
  });
});

describe('a file in one currency', () => {
  test('by its signs gives the report its currency; a row without one is in it', async () => {
    const answer = await report(csv(head, 'A,€1000,€100,€50,€200', 'B,1000,0,0,0'));
    expect(answer.currency).toBe('EUR');
    expect(figure(answer, 'starting_arr')).toMatchObject({ value: 2000, display: 'EUR 2,000' });
  });

  test('is never called by another', async () => {
    expect(await refused(csv(head, 'A,€1000,0,0,0'), { options: { currency: 'USD' } })).toEqual([
      'source: currencies EUR (1), but currency is USD; give fx.rates or set currency to EUR',
    ]);
  });

  test('"$" alone is no statement: the caller says which dollar', async () => {
    const dollars = csv(head, 'A,$1000,$100,0,0', 'B,1000,0,0,0');
    expect((await report(dollars)).currency).toBe('USD');
    expect((await report(dollars, { options: { currency: 'CAD' } })).currency).toBe('CAD');
    expect(leftOut(await book(dollars, { currency: 'CAD' }))).toEqual({});
  });
});

describe('a row of which the currency cannot be told is bad', () => {
  test.each([
    ['a word that is no code', csv(`${head},currency`, 'A,1,0,0,0,Euro'), 'row 2, column currency: "Euro"'],
    ['none beside others', `${columns}D,1,0,0,0,\n`, 'row 5, column currency: ""'],
    [
      'no sign beside others',
      `${signs}D,100,1,0,0\n`,
      'row 5, column starting_arr: "100, 1, 0, 0: no one currency"',
    ],
    [
      'two signs',
      csv(head, 'A,€100,$1,0,0', 'B,€1,0,0,0'),
      'row 2, column starting_arr: "€100, $1, 0, 0: no one currency"',
    ],
  ])('%s', async (_name, text, where) => {
    const [message = ''] = await refusals(text);
    expect(message).toContain(`cannot be read (${where})`);
    expect(leftOut(await book(text.replace('Euro', 'EUR'), { skip_bad_rows: true }))).toEqual(
      text.includes('Euro') ? {} : { bad_row: 1 },
    );
  });
});
