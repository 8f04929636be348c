/** Each verdict and each finding of coverage, at its edge. */
import { describe, expect, it } from 'vitest';
import { coverageFindings } from '../../../src/domain/coverage/findings.ts';
import { moneyOf } from '../../../src/domain/coverage/verdict.ts';
import { codes, report, row, tier, value } from './run.ts';

/** A book that needs nobody and nothing: one CSM of 180,000 for 25 accounts with 3M, hours that fit. */
const calm = {
  as_of: '2026-01-01',
  growth_rate: 0,
  attrition_rate: 0,
  loaded_cost: 180_000,
  cs_budget_share: 0.1,
  other_cs_cost_annual: 0,
  weekly_escalations: false,
  runs: 200,
};
const enterprise = (csms: number, arr = 3_000_000, facts: Record<string, unknown> = {}) => ({
  enterprise: tier(25, arr, csms, { hours_per_account: 40, ...facts }),
});
const of = (book: unknown, facts: Record<string, unknown> = {}) => report({ ...calm, book, ...facts });

/** 3M and 25 accounts of enterprise ask for 3M / 1.2M / 1.2 = 2.08, so 3 seats, relieved 1: see each case. */
const two = { enterprise: tier(25, 2_400_000, 2, { hours_per_account: 40 }) };

it('the memo says whose cost it names: that of recommended seats, beside today’s team', () => {
  // One seat of 180,000 is recommended, 7.5% of 2.4M; the two CSMs of today are 15%.
  expect(of(two).memo.evidence).toContain(
    'Recommended seats cost 7.5% of ARR now, 7.5% in 12 months; today’s team 15.0%; budget 10.0% [cost_share, cost_share_12, actual_cost_share, budget_share]',
  );
  expect(of(two, { cs_budget_share: 0.15 }).memo.bottom_line).toBe(
    'No hire today: 2 recommended seats carry the book at 15.0% of ARR.',
  );
});

