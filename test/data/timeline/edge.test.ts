/** Where a file stops to be believable: each line of the rule at its edge. */
import { expect, it } from 'vitest';
import { findEdge } from '../../../src/data/timeline/edge.ts';
import type { Timeline } from '../../../src/data/timeline/positions.ts';
import type { MonthFlow } from '../../../src/domain/retention/monthly.ts';
import { csv, load } from '../load.ts';

const timeline = { ledger: { kind: 'months' }, entries: [] } as unknown as Timeline;

/** Months from January 2025: accounts at the start of each, and how many of them were lost in it. */
const edgeOf = (...months: readonly (readonly [accounts: number, lost: number])[]) =>
  findEdge(
    timeline,
    months.map(
      ([accounts, lost], i) => ({ month: `2025-0${i + 1}`, accounts, lost }) as unknown as MonthFlow,
    ),
  )?.lastUsable.label ?? null;

it.each([
  [
    'half of ten in the last month',
    [
      [100, 1],
      [100, 1],
      [10, 5],
    ],
    '2025-02-28',
  ],
  [
    'a little less than half',
    [
      [100, 1],
      [100, 1],
      [100, 49],
    ],
    null,
  ],
  [
    'nine accounts, however many are lost',
    [
      [9, 0],
      [9, 0],
      [9, 9],
    ],
    null,
  ],
  [
    'the tail begins where a quarter is lost',
    [
      [100, 1],
      [100, 25],
      [75, 75],
    ],
    '2025-01-31',
  ],
  [
    'and not where less is',
    [
      [100, 1],
      [100, 24],
      [76, 76],
    ],
    '2025-02-28',
  ],
  [
    'three times the usual loss',
    [
      [100, 20],
      [100, 20],
      [100, 60],
    ],
    '2025-02-28',
  ],
  [
    'less than three times the usual loss',
    [
      [100, 20],
      [100, 20],
      [100, 59],
    ],
    null,
  ],
  [
    'nothing lost before',
    [
      [100, 0],
      [100, 0],
      [100, 50],
    ],
    '2025-02-28',
  ],
] as const)('%s', (_, months, lastUsable) => {
  expect(edgeOf(...months)).toBe(lastUsable);
});

it('a file that stops at once proposes the last month it can be believed for, not the last start', async () => {
  // 30 of 40 end on one day; everything began long before, so the last start says nothing of the export.
  const ends = Array.from({ length: 40 }, (_, i) => (i < 30 ? '2025-12-31' : `2025-0${(i % 8) + 1}-15`));
  const rows = ends.map((end, i) => `C${i},2023-01-01,${end},100`);
  const loaded = await load(csv('customer,start,end,mrr', ...rows));
  expect(loaded.ok ? [] : loaded.problems.map(({ path, suggestion }) => [path, suggestion])).toEqual([
    ['source.period_end', '2025-11'],
  ]);
});
