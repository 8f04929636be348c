/** The parts of a coverage plan by themselves: ratios by stage, ramps, managers, chances, draws, hand-offs and steps. */
import { describe, expect, it } from 'vitest';
import { coverageHandoffKinds } from '../../../src/domain/coverage/handoffs.ts';
import { anyLeaves, twoLeave } from '../../../src/domain/coverage/leavers.ts';
import { coachLoss, planManagers } from '../../../src/domain/coverage/managers.ts';
import { dayOfMonth, productivity } from '../../../src/domain/coverage/plan.ts';
import { targetOf } from '../../../src/domain/coverage/settle.ts';
import { mulberry32 } from '../../../src/domain/numbers.ts';
import { c1, report, row, rows, shown, tier, value } from './run.ts';

describe('what a CSM carries', () => {
  it.each([
    ['enterprise', undefined, 1_200_000],
    ['enterprise', 'pre_seed', 800_000],
    ['enterprise', 'seed', 800_000],
    ['enterprise', 'series_a', 1_200_000],
    ['enterprise', 'late', 1_500_000],
    ['strategic', 'seed', 800_000],
    ['strategic', 'late', 1_000_000],
    ['mid_market', 'seed', 3_000_000],
    ['mid_market', 'late', 4_000_000],
    ['smb', 'series_b', 10_000_000],
    ['smb', 'late', 15_000_000],
  ] as const)('%s at %s: %d', (name, stage, arr) => {
    expect(targetOf(name, stage === undefined ? {} : { stage }).arr).toBe(arr);
  });

  it('is the founder’s own target where there is one, whatever the stage', () => {
    expect(targetOf('enterprise', { stage: 'late', targets: { enterprise: { arr_per_csm: 5 } } }).arr).toBe(
      5,
    );
  });

  it('has a least and a most by stage', () => {
    const of = report({
      stage: 'series_a',
      book: { enterprise: tier(10, 1_200_000), smb: tier(10, 10_000) },
    });
    expect(row(of, 'tiers', 'enterprise')).toMatchObject({ ratio_fte_low: 0.8, ratio_fte_high: 1.5 });
    expect(row(of, 'tiers', 'smb')).toMatchObject({ ratio_fte_low: null, ratio_fte_high: 0.002 });
  });
});

describe('time', () => {
  it('a ramp is two straight lines', () => {
    const at = [0, 1, 2, 3, 5, 9].map((months) => productivity(months, 2, 5));
    expect(at).toEqual([0, 0.25, 0.5, expect.closeTo(2 / 3, 9), 1, 1]);
    expect(productivity(0.5, 1, 1)).toBe(0.25);
    expect(productivity(1, 1, 1)).toBe(0.5);
    expect(productivity(1.01, 1, 1)).toBe(1);
  });

  it('months are counted by the calendar, parts at 30 days', () => {
    expect(dayOfMonth('2026-01-01', 5.5)).toBe('2026-06-16');
    expect(dayOfMonth('2026-01-31', 1)).toBe('2026-02-28');
    expect(dayOfMonth('2028-01-31', 1.1)).toBe('2028-03-03');
  });

  it('a role is not opened before the plan, where months are short', () => {
    const of = report({
      as_of: '2026-02-01',
      attrition_rate: 0,
      growth_rate: 0.12,
      hiring_lead_days: 90,
      ramp: { enterprise: { months_to_half: 1, months_to_full_low: 1.9, months_to_full_high: 1.9 } },
      book: { enterprise: tier(24, 1_200_000, 1) },
    });
    expect(rows(of, 'plan')).toMatchObject([{ need_month: 5, due_now: false, open_by: '2026-02-03' }]);
  });

  it('without a first day there are months and no dates, and one question', () => {
    const { as_of: _, ...rest } = c1;
    const of = report(rest);
    for (const hire of rows(of, 'plan'))
      expect(hire).toMatchObject({ need_date: null, open_by: null, in_seat_date: null });
    expect(rows(of, 'plan').map(({ need_month }) => need_month)).toEqual([1, 6, 10, 8]);
    expect(of.questions.filter(({ field }) => field === 'as_of')).toHaveLength(1);
    expect(of.handoffs.find(({ kind }) => kind === 'hiring_plan')?.withheld_reason).toContain('as_of');
    expect(of.handoffs.find(({ kind }) => kind === 'cs_hires')?.payload).not.toBeNull();
  });
});

