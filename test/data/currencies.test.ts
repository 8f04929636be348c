/** Amounts of several currencies are never added together. */
import { describe, expect, test } from 'vitest';
import { csv } from './load.ts';
import { refused, report } from './retention.ts';

const rows = ['A,100,50,EUR', 'B,100,150,EUR', 'C,200,0,USD', 'D,200,200,USD'];
const mixed = csv('id,arr_start,arr_end,currency', ...rows);
const euros = csv('id,arr_start,arr_end,currency', ...rows.slice(0, 2), 'E,10,10,n/a');

const figure = (of: Awaited<ReturnType<typeof report>>, id: string) =>
  of.figures.find((one) => one.id === id);

describe('a file in several currencies', () => {
  test('has one set of figures each, and none together', async () => {
    const answer = await report(mixed);
    expect(answer.tables.by_currency?.rows).toEqual([
      {
        key: 'EUR',
        currency: 'EUR',
        customers: 2,
        starting_arr: 200,
        ending_arr: 200,
        churned_arr: 0,
        contraction_arr: 50,
        expansion_arr: 50,
        grr: 0.75,
        nrr: 1,
        logo: 1,
      },
      {
        key: 'USD',
        currency: 'USD',
        customers: 2,
        starting_arr: 400,
        ending_arr: 200,
        churned_arr: 200,
        contraction_arr: 0,
        expansion_arr: 0,
        grr: 0.5,
        nrr: 0.5,
        logo: 0.5,
      },
    ]);
    for (const id of ['starting_arr', 'grr', 'nrr'])
      expect(figure(answer, id)).toMatchObject({ value: null, reason: 'mixed_currencies' });
    expect(answer.verdict).toBe('insufficient_data');
    expect(answer.findings.find(({ code }) => code === 'mixed-currencies')?.severity).toBe('blocker');
    expect(answer.reconciliation).toMatchObject({ arr_start: null, arr_end: null, ties: true });
  });

  test('by the signs in its amounts as well', async () => {
    const answer = await report(csv('id;arr_start;arr_end', 'A;€100;€50', 'C;$200;$0', 'D;$200;'));
    expect(answer.tables.by_currency?.rows).toMatchObject([
      { currency: 'EUR', starting_arr: 100, grr: 0.5 },
      { currency: 'USD', starting_arr: 400, grr: 0 },
    ]);
  });

  test('is converted with rates: (150 x 1.1 + 200) / (200 x 1.1 + 400)', async () => {
    const answer = await report(mixed, { options: { fx: { rates: { EUR: 1.1 } }, currency: 'USD' } });
    // What stands in the file is in its own currencies: the sum of that is no amount.
    expect(answer.reconciliation).toMatchObject({ arr_start: null, arr_end: null, ties: true });
    expect(figure(answer, 'starting_arr')?.value).toBeCloseTo(620, 9);
    expect(figure(answer, 'grr')?.value).toBeCloseTo(365 / 620, 12);
    expect(answer.currency).toBe('USD');
    expect(answer.findings.map(({ code }) => code)).not.toContain('mixed-currencies');
  });

  test('is refused without the rate of one', async () => {
    expect(await refused(mixed, { options: { fx: { rates: { GBP: 1.3 } }, currency: 'USD' } })).toEqual([
      'fx.rates: no rate for EUR (2 rows)',
    ]);
  });

  test('one currency can be kept; the other rows are counted', async () => {
    const answer = await report(mixed, { source: { currency: 'EUR' } });
    expect([figure(answer, 'starting_arr')?.value, figure(answer, 'grr')?.value]).toEqual([200, 0.75]);
    expect(answer.currency).toBe('EUR');
    expect(answer.reconciliation?.excluded).toEqual([
      { reason: 'other_currency', rows: 2, arr: 400, currency: 'USD', first_rows: [4, 5] },
    ]);
  });
});

describe('a file in one currency', () => {
  test('gives the report its currency; a row without one is in it', async () => {
    const answer = await report(euros);
    expect(answer.currency).toBe('EUR');
    expect(figure(answer, 'starting_arr')?.value).toBe(210);
    expect(answer.assumptions).toContainEqual({
      field: 'currency',
      value: 'EUR',
      source: 'the only currency the rows name',
    });
  });

  test('is never called by another', async () => {
    expect(await refused(euros, { options: { currency: 'USD' } })).toEqual([
      'source: currencies EUR (2), but currency is USD; give fx.rates or set currency to EUR',
    ]);
  });

  test('"$" alone is no statement: the caller says which dollar', async () => {
    const dollars = csv('id,arr_start,arr_end', 'A,$100,$50');
    expect((await report(dollars)).currency).toBe('USD');
    expect((await report(dollars, { options: { currency: 'CAD' } })).currency).toBe('CAD');
  });
});

test('amounts of several currencies are added nowhere but in the table by currency', async () => {
  const text = csv(
    'id,segment,arr_start,arr_end,currency,reason',
    'A,smb,100,120,USD,',
    'B,smb,100,90,EUR,',
    'C,smb,100,0,EUR,pricing',
  );
  const { leakage_points, tables, figures, handoffs } = await report(text);
  expect(leakage_points).toEqual([]);
  expect(tables.segments?.rows ?? null).toBeNull();
  expect(tables.causes?.rows ?? null).toBeNull();
  expect(tables.by_currency?.rows?.map(({ key, grr }) => [key, grr])).toEqual([
    ['EUR', 0.45],
    ['USD', 1],
  ]);
  expect(figures.filter(({ unit, value }) => unit === 'money' && value !== null)).toEqual([]);
  expect(handoffs.every(({ payload }) => payload === null)).toBe(true);
});
