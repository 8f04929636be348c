/** Each gate at its edges. */
import { describe, expect, it } from 'vitest';
import { gateNames, planTypePolicy, planTypes } from '../../../src/domain/policy/review.ts';
import { cause, codes, coverage, fast, gate, goodPay, grr, plan, report, retention, review } from './run.ts';

const g = (
  key: string,
  answers: Record<string, unknown>,
  type = 'other',
  reports: never[] | Parameters<typeof review>[1] = [],
) => gate(review(plan(type, { answers }), reports), key);

describe('G1 gross retention', () => {
  it.each([
    ['growth', 40_000, 0.9, 'pass', false],
    ['growth', 40_000, 0.8999, 'fail', false],
    ['growth', 40_000, 0.85, 'fail', false],
    ['growth', 40_000, 0.8499, 'fail', true],
    ['seed', 40_000, 0.85, 'pass', false],
    ['seed', 40_000, 0.75, 'fail', false],
    ['seed', 40_000, 0.7499, 'fail', true],
    ['scale', 40_000, 0.92, 'pass', false],
    ['growth', 4_000, 0.75, 'pass', false],
    ['growth', 4_000, 0.7, 'fail', false],
    ['growth', 4_000, 0.6999, 'fail', true],
  ])('%s at %d: %d', (stage, acv_usd, value, status, stops) => {
    const of = review(plan('report', { stage, acv_usd, answers: { gross_retention: grr(value) } }));
    expect(gate(of, 'G1')).toMatchObject({ status, stops });
  });

  it('is unknown without a figure of twelve months, or with an old one', () => {
    expect(g('G1', {}).status).toBe('unknown');
    expect(g('G1', { gross_retention: { value: 0.95, window_months: 6 } }).status).toBe('unknown');
    expect(g('G1', { gross_retention: { ...grr(0.95), as_of: '2025-10-17' } }).status).toBe('pass');
    expect(g('G1', { gross_retention: { ...grr(0.95), as_of: '2025-10-16' } }).status).toBe('unknown');
  });

  it('a report outranks what was told, and a difference is a finding', () => {
    const of = review(plan('report', { answers: { gross_retention: grr(0.95) } }), [retention(0.8)]);
    expect(gate(of, 'G1')).toMatchObject({ status: 'fail', stops: true, from: 'deco0001' });
    expect(codes(of)).toContain('answer-differs');
    const near = review(plan('report', { answers: { gross_retention: grr(0.905) } }), [retention(0.9)]);
    expect(codes(near)).not.toContain('answer-differs');
  });

  it.each(['insufficient_data', 'contradictory_data'])('is unknown where the report says %s', (verdict) => {
    expect(g('G1', {}, 'other', [retention(0.95, { verdict })]).status).toBe('unknown');
  });

  it('is unknown where the report is old', () => {
    expect(g('G1', {}, 'other', [retention(0.95, { as_of: '2025-10-16' })]).status).toBe('unknown');
    expect(g('G1', {}, 'other', [retention(0.95, { as_of: '2025-10-17' })]).status).toBe('pass');
    expect(g('G1', {}, 'other', [retention(0.95, { as_of: null })]).status).toBe('pass');
  });

  it('a hidden leak sharpens, a wrong claim stops and is never waived', () => {
    expect(g('G1', {}, 'other', [retention(0.93, { verdict: 'leaky_bucket' })])).toMatchObject({
      status: 'fail',
      stops: false,
    });
    const wrong = retention(0.95, {
      tables: { claims: { rows: [{ key: 'grr', status: 'not_reproduced' }] } },
    });
    expect(g('G1', {}, 'other', [wrong])).toMatchObject({ status: 'fail', stops: true });
    const repair = plan('report', { aim: 'repair', answers: {} });
    expect(gate(review(repair, [wrong]), 'G1')).toMatchObject({ status: 'fail', stops: true });
    const right = retention(0.95, { tables: { claims: { rows: [{ key: 'grr', status: 'confirmed' }] } } });
    expect(g('G1', {}, 'other', [right]).status).toBe('pass');
  });

  it('is addressed by a number and a day, with the aim to repair and nothing less', () => {
    const of = (rest: Record<string, unknown>) =>
      gate(review(plan('report', { aim: 'repair', answers: { gross_retention: grr(0.8) }, ...rest })), 'G1')
        .status;
    expect(of({})).toBe('addressed');
    expect(of({ aim: 'grow' })).toBe('fail');
    expect(of({ outcome: { metric: 'grr', target: 0.9 } })).toBe('fail');
    expect(of({ outcome: { metric: 'ttv', target: 20, by: '2026-12-31' } })).toBe('fail');
    expect(of({ outcome: { metric: 'Gross retention', target: 0.9, by: '2026-12-31' } })).toBe('addressed');
  });
});

