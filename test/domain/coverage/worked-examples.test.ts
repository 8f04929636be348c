/** Books worked out by hand. */
import { describe, expect, it } from 'vitest';
import older from '../../../fixtures/book-older.json' with { type: 'json' };
import sample from '../../../fixtures/coverage-sample.json' with { type: 'json' };
import { c1, codes, report, row, rows, shown, tier, value } from './run.ts';

const column = (of: ReturnType<typeof report>, name: string) => rows(of, 'tiers').map((one) => one[name]);
const near = (values: readonly unknown[], digits = 2) =>
  values.map((one) => expect.closeTo(one as number, digits));

describe('450 customers growing by 40%', () => {
  const of = report(c1);

  it('is the built-in example, and the older file says the same', () => {
    expect(sample).toEqual(c1);
    expect({ ...report(older), report_id: '' }).toEqual({ ...of, report_id: '' });
  });

  it('has three estimates', () => {
    expect([shown(of, 'ratio_fte'), shown(of, 'hours_fte'), shown(of, 'budget_fte')]).toEqual([
      '6.83',
      '7.76',
      '3.90',
    ]);
    expect(shown(of, 'estimate_spread')).toBe('1.99');
    expect(column(of, 'ratio_fte')).toEqual(near([4, 1.75, 0.31, 0.06]));
    expect(column(of, 'cap_fte')).toEqual(near([1, 1.68, 0.8, 0.28]));
    expect(column(of, 'hours_fte')).toEqual(near([0.8, 3.22, 2.72, 1.02]));
    expect(column(of, 'budget_fte')).toEqual(near([1.45, 1.17, 0.77, 0.51]));
  });

  it('has its seats, before and after relief', () => {
    expect(column(of, 'minimum_fte')).toEqual(near([3.33, 1.68, 0.8, 0.28]));
    expect(column(of, 'minimum_fte_12')).toEqual(near([4.67, 2.36, 1.12, 0.39]));
    expect(column(of, 'required_seats')).toEqual([4, 2, 1, 0]);
    expect(column(of, 'required_seats_12')).toEqual([5, 3, 2, 0]);
    expect(column(of, 'recommended_seats')).toEqual([1, 2, 1, 0]);
    expect(column(of, 'recommended_seats_12')).toEqual([2, 3, 2, 0]);
    expect(
      ['required_share', 'required_share_12', 'cost_share', 'cost_share_12'].map((id) => shown(of, id)),
    ).toEqual(['19.9%', '19.8%', '10.4%', '13.0%']);
    expect([value(of, 'recommended_cost'), value(of, 'recommended_cost_12')]).toEqual([720_000, 1_260_000]);
    expect(column(of, 'cost_share')).toEqual(near([0.06875, 0.1714, 0.1296, 0], 4));
    expect(column(of, 'cost_share_12')).toEqual(near([0.0982, 0.1837, 0.1852, 0], 4));
    expect(rows(of, 'relief')).toEqual([
      {
        key: '1',
        tier: 'strategic',
        seats_before: 7,
        seats_after: 4,
        seats_before_12: 10,
        seats_after_12: 7,
      },
    ]);
    expect(row(of, 'tiers', 'smb')).toMatchObject({ host: 'mid_market', shared_fte: 0.28 });
  });

  it('holds promises against seats, and what fits', () => {
    expect(column(of, 'load')).toEqual([...near([0.8, 1.61, 2.72]), null]);
    expect(row(of, 'tiers', 'enterprise')).toMatchObject({
      hours_that_fit: expect.closeTo(50.7, 1),
      motion_that_fits: 'standard',
    });
    expect(row(of, 'tiers', 'mid_market')).toMatchObject({
      hours_that_fit: expect.closeTo(8.9, 1),
      motion_that_fits: 'sweep',
    });
    // What is carried today fits: the ladder of motions is not held against hours that count twice.
    expect(row(of, 'tiers', 'strategic')['motion_that_fits']).toBe('executive');
  });

  it('walks the ladder down to the budget', () => {
    expect(
      rows(of, 'ladder').map(({ key, total, cost_share, fits }) => [key, total, cost_share, fits]),
    ).toEqual([
      ['as_promised', expect.closeTo(7.76, 2), expect.closeTo(0.18, 3), false],
      ['pool_mid_market', expect.closeTo(5.48, 2), expect.closeTo(0.134, 3), false],
      ['trim_enterprise', expect.closeTo(4.17, 2), expect.closeTo(0.1, 9), true],
    ]);
    expect(shown(of, 'enterprise_hours')).toBe('48.5');
  });

  it('plans its hires', () => {
    expect(
      rows(of, 'plan').map((hire) =>
        ['tier', 'reason', 'need_date', 'open_by', 'due_now', 'in_seat_date', 'late_months'].map(
          (id) => hire[id],
        ),
      ),
    ).toEqual([
      ['strategic', 'growth', '2026-02-01', '2026-01-01', true, '2026-04-01', 9.5],
      ['enterprise', 'growth', '2026-07-01', '2026-01-01', true, '2026-04-01', 2],
      ['enterprise', 'replacement', '2026-11-01', '2026-03-03', false, '2026-06-01', 0],
      ['mid_market', 'growth', '2026-09-01', '2026-03-18', false, '2026-06-16', 0],
    ]);
  });

  it('has need and capacity by month, and what it costs', () => {
    const month = (key: string) => {
      const { need_fte: need, capacity_fte: capacity } = row(of, 'months', key);
      return [need, capacity];
    };
    expect(month('0')).toEqual(near([3.76, 4]));
    expect(month('3')).toEqual(near([4.19, 3.84]));
    expect(month('6')).toEqual(near([4.59, 5.35]));
    expect(month('12')).toEqual(near([5.37, 7.4]));
    expect(value(of, 'plan_cost')).toBeCloseTo(1_195_048, -1);
    expect(value(of, 'month_12_cost')).toBeCloseTo(111_000, 0);
    expect(shown(of, 'run_rate_share_12')).toBe('13.7%');
    expect(rows(of, 'managers')).toEqual([]);
  });

  it('has its risks', () => {
    expect([shown(of, 'leaver_probability'), shown(of, 'two_leavers_probability')]).toEqual([
      '47.8%',
      '11.0%',
    ]);
    expect([value(of, 'hires_needed_p50'), value(of, 'hires_needed_p80')]).toEqual([3, 4]);
    expect(shown(of, 'plan_covers')).toBe('98.7%');
  });

  it('is to promise less before hiring', () => {
    expect(of).toMatchObject({
      verdict: 'promise-less-before-hiring',
      staffing_verdict: 'understaffed',
      money_verdict: 'over_budget',
      confidence: 'low',
    });
  });
});

