/** Three estimates of the same team, each the answer to another question: what others staff, what we promise, what we can pay. */
import { ratio, sumOf } from '../numbers.ts';
import { hoursFte, promised } from './promise.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

/** CSMs of one tier today, by each estimate. */
export type TierEstimate = {
  ratioFte: number;
  capFte: number;
  targetFte: number;
  /** By the ends of the stage's range; null where there is none. */
  ratioLow: number | null;
  ratioHigh: number | null;
  hoursFte: number;
  budgetFte: number;
};

/** The estimates of a tier. Example: 3.2M of strategic are 4.00 by ARR, 1.00 by 8 accounts, 0.80 by hours, 1.45 by budget. */
export function estimateTier(tier: TierBook, settings: CoverageSettings): TierEstimate {
  const { arr, customers, target } = tier;
  const ratioFte = arr / target.arr;
  const capFte = customers / target.accounts;
  return {
    ratioFte,
    capFte,
    targetFte: Math.max(ratioFte, capFte),
    ratioLow: ratio(arr, target.stageHigh),
    ratioHigh: ratio(arr, target.stageLow),
    hoursFte: hoursFte(customers, promised(tier, settings)),
    budgetFte: (settings.budgetShare * arr) / tier.loadedCost,
  };
}

export type Estimates = { ratio: number; hours: number; budget: number; spread: number | null };

/**
 * The three totals. What else is paid from the budget buys no CSM: it is taken off at the mean loaded cost of those the
 * budget would buy. Null spread when the smallest is 0. Example: 6.83, 7.76 and 3.90 spread by 1.99.
 */
export function estimateBook(
  book: readonly TierBook[],
  tiers: readonly TierEstimate[],
  { otherCost }: CoverageSettings,
): Estimates {
  const bought = sumOf(tiers.map(({ budgetFte }) => budgetFte));
  const meanCost = ratio(
    sumOf(book.map(({ loadedCost }, i) => loadedCost * (tiers[i]?.budgetFte ?? 0))),
    bought,
  );
  const totals = {
    ratio: sumOf(tiers.map(({ targetFte }) => targetFte)),
    hours: sumOf(tiers.map((one) => one.hoursFte)),
    budget: Math.max(0, bought - (ratio(otherCost, meanCost) ?? 0)),
  };
  const all = Object.values(totals);
  return { ...totals, spread: ratio(Math.max(...all), Math.min(...all)) };
}
