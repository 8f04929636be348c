/** Every judgement about one account, side by side: tier, fit, margin, ruling, path, notice, growth, allocation. */
import { atOrBelow, compareText, sumOf } from '../numbers.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import { type Allocation, allocate } from './allocation.ts';
import type { Customer } from './customers.ts';
import { type Economics, economicsOf, isOverServed, isUnderServed } from './economics.ts';
import { type Plan, planExit, type Ruling, ruleOn } from './exits.ts';
import { type GrowthPlace, growthOf } from './growth.ts';
import { type Notice, noticeOf } from './notice.ts';
import type { Settings } from './settings.ts';
import { type Move, moveOf, tierByArr, tiersByRank } from './tiers.ts';

export type Judgement = {
  customer: Customer;
  /** Ranked above what its ARR carries. */
  collides: boolean;
  move: Move | null;
  /** The tier it should be in. */
  tier: Tier;
  nearFloor: boolean;
  economics: Economics;
  ruling: Ruling;
  plan: Plan;
  notice: Notice | null;
  growth: GrowthPlace;
  allocation: number;
  overServed: boolean;
  underServed: boolean;
};

/** Whether ARR is within the band around a floor above 0. */
const isNear = (arr: number, { floors, band }: Settings): boolean =>
  tierNames.some((tier) => floors[tier] > 0 && atOrBelow(Math.abs(arr - floors[tier]), band * floors[tier]));

const middle = ({ low, high }: { low: number; high: number }): number => (low + high) / 2;

type Judged = Omit<Judgement, 'allocation'>;

function judgeOne(customer: Customer, ranked: Tier, settings: Settings, asOf: string | null): Judged {
  const { arr, cost, fit, currentTier } = customer;
  const byArr = tierByArr(arr, settings.floors);
  const move = currentTier === null ? null : moveOf(currentTier, customer, settings.floors, settings.band);
  const tier = move?.tier ?? byArr;
  const economics = economicsOf(arr, cost, settings);
  const ruling = ruleOn(customer, economics);
  const plan = planExit(customer, economics, ruling.disposition, settings, settings.maxPriceRise);
  return {
    customer,
    collides: (ranked === 'strategic' || ranked === 'enterprise') && arr < settings.floors[ranked],
    move,
    tier,
    nearFloor: isNear(arr, settings),
    economics,
    ruling,
    plan,
    notice:
      plan.path === 'reprice' || plan.path === 'non_renew' ? noticeOf(customer.renewalDate, asOf) : null,
    growth: growthOf(customer, tier, move, economics, settings.floors),
    overServed: isOverServed(cost, economics, settings.invest[tier]),
    underServed: isUnderServed(arr, cost, fit, settings.invest[tier], settings),
  };
}

/** The accounts judged, in id order, with the affordable allocation of the budget among them. */
export type JudgedBook = { accounts: Judgement[]; allocation: Allocation; budget: number; totalArr: number };

/**
 * Judges the paying customers of a book and divides the budget among them: each towards the middle of its tier's range
 * (smb's for one that should leave), none over its cap.
 */
export function judgeBook(
  customers: readonly Customer[],
  settings: Settings,
  asOf: string | null,
): JudgedBook {
  const ranks = tiersByRank(customers);
  const judged = customers.map((customer) =>
    judgeOne(customer, ranks.get(customer.id) ?? 'smb', settings, asOf),
  );
  const totalArr = sumOf(customers.map(({ arr }) => arr));
  const budget = settings.budgetShare * totalArr;
  const leaves = ({ ruling: { disposition } }: Judged) =>
    disposition === 'exit' || disposition === 'fix_or_exit';
  const claims = judged.map((one) => ({
    id: one.customer.id,
    mid: middle(settings.invest[leaves(one) ? 'smb' : one.tier]),
    cap: settings.capShare * one.customer.arr,
  }));
  const allocation = allocate(claims, budget);
  return {
    accounts: judged.map((one) => ({
      ...one,
      allocation: allocation.amounts.get(one.customer.id) ?? 0,
    })),
    allocation,
    budget,
    totalArr,
  };
}

/** Accounts in the order a founder reads them: the largest first, then by id. */
export const byArr = (a: Judgement, b: Judgement): number =>
  b.customer.arr - a.customer.arr || compareText(a.customer.id, b.customer.id);

/** What serving costs the range of a tier, at its low, middle and high end, summed over accounts. */
export function programmeOf(
  accounts: readonly Judgement[],
  { invest }: Settings,
): { low: number; mid: number; high: number } {
  const total = (pick: (range: { low: number; high: number }) => number) =>
    sumOf(accounts.map(({ tier }) => pick(invest[tier])));
  return { low: total(({ low }) => low), mid: total(middle), high: total(({ high }) => high) };
}

/** The account to act on today: of those with a path, the one that leaves the least; null when there is none. */
export function fireToday(accounts: readonly Judgement[]): Judgement | null {
  const [first] = accounts
    .filter(({ plan }) => plan.path !== null)
    .sort(
      (a, b) =>
        (a.economics.margin ?? 0) - (b.economics.margin ?? 0) || compareText(a.customer.id, b.customer.id),
    );
  return first ?? null;
}