describe('hours', () => {
  it('of 48 strategic accounts with onboarding by its parts', () => {
    const of = report({
      loaded_cost: 182_000,
      book: {
        strategic: tier(48, 32_000_000, 5, {
          scheduled_hours: 63,
          reactive_hours: 12,
          onboarding_hours: 40,
          new_accounts_per_year: 8,
          complexity: 1.3,
        }),
      },
    });
    const strategic = row(of, 'tiers', 'strategic');
    expect(Number(strategic['hours_per_account']) * Number(strategic['complexity'])).toBeCloseTo(106.17, 2);
    expect(strategic).toMatchObject({
      accounts_per_csm: expect.closeTo(10.03, 2),
      arr_per_csm: expect.closeTo(6.69e6, -4),
      hours_fte: expect.closeTo(4.78, 2),
      cost_to_serve: expect.closeTo(18_143, -1),
      cost_to_serve_share: expect.closeTo(0.027, 3),
      cap_fte: 6,
      ratio_fte: 40,
    });
  });

  it('that a year leaves: 1,065, pooled 1,122, and by a year of one’s own', () => {
    const hours = (facts: Record<string, unknown>) => {
      const book = { enterprise: tier(10, 100_000), smb: tier(10, 10_000) };
      return column(report({ book, ...facts }), 'effective_hours');
    };
    expect(hours({})).toEqual([1_065, 1_122]);
    expect(hours({ hours_model: { calendar_hours: 1_800, realisation: 1 } })).toEqual([973, 1_040]);
  });

  it('are multiplied by the nearest complexity that was said', () => {
    const of = (facts: Record<string, unknown>, factor?: number) =>
      column(
        report({
          ...(factor === undefined ? {} : { complexity_factor: factor }),
          book: { strategic: tier(2, 400_000, 0, facts), smb: tier(9, 9_000) },
        }),
        'complexity',
      );
    expect(of({})).toEqual([1.3, 1]);
    expect(of({}, 2)).toEqual([2, 1]);
    expect(of({ complexity: 0.7 }, 2)).toEqual([0.7, 1]);
    expect(of({ motion: 'full' })).toEqual([1, 1]);
  });
});