describe('verdicts', () => {
  it.each([
    ['hold', 'staffed', 'within_budget', of(two, { cs_budget_share: 0.15 })],
    [
      'hold',
      'staffed',
      'stretched',
      of(two, { cs_budget_share: 0.12, targets: { enterprise: { accounts_per_csm: 13 } } }),
    ],
    [
      'promise-less',
      'staffed',
      'over_budget',
      of(two, { cs_budget_share: 0.119, targets: { enterprise: { accounts_per_csm: 13 } } }),
    ],
    [
      'hire',
      'understaffed',
      'within_budget',
      of({ enterprise: tier(25, 2_400_000, 1) }, { cs_budget_share: 0.15 }),
    ],
    [
      'promise-less-before-hiring',
      'understaffed',
      'over_budget',
      of(
        { enterprise: tier(25, 2_400_000, 1) },
        { cs_budget_share: 0.1, targets: { enterprise: { accounts_per_csm: 13 } } },
      ),
    ],
    [
      'redeploy',
      'redeploy',
      'within_budget',
      of({ strategic: tier(8, 900_000, 2), enterprise: tier(25, 1_200_000, 0) }, { cs_budget_share: 0.2 }),
    ],
    [
      'redeploy-or-shrink',
      'overstaffed',
      'within_budget',
      of(enterprise(4, 2_400_000), { cs_budget_share: 0.15 }),
    ],
    ['founder-led', 'founder_led', 'within_budget', of({ enterprise: tier(3, 100_000, 0) })],
  ])('%s: %s, %s', (verdict, staffing, money, answer) => {
    expect([answer.verdict, answer.staffing_verdict, answer.money_verdict]).toEqual([
      verdict,
      staffing,
      money,
    ]);
    expect(answer.verdict_reasons).toEqual([`Staffing is ${staffing}, money ${money}.`]);
  });

  it('money turns above the share, and above 1.25 times the share', () => {
    expect(moneyOf(0.1, 0.1)).toBe('within_budget');
    expect(moneyOf(0.1 + 1e-6, 0.1)).toBe('stretched');
    expect(moneyOf(0.125, 0.1)).toBe('stretched');
    expect(moneyOf(0.125 + 1e-6, 0.1)).toBe('over_budget');
  });

  it('one CSM above need is too many, less is not', () => {
    expect(of(enterprise(2.9, 2_400_000), { cs_budget_share: 0.15 }).staffing_verdict).toBe('staffed');
    expect(of(enterprise(3, 2_400_000), { cs_budget_share: 0.15 }).staffing_verdict).toBe('overstaffed');
  });

  it('a gap up to a quarter of a CSM is carried', () => {
    expect(value(of(enterprise(1.75, 2_400_000), { cs_budget_share: 0.15 }), 'hires_gap_now')).toBe(0);
    expect(value(of(enterprise(1.74, 2_400_000), { cs_budget_share: 0.15 }), 'hires_gap_now')).toBe(1);
  });

  it.each([
    ['promote', { current_csm_count: 5 }],
    ['hold', { current_csm_count: 4 }],
    ['hire', { current_csm_count: 4, productive_needed: 5 }],
    ['hold', { current_csm_count: 4, productive_needed: 4 }],
    ['hold', { current_csm_count: 5, reporting_to_founder: false }],
    ['promote', { current_csm_count: 4, joining_count: 1 }],
  ])('of a team alone: %s %o', (verdict, team) => {
    const answer = report({ team, attrition_rate: 0 });
    expect(answer).toMatchObject({ verdict, staffing_verdict: null, money_verdict: null });
  });

  it('is as sure as what was given', () => {
    const sure = (facts: Record<string, unknown>) => {
      const { growth_rate: _, attrition_rate: __, loaded_cost: ___, ...rest } = calm;
      return report({ ...rest, ...facts }).confidence;
    };
    const given = { growth_rate: 0, attrition_rate: 0.1, loaded_cost: 180_000 };
    const vague = { enterprise: tier(25, 2_400_000, 2) };
    expect(sure({ ...given, book: two })).toBe('high');
    expect(sure({ ...given, book: vague })).toBe('medium');
    expect(sure({ growth_rate: 0, attrition_rate: 0.1, book: two })).toBe('medium');
    expect(sure({ growth_rate: 0, book: two })).toBe('low');
    // Hours of half of ARR are enough.
    const half = (arr: number) => ({ ...two, mid_market: tier(100, arr, 0) });
    expect(sure({ ...given, book: half(2_400_000) })).toBe('high');
    expect(sure({ ...given, book: half(2_400_001) })).toBe('medium');
  });
});

describe('the seats of parts', () => {
  const seats = (book: Record<string, unknown>, facts: Record<string, unknown> = {}) =>
    (of(book, { cs_budget_share: 1, ...facts }).tables.tiers?.rows ?? []).map(
      (one) => one['recommended_seats'],
    );

  it('a tier has a seat from half a CSM on', () => {
    expect(seats({ strategic: tier(8, 1_000_000), enterprise: tier(12, 720_000) })).toEqual([2, 1]);
    expect(seats({ strategic: tier(8, 1_000_000), enterprise: tier(12, 700_000) })).toEqual([2, 0]);
  });

  it('smb has one from its own threshold on', () => {
    const book = { mid_market: tier(150, 1_000_000), smb: tier(1_000, 1_000_000) };
    expect(seats(book)).toEqual([1, 1]);
    expect(seats({ ...book, smb: tier(999, 1_000_000) })).toEqual([1, 0]);
    expect(seats({ ...book, smb: tier(500, 500_000) }, { smb_dedicated_threshold: 0.5 })).toEqual([1, 1]);
  });

  it('guests may add a seat to a host, smb never does', () => {
    // 1.0 of strategic and 0.3 of enterprise are 1.3 / 1.2, so 2; 0.2 would be 1.2 / 1.2.
    expect(seats({ strategic: tier(8, 100_000), enterprise: tier(8, 300_000) })).toEqual([2, 0]);
    expect(seats({ strategic: tier(8, 100_000), enterprise: tier(5, 200_000) })).toEqual([1, 0]);
    expect(seats({ mid_market: tier(150, 100_000), smb: tier(900, 100_000) })).toEqual([1, 0]);
  });

  it('a quarter of a CSM in all makes a generalist; smb alone never does', () => {
    expect(seats({ enterprise: tier(5, 100_000), smb: tier(50, 50_000) })).toEqual([1, 0]);
    expect(seats({ enterprise: tier(5, 100_000), smb: tier(49, 49_000) })).toEqual([0, 0]);
    expect(seats({ smb: tier(900, 900_000) })).toEqual([0]);
  });
});