describe('replacements', () => {
  const months = (facts: Record<string, unknown>, book: Record<string, unknown>) =>
    rows(report({ growth_rate: 0, ...facts, book }), 'plan')
      .filter(({ reason }) => reason === 'replacement')
      .map(({ tier: name, need_month }) => [name, need_month])
      .sort((a, b) => Number(a[1]) - Number(b[1]));

  it('come when half a person more is expected to have left: 6 x (1 - 0.7^(m / 12))', () => {
    // 0.51 after 3 months, 1.54 after 10, 1.80 after 12.
    expect(months({ attrition_rate: 0.3 }, { enterprise: tier(150, 7_200_000, 6) })).toEqual([
      ['enterprise', 3],
      ['enterprise', 10],
    ]);
  });

  it('come where most people are expected to be lost, one after another', () => {
    const book = { strategic: tier(16, 1_600_000, 2), enterprise: tier(100, 4_800_000, 4) };
    // 1.2 of enterprise, then 0.6 of strategic against 0.2 left of enterprise.
    expect(months({ attrition_rate: 0.3, cs_budget_share: 1 }, book)).toEqual([
      ['enterprise', 3],
      ['strategic', 10],
    ]);
  });

  it('a surplus covers leavers first', () => {
    expect(months({ attrition_rate: 0.3 }, { enterprise: tier(100, 4_800_000, 6) })).toEqual([]);
  });
});

describe('moves', () => {
  it('come from the tier above before the tier below, and never from further away', () => {
    const book = {
      strategic: tier(8, 900_000, 2),
      enterprise: tier(25, 1_200_000, 0),
      mid_market: tier(150, 1_000_000, 2),
      smb: tier(1_000, 1_000_000, 5),
    };
    const facts = { growth_rate: 0, cs_budget_share: 1 };
    expect(rows(report({ ...facts, book }), 'moves')).toEqual([
      { key: '1', from: 'strategic', to: 'enterprise', fte: 1 },
    ]);
    const none = { ...book, strategic: tier(8, 900_000, 1), mid_market: tier(150, 1_000_000, 1.5) };
    expect(rows(report({ ...facts, book: none }), 'moves')).toEqual([
      { key: '1', from: 'mid_market', to: 'enterprise', fte: 0.5 },
    ]);
  });
});

describe('relief', () => {
  it('takes the tier whose seats cost most of its ARR first, and stops once the budget holds', () => {
    // At 10% neither fits: strategic seats are 4 x 220,000 of 3.2M (27.5%), enterprise 3 x 180,000 of 3M (18.0%).
    const book = {
      strategic: tier(8, 3_200_000, 1, { hours_per_account: 20 }),
      enterprise: tier(25, 3_000_000, 1, { hours_per_account: 20 }),
    };
    const steps = (share: number) =>
      rows(report({ growth_rate: 0, cs_budget_share: share, book }), 'relief').map(({ tier: name }) => name);
    expect(steps(0.1)).toEqual(['strategic', 'enterprise']);
    // After strategic, 220,000 + 540,000 of 6.2M are 12.3%.
    expect(steps(0.125)).toEqual(['strategic']);
    expect(steps(0.23)).toEqual([]);
  });
});

describe('managers', () => {
  const managed = (groups: number[], managers = 0, escalations = false) =>
    planManagers([[0, { groups, seatCost: 180_000 }]], { managers, managerCost: 200_000 }, escalations);

  it.each([
    [[4], 0],
    [[5], 1],
    [[4, 3], 0],
    [[4, 4], 1],
    [[10], 1],
    [[11], 2],
    [[18], 3],
  ])('%j: %d', (groups, count) => {
    expect(managed(groups)).toHaveLength(count);
  });

  it('in place are not hired again', () => {
    expect(managed([11], 1)).toHaveLength(1);
    expect(managed([11], 2)).toHaveLength(0);
  });

  it('escalations every week need one from three CSMs on', () => {
    expect(managed([2.9], 0, true)).toHaveLength(0);
    expect(managed([3], 0, true)).toHaveLength(1);
  });

  it('lead beside a book up to seven, then full time', () => {
    expect(coachLoss()).toBe(0.25);
    expect(managed([7])).toEqual([
      { kind: 'player_coach', month: 0, heads: 7, seatsNeeded: 7.25, extraCost: 200_000 - 180_000 + 45_000 },
    ]);
    expect(managed([8])).toEqual([
      { kind: 'full_time', month: 0, heads: 8, seatsNeeded: 8, extraCost: 200_000 },
    ]);
  });

  it('are rows of the plan from the month they are due, and part of its cost', () => {
    const book = { enterprise: tier(100, 4_800_000, 4) };
    const facts = { as_of: '2026-01-01', attrition_rate: 0, growth_rate: 0.25, loaded_cost: 180_000, book };
    const of = report(facts);
    expect(rows(of, 'managers')).toMatchObject([
      { kind: 'player_coach', month: 3, date: '2026-04-01', heads: 5 },
    ]);
    const led = report({ ...facts, current_manager_count: 1 });
    expect(rows(led, 'managers')).toEqual([]);
    expect(Number(row(of, 'months', '3')['cost']) - Number(row(led, 'months', '3')['cost'])).toBeCloseTo(
      65_000 / 12,
      6,
    );
    expect(row(of, 'months', '2')['cost']).toBe(row(led, 'months', '2')['cost']);
  });
});