describe('G2 first cause', () => {
  const lost = (shares: Record<string, number>, unknown = 0) =>
    report(
      'cco_decompose_retention',
      { grr: 0.92, unknown_share_arr: unknown },
      {
        tables: { causes: { rows: Object.entries(shares).map(([key, share_arr]) => ({ key, share_arr })) } },
      },
    );

  it('is known by a report, or by a cause with how it is known', () => {
    expect(g('G2', {}).status).toBe('unknown');
    expect(g('G2', { top_cause: { cause: 'pricing' } }).status).toBe('unknown');
    expect(g('G2', { top_cause: { cause: 'unknown', evidence: 'x' } }).status).toBe('unknown');
    expect(g('G2', { top_cause: cause }).status).toBe('pass');
    expect(g('G2', {}, 'other', [lost({ pricing: 1 })]).status).toBe('pass');
  });

  it('is unknown above 15% without a cause', () => {
    expect(g('G2', {}, 'other', [lost({ pricing: 0.85, unknown: 0.15 }, 0.15)]).status).toBe('pass');
    expect(g('G2', {}, 'other', [lost({ pricing: 0.84, unknown: 0.16 }, 0.16)]).status).toBe('unknown');
  });

  it.each([
    [0.5, 'pass', false],
    [0.49, 'fail', false],
    [0.3, 'fail', false],
    [0.29, 'fail', true],
  ])('a repair aims at %d of lost ARR: %s', (share, status, stops) => {
    const of = review(plan('other', { aim: 'repair', answers: { target_causes: ['no_value_realized'] } }), [
      lost({ no_value_realized: share, pricing: 1 - share }),
    ]);
    expect(gate(of, 'G2')).toMatchObject({ status, stops });
  });

  it('asks a repair what it aims at, and what that holds', () => {
    const of = (answers: Record<string, unknown>) =>
      gate(review(plan('other', { aim: 'repair', answers })), 'G2').status;
    expect(of({ top_cause: cause })).toBe('unknown');
    expect(of({ top_cause: cause, target_causes: ['pricing'] })).toBe('unknown');
    expect(of({ top_cause: cause, target_causes: ['no_value_realized'] })).toBe('pass');
  });

  it('stops a hire where product costs more than a third', () => {
    const third = lost({ product_fit: 0.34, pricing: 0.66 });
    expect(g('G2', {}, 'headcount', [third])).toMatchObject({ status: 'fail', stops: true });
    expect(g('G2', {}, 'report', [third]).status).toBe('pass');
    expect(g('G2', {}, 'headcount', [lost({ product_fit: 0.33, pricing: 0.67 })]).status).toBe('pass');
    const of = review(plan('headcount', { answers: {} }), [third]);
    expect(of.handoffs.find(({ to }) => to === 'cpo')?.payload).not.toBeNull();
  });
});

describe('G3 time to value', () => {
  const segment = (arr_share: number, median_days: number, target_days?: number, name = 'a') => ({
    segment: name,
    arr_share,
    median_days,
    ...(target_days === undefined ? {} : { target_days }),
  });

  it.each([
    [[segment(0.8, 30)], 'pass', false],
    [[segment(0.79, 30)], 'unknown', false],
    [[segment(0.8, 31)], 'fail', false],
    [[segment(0.8, 60)], 'fail', false],
    [[segment(0.8, 61)], 'fail', true],
    [[segment(0.6, 20, 30, 'a'), segment(0.3, 90, 30, 'b')], 'fail', false],
    [[segment(0.3, 20, 30, 'a'), segment(0.6, 90, 30, 'b')], 'fail', true],
  ])('%j', (ttv, status, stops) => {
    expect(g('G3', { ttv })).toMatchObject({ status, stops });
  });

  it('work on onboarding softens it, a number and a day address it', () => {
    const ttv = [segment(1, 90)];
    expect(g('G3', { ttv, target_causes: ['no_value_realized'] })).toMatchObject({
      status: 'fail',
      stops: false,
    });
    const of = review(
      plan('other', {
        aim: 'repair',
        outcome: { metric: 'TTV', target: 30, by: '2026-12-31' },
        answers: { ttv },
      }),
    );
    expect(gate(of, 'G3').status).toBe('addressed');
  });
});

