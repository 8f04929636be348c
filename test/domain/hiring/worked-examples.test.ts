/** Whole plans on companies whose numbers a person can redo by hand. */
import { describe, expect, it } from 'vitest';
import sample from '../../../fixtures/hiring-sample.json' with { type: 'json' };
import { codes, problemsOf, report, row, shown, value } from './run.ts';

const fixed = (cell: unknown, decimals: number): string => Number(cell).toFixed(decimals);

describe('customers who never go live', () => {
  const answer = report(sample);

  it.each([
    ['implementation', 105_000, 84_000, 216_090, '1.66', '0.542', '0.211', 'three_year'],
    ['csm', 37_500, 30_000, 77_175, '0.79', '1.517', '0.590', 'no'],
  ])('values %s', (role, saved, oneYear, threeYears, score, even1, even3, pays) => {
    const found = row(answer, 'roles', role);
    expect(found).toMatchObject({ protected_arr: saved, pays });
    expect(found['value_1y']).toBeCloseTo(oneYear, 6);
    expect(found['value_3y']).toBeCloseTo(threeYears, 6);
    expect(fixed(found['score'], 2)).toBe(score);
    expect([fixed(found['break_even_share_1y'], 3), fixed(found['break_even_share_3y'], 3)]).toEqual([
      even1,
      even3,
    ]);
  });

  it('hires implementation first, and says why not the CSM that was proposed', () => {
    expect([answer.verdict, answer.next_hire?.role, answer.proposed?.verdict]).toEqual([
      'hire',
      'implementation',
      'different-role-first',
    ]);
    expect(answer.runner_up).toEqual({ role: 'csm', why_not: 'does-not-pay', gate: null });
    expect(Math.round(value(answer, 'runner_up_opens_at') ?? 0)).toBe(353_741);
    expect(Math.round(value(answer, 'runner_up_opens_at_arr') ?? 0)).toBe(5_306_122);
    expect(fixed(row(answer, 'roles', 'csm')['book_score'], 2)).toBe('0.79');
    expect(answer.headline).toBe(
      'Hire an implementation manager next: $300,000 is failing at `New customers go live`; at $130,000 it pays when 21.1% of that is saved.',
    );
    expect(codes(answer)).toContain('not-preventable');
    expect(shown(answer, 'company_event_arr')).toBe('$70,000');
    expect(row(answer, 'not_yet', 'cs_ops')).toMatchObject({ gate: 'csm', have: '2.00', need: '3.00' });
    expect(answer.am_csm_split).toBe('keep-combined');
  });

  it.each([
    ['1', 'Q3-2026', 3, 'implementation', '1.87', null],
    ['2', 'Q4-2026', 6, null, null, ['csm', '0.99']],
    ['3', 'Q1-2027', 9, 'csm', '1.09', null],
    ['4', 'Q2-2027', 12, null, null, ['cs_ops', '1.09']],
    ['5', 'Q3-2027', 15, 'cs_ops', '1.09', null],
    ['6', 'Q4-2027', 18, 'csm', '1.04', null],
  ])('plans slot %s', (key, quarter, month, role, score, waiting) => {
    const slot = row(answer, 'sequence', key);
    expect(slot).toMatchObject({ quarter, month, role });
    if (score !== null) expect(fixed(slot['score'], 2)).toBe(score);
    if (waiting !== null) expect([slot['waiting'], fixed(slot['waiting_score'], 2)]).toEqual(waiting);
  });

  it('follows ARR through the sequence', () => {
    const arr = (key: string) => Math.round(Number(row(answer, 'sequence', key)['arr']));
    expect([arr('1'), arr('3'), arr('6')]).toEqual([4_725_000, 5_775_000, 7_350_000]);
  });

  it('hands each hire over with exactly the keys people planning knows', () => {
    const plan = answer.handoffs.find(({ kind }) => kind === 'hiring_plan')?.payload as {
      plan_period: string;
      hires: Record<string, unknown>[];
    };
    expect(plan.plan_period).toBe('2026-04-15 to 2027-10-15');
    expect(plan.hires).toHaveLength(4);
    expect(plan.hires[0]).toEqual({
      role: 'implementation manager',
      level: 'L3',
      function: 'CS',
      quarter: 'Q3-2026',
      base_salary: 90_000,
      bonus_pct: 0.1111,
      equity_annual_usd: 0,
      benefits_annual: 30_000,
      recruiter_fee_pct: 0.2,
      ramp_months: 3,
      priority: 'High',
      business_case: expect.stringContaining('New customers go live'),
      open_to_internal: false,
    });
  });
});

