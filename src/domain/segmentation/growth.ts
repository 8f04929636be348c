/** Where the next expansion is, and which accounts have to earn money first. */
import { above, atOrAbove } from '../numbers.ts';
import { fitBands, segmentationLines, type Tier, tierNames } from '../policy/segmentation.ts';
import type { Customer } from './customers.ts';
import type { Economics } from './economics.ts';
import type { Floors, Move } from './tiers.ts';

export type Growth = 'protect_and_expand' | 'upgrade' | 'expand' | 'reprice_first';

export type GrowthPlace = {
  list: Growth | null;
  /** What is missing to the next floor; null at the top. */
  arrToNextFloor: number | null;
  /** Whether only the cost of serving it keeps an account that is ready for more from a list. */
  costAsked: boolean;
};

/**
 * The growth list an account stands on, if any. Only accounts of strong fit, as far as known, are on one.
 * Example: 75,000 ARR, fit 9, expansion potential, 24 months and a margin above 0: expand, 25,000 to the next floor.
 */
export function growthOf(
  customer: Customer,
  tier: Tier,
  move: Move | null,
  economics: Economics,
  floors: Floors,
): GrowthPlace {
  const { arr, fit, signals, tenureMonths } = customer;
  const next = tierNames[tierNames.indexOf(tier) - 1];
  const arrToNextFloor = next === undefined ? null : Math.max(0, floors[next] - arr);
  const place = (list: Growth | null, costAsked = false): GrowthPlace => ({
    list,
    arrToNextFloor,
    costAsked,
  });
  if (!atOrAbove(fit.min, fitBands.strong)) return place(null);
  const { margin, marginClass } = economics;
  const expands = signals.expansion_potential_high === true;
  if (expands && marginClass === 'negative') return place('reprice_first');
  if (tier === 'strategic' && move?.outcome !== 'promote')
    return place(expands ? 'protect_and_expand' : null);
  const ready =
    move?.outcome === 'promote' ||
    (expands &&
      next !== undefined &&
      tenureMonths !== null &&
      tenureMonths >= segmentationLines.promotionMonths &&
      atOrAbove(arr, segmentationLines.expandFrom * floors[next]));
  if (!ready) return place(null);
  if (margin === null) return place(null, true);
  if (!above(margin, 0)) return place(null);
  return place(move?.outcome === 'promote' ? 'upgrade' : 'expand');
}
