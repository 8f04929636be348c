/** Who churned, as other files have it: sets, overlaps, and what a founder is told when the sources disagree. */
import { expect, test } from 'vitest';
import { type RetentionReport, retentionReportSchema } from '../../src/domain/retention/report.ts';
import { createReportStore } from '../../src/report-store.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import { csv, withFolder } from './load.ts';

type Check = { path: string; columns: Record<string, string> };

/** Runs the tool on a folder of files. */
async function run(files: Record<string, string>, cross_check: unknown, source: object = {}) {
  return withFolder(files, (folder) =>
    decomposeRetention.run(
      { source: { path: 'book.csv', cross_check, ...source }, detail: 'full' },
      { access: { kind: 'folders', folders: [folder] }, reports: createReportStore() },
    ),
  );
}

async function report(
  files: Record<string, string>,
  checks: Check[],
  source: object = {},
): Promise<RetentionReport> {
  const answer = await run(files, checks, source);
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return retentionReportSchema.parse(answer.report);
}

async function refused(files: Record<string, string>, checks: unknown): Promise<[string, string, string][]> {
  const answer = await run(files, checks);
  return answer.ok ? [] : answer.problems.map(({ path, code, message }) => [path, code, message]);
}

const ids = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** `base` customers of whom the numbered ones pay nothing at the end. */
const book = (base: number, gone: readonly number[]): string =>
  csv('id,arr_start,arr_end', ...ids(0, base).map((i) => `C${i},100,${gone.includes(i) ? 0 : 100}`));

const flags = (base: number, gone: readonly number[]): string =>
  csv('account,left', ...ids(0, base).map((i) => `C${i},${gone.includes(i) ? 'yes' : 'no'}`));

const events = (gone: readonly number[]): string =>
  csv('customer_id,cancelled_on', ...gone.map((i) => `C${i},2025-0${(i % 9) + 1}-10`));

const flagCheck: Check = { path: 'flags.csv', columns: { customer_id: 'account', churned: 'left' } };
const eventCheck: Check = {
  path: 'events.csv',
  columns: { customer_id: 'customer_id', churn_date: 'cancelled_on' },
};

const rowsOf = ({ tables }: RetentionReport): Record<string, unknown>[] => {
  const table = tables['churn_sets'];
  if (table === undefined || table.rows === null) throw new Error('no table of churn sets');
  return table.rows;
};

const overlapOf = ({ figures }: RetentionReport) => figures.find(({ id }) => id === 'set_overlap');
const disagrees = ({ findings }: RetentionReport) => findings.find(({ code }) => code === 'sources-disagree');

test('40 and 50 ids with 30 in both are 0.50: contradictory, and the verdict is withheld', async () => {
  const answer = await report({ 'book.csv': book(400, ids(0, 40)), 'events.csv': events(ids(10, 60)) }, [
    eventCheck,
  ]);
  expect(overlapOf(answer)).toMatchObject({ value: 0.5, display: '50.0%', formula: '30 / 60' });
  expect(answer.verdict).toBe('contradictory_data');
  expect(disagrees(answer)).toMatchObject({
    severity: 'contradiction',
    because:
      '`book.csv` and `events.csv` name different customers as churned; they share 50.0% of those that either names.',
    evidence: ['set_overlap'],
  });
  expect(rowsOf(answer)).toMatchObject([
    { file: 'book.csv', churned: 40, churned_other: 50, both: 30, overlap: 0.5 },
  ]);
});

test('an overlap of exactly 0.80 does not disagree; one id less does', async () => {
  // 9 and 9 ids with 8 in both are 8 of 10.
  const level = await report({ 'book.csv': book(100, ids(0, 9)), 'flags.csv': flags(100, ids(1, 10)) }, [
    flagCheck,
  ]);
  expect(overlapOf(level)?.value).toBe(0.8);
  expect(disagrees(level)).toBeUndefined();
  expect(level.verdict).not.toBe('contradictory_data');
  const below = await report({ 'book.csv': book(100, ids(0, 9)), 'flags.csv': flags(100, ids(2, 10)) }, [
    flagCheck,
  ]);
  expect(overlapOf(below)?.value).toBe(0.7);
  expect(disagrees(below)).toBeDefined();
});

