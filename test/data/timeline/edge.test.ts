/** Where a file stops to be believable: each line of the rule at its edge. */
import { describe, expect, it } from 'vitest';
import { findEdge } from '../../../src/data/timeline/edge.ts';
import type { Timeline } from '../../../src/data/timeline/positions.ts';
import type { MonthFlow } from '../../../src/domain/retention/monthly.ts';
import { book, csv, load } from '../load.ts';
import { report } from '../retention.ts';

const timeline = { ledger: { kind: 'months' }, entries: [] } as unknown as Timeline;

/** Months from January 2025: accounts at the start of each, and how many of them were lost in it. */
const edgeOf = (...months: readonly (readonly [accounts: number, lost: number])[]) => {
  const edge = findEdge(
    timeline,
    months.map(
      ([accounts, lost], i) => ({ month: `2025-0${i + 1}`, accounts, lost }) as unknown as MonthFlow,
    ),
  );
  return edge?.sure ? edge.lastUsable.label : null;
};

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

describe('a last month that was not over when the file was made', () => {
  /** 40 customers of 24 months, of whom 22 have a row in the last one. */
  const rows = Array.from({ length: 24 }, (_, i) => i).flatMap((i) => {
    const month = `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
    return Array.from({ length: i < 23 ? 40 : 22 }, (_, n) => `C${n},${month},100`);
  });
  const content = csv('customer,month,mrr', ...rows);
  const notice = expect.objectContaining({
    code: 'export-edge',
    message: expect.stringContaining('45.0% of customers end in the last month, far more than before'),
  });

  it('is no end that is taken unasked', async () => {
    const read = await book(content);
    expect([read.book.period_end, read.facts.edge]).toEqual(['2025-11-30', undefined]);
    expect(read.reconciliation.notices).toContainEqual(notice);
  });

  it('is told where it is asked for, or else is real', async () => {
    const options = { period_start: '2024-12', period_end: '2025-12' };
    const asked = await book(content, options);
    expect(asked.reconciliation.notices).toContainEqual(notice);
    expect(asked.accounts.filter(({ arr_end }) => arr_end === 0)).toHaveLength(18);
    expect((await book(content, { accept_edge: true })).book.period_end).toBe('2025-12-31');
  });
});

it('customers who seem to leave at an edge are no cliff of renewals', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `C${i},2024-0${(i % 3) + 1}-05,2025-02-20,100`);
  const older = Array.from({ length: 40 }, (_, i) => `D${i},2022-01-05,2025-02-20,100`);
  const answer = await report(csv('customer,start,end,mrr', ...rows, ...older), {
    source: { period_start: '2024-04', period_end: '2025-02' },
  });
  const codes = answer.findings.map(({ code }) => code);
  expect(codes).toContain('export-edge');
  expect(codes).not.toContain('renewal-cliff');
});
