/** What only a file knows: an edge that withholds the verdict, sources that disagree, tenures without amounts. */
import { describe, expect, test } from 'vitest';
import { analyzeRetention } from '../../../src/domain/retention/analyze.ts';
import type { FileFacts } from '../../../src/domain/retention/file-facts.ts';
import type { RetentionInput } from '../../../src/domain/retention/input.ts';
import { type RetentionReport, retentionReportSchema } from '../../../src/domain/retention/report.ts';
import { codes, shown, value } from './run.ts';

const accounts = Array.from({ length: 40 }, (_, i) => ({
  id: `A${i}`,
  arr_start: 1000,
  arr_end: i < 4 ? 0 : 1000,
}));

function withFacts(facts: FileFacts, input: RetentionInput = { accounts, stage: 'growth' }): RetentionReport {
  const report = analyzeRetention(input, { reportId: 'test', facts });
  expect(retentionReportSchema.safeParse(report).error?.issues ?? []).toEqual([]);
  return report;
}

const plain = withFacts({});

test('without facts the verdict stands, and the tables say why they are empty', () => {
  expect(plain.verdict).not.toBe('insufficient_data');
  expect(plain.tables['monthly']).toMatchObject({ rows: null, because: 'no monthly positions were given' });
  expect(plain.tables['churn_sets']).toMatchObject({
    rows: null,
    because: 'no other file was named (source.cross_check)',
  });
});

describe('an edge', () => {
  const edge = { periodEnd: '2025-06-30', lastUsable: '2025-05-31', month: '2025-06', loss: 0.875 };
  const report = withFacts({ edge });

  test('withholds the verdict: the data is not enough', () => {
    expect(report.verdict).toBe('insufficient_data');
    const finding = report.findings.find(({ code }) => code === 'export-edge');
    expect(finding).toMatchObject({
      because:
        "The period ends on 2025-06-30, but 87.5% of the accounts that pay when the file's last month opens end in it, and the losses begin in 2025-06: the export seems to stop there. It can be believed up to 2025-05-31.",
      evidence: ['edge_loss'],
    });
    expect(value(report, 'edge_loss')).toBe(0.875);
  });

  test('changes no figure that both reports have', () => {
    for (const { id, value: before } of plain.figures) expect([id, value(report, id)]).toEqual([id, before]);
  });
});

describe('churn sets', () => {
  const sets = (a: number, b: number, both: number, base = 100): FileFacts => ({
    churnSets: {
      base,
      sets: [
        { file: 'a.csv', size: a, dated: true },
        { file: 'b.csv', size: b, dated: false },
      ],
      pairs: [{ a: 0, b: 1, both, either: a + b - both }],
    },
  });

  test.each([
    [40, 50, 30, 0.5, true],
    [9, 9, 8, 0.8, false],
    [8, 10, 8, 0.8, false],
    [9, 10, 8, 8 / 11, true],
    [3, 0, 0, 0, true],
    [2, 2, 0, null, false],
    [0, 0, 0, null, false],
  ])('%i and %i with %i in both: overlap %s, disagree %s', (a, b, both, overlap, disagree) => {
    const report = withFacts(sets(a, b, both));
    expect(report.figures.find(({ id }) => id === 'set_overlap')?.value ?? null).toBe(overlap);
    expect(codes(report).includes('sources-disagree')).toBe(disagree);
    expect(report.verdict === 'contradictory_data').toBe(disagree);
  });

  test('the pair that shares least is named, of those that are large enough', () => {
    const report = withFacts({
      churnSets: {
        base: 1000,
        sets: [
          { file: 'a.csv', size: 30, dated: true },
          { file: 'b.csv', size: 30, dated: true },
          { file: 'c.csv', size: 1, dated: true },
        ],
        pairs: [
          { a: 0, b: 1, both: 27, either: 33 },
          { a: 0, b: 2, both: 0, either: 31 },
          { a: 1, b: 2, both: 1, either: 30 },
        ],
      },
    });
    expect(report.findings.find(({ code }) => code === 'sources-disagree')?.because).toContain(
      '`a.csv` and `c.csv`',
    );
    expect(report.tables['churn_sets']?.rows).toHaveLength(3);
  });

  test('a file without dates is labelled', () => {
    expect(withFacts(sets(9, 9, 9)).tables['churn_sets']?.rows).toEqual([
      {
        key: '1-2',
        file: 'a.csv',
        other: 'b.csv (undated)',
        churned: 9,
        churned_other: 9,
        both: 9,
        overlap: 1,
      },
    ]);
  });
});

describe('tenures', () => {
  // 20 customers: half leave in month 6, the others are still there after 18.
  const lives = Array.from({ length: 20 }, (_, i) => ({ months: i < 10 ? 6 : 18, lost: i < 10 }));
  const report = withFacts({ lives }, { cohorts: [{ name: 'all customers' }] });

  test('give survival, worked by hand', () => {
    expect(value(report, 'survival_m3')).toBe(1);
    expect(value(report, 'survival_m6')).toBe(0.5);
    expect(value(report, 'survival_m12')).toBe(0.5);
    expect(value(report, 'survival_median')).toBe(6);
    const { rows } = report.tables['survival'] ?? { rows: null };
    expect(rows?.find(({ key }) => key === '6')).toMatchObject({ at_risk: 20, lost: 10, survival: 0.5 });
    expect(rows?.find(({ key }) => key === '7')).toMatchObject({ at_risk: 10, lost: 0, survival: 0.5 });
    expect(rows?.some(({ age }) => Number(age) > 18)).toBe(false);
  });

  test('give no rate: amounts are missing, and the report says so', () => {
    for (const id of ['grr', 'nrr', 'starting_arr']) {
      expect(value(report, id)).toBeNull();
      expect(shown(report, id)).toBe('n/a');
    }
    expect(report.verdict).toBe('insufficient_data');
    expect(codes(report)).toContain('metric-missing');
  });
});

test('months stand in the report, with the compounding of the period beside the figure of the whole', () => {
  const flow = (month: string, opening: number, churn: number) => ({
    month,
    accounts: 40,
    lost: churn / 1000,
    opening,
    new: 0,
    expansion: 0,
    reactivation: 0,
    contraction: 0,
    churn,
    closing: opening - churn,
  });
  const periodMonths = [flow('2025-05', 40_000, 2000), flow('2025-06', 38_000, 2000)];
  const report = withFacts({ months: [flow('2025-04', 40_000, 0), ...periodMonths], periodMonths });
  expect(report.tables['monthly']?.rows?.map(({ key }) => key)).toEqual(['2025-04', '2025-05', '2025-06']);
  expect(value(report, 'compounded_monthly_grr')).toBeCloseTo(0.95 * (36 / 38), 12);
  expect(value(report, 'grr')).toBe(0.9);
  // Without a complete period there are months and no compounding.
  const partial = withFacts({ months: periodMonths });
  expect(partial.tables['monthly']?.rows).toHaveLength(2);
  expect(partial.figures.map(({ id }) => id)).not.toContain('compounded_monthly_grr');
});
