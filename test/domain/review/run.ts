/** Runs the review line of the domain on a raw input, as the tool does: refusals are errors here. */
import { expect } from 'vitest';
import { refusal } from '../../../src/domain/problem.ts';
import { analyzeReview } from '../../../src/domain/review/analyze.ts';
import { reviewProblems } from '../../../src/domain/review/check.ts';
import { type Evidence, evidenceSchema } from '../../../src/domain/review/evidence.ts';
import { type ReviewInput, reviewInputSchema } from '../../../src/domain/review/input.ts';
import { type ReviewReport, reviewReportSchema } from '../../../src/domain/review/report.ts';
import { reviewTables } from '../../../src/domain/review/tables.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';
import { expectMemo } from '../memo-rules.ts';

/** Everything that is wrong with an input, in order: path, code and message. */
export const problemsOf = (raw: unknown) =>
  refusal([...schemaProblems(reviewInputSchema, raw), ...reviewProblems(raw)]).problems;

/** The report of an input that must be accepted; its schema and its memo are checked as well. */
export function review(raw: unknown, reports: readonly Evidence[] = []): ReviewReport {
  expect(problemsOf(raw)).toEqual([]);
  for (const one of reports) expect(evidenceSchema.safeParse(one).success).toBe(true);
  const result = analyzeReview(raw as ReviewInput, { reportId: 'test', reports });
  expect(reviewReportSchema.safeParse(result).error?.issues ?? []).toEqual([]);
  expectMemo(result, reviewTables);
  return result;
}

/** The row of a gate. */
export function gate(
  of: ReviewReport,
  key: string,
): { status: string; stops: boolean; counts: boolean; because: string; from: string | null } {
  const found = of.tables.gates?.rows?.find((row) => row.key === key);
  if (found === undefined) throw new Error(`no gate ${key}`);
  return found as never;
}

export const codes = (of: ReviewReport): string[] => of.findings.map(({ code }) => code);

/** A report as a review reads it. */
export const report = (
  tool: Evidence['tool'],
  figures: Record<string, number | null>,
  rest: Partial<Evidence> = {},
): Evidence => ({
  ok: true,
  tool,
  report_id: `${tool.slice(4, 8)}0001`,
  as_of: '2026-01-10',
  verdict: 'healthy',
  figures: Object.entries(figures).map(([id, value]) => ({ id, value })),
  findings: [],
  tables: {},
  ...rest,
});

export const retention = (grr: number | null, rest: Partial<Evidence> = {}) =>
  report('cco_decompose_retention', { grr }, rest);

/** A coverage report of one tier: enterprise, served in full, 6M in 100 accounts, 4 seats. */
export const coverage = (figures: Record<string, number | null> = {}, rest: Partial<Evidence> = {}) =>
  report(
    'cco_size_coverage',
    {
      csms: 4,
      total_arr: 20_000_000,
      recommended_seats: 4,
      recommended_seats_12: 6,
      budget_share: 0.1,
      cost_share_12: 0.08,
      ...figures,
    },
    {
      verdict: 'hire',
      tables: {
        tiers: {
          rows: [
            {
              key: 'enterprise',
              motion: 'full',
              total_arr: 20_000_000,
              customer_count: 100,
              recommended_seats: 4,
            },
          ],
        },
        transitions: { rows: [{ key: 'light to full', break_even_3y: 103_405 }] },
        months: {
          rows: [0, 3, 6, 12].map((m) => ({ key: String(m), seats: [4, 5, 5, 6][[0, 3, 6, 12].indexOf(m)] })),
        },
      },
      ...rest,
    },
  );

/** A plan with owner, date and outcome. */
export const plan = (type: string, rest: Record<string, unknown> = {}) => ({
  plan: 'A plan',
  type,
  owner: 'Head of CS',
  date: '2026-04-10',
  outcome: { metric: 'grr', target: 0.9, by: '2026-12-31' },
  stage: 'growth',
  as_of: '2026-01-15',
  ...rest,
});

export const goodPay = { base_share: 0.8, mix: { grr: 0.5, nrr: 0.3, activity: 0.2 } };
export const cause = { cause: 'no_value_realized', arr_share: 0.6, evidence: 'twelve calls' };
export const fast = [{ segment: 'all', arr_share: 1, median_days: 20, target_days: 30 }];
export const grr = (value: number) => ({ value, window_months: 12, as_of: '2026-01-01' });
