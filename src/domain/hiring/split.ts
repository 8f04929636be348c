/** Whether renewal and expansion stay with the CSM, go to an account manager, or are shared. */
import { atOrAbove, below } from '../numbers.ts';
import { hiringLines } from '../policy/hiring.ts';
import type { HiringInput } from './input.ts';
import type { HiringSettings, Situation } from './settle.ts';

export const splitVerdicts = ['cannot-tell', 'keep-combined', 'split', 'hybrid'] as const;

export type SplitVerdict = (typeof splitVerdicts)[number];

export type Factor = { key: string; says: string; holds: boolean | null; for: boolean };

export type Split = { verdict: SplitVerdict; factors: Factor[]; expansionNeeded: number };

const atStake = ({ outcomes }: Situation, cause: string): number =>
  outcomes.filter((one) => one.cause === cause).reduce((total, one) => total + one.arrAtStake, 0);

/**
 * Judges the split. Example: ACV 26,000, 5 CSMs, 900,000 of expansion unworked, sales-led, ARR of 6.5M: split.
 */
export function judgeSplit(situation: Situation, input: HiringInput, settings: HiringSettings): Split {
  const { acv, arr, team } = situation;
  const { split } = hiringLines;
  const signals = input.signals ?? {};
  // The expansion that pays for an account manager, by what one saves of it.
  const expansionNeeded =
    settings.costs.account_manager / (split.expansionPreventable * settings.capture * settings.v3);
  const commercial =
    atStake(situation, 'renewal_lapsed') > 0 ||
    atOrAbove(atStake(situation, 'expansion_unworked'), expansionNeeded);
  const factors: Factor[] = [
    {
      key: 'F1',
      says: 'ACV of 20,000 or more',
      holds: acv === null ? null : atOrAbove(acv, split.acv),
      for: true,
    },
    {
      key: 'F2',
      says: 'renewals lapse, or unworked expansion pays for the role',
      holds: commercial,
      for: true,
    },
    {
      key: 'F3',
      says: 'a second product for other buyers',
      holds: signals.distinct_cross_sell ?? null,
      for: true,
    },
    { key: 'F4', says: 'expansion is sold', holds: signals.sales_led ?? null, for: true },
    { key: 'A1', says: 'expansion happens in the product', holds: signals.product_led ?? null, for: false },
    { key: 'A2', says: 'a founder closes expansions', holds: input.founder_in_deals ?? null, for: false },
  ];
  const reasons = factors.filter(
    ({ key, holds }) => ['F2', 'F3', 'F4'].includes(key) && holds === true,
  ).length;
  const verdict = (): SplitVerdict => {
    if (acv === null) return 'cannot-tell';
    if (below(acv, split.acv) || signals.product_led === true || below(team.csm, split.csms) || reasons === 0)
      return 'keep-combined';
    return reasons >= split.factors &&
      arr !== null &&
      atOrAbove(arr, split.arr) &&
      input.founder_in_deals !== true
      ? 'split'
      : 'hybrid';
  };
  return { verdict: verdict(), factors, expansionNeeded };
}