describe('G4 exit list', () => {
  const list = (candidates: number, with_path: number, cost_coverage: number, rest = {}) => ({
    exit_list: { candidates, with_path, cost_coverage, ...rest },
  });

  it.each([
    [list(3, 3, 0.8), 'pass', false],
    [list(0, 0, 0.8), 'pass', false],
    [list(3, 3, 0.79), 'unknown', false],
    [list(3, 2, 0.8), 'fail', false],
    [list(3, 3, 0.8, { spends_on_candidates: true }), 'fail', true],
    [{}, 'unknown', false],
  ])('%j', (answers, status, stops) => {
    expect(g('G4', answers)).toMatchObject({ status, stops });
  });

  it('reads a segmentation report', () => {
    const segments = (figures: Record<string, number>) =>
      report('cco_design_segments', {
        exits_all: 2,
        accounts_with_path: 2,
        cost_coverage: 0.9,
        strategic_share: 0.3,
        ...figures,
      });
    expect(g('G4', {}, 'other', [segments({})]).status).toBe('pass');
    expect(g('G4', {}, 'other', [segments({ strategic_share: 0.31 })])).toMatchObject({
      status: 'fail',
      stops: false,
    });
    expect(g('G4', {}, 'other', [segments({ accounts_with_path: 1 })])).toMatchObject({
      status: 'fail',
      stops: false,
    });
    expect(g('G4', {}, 'other', [{ ...segments({}), as_of: '2025-01-01' }]).status).toBe('unknown');
  });
});

describe('G5 load and model', () => {
  const of = (load: Record<string, unknown> | undefined, figures = {}, rest = {}, type = 'other') =>
    g('G5', load === undefined ? {} : { load }, type, [coverage(figures, rest)]);

  it.each([
    [{ heads_planned: 5 }, 'pass', false],
    [{ heads_planned: 6 }, 'pass', false],
    [{ heads_planned: 6.1 }, 'fail', false],
    [{ heads_planned: 3.9 }, 'fail', false],
    [{ heads_planned: 5, cost_share: 0.1 }, 'pass', false],
    [{ heads_planned: 5, cost_share: 0.101 }, 'fail', false],
    [{ heads_planned: 5, cost_share: 0.15 }, 'fail', false],
    [{ heads_planned: 5, cost_share: 0.151 }, 'fail', true],
    [{ heads_planned: 5, cost_share: 0.151, budget_approved: true }, 'fail', false],
  ])('%j', (load, status, stops) => {
    expect(of(load)).toMatchObject({ status, stops });
  });

  it('takes the seats of the plan’s month', () => {
    const heads = (date: string) =>
      gate(
        review(
          plan('other', {
            date,
            outcome: { metric: 'grr', target: 0.9 },
            answers: { load: { heads_planned: 4 } },
          }),
          [coverage()],
        ),
        'G5',
      ).status;
    expect(heads('2026-01-20')).toBe('pass');
    expect(heads('2026-04-10')).toBe('pass');
    expect(heads('2027-01-10')).toBe('fail');
  });

  it.each([
    [103_405, 'pass', false],
    [103_404, 'fail', false],
    [34_470, 'fail', false],
    [34_468, 'fail', true],
  ])('a named CSM for accounts of %d: %s', (mean, status, stops) => {
    const rows = [
      { key: 'enterprise', motion: 'full', total_arr: mean * 100, customer_count: 100, recommended_seats: 4 },
    ];
    expect(
      of(
        { deliberate: true, heads_planned: 6 },
        {},
        {
          tables: {
            tiers: { rows },
            transitions: { rows: [{ key: 'light to full', break_even_3y: 103_405 }] },
          },
        },
      ),
    ).toMatchObject({ status, stops });
  });

  it('stops a hire where others are free, and asks for books below a million', () => {
    const surplus = { findings: [{ code: 'surplus-after-redeploy' }] };
    expect(of({ heads_planned: 5 }, {}, surplus, 'headcount')).toMatchObject({ status: 'fail', stops: true });
    expect(of({ heads_planned: 5 }, {}, surplus, 'report').status).toBe('pass');
    expect(of({ heads_planned: 5 }, { total_arr: 4_999_000 })).toMatchObject({
      status: 'fail',
      stops: false,
    });
    expect(of({ heads_planned: 5 }, { total_arr: 5_000_000 }).status).toBe('pass');
    expect(of({ heads_planned: 5, deliberate: true }, { total_arr: 4_999_000 }).status).toBe('pass');
  });

  it('is unknown without a coverage report, or with an old one', () => {
    expect(g('G5', { load: { cost_share: 0.05 } }).status).toBe('unknown');
    expect(of({ heads_planned: 5 }, {}, { as_of: '2025-10-16' }).status).toBe('unknown');
    expect(of(undefined, { cost_share_12: null }).status).toBe('unknown');
  });
});

