/** Each verdict, gate, anti-pattern and finding, at its edge. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/policy/hiring.ts';
import { codes, report, row, value } from './run.ts';

const outcome = (cause: string | null, arr_at_stake: number, facts: Record<string, unknown> = {}) => ({
  outcome: `Failing: ${cause}`,
  arr_at_stake,
  ...(cause === null ? {} : { cause }),
  ...facts,
});

const company = (facts: Record<string, unknown>) =>
  report({ arr: 4_000_000, customers: 200, team: { csm: 2 }, ...facts });

describe('verdicts', () => {
  it.each([
    ['hire', company({ outcomes: [outcome('never_went_live', 300_000)] })],
    ['promote', company({ team: { csm: 5 }, outcomes: [outcome('never_went_live', 300_000)] })],
    ['stay-founder-led', company({ arr: 1_000_000, team: {}, outcomes: [outcome('low_adoption', 50_000)] })],
    [
      'ramp-first',
      company({
        outcomes: [outcome('low_adoption', 900_000)],
        last_hire: { role: 'csm', months_in_seat: 4, outcome_shipped: true },
      }),
    ],
    ['name-the-outcome-first', company({})],
    ['name-the-outcome-first', company({ churned_arr_12m: 100_000, outcomes: [outcome('pricing', 40_000)] })],
    [
      'no-cs-hire-fixes-it',
      company({ outcomes: [outcome('product_gap', 300_000), outcome('low_adoption', 100_000)] }),
    ],
    ['not-yet', company({ outcomes: [outcome('low_adoption', 100_000)] })],
  ])('%s', (verdict, of) => {
    expect(of.verdict).toBe(verdict);
  });

  it('lets the newest person land first, then hires', () => {
    const at = (months_in_seat: number, outcome_shipped: boolean) =>
      company({
        outcomes: [outcome('low_adoption', 900_000)],
        last_hire: { role: 'csm', months_in_seat, outcome_shipped },
      });
    expect([at(5, true).verdict, at(5, false).verdict, at(4, true).verdict]).toEqual([
      'hire',
      'ramp-first',
      'ramp-first',
    ]);
    expect(codes(at(4, true))).toContain('last-hire-not-landed');
    expect(at(4, true).headline).toBe(
      'No hire now: CSM waits until the CSM hired last has ramped and delivered (4 months of 5 months).',
    );
  });

  it('answers what was proposed', () => {
    const of = (proposed_role: Role, facts: Record<string, unknown>) =>
      company({ proposed_role, ...facts }).proposed?.verdict;
    expect(of('implementation', { outcomes: [outcome('never_went_live', 300_000)] })).toBe('agree');
    expect(of('csm', { outcomes: [outcome('never_went_live', 300_000)] })).toBe('different-role-first');
    expect(of('csm', { outcomes: [outcome('low_adoption', 100_000)] })).toBe('not-yet');
    expect(of('csm', { outcomes: [outcome('product_gap', 300_000)] })).toBe('no-hire-fixes-it');
  });

  it('hires a leader only when no scored role is worth its cost', () => {
    const facts = { arr: 9_000_000, team: { csm: 8, cs_manager: 2 }, nrr_in_board_story: true };
    expect(company(facts).next_hire).toEqual({ role: 'director_vp', by_promotion: false, pays: null });
    expect(company({ ...facts, outcomes: [outcome('never_went_live', 300_000)] }).next_hire?.role).toBe(
      'implementation',
    );
    expect(company({ ...facts, nrr_in_board_story: null }).next_hire).toBeNull();
  });
});

/** State of a gate in an answer. */
const gate = (of: ReturnType<typeof report>, id: string) => row(of, 'gates', id)['state'];