it('750 accounts and 10% are 825, not 826', () => {
  const of = report({ growth_rate: 0.1, book: { enterprise: tier(750, 20_000_000, 33) } });
  expect(value(of, 'recommended_seats_12')).toBe(33);
  expect(row(of, 'tiers', 'enterprise')['minimum_fte_12']).toBeCloseTo(33, 9);
});

it('people move before anybody is hired', () => {
  const of = report({
    growth_rate: 0,
    book: { strategic: tier(8, 800_000, 5), enterprise: tier(50, 2_400_000, 0) },
  });
  expect(column(of, 'recommended_seats')).toEqual([1, 2]);
  expect(rows(of, 'moves')).toEqual([{ key: '1', from: 'strategic', to: 'enterprise', fte: 2 }]);
  expect(rows(of, 'plan')).toEqual([]);
  expect(value(of, 'surplus_after')).toBe(2);
  expect(of.verdict).toBe('redeploy');
  expect(codes(of)).toEqual(
    expect.arrayContaining(['surplus-after-redeploy', 'not-affordable-at-any-promise']),
  );
  expect(shown(of, 'ladder_share')).toBe('11.8%');
  expect(shown(of, 'enterprise_hours')).toBe('24.1');
});

describe('thin books', () => {
  it('of one dollar stay with the founder', () => {
    const of = report({ book: { smb: tier(1, 1) } });
    expect(row(of, 'tiers', 'smb')).toMatchObject({
      minimum_fte: expect.closeTo(0.001, 9),
      recommended_seats: 0,
      host: 'founder',
    });
    expect(of.verdict).toBe('founder-led');
  });

  it('of four parts get one generalist where most is needed', () => {
    const of = report({
      book: {
        strategic: tier(2, 300_000),
        enterprise: tier(10, 400_000),
        mid_market: tier(30, 300_000),
        smb: tier(50, 100_000),
      },
    });
    expect(column(of, 'minimum_fte')).toEqual(near([0.31, 0.4, 0.2, 0.05]));
    expect(column(of, 'recommended_seats')).toEqual([0, 1, 0, 0]);
    expect(column(of, 'host')).toEqual(['enterprise', null, 'enterprise', 'enterprise']);
    expect([value(of, 'recommended_cost'), shown(of, 'cost_share')]).toEqual([180_000, '16.4%']);
    expect(of.money_verdict).toBe('over_budget');
  });
});

describe('a team without a book', () => {
  it('of 6, with 8 needed in month 9', () => {
    const of = report({
      attrition_rate: 0.15,
      team: { current_csm_count: 6, productive_needed: 8, need_month: 9 },
    });
    expect([value(of, 'survivors'), value(of, 'team_gap')]).toEqual(near([5.31, 2.69]));
    expect(rows(of, 'start_by').map(({ hires }) => hires)).toEqual([3, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
    expect(rows(of, 'start_by').map(({ productivity }) => Number(productivity).toFixed(3))).toEqual([
      ...Array(4).fill('1.000'),
      ...Array(3).fill('0.832'),
      ...Array(3).fill('0.563'),
    ]);
  });

  it('of 5 who report to the founder, with 2 who join, needs one who leads', () => {
    const of = report({ team: { current_csm_count: 5, joining_count: 2, reporting_to_founder: true } });
    expect(of.verdict).toBe('promote');
    expect(rows(of, 'managers')).toMatchObject([
      { kind: 'player_coach', month: 0, heads: 7, seats_needed: 7.25 },
    ]);
  });
});

describe('transitions', () => {
  it('have their break-even', () => {
    expect(
      rows(report(c1), 'transitions').map(({ key, extra, break_even_1y, break_even_3y }) => [
        key,
        Math.round(Number(extra)),
        Math.round(Number(break_even_1y)),
        Math.round(Number(break_even_3y)),
      ]),
    ).toEqual([
      ['sweep to light', 2_656, 66_412, 25_816],
      ['light to full', 10_640, 266_009, 103_405],
      ['full to executive', 8_132, 203_291, 79_025],
    ]);
  });
});