/** A case where a finding fires, and one at its edge where it does not. */
const cases: Record<string, [fires: ReturnType<typeof report>, not: ReturnType<typeof report>]> = {
  'hires-due-now': [
    of(enterprise(1, 2_400_000), { cs_budget_share: 0.15 }),
    of(two, { cs_budget_share: 0.15 }),
  ],
  'hires-late': [
    of(enterprise(1, 2_400_000), { cs_budget_share: 0.15 }),
    of({ enterprise: tier(24, 2_400_000, 2) }, { cs_budget_share: 0.15, growth_rate: 0.25 }),
  ],
  'need-falls': [
    of({ enterprise: tier(50, 1_200_000, 1) }, { cs_budget_share: 0.5, growth_rate: -0.5 }),
    of({ enterprise: tier(52, 1_200_000, 1) }, { cs_budget_share: 0.5, growth_rate: -0.01 }),
  ],
  'cs-cost-over-budget': [
    of(two, { cs_budget_share: 0.119, targets: { enterprise: { accounts_per_csm: 13 } } }),
    of(two, { cs_budget_share: 0.12, targets: { enterprise: { accounts_per_csm: 13 } } }),
  ],
  'tier-cost-over-budget': [
    of({ enterprise: tier(25, 899_000, 1) }),
    of({ enterprise: tier(25, 900_000, 1) }),
  ],
  'promise-exceeds-seats': [
    of({ enterprise: tier(25, 1_200_000, 1, { hours_per_account: 51.13 }) }),
    of({ enterprise: tier(25, 1_200_000, 1, { hours_per_account: 51.12 }) }),
  ],
  'not-affordable-at-any-promise': [
    of({ enterprise: tier(25, 1_000_000, 1) }, { cs_budget_share: 0.1 }),
    of({ enterprise: tier(25, 1_100_000, 1) }, { cs_budget_share: 0.1 }),
  ],
  'estimates-disagree': [
    of({ enterprise: tier(25, 1_200_000, 1, { hours_per_account: 42.6 }) }, { cs_budget_share: 0.1 }),
    of({ enterprise: tier(25, 1_200_000, 1, { hours_per_account: 42.6 }) }, { cs_budget_share: 0.1001 }),
  ],
  'ratio-relieved': [of(enterprise(1)), of(enterprise(1), { cs_budget_share: 0.2 })],
  'redeploy-before-hiring': [
    of({ strategic: tier(8, 900_000, 2), enterprise: tier(25, 1_200_000, 0) }, { cs_budget_share: 0.2 }),
    of({ strategic: tier(8, 900_000, 2), mid_market: tier(150, 1_200_000, 0) }, { cs_budget_share: 0.2 }),
  ],
  'surplus-after-redeploy': [
    of(enterprise(3, 2_400_000), { cs_budget_share: 0.15 }),
    of(enterprise(2.9, 2_400_000), { cs_budget_share: 0.15 }),
  ],
  'smb-shared': [
    of({ mid_market: tier(150, 1_000_000, 1), smb: tier(10, 1_000) }),
    of({ enterprise: tier(2, 10_000), smb: tier(10, 1_000) }),
  ],
  'capacity-short': [
    of(enterprise(1, 2_400_000), { cs_budget_share: 0.15 }),
    of(
      { enterprise: tier(30, 1_200_000, 1) },
      { cs_budget_share: 0.5, targets: { enterprise: { accounts_per_csm: 25 } } },
    ),
  ],
  'manager-due': [
    of({ enterprise: tier(125, 6_000_000, 5) }, { cs_budget_share: 0.2 }),
    of({ enterprise: tier(100, 4_800_000, 4) }, { cs_budget_share: 0.2 }),
  ],
  'escalations-without-lead': [of(two, { weekly_escalations: true }), of(two)],
  'leaver-likely': [of(two, { attrition_rate: 0.293 }), of(two, { attrition_rate: 0.292 })],
  'tier-unusual-for-stage': [
    of({ strategic: tier(8, 900_000, 1) }, { stage: 'seed' }),
    of({ strategic: tier(8, 900_000, 1) }, { stage: 'series_a' }),
  ],
  'tier-outgrew-floor': [of({ mid_market: tier(10, 200_001) }), of({ mid_market: tier(10, 200_000) })],
  'tier-outgrew-team': [
    of({ enterprise: tier(25, 1_440_001, 1) }),
    of({ enterprise: tier(25, 1_440_000, 1) }),
  ],
  'step-up-pays': [
    report({ book: { smb: tier(10, 258_170) } }),
    report({ book: { smb: tier(10, 258_150) } }),
  ],
  'too-rich-for-its-arr': [
    report({ book: { mid_market: tier(100, 860_000) } }),
    report({ book: { mid_market: tier(100, 861_000) } }),
  ],
  'add-cs-ops': [
    of({ enterprise: tier(75, 3_600_000, 3) }, { csm_admin_time_share: 0.3 }),
    of({ enterprise: tier(75, 3_600_000, 3) }, { csm_admin_time_share: 0.29 }),
  ],
};