describe('gates', () => {
  it.each([
    ['csm.customers', { customers: 10 }, { customers: 9 }],
    ['csm.acv', { acv: 5_000 }, { acv: 4_999 }],
    [
      'csm.product_share',
      { outcomes: [outcome('product_gap', 100_000), outcome('low_adoption', 200_000)] },
      { outcomes: [outcome('product_gap', 101_000), outcome('low_adoption', 200_000)] },
    ],
    [
      'csm.founder_share',
      { team: {}, founder_hours_share_on_customers: 0.41 },
      { team: {}, founder_hours_share_on_customers: 0.4 },
    ],
    ['csm.playbook_written', { team: {}, playbook_written: true }, { team: {}, playbook_written: false }],
    [
      'implementation.outcome',
      { signals: { ttv_days: 46, ttv_target_days: 30 } },
      { signals: { ttv_days: 45, ttv_target_days: 30 } },
    ],
    ['support.customers', { customers: 30 }, { customers: 29 }],
    [
      'support.tickets',
      { signals: { p1_backlog: 5 } },
      { signals: { p1_backlog: 4, first_response_hours: 8 } },
    ],
    [
      'support.tickets',
      { signals: { first_response_hours: 8.5 } },
      { signals: { p1_backlog: 0, first_response_hours: 2 } },
    ],
    ['support.csm-or-largest', { team: { csm: 1 } }, { team: {} }],
    ['account_manager.csm', { team: { csm: 2 } }, { team: { csm: 1.5 } }],
    [
      'account_manager.gross_retention',
      { signals: { gross_retention: 0.85 } },
      { signals: { gross_retention: 0.84 } },
    ],
    ['renewals_manager.csm', { team: { csm: 4 } }, { team: { csm: 3 } }],
    ['renewals_manager.arr', { arr: 5_000_000 }, { arr: 4_999_999 }],
    ['renewals_manager.renewals', { outcomes: [outcome('renewal_lapsed', 1)] }, {}],
    ['cs_ops.csm', { team: { csm: 3 } }, { team: { csm: 2 } }],
    [
      'cs_ops.data-or-time',
      { signals: { csm_admin_time_share: 0.3 } },
      { signals: { csm_admin_time_share: 0.29, data_reliable: true } },
    ],
    [
      'cs_ops.data-or-time',
      { signals: { data_reliable: false } },
      { signals: { data_reliable: true, csm_admin_time_share: 0 } },
    ],
    [
      'customer_marketing.reference_customers',
      { signals: { reference_customers: 5 } },
      { signals: { reference_customers: 4 } },
    ],
    [
      'customer_marketing.advocacy',
      { signals: { advocacy_priority: true } },
      { signals: { advocacy_priority: false } },
    ],
    ['cs_manager.group', { team: { csm: 5 } }, { team: { csm: 4 } }],
    [
      'cs_manager.group',
      { team: { csm: 4, support: 4 } },
      { team: { csm: 4, support: 3, customer_marketing: 5 } },
    ],
    [
      'cs_manager.group',
      { team: { csm: 3 }, signals: { weekly_escalations: true } },
      { team: { csm: 2 }, signals: { weekly_escalations: true } },
    ],
    ['cs_manager.no-manager-yet', {}, { team: { csm: 5, cs_manager: 1 } }],
    ['director_vp.customer_roles', { team: { csm: 10 } }, { team: { csm: 9 } }],
    ['cco.arr', { arr: 10_000_000 }, { arr: 9_999_999 }],
    [
      'cco.needs_single_customer_leader',
      { needs_single_customer_leader: true },
      { needs_single_customer_leader: false },
    ],
  ])('%s opens and closes', (id, opens, closes) => {
    expect(gate(company(opens), id)).toBe('true');
    expect(gate(company(closes), id)).toBe('false');
  });

  it.each([
    ['csm.customers', { customers: null }],
    ['csm.founder_share', { team: {} }],
    ['csm.product_share', {}],
    ['cs_ops.data-or-time', {}],
    ['cs_ops.data-or-time', { signals: { data_reliable: true } }],
    ['customer_marketing.advocacy', {}],
    ['director_vp.nrr_in_board_story', {}],
  ])('%s stays unknown, which closes nothing', (id, facts) => {
    expect(gate(company(facts), id)).toBe('unknown');
  });

  it('an unknown gate becomes a question, and confidence is low', () => {
    const of = report({ outcomes: [outcome('never_went_live', 300_000)] });
    expect([of.verdict, of.confidence]).toEqual(['hire', 'low']);
    expect(of.questions.map(({ field }) => field)).toEqual(expect.arrayContaining(['customers', 'acv']));
  });

  it('is sure when all gates are known and the preventable share was given', () => {
    expect(
      company({ outcomes: [outcome('never_went_live', 300_000, { preventable_share: 0.7 })] }).confidence,
    ).toBe('high');
    expect(company({ outcomes: [outcome('never_went_live', 300_000)] }).confidence).toBe('medium');
    expect(company({ signals: { losses_before_go_live_arr: 300_000 } }).confidence).toBe('low');
  });
});