describe('G6 pay', () => {
  const mix = (rest: Record<string, number>) => ({ pay: { base_share: 0.8, mix: rest } });

  it.each([
    [{ pay: goodPay }, 'pass', false],
    [{ pay: { ...goodPay, base_share: 0.7 } }, 'pass', false],
    [{ pay: { ...goodPay, base_share: 0.69 } }, 'fail', false],
    [{ pay: { ...goodPay, base_share: 0.9 } }, 'pass', false],
    [{ pay: { ...goodPay, base_share: 0.91 } }, 'fail', false],
    [mix({ grr: 0.25, nrr: 0.25, activity: 0.5 }), 'pass', false],
    [mix({ grr: 0.25, nrr: 0.24, activity: 0.51 }), 'fail', false],
    [mix({ grr: 0.3, nrr: 0.31, activity: 0.39 }), 'fail', false],
    [mix({ grr: 0.5, nps: 0.2, activity: 0.3 }), 'pass', false],
    [mix({ grr: 0.5, nps: 0.21, activity: 0.29 }), 'fail', false],
    [mix({ grr: 0.5, nps: 0.5 }), 'fail', false],
    [mix({ grr: 0.49, nps: 0.51 }), 'fail', true],
    [mix({ grr: 0.5, expansion: 0.3, new_business: 0.2 }), 'pass', false],
    [mix({ grr: 0.49, expansion: 0.3, new_business: 0.21 }), 'fail', true],
    [{ pay: { ...goodPay, same_as_sales: true } }, 'fail', false],
    [{ pay: null }, 'fail', false],
    [{}, 'unknown', false],
  ])('%j', (answers, status, stops) => {
    expect(g('G6', answers)).toMatchObject({ status, stops });
  });

  it('does not apply without a CSM, and then does not count', () => {
    const of = review(plan('headcount', { answers: {} }), [coverage({ csms: 0 })]);
    expect(gate(of, 'G6')).toMatchObject({ status: 'not_applicable', counts: false });
    const team = report(
      'cco_plan_hires',
      {},
      { tables: { team: { rows: [{ key: 'support', people: 2 }] } } },
    );
    expect(g('G6', {}, 'headcount', [team]).status).toBe('not_applicable');
  });
});

it('each type counts its own gates and shows the others', () => {
  for (const type of planTypes) {
    const of = review(plan(type, { answers: {} }));
    const counting = gateNames.filter((name) => gate(of, name).counts);
    expect(counting).toEqual([...planTypePolicy[type].counted]);
    expect(of.tables.gates?.rows).toHaveLength(6);
    expect(of.verdict).toBe('BLOCK');
  }
});

it('a missing form sharpens, and blocks only what adds people without an outcome', () => {
  const all = { gross_retention: grr(0.95), top_cause: cause, ttv: fast };
  const of = (rest: Record<string, unknown>) => {
    const whole = plan('report', { answers: all, ...rest });
    return review(Object.fromEntries(Object.entries(whole).filter(([, one]) => one !== undefined))).verdict;
  };
  expect(of({})).toBe('SHIP');
  for (const missing of ['owner', 'date', 'outcome']) expect(of({ [missing]: undefined })).toBe('SHARPEN');
});
