/** Books that make every part of an answer long, to hold the sizes against. */

import { createReportStore } from '../../src/report-store.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import type { Rendered } from '../../src/tools/define-tool.ts';

const long = (text: string, i: number) => `${i} ${text} ${'of a very long name '.repeat(4)}`.slice(0, 78);

/** 600 accounts in 40 segments and 30 quarters, with every optional field that raises a finding. */
export const heavyAccounts = Array.from({ length: 600 }, (_, i) => {
  const start = i % 11 === 0 ? 0 : 1000 + ((i * 7919) % 50_000);
  const end = i % 5 === 0 ? 0 : i % 7 === 0 ? start * 0.6 : i % 3 === 0 ? start * 1.9 + 500 : start;
  return {
    id: `A-${i}`,
    name: long('Company', i),
    segment: long('Segment', i % 40),
    arr_start: start,
    arr_end: end,
    start_date: `20${10 + (i % 15)}-${String(1 + (i % 12)).padStart(2, '0')}-01`,
    ...(end === 0 && start > 0 ? { churn_reason: long('they said', i), end_date: '2025-06-15' } : {}),
    activated: i % 2 === 0,
    units_start: 10 + (i % 9),
    units_end: 9 + (i % 13),
    renewal_date: i % 4 === 0 ? '2025-05-01' : '2026-05-01',
    past_due: i % 13 === 0,
    cancel_at_period_end: i % 17 === 0,
    paused: i % 19 === 0,
    churned_flag: i % 6 === 0,
  };
});

const claims = {
  grr: 0.91,
  nrr: 1.23,
  logo_retention: 0.97,
  churn_rate: 0.03,
  contraction_rate: 0.01,
  expansion_rate: 0.2,
  monthly_churn_rate: 0.01,
  annual_churn_rate: 0.12,
  starting_arr: 1e7,
  ending_arr: 2e7,
  new_arr: 5e6,
  churned_arr: 1e5,
  contraction_arr: 1e5,
  expansion_arr: 1e6,
  customers_start: 500,
  customers_lost: 20,
  customers_end: 700,
};

export const heavyInputs: Readonly<Record<string, Record<string, unknown>>> = {
  accounts: {
    accounts: heavyAccounts,
    previous: { accounts: heavyAccounts.map((row) => ({ ...row, arr_end: row.arr_start * 0.95 })) },
    claims,
    period_start: '2025-01-01',
    period_end: '2026-01-01',
    as_of: '2026-02-01',
    stage: 'scale',
    gross_margin: 0.7,
    policy: {
      bands: { grr: { healthy: 0.96, concerning: 0.91 } },
      min_accounts: 10,
      unknown_reason_share: 0.1,
    },
  },
  cohorts: {
    cohorts: Array.from({ length: 400 }, (_, i) => ({
      name: long('Cohort', i),
      segment: long('Segment', i % 50),
      starting_arr: 100_000 + i,
      starting_customer_count: 50,
      churned_arr: 10_000 + i,
      churned_customer_count: 5,
      contraction_arr: 2_000,
      expansion_arr: 30_000,
      churn_reasons: { pricing: 2, product_fit: 1, no_value_realized: 1 },
      remaining_customer_counts: Array.from({ length: 12 }, (_, m) => 50 - Math.min(m, 5)),
    })),
    claims,
  },
};

/** The two halves of an answer. */
export async function rendered(input: Record<string, unknown>): Promise<Rendered> {
  const answer = await decomposeRetention.run(input, {
    access: { kind: 'folders', folders: [] },
    reports: createReportStore(),
  });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer.rendered;
}