describe('outcomes', () => {
  it('of small accounts get no CSM', () => {
    const of = company({ outcomes: [outcome('low_adoption', 900_000, { segment: 'smb' })] });
    expect(Object.values(of.tables.outcomes?.rows ?? {})[0]).toMatchObject({
      role: null,
      fix: 'tech-touch programme',
    });
    expect(
      company({ acv: 4_000, outcomes: [outcome('low_adoption', 900_000)] }).tables.outcomes?.rows?.[0],
    ).toMatchObject({ role: null });
  });

  it('are made from signals only when none of that cause is given', () => {
    const of = company({
      signals: { losses_before_go_live_arr: 300_000 },
      outcomes: [outcome('never_went_live', 100_000)],
    });
    expect(of.tables.outcomes?.rows).toHaveLength(1);
    expect(codes(of)).toContain('signal-and-outcome-disagree');
    expect(
      codes(
        company({
          signals: { losses_before_go_live_arr: 300_000 },
          outcomes: [outcome('never_went_live', 240_000)],
        }),
      ),
    ).not.toContain('signal-and-outcome-disagree');
  });

  it('leave the rest of churn without a cause', () => {
    const of = company({ churned_arr_12m: 400_000, outcomes: [outcome('low_adoption', 300_000)] });
    expect(value(of, 'unknown_share')).toBeCloseTo(0.25, 9);
    expect(codes(of)).toContain('cause-unknown');
    expect(
      codes(company({ churned_arr_12m: 350_000, outcomes: [outcome('low_adoption', 300_000)] })),
    ).not.toContain('cause-unknown');
  });

  it('may not exceed churn', () => {
    const at = (churned_arr_12m: number) =>
      codes(company({ churned_arr_12m, outcomes: [outcome('low_adoption', 306_000)] }));
    expect(at(300_000)).not.toContain('outcomes-exceed-churn');
    expect(at(299_000)).toContain('outcomes-exceed-churn');
  });

  it('of billing and of companies that close are named as such', () => {
    const of = company({ outcomes: [outcome('payment_failure', 60_000), outcome('company_event', 20_000)] });
    expect(codes(of)).toEqual(expect.arrayContaining(['billing-first', 'not-preventable']));
    expect(of.memo.how_to_act[0]).toBe(
      'Fix payment failure: billing with retries, card updates and dunning. Owner: CFO. By: within 30 days',
    );
  });
});

