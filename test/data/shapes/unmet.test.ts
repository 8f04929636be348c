/** What a caller names that no row has: nothing was left out or explained by it, and the answer says so. */
import { describe, expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, type Options } from '../load.ts';

const period = { period_start: '2024-12', period_end: '2025-12' };
const months = ['A,2024-12,5,pro', 'A,2025-12,5,pro', 'B,2024-12,5,free', 'B,2025-12,5,free'];
const starts = ['A,2024-01-01,,5,active', 'B,2024-01-01,,5,frozen'];

const notices = async (content: string, options: Options) =>
  (await book(content, options)).reconciliation.notices?.filter(({ code }) =>
    /nothing-ex|unmet/.test(code),
  ) ?? [];

describe('values to leave out', () => {
  test.each<[string, string, Options]>([
    ['two snapshots', csv('id,arr_start,arr_end,plan', 'A,1,2,pro', 'B,1,2,free'), {}],
    ['monthly rows', csv('customer,month,mrr,plan', ...months), period],
    ['cohorts', csv('cohort,starting_arr,churned_arr,plan', 'A,100,5,pro', 'B,100,5,free'), {}],
  ])('that no row of %s has are named, those that some row has are not', async (_, content, options) => {
    const exclude = [{ column: 'plan', values: ['free', 'Free', 'trial'] }];
    expect(await notices(content, { ...options, exclude })).toEqual([
      {
        code: 'nothing-excluded',
        count: 1,
        first_rows: [],
        column: 'plan',
        message: expect.stringMatching(/^no row has "Free", "trial", so nothing was left out by it; /),
      },
    ]);
  });

  test('count for every column that a row is left out by', async () => {
    const exclude = [
      { column: 'plan', values: ['free'] },
      { column: 'id', values: ['B'] },
    ];
    const content = csv('id,arr_start,arr_end,plan', 'A,1,2,pro', 'B,1,2,free');
    expect(await notices(content, { exclude })).toEqual([]);
  });

  test('are a warning of an inspection', async () => {
    const content = csv('customer,arr,plan', 'A,1,pro');
    const { issues } = await inspected(content, { exclude: [{ column: 'plan', values: ['fre'] }] });
    expect(issues).toEqual([expect.objectContaining({ code: 'nothing-excluded', severity: 'warning' })]);
  });
});

test('a status that was given a meaning and does not occur is named', async () => {
  const status_map = { frozen: 'paused', 'on ice': 'active' } as const;
  const content = csv('customer,start,end,mrr,status', ...starts);
  expect(await notices(content, { ...period, status_map })).toMatchObject([
    { code: 'unmet-status', message: '"on ice" was given a meaning, and no row that counts has it' },
  ]);
  expect(await notices(content, { ...period, status_map: { frozen: 'paused' } })).toEqual([]);
});