test('sets of at most 2% of the base are too small to tell; one above it is enough', async () => {
  const small = await report({ 'book.csv': book(100, [0, 1]), 'flags.csv': flags(100, [2, 3]) }, [flagCheck]);
  expect(overlapOf(small)).toBeUndefined();
  expect(disagrees(small)).toBeUndefined();
  expect(rowsOf(small)).toMatchObject([{ churned: 2, churned_other: 2, both: 0, overlap: 0 }]);
  const large = await report({ 'book.csv': book(100, [0, 1]), 'flags.csv': flags(100, [2, 3, 4]) }, [
    flagCheck,
  ]);
  expect(overlapOf(large)?.value).toBe(0);
  expect(disagrees(large)).toBeDefined();
});

test('nobody churned anywhere: nothing to compare', async () => {
  const answer = await report({ 'book.csv': book(50, []), 'flags.csv': flags(50, []) }, [flagCheck]);
  expect(overlapOf(answer)).toBeUndefined();
  expect(rowsOf(answer)).toMatchObject([{ churned: 0, churned_other: 0, both: 0, overlap: null }]);
});

test('three files: every pair of the four sources, and the worst one is named', async () => {
  const answer = await report(
    {
      'book.csv': book(200, ids(0, 20)),
      'flags.csv': flags(200, ids(0, 19)),
      'events.csv': events(ids(1, 20)),
      'crm.csv': csv('Account ID,Lost', ...ids(0, 200).map((i) => `C${i},${i < 5 ? 1 : 0}`)),
    },
    [flagCheck, eventCheck, { path: 'crm.csv', columns: { customer_id: 'Account ID', churned: 'Lost' } }],
  );
  expect(rowsOf(answer).map((row) => [row['key'], row['other'], row['both'], row['overlap']])).toEqual([
    ['1-2', 'flags.csv (undated)', 19, 0.95],
    ['1-3', 'events.csv (undated)', 19, 0.95],
    ['1-4', 'crm.csv (undated)', 5, 0.25],
    ['2-3', 'events.csv (undated)', 18, 0.9],
    ['2-4', 'crm.csv (undated)', 5, 5 / 19],
    ['3-4', 'crm.csv (undated)', 4, 0.2],
  ]);
  expect(overlapOf(answer)?.value).toBe(0.2);
  expect(disagrees(answer)?.because).toContain('`events.csv` and `crm.csv`');
});

test('dates count inside the period of a file over time; a flag without a date is labelled undated', async () => {
  const rows = ids(0, 60).map((i) => `C${i},2023-01-01,${i < 6 ? '2025-05-10' : ''},10`);
  const dates = [
    ...ids(0, 6).map((i) => `C${i},2025-05-10`),
    // Before the period, on its last day's close, after it; and one that is no customer of the base.
    'C10,2024-06-01',
    'C11,2025-12-31',
    'C12,2026-01-01',
    'stranger,2025-05-10',
    'C13,',
  ];
  const answer = await report(
    {
      'book.csv': csv('customer,start,end,mrr', ...rows),
      'events.csv': csv('customer_id,cancelled_on', ...dates),
      'flags.csv': flags(60, ids(0, 6)),
    },
    [eventCheck, flagCheck],
    { period_start: '2024-12', period_end: '2025-12' },
  );
  expect(rowsOf(answer).map((row) => [row['other'], row['churned_other'], row['both']])).toEqual([
    ['events.csv', 7, 6],
    ['flags.csv (undated)', 6, 6],
    ['flags.csv (undated)', 6, 6],
  ]);
});

test('a flag and a date together must both say so', async () => {
  const answer = await report(
    {
      'book.csv': book(100, ids(0, 5)),
      'both.csv': csv(
        'id,left,on',
        ...ids(0, 5).map((i) => `C${i},yes,2025-03-0${i + 1}`),
        'C6,no,2025-03-01',
        'C7,yes,',
        'C8,n/a,2025-03-01',
      ),
    },
    [{ path: 'both.csv', columns: { customer_id: 'id', churned: 'left', churn_date: 'on' } }],
  );
  expect(rowsOf(answer)).toMatchObject([{ churned_other: 5, both: 5, overlap: 1 }]);
});