describe('the split', () => {
  const split = (facts: Record<string, unknown>) =>
    company({ customers: 100, team: { csm: 3 }, arr: 6_000_000, ...facts }).am_csm_split;
  it.each([
    ['cannot-tell', { customers: null }],
    ['keep-combined', { customers: 301, signals: { sales_led: true, distinct_cross_sell: true } }],
    ['keep-combined', { signals: { product_led: true, sales_led: true, distinct_cross_sell: true } }],
    ['keep-combined', { team: { csm: 2 }, signals: { sales_led: true, distinct_cross_sell: true } }],
    ['keep-combined', {}],
    ['hybrid', { signals: { sales_led: true } }],
    ['hybrid', { arr: 4_900_000, signals: { sales_led: true, distinct_cross_sell: true } }],
    ['hybrid', { founder_in_deals: true, signals: { sales_led: true, distinct_cross_sell: true } }],
    ['split', { signals: { sales_led: true, distinct_cross_sell: true } }],
    ['split', { signals: { sales_led: true }, outcomes: [outcome('expansion_unworked', 713_000)] }],
    ['hybrid', { signals: { sales_led: true }, outcomes: [outcome('expansion_unworked', 712_000)] }],
  ])('%s', (verdict, facts) => {
    expect(split(facts)).toBe(verdict);
  });
});

describe('findings', () => {
  it.each([
    [
      'hire-pays',
      { outcomes: [outcome('never_went_live', 500_000)] },
      { outcomes: [outcome('never_went_live', 400_000)] },
    ],
    [
      'hire-pays-three-year-only',
      { outcomes: [outcome('never_went_live', 400_000)] },
      { outcomes: [outcome('never_went_live', 500_000)] },
    ],
    ['ceiling-below-cost', { team: {}, churned_arr_12m: 88_000 }, { team: {}, churned_arr_12m: 89_000 }],
    [
      'product-first',
      { outcomes: [outcome('product_gap', 101_000), outcome('pricing', 200_000)] },
      { outcomes: [outcome('product_gap', 100_000), outcome('pricing', 200_000)] },
    ],
    [
      'stage-and-numbers-disagree',
      { stage: 'series_a', employees: 51 },
      { stage: 'series_a', employees: 50 },
    ],
    [
      'stage-and-numbers-disagree',
      { stage: 'series_a', team: { csm: 4 } },
      { stage: 'series_a', team: { csm: 3 } },
    ],
    ['sequence-over-budget', { arr: 3_600_000 }, { arr: 3_640_000 }],
    ['support-before-csm', { team: { support: 1 }, customers: 49 }, { team: { support: 1 }, customers: 50 }],
    ['ops-before-csms', { team: { csm: 2, cs_ops: 1 } }, { team: { csm: 3, cs_ops: 1 } }],
    [
      'untrained-manager',
      { signals: { manager_promoted_untrained: true } },
      { signals: { manager_promoted_untrained: false } },
    ],
    ['csm-am-merged-too-long', { arr: 5_000_001, team: { csm: 3 } }, { arr: 5_000_000, team: { csm: 3 } }],
    ['csm-as-support-plus', { signals: { tickets_routed_to_csms: true } }, {}],
    [
      'customer-marketing-under-cs',
      { signals: { customer_marketing_reports_to: 'cs' } },
      { signals: { customer_marketing_reports_to: 'marketing' } },
    ],
    ['cco-too-early', { proposed_role: 'cco' }, { proposed_role: 'cco', arr: 10_000_000 }],
    ['cco-too-early', { team: { csm: 2, cco: 1 } }, {}],
  ])('%s fires and does not', (code, fires, not) => {
    expect(codes(company(fires))).toContain(code);
    expect(codes(company(not))).not.toContain(code);
  });

  it('lists what the facts say nothing on', () => {
    expect(company({}).unchecked).toEqual([
      'untrained-manager',
      'csm-as-support-plus',
      'customer-marketing-under-cs',
    ]);
  });
});

it('shows when a company outgrows its stage', () => {
  const states = (facts: Record<string, unknown>) =>
    company(facts).tables.stage?.rows?.map(({ key, state }) => `${key} ${state}`);
  expect(states({ stage: 'series_a' })).toEqual(['customers met', 'arr met', 'csm unmet', 'tiers unknown']);
  expect(states({ stage: 'seed', founder_hours_share_on_customers: 0.5 })).toEqual([
    'founder_share met',
    'customers met',
    'playbook unknown',
  ]);
  expect(states({ stage: 'late' })).toBeUndefined();
});
