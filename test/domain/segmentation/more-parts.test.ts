/** Notice windows, growth lists, signals and settled customers, with the worked numbers of the method. */
import { describe, expect, it } from 'vitest';
import { fitWeights, tierNames, tierPolicy } from '../../../src/domain/policy/segmentation.ts';
import { type CustomerContext, settleCustomers } from '../../../src/domain/segmentation/customers.ts';
import { economicsOf } from '../../../src/domain/segmentation/economics.ts';
import { growthOf } from '../../../src/domain/segmentation/growth.ts';
import type { CustomerInput } from '../../../src/domain/segmentation/input.ts';
import { noticeOf } from '../../../src/domain/segmentation/notice.ts';
import { differenceOf, testSignals } from '../../../src/domain/segmentation/signals.ts';
import { type Floors, moveOf, tierByArr } from '../../../src/domain/segmentation/tiers.ts';

const floors = Object.fromEntries(tierNames.map((tier) => [tier, tierPolicy[tier].floor])) as Floors;

const context: CustomerContext = {
  asOf: '2026-01-31',
  weights: fitWeights,
  supportHourCost: 60,
  csmHourCost: 182_000 / 1_065,
  csmShare: 0.5,
};

const one = (row: CustomerInput) => {
  const [customer] = settleCustomers([row], context);
  if (customer === undefined) throw new Error('no customer');
  return customer;
};

describe('customers', () => {
  it('cost what their hours cost', () => {
    const { cost, csmCost, splitAssumed } = one({
      id: 'A',
      arr: 1,
      service_hours: { support_hours: 30, csm_hours: 6 },
    });
    expect([cost?.toFixed(2), csmCost?.toFixed(2), splitAssumed]).toEqual(['2825.35', '1025.35', false]);
  });

  it('are read by their older names, in id order', () => {
    const rows: CustomerInput[] = [
      {
        name: 'Beta',
        arr_usd: 10,
        annual_support_cost_usd: 4,
        icp_fit_signals: { in_target_industry: true },
      },
      { id: 7, name: 'Alpha', arr: 20, annual_service_cost: 4, csm_cost: 1, start_date: '2025-01-31' },
    ];
    const [seven, beta] = settleCustomers(rows, context);
    expect(seven).toMatchObject({
      id: '7',
      name: 'Alpha',
      tenureMonths: 12,
      csmCost: 1,
      splitAssumed: false,
    });
    expect(beta).toMatchObject({ id: 'Beta', arr: 10, cost: 4, csmCost: 2, splitAssumed: true });
    expect(beta?.fit).toMatchObject({ min: 2, max: 10 });
  });

  it('have no tenure without a date to count to', () => {
    const [customer] = settleCustomers([{ id: 'A', arr: 1, start_date: '2025-01-01' }], {
      ...context,
      asOf: null,
    });
    expect(customer?.tenureMonths).toBeNull();
  });
});

it.each([
  ['2026-03-31', 'not_open', null],
  ['2026-04-01', 'open', null],
  ['2026-05-01', 'open', null],
  ['2026-05-02', 'passed', '2027-04-01'],
  [null, 'unknown', null],
])('notice of a renewal on 2026-06-30, seen on %s, is %s', (asOf, status, nextOpens) => {
  expect(noticeOf('2026-06-30', asOf)).toEqual({
    opens: '2026-04-01',
    closes: '2026-05-01',
    status,
    nextOpens,
  });
});

it('notice without a renewal date is unknown', () => {
  expect(noticeOf(null, '2026-01-01').status).toBe('unknown');
});

describe('growth', () => {
  const all = Object.fromEntries(Object.keys(fitWeights).map((name) => [name, true]));
  const place = (row: CustomerInput) => {
    const customer = one({ id: 'A', tenure_months: 24, icp_signals: all, ...row });
    const serving = { grossMargin: 0.8, target: 0.3, capShare: 0.1 };
    const move = customer.currentTier === null ? null : moveOf(customer.currentTier, customer, floors, 0.1);
    const tier = move?.tier ?? tierByArr(customer.arr, floors);
    return growthOf(customer, tier, move, economicsOf(customer.arr, customer.cost, serving), floors);
  };

  it.each([
    [{ arr: 420_000, annual_service_cost: 35_000 }, 'protect_and_expand', null],
    [{ arr: 75_000, annual_service_cost: 9_000 }, 'expand', 25_000],
    [{ arr: 49_999, annual_service_cost: 1_000 }, null, 50_001],
    [{ arr: 75_000, annual_service_cost: 9_000, tenure_months: 11 }, null, 25_000],
    [{ arr: 75_000, annual_service_cost: 70_000 }, 'reprice_first', 25_000],
    [
      { arr: 22_000, annual_service_cost: 100, current_tier: 'mid_market', executive_contact: true },
      'upgrade',
      78_000,
    ],
    [{ arr: 600, annual_service_cost: 2_400 }, 'reprice_first', 4_400],
  ] as const)('%j: %s', (row, list, arrToNextFloor) => {
    expect(place(row)).toEqual({ list, arrToNextFloor, costAsked: false });
  });

  it('asks for the cost of an account that is ready for more', () => {
    expect(place({ arr: 75_000 })).toMatchObject({ list: null, costAsked: true });
  });
});

describe('signals', () => {
  it.each([
    [10, 12, 2, 8, 58.3, 21.2],
    [7, 10, 4, 9, 25.6, -10.5],
  ])('%d of %d against %d of %d differ by %d points, at least %d', (a, n, b, m, difference, lower) => {
    const test = differenceOf({ hits: a, n }, { hits: b, n: m });
    expect(test.difference * 100).toBeCloseTo(difference, 1);
    expect(test.lower * 100).toBeCloseTo(lower, 1);
  });

  it('tests each signal over the accounts that say, and none over too few', () => {
    const rows: CustomerInput[] = Array.from({ length: 20 }, (_, i) => ({
      id: `A${i}`,
      arr: 10_000,
      churned: i >= 12,
      icp_signals: { in_target_industry: i < 10 || i >= 18, advocates_publicly: i < 4 ? true : null },
    }));
    const judged = settleCustomers(rows, context).map((customer) => ({
      customer,
      marginClass: customer.churned ? ('unknown' as const) : ('healthy' as const),
    }));
    const [industry, ...others] = testSignals(judged);
    expect(industry).toMatchObject({ signal: 'in_target_industry', good: 12, bad: 8, separates: true });
    expect(industry?.lift).toBeCloseTo(3.33, 2);
    const advocates = others.find(({ signal }) => signal === 'advocates_publicly');
    expect(advocates).toMatchObject({ good: 4, bad: 0, pGood: null, lift: null, separates: null });
  });
});