describe('a founder without a CSM', () => {
  const answer = report({ arr: 900_000, customers: 45, gross_churn_rate: 0.1, proposed_role: 'csm' });

  it('stays without one', () => {
    expect(value(answer, 'churned_arr')).toBe(90_000);
    expect(value(answer, 'ceiling_value')).toBeCloseTo(185_220, 6);
    expect([shown(answer, 'ceiling_share_3y'), shown(answer, 'ceiling_share_1y')]).toEqual([
      '98.3%',
      '252.8%',
    ]);
    expect(Math.round(value(answer, 'break_even_arr_3y') ?? 0)).toBe(1_768_707);
    expect(Math.round(value(answer, 'break_even_arr_1y') ?? 0)).toBe(4_550_000);
    expect([answer.verdict, answer.proposed?.verdict]).toEqual(['stay-founder-led', 'not-yet']);
    expect(codes(answer)).not.toContain('ceiling-below-cost');
    expect(answer.questions[0]?.id).toBe('outcome');
    expect(answer.headline).toBe(
      'No CSM yet: $90,000 of churn against $182,000 a year; a CSM pays from $1,768,707 ARR.',
    );
  });
});

describe('five CSMs in one group', () => {
  const answer = report({
    arr: 6_500_000,
    customers: 250,
    team: { csm: 5, support: 2 },
    signals: { sales_led: true, gross_retention: 0.89 },
    outcomes: [
      { outcome: 'Expansion is worked', arr_at_stake: 900_000, cause: 'expansion_unworked' },
      { outcome: 'The product has what it needs', arr_at_stake: 260_000, cause: 'product_gap' },
      { outcome: 'Sponsors stay', arr_at_stake: 200_000, cause: 'sponsor_loss' },
      { outcome: 'Renewals are signed', arr_at_stake: 180_000, cause: 'renewal_lapsed' },
      { outcome: 'Cards are charged', arr_at_stake: 60_000, cause: 'payment_failure' },
    ],
  });

  it('promotes a manager, and hires an account manager next', () => {
    expect([value(answer, 'lost_arr'), shown(answer, 'product_share')]).toEqual([700_000, '37.1%']);
    expect(answer.am_csm_split).toBe('split');
    expect(Math.round(value(answer, 'expansion_needed') ?? 0)).toBe(712_666);
    expect(fixed(row(answer, 'roles', 'account_manager')['score'], 2)).toBe('1.26');
    expect(row(answer, 'roles', 'account_manager')['value_3y']).toBeCloseTo(277_830, 4);
    expect(fixed(row(answer, 'roles', 'renewals_manager')['score'], 2)).toBe('0.93');
    expect(Math.round(Number(row(answer, 'roles', 'renewals_manager')['opens_at_arr_at_stake']))).toBe(
      194_363,
    );
    expect(fixed(row(answer, 'roles', 'csm')['book_score'], 2)).toBe('0.61');
    expect(Number(row(answer, 'roles', 'csm')['value_3y']) / 182_000).toBeCloseTo(0.4, 2);
    expect(row(answer, 'not_yet', 'csm')['gate']).toBe('product_share');
    expect(row(answer, 'not_yet', 'renewals_manager')['gate']).toBe('product_share');
    expect([answer.verdict, answer.next_hire, answer.next_outside_hire]).toEqual([
      'promote',
      { role: 'cs_manager', by_promotion: true, pays: null },
      'account_manager',
    ]);
    for (const code of ['product-first', 'billing-first', 'manager-due', 'csm-am-merged-too-long'])
      expect(codes(answer)).toContain(code);
    expect(answer.headline).toBe(
      'Promote a CS manager now: 5.00 people report to one person; next outside hire account manager.',
    );
  });
});

it('refuses a mistyped role and a percentage for growth at once', () => {
  expect(problemsOf({ team: { csms: 2 }, growth_rate: 40 })).toEqual([
    {
      path: 'growth_rate',
      code: 'growth-looks-like-percent',
      message: 'growth_rate: 40 is growth of 4000%; did you mean 0.40?',
      suggestion: '0.40',
    },
    {
      path: 'team.csms',
      code: 'unknown-key',
      message: 'team.csms: unknown field; did you mean csm?',
      suggestion: 'csm',
    },
  ]);
});
