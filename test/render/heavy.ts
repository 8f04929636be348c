/** Books that make every part of an answer long, to hold the sizes against. */

import { createReportStore } from '../../src/report-store.ts';
import type { Rendered } from '../../src/tools/define-tool.ts';
import { tools } from '../../src/tools/index.ts';

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

const signals = (i: number) => ({
  in_target_industry: i % 3 === 0 ? null : i % 2 === 0,
  in_target_size_range: i % 4 !== 0,
  uses_target_workflow: i % 5 !== 0,
  has_executive_sponsor: i % 7 !== 0,
  advocates_publicly: i % 2 === 0,
  expansion_potential_high: i % 3 !== 0,
  competitor_concentration_low: i % 11 !== 0,
});

/** 800 customers in all situations that raise a finding or a question. */
const customers = Array.from({ length: 800 }, (_, i) => {
  const arr = i % 13 === 0 ? 0 : 500 + ((i * 7919) % 180_000);
  return {
    id: `C-${i}`,
    name: long('Customer', i),
    arr,
    icp_signals: signals(i),
    ...(i % 9 === 0 ? {} : { annual_service_cost: arr * (0.02 + (i % 10) / 10) }),
    tenure_months: i % 60,
    escalations_12m: i % 6,
    acquired_by_conflicting_parent: i % 31 === 0,
    declining_or_closing: i % 37 === 0,
    current_tier: ['strategic', 'enterprise', 'mid_market', 'smb'][i % 4],
    previous_fit_score: i % 11,
    renewal_date: `2026-${String(1 + (i % 12)).padStart(2, '0')}-15`,
    multi_year: i % 2 === 0 ? null : true,
    executive_contact: i % 3 === 0 ? null : false,
    churned: i % 19 === 0,
  };
});

const tier = (customer_count: number, total_arr: number, current_csm_count: number) => ({
  customer_count,
  total_arr,
  current_csm_count,
});

const outcomes = Array.from({ length: 20 }, (_, i) => ({
  id: `outcome-${i}`,
  outcome: long('Customers get', i),
  arr_at_stake: 60_000 + i * 11_000,
  cause: [
    'never_went_live',
    'low_adoption',
    'product_gap',
    'renewal_lapsed',
    'expansion_unworked',
    'payment_failure',
    'company_event',
    'unknown',
    'unresolved_tickets',
    'advocacy_gap',
  ][i % 10],
}));

/** A long input for each of the other tools. */
export const heavyOthers: readonly (readonly [name: string, input: Record<string, unknown>])[] = [
  ['cco_design_segments', { customers, as_of: '2026-02-20' }],
  [
    'cco_size_coverage',
    {
      as_of: '2026-01-31',
      stage: 'seed',
      growth_rate: 2.5,
      attrition_rate: 0.5,
      weekly_escalations: true,
      data_reliable: false,
      csm_admin_time_share: 0.4,
      company: long('Company', 1),
      book: {
        strategic: tier(40, 12_000_000, 2),
        enterprise: tier(260, 14_000_000, 9),
        mid_market: tier(900, 9_000_000, 14),
        smb: tier(4_000, 6_000_000, 0.5),
      },
      team: { current_csm_count: 25, joining_count: 3, productive_needed: 60, need_month: 24 },
    },
  ],
  [
    'cco_plan_hires',
    {
      as_of: '2026-01-31',
      stage: 'series_a',
      employees: 900,
      arr: 9_000_000,
      customers: 300,
      growth_rate: 1,
      churned_arr_12m: 5_000_000,
      proposed_role: 'cco',
      max_hires_per_quarter: 5,
      team: { csm: 9, support: 4, cs_ops: 1 },
      last_hire: { role: 'csm', months_in_seat: 1, outcome_shipped: false },
      signals: {
        tickets_routed_to_csms: true,
        manager_promoted_untrained: true,
        customer_marketing_reports_to: 'cs',
        csm_admin_time_share: 0.6,
        losses_before_go_live_arr: 1,
      },
      outcomes,
    },
  ],
];

/** The two halves of an answer. */
export async function rendered(
  input: Record<string, unknown>,
  name = 'cco_decompose_retention',
): Promise<Rendered> {
  const line = await tools.find((tool) => tool.name === name)?.load();
  if (line === undefined) throw new Error(`no tool ${name}`);
  const answer = await line.run(input, {
    access: { kind: 'folders', folders: [] },
    reports: createReportStore(),
  });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer.rendered;
}