test.each<[string, Record<string, string>, unknown, [string, string, string][]]>([
  [
    'a file that is not there',
    {},
    [flagCheck],
    [
      [
        'source.cross_check[0].path',
        'file-not-found',
        'source.cross_check[0].path: "flags.csv" is in none of the allowed folders; check its name',
      ],
    ],
  ],
  [
    'a file outside',
    { 'flags.csv': flags(5, []) },
    [flagCheck, { ...eventCheck, path: '../events.csv' }],
    [
      [
        'source.cross_check[1].path',
        'outside-folders',
        'source.cross_check[1].path: "../events.csv" is outside the allowed folders; move the file or add its folder at start-up',
      ],
    ],
  ],
  [
    'a header that is not there',
    { 'flags.csv': flags(5, []) },
    [{ path: 'flags.csv', columns: { customer_id: 'Account', churned: 'gone' } }],
    [
      [
        'source.cross_check[0].columns.churned',
        'unknown-column',
        'source.cross_check[0].columns.churned: no header "gone"; headers: account, left',
      ],
      [
        'source.cross_check[0].columns.customer_id',
        'unknown-column',
        'source.cross_check[0].columns.customer_id: no header "Account"; headers: account, left; did you mean account?',
      ],
    ],
  ],
  [
    'no column that says who churned',
    { 'flags.csv': flags(5, []) },
    [{ path: 'flags.csv', columns: { customer_id: 'account' } }],
    [
      [
        'source.cross_check[0].columns',
        'missing-required',
        'source.cross_check[0].columns: name the column that says who churned: churned (a flag) or churn_date',
      ],
    ],
  ],
  [
    'a flag that is none',
    { 'flags.csv': csv('account,left', 'C0,yes', 'C1,perhaps', 'zz,perhaps') },
    [flagCheck],
    [
      [
        'source.cross_check[0].columns',
        'bad-rows',
        'source.cross_check[0].columns: 1 cells say neither that a customer churned nor that it stayed (row 3, "perhaps"); fix them',
      ],
    ],
  ],
  [
    'dates that can be read two ways',
    { 'events.csv': csv('customer_id,cancelled_on', 'C0,03/04/2025') },
    [eventCheck],
    [
      [
        'source.cross_check[0].date_order',
        'ambiguous-date',
        'source.cross_check[0].date_order: column "cancelled_on" can be dmy (2025-04-03..2025-04-03) or mdy (2025-03-04..2025-03-04); say which',
      ],
    ],
  ],
])('%s is refused with its place', async (_, files, checks, expected) => {
  expect(await refused({ 'book.csv': book(20, [0]), ...files }, checks)).toEqual(expected);
});

test('an answer to what another file leaves open stands beside it', async () => {
  const files = {
    'book.csv': book(100, ids(0, 5)),
    'events.csv': csv('customer_id,cancelled_on', ...ids(0, 5).map((i) => `C${i},0${i + 1}/04/2025`)),
  };
  const answer = await report(files, [{ ...eventCheck, date_order: 'dmy' } as Check]);
  expect(rowsOf(answer)).toMatchObject([{ churned_other: 5, overlap: 1 }]);
});

test('a fourth file is one too many, and an unknown field is named', async () => {
  const four = await refused({ 'book.csv': book(20, [0]) }, [flagCheck, flagCheck, flagCheck, flagCheck]);
  expect(four.map(([path]) => path)).toEqual(['source.cross_check']);
  const odd = await refused({ 'book.csv': book(20, [0]) }, [{ ...flagCheck, shape: 'x' }]);
  expect(odd.map(([path]) => path)).toEqual(['source.cross_check[0].shape']);
});

test('ids of which none is a customer of the book are no other truth: they are refused, each file of them', async () => {
  const files = {
    'book.csv': book(60, [1, 2]),
    'case.csv': csv('account,left', 'c1,yes', 'c2,yes', 'c3,no'),
    'other.csv': csv('account,left', 'Z1,yes'),
    'none.csv': csv('account,left', 'Z1,no'),
  };
  const check = (path: string) => ({ ...flagCheck, path });
  expect(await refused(files, [check('case.csv'), check('other.csv')])).toEqual([
    [
      'source.cross_check[0].columns.customer_id',
      'no-match',
      'source.cross_check[0].columns.customer_id: none of the 2 ids that case.csv names as churned, such as "c1", is a customer of book.csv at period start, where "C1" is written another way; name the column that holds the same ids',
    ],
    [
      'source.cross_check[1].columns.customer_id',
      'no-match',
      'source.cross_check[1].columns.customer_id: none of the 1 ids that other.csv names as churned, such as "Z1", is a customer of book.csv at period start; name the column that holds the same ids',
    ],
  ]);
  // A file that names nobody is another truth.
  expect(disagrees(await report(files, [check('none.csv')]))).toBeDefined();
});