describe('chance', () => {
  it('of leavers in closed form', () => {
    expect(anyLeaves(5, 0.2)).toBeCloseTo(0.67232, 9);
    expect(twoLeave(5, 0.2)).toBeCloseTo(0.26272, 9);
    expect(twoLeave(1, 0.5)).toBe(0);
    expect(twoLeave(2.5, 0.5)).toBeNull();
    expect([anyLeaves(0, 0.5), twoLeave(0, 0.5)]).toEqual([0, 0]);
  });

  it('is drawn from a seed: the same gives the same, another another', () => {
    expect([0, 1, 2].map((k) => mulberry32(1, k).toFixed(6))).toEqual(['0.627074', '0.002736', '0.527447']);
    const covers = (seed: number) => value(report({ ...c1, seed }), 'plan_covers');
    expect(covers(7)).toBe(covers(7));
    expect(new Set([1, 2, 3, 4].map(covers)).size).toBeGreaterThan(1);
    expect(value(report({ ...c1, runs: 200 }), 'plan_covers')).not.toBe(value(report(c1), 'plan_covers'));
  });

  it('is none where nothing can happen', () => {
    const of = report({
      attrition_rate: 0,
      growth_rate: 0,
      book: { enterprise: tier(25, 1_200_000, 1) },
    });
    expect([shown(of, 'plan_covers'), value(of, 'hires_needed_p50'), value(of, 'hires_needed_p80')]).toEqual([
      '100.0%',
      0,
      0,
    ]);
  });
});

describe('hand-offs', () => {
  const of = report({ ...c1, company: 'Example', employees: 60 });
  const payload = (kind: string) =>
    of.handoffs.find((one) => one.kind === kind)?.payload as Record<string, unknown>;

  it('to the CHRO have exactly the keys that people planning knows', () => {
    const plan = payload('hiring_plan');
    expect(plan).toMatchObject({
      company: 'Example',
      plan_period: '2026-01-01 to 2027-01-01',
      current_headcount: 60,
      target_revenue: 9_716_000,
      current_revenue: 6_940_000,
    });
    const hires = plan['hires'] as Record<string, unknown>[];
    for (const hire of hires)
      expect(Object.keys(hire)).toEqual([
        'role',
        'level',
        'function',
        'quarter',
        'base_salary',
        'bonus_pct',
        'equity_annual_usd',
        'benefits_annual',
        'recruiter_fee_pct',
        'ramp_months',
        'priority',
        'business_case',
        'open_to_internal',
      ]);
    expect(
      hires.map(({ role, level, quarter, ramp_months: ramp, priority }) => [
        role,
        level,
        quarter,
        ramp,
        priority,
      ]),
    ).toEqual([
      ['CSM, strategic', 'L4', 'Q2-2026', 8, 'High'],
      ['CSM, enterprise', 'L3', 'Q2-2026', 5, 'High'],
      ['CSM, enterprise', 'L3', 'Q2-2026', 5, 'Medium'],
      ['CSM, mid_market', 'L2', 'Q2-2026', 3, 'Medium'],
    ]);
    expect(hires[1]).toMatchObject({
      base_salary: 96_923,
      bonus_pct: 0.4286,
      benefits_annual: 41_538,
      recruiter_fee_pct: 0.2,
      open_to_internal: false,
      business_case:
        'enterprise: 42 accounts with $2,100,000, 2 seats now, 3 in 12 months, hours promised 1.61 of what they hold; growth needs one more seat',
    });
    expect(coverageHandoffKinds.hiring_plan.payload.safeParse(plan).success).toBe(true);
  });

  it('to the CFO have cost by month and by hire', () => {
    const plan = payload('cs_hires');
    expect(coverageHandoffKinds.cs_hires.payload.safeParse(plan).success).toBe(true);
    expect((plan['hires'] as { month: number }[]).map(({ month }) => month)).toEqual([3, 3, 5, 6]);
    expect((plan['hires'] as Record<string, unknown>[])[1]).toMatchObject({
      role: 'CSM, enterprise',
      department: 'cs',
      annual_salary: 138_462,
      benefits_pct: 0.3,
      recruiting_cost: 19_385,
    });
    const months = plan['cost_by_month'] as number[];
    expect(months).toHaveLength(12);
    expect(months.reduce((a, b) => a + b, 0)).toBeCloseTo(value(of, 'plan_cost') ?? 0, 4);
  });

  it('have a manager as a promotion', () => {
    const led = report({ as_of: '2026-01-01', book: { enterprise: tier(125, 6_000_000, 5) } });
    const hires = led.handoffs[0]?.payload?.['hires'] as Record<string, unknown>[];
    expect(hires.at(-1)).toMatchObject({
      role: 'CS manager',
      level: 'M1',
      bonus_pct: 0.25,
      recruiter_fee_pct: 0,
      ramp_months: 3,
      open_to_internal: true,
    });
  });

  it('are withheld where nobody is hired', () => {
    const calm = report({
      as_of: '2026-01-01',
      attrition_rate: 0,
      book: { enterprise: tier(25, 1_200_000, 1) },
    });
    expect(calm.handoffs.map(({ withheld_reason: why }) => why)).toEqual([
      'no hire within 12 months',
      'no hire within 12 months',
    ]);
  });

  it('carry what hiring takes over', () => {
    expect(of.next_inputs).toEqual({
      cco_plan_hires: {
        team: { csm: 4 },
        largest_csm_group: 2,
        growth_rate: 0.4,
        arr: 6_940_000,
        customers: 450,
        as_of: '2026-01-01',
      },
    });
    const mixed = report({
      book: {
        enterprise: tier(10, 1_000_000, 1, { growth_rate: 0.5 }),
        smb: tier(10, 1_000_000, 0, { growth_rate: 0 }),
      },
    });
    expect(mixed.next_inputs?.['cco_plan_hires']).toMatchObject({ growth_rate: 0.25 });
  });
});

