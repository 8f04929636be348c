/** Every refusal of hiring: where, what, what to do; all at once. */
import { expect, it } from 'vitest';
import { problemsOf } from './run.ts';

const lines = (raw: unknown) => problemsOf(raw).map(({ code, message }) => `${code} ${message}`);
const outcome = (facts: Record<string, unknown>) => ({
  outcomes: [{ outcome: 'Customers go live', arr_at_stake: 100_000, ...facts }],
});

it.each([
  [{ growth_rate: 40 }, 'growth-looks-like-percent growth_rate: 40 is growth of 4000%; did you mean 0.40?'],
  [{ growth_rate: -1 }, 'out-of-range growth_rate: -1 is negative; give a fraction of -0.9 or more'],
  [{ team: { csms: 2 } }, 'unknown-key team.csms: unknown field; did you mean csm?'],
  [
    { arr: 1_000_000, gross_churn_rate: 0.1, churned_arr_12m: 150_000 },
    'conflicting-keys input: gross_churn_rate 0.1 of ARR 1000000 is 100000, but churned_arr_12m is 150000; keep one',
  ],
  [{ gross_churn_rate: 12 }, 'out-of-range gross_churn_rate: 12; give a value up to 1'],
  [
    { arr: 100, churned_arr_12m: 2_000 },
    'out-of-range churned_arr_12m: 2000 is over ten times ARR 100; check both',
  ],
  [
    { team: { csm: 2 }, largest_csm_group: 3 },
    'exceeds-whole largest_csm_group: 3 exceeds team.csm 2; check both',
  ],
  [outcome({ arr_at_stake: 0 }), 'out-of-range outcomes[0].arr_at_stake: 0; give a value above 0'],
  [
    outcome({ cause: 'never_live' }),
    'out-of-range outcomes[0].cause: "never_live" is not a choice here; use one of never_went_live, slow_time_to_value, unresolved_tickets, low_adoption, no_outcome, sponsor_loss, renewal_lapsed, expansion_unworked, advocacy_gap, payment_failure, product_gap, product_quality, pricing, competitor, wrong_fit, company_event, unknown',
  ],
  [
    outcome({ preventable_share: 70 }),
    'out-of-range outcomes[0].preventable_share: 70; give a value up to 1',
  ],
  [
    outcome({ segment: 'ent' }),
    'out-of-range outcomes[0].segment: "ent" is not a choice here; use one of strategic, enterprise, mid_market, smb',
  ],
  [
    { outcomes: [{ arr_at_stake: 5 }] },
    'missing-required outcomes[0].outcome: missing; give what customers fail to get',
  ],
  [
    { outcomes: [1, 2].map(() => ({ id: 'x', outcome: 'a', arr_at_stake: 1 })) },
    'duplicate-id outcomes[1].id: "x" already used by outcomes[0]; give each its own id',
  ],
  [
    { outcomes: Array.from({ length: 21 }, () => ({ outcome: 'a', arr_at_stake: 1 })) },
    'too-many-rows outcomes: 21 rows; at most 20 inline, use source',
  ],
  [{ playbook_written: 'yes' }, 'wrong-type playbook_written: expected true or false, got "yes"'],
  [
    { proposed_role: 'ceo' },
    'out-of-range proposed_role: "ceo" is not a choice here; did you mean cco? Valid: support, csm, account_manager, implementation, cs_ops, customer_marketing, renewals_manager, cs_manager, director_vp, cco',
  ],
  [
    { last_hire: { role: 'csm', months_in_seat: 2 } },
    'missing-required last_hire.outcome_shipped: missing; give it delivered what it was hired for',
  ],
  [{ max_hires_per_quarter: 9 }, 'out-of-range max_hires_per_quarter: 9; give a value up to 5'],
  [{ as_of: 'soon' }, 'bad-date as_of: "soon" is not a calendar date; use YYYY-MM-DD'],
  [{ capture_share: 0 }, 'out-of-range capture_share: 0; give a value above 0'],
])('%#', (raw, expected) => {
  expect(lines(raw)).toContain(expected);
});
