/** Rows that are left out have no say in how the columns of a file are meant. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const apart: Options = { exclude: [{ column: 'region', values: ['south'] }] };

const snapshots = (...rows: string[]) => csv('id,arr_start,arr_end,region', ...rows);

const ends = async (content: string, options: Options = {}) =>
  (await book(content, options)).accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end]);

describe('rows of two positions that are left out', () => {
  test('name no currency that the others would have to name too', async () => {
    const rows = ['A,€100,€90,north', 'B,100,100,north'];
    const expected = [
      ['A', 100, 90],
      ['B', 100, 100],
    ];
    expect(await ends(snapshots(...rows, 'C,£5,£5,south'), apart)).toEqual(expected);
    expect(await ends(snapshots(...rows, 'Total,$200,$190,'))).toEqual(expected);
    // Those that count do.
    expect(await refusals(snapshots(...rows, 'C,£5,£5,south'))).toEqual([
      expect.stringContaining('row 3, column arr_end: "100, 100: no one currency"'),
    ]);
  });

  test('leave a blank currency to be that of the others', async () => {
    const content = csv(
      'id,arr_start,arr_end,currency,region',
      'A,1,1,EUR,north',
      'B,2,2,,north',
      'C,3,3,USD,south',
    );
    expect(await ends(content, apart)).toEqual([
      ['A', 1, 1],
      ['B', 2, 2],
    ]);
  });

  test('ask for no decimal mark, and are worth what they say', async () => {
    const file = await book(
      snapshots('A,100,100,north', 'B,200,150,north', 'C,300,1.250,south', 'Total,600,1.500,'),
      apart,
    );
    expect(leftOut(file)).toEqual({ excluded_by_caller: 1, total_row: 1 });
    expect(file.reconciliation.excluded[0]?.arr).toBe(300);
    expect(await refusals(snapshots('A,100,100,north', 'B,200,1.250,north'))).toHaveLength(1);
  });
});

test('a total of months, or a month that is left out, asks for no decimal mark', async () => {
  const rows = ['A,2025-01,100,north', 'A,2025-02,100,north', 'B,2025-01,1.200,south', 'Total,,1.400,'];
  const content = csv('customer,month,mrr,region', ...rows);
  const period: Options = { period_start: '2025-01', period_end: '2025-02' };
  expect(await ends(content, { ...period, ...apart })).toEqual([['A', 1200, 1200]]);
  expect(await refusals(content, period)).toEqual([
    expect.stringContaining('can be read both ways: "1.200"'),
  ]);
});