describe('steps of the memo', () => {
  const steps = (raw: unknown) => report(raw).memo.how_to_act.map((step) => step.split('. Owner')[0]);

  it('move, open, promise less, lead, track: the first three that apply', () => {
    expect(steps(c1)).toEqual([
      'Open the strategic CSM role',
      'Move mid-market to the pooled sweep',
      'Track CSM hours for four weeks',
    ]);
    expect(
      steps({
        ...c1,
        book: { strategic: tier(8, 800_000, 5), enterprise: tier(50, 2_400_000, 0) },
        growth_rate: 0,
      })[0],
    ).toBe('Redeploy 2.00 CSMs from strategic to enterprise');
    expect(steps({ book: { enterprise: tier(125, 6_000_000, 5) }, attrition_rate: 0 })).toEqual([
      'Cut enterprise hours to 28.4 per account',
      'Name the CS manager',
      'Track CSM hours for four weeks',
    ]);
    expect(steps({ book: { smb: tier(4_000, 2_000_000, 4) }, attrition_rate: 0 })[0]).toBe(
      'Move SMB to self-serve',
    );
  });

  it('end with the date of the next opening', () => {
    const of = report({
      as_of: '2026-01-01',
      growth_rate: 0.04,
      attrition_rate: 0,
      loaded_cost: 100_000,
      cs_budget_share: 0.3,
      other_cs_cost_annual: 0,
      weekly_escalations: false,
      book: { mid_market: tier(146, 1_000_000, 1, { hours_per_account: 5 }) },
    });
    // The 151st account is there in month 9, less 2.5 months to ramp and 90 days to hire.
    expect(of.memo.how_to_act[0]).toBe(
      'Review the plan at the next trigger month. Owner: Head of CS. By: 2026-04-17',
    );
  });
});

it('a tier without a count of CSMs says that nobody was counted, one with none does not', () => {
  const { current_csm_count: _, ...uncounted } = tier(10, 1_200_000);
  const of = report({
    book: { enterprise: uncounted, smb: tier(10, 10_000), mid_market: tier(5, 9_000, 0) },
  });
  expect(of.assumptions.filter(({ field }) => field.startsWith('current_csm_count'))).toEqual([
    {
      field: 'current_csm_count.enterprise',
      value: 0,
      source: 'no count was given: hires are counted from nobody',
    },
  ]);
});