describe('findings', () => {
  it('each have their two cases', () => {
    expect(Object.keys(cases)).toEqual(Object.keys(coverageFindings));
  });

  it.each(Object.entries(cases))('%s', (code, [fires, not]) => {
    expect(codes(fires)).toContain(code);
    expect(codes(not)).not.toContain(code);
    const finding = fires.findings.find((one) => one.code === code);
    for (const id of finding?.evidence ?? []) {
      const [table, ...rest] = id.split('.');
      const known =
        fires.figures.some((one) => one.id === id) ||
        row(fires, table as never, rest.slice(0, -1).join('.'))[rest.at(-1) ?? ''] !== undefined;
      expect(known, id).toBe(true);
    }
  });

  const severity = (answer: ReturnType<typeof report>, code: string) =>
    answer.findings.find((one) => one.code === code)?.severity;

  it('cost is critical above one and a half times the budget', () => {
    const cost = (share: number) =>
      severity(
        of(two, { cs_budget_share: share, targets: { enterprise: { accounts_per_csm: 13 } } }),
        'cs-cost-over-budget',
      );
    expect(cost(0.1)).toBe('warning');
    expect(cost(0.0999)).toBe('critical');
  });

  it('a manager is critical today, a warning later', () => {
    const lead = (csms: number, growth: number) =>
      severity(
        of({ enterprise: tier(100, 4_800_000, csms) }, { cs_budget_share: 0.5, growth_rate: growth }),
        'manager-due',
      );
    expect(lead(5, 0)).toBe('critical');
    expect(lead(4, 0.25)).toBe('warning');
  });

  it('escalations ask for a manager from three CSMs on', () => {
    const three = of(
      { enterprise: tier(75, 3_600_000, 3) },
      { weekly_escalations: true, cs_budget_share: 0.2 },
    );
    expect(codes(three)).toContain('manager-due');
    expect(codes(three)).not.toContain('escalations-without-lead');
  });

  it('CS Ops pays from its cost on: 6 CSMs at 35%, not 4 at 30%', () => {
    const ops = (csms: number, share: number) =>
      of(
        { enterprise: tier(25 * csms, 1_200_000 * csms, csms) },
        { loaded_cost: 182_000, csm_admin_time_share: share, current_manager_count: 1 },
      );
    expect(value(ops(6, 0.35), 'cs_ops_value')).toBeCloseTo(218_400, 6);
    expect(value(ops(4, 0.3), 'cs_ops_value')).toBeCloseTo(109_200, 6);
    const says = (answer: ReturnType<typeof report>) =>
      answer.findings.find(({ code }) => code === 'add-cs-ops')?.because;
    expect(says(ops(6, 0.35))).toMatch(/it pays\.$/);
    expect(says(ops(4, 0.3))).toMatch(/it does not pay yet\.$/);
  });
});
