/** When another motion pays: what it costs more an account, and from which ARR that comes back. */
import { above, atOrAbove, ratio } from '../numbers.ts';
import { coverageLines, type Motion, motionPolicy } from '../policy/coverage.ts';
import { type Tier, tierNames, tierPolicy } from '../policy/segmentation.ts';
import { motionHours } from './promise.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export type Transition = {
  from: Motion;
  to: Motion;
  extra: number;
  breakEven1y: number | null;
  breakEven3y: number | null;
};

type Costs = Readonly<Record<Tier, number>>;

/** What an account costs a year in a motion, at the cost of the tier that usually gets it. Example: light is 3,168. */
function motionCost(motion: Motion, costs: Costs, { namedHours, pooledHours }: CoverageSettings): number {
  const { tier, named, complexity } = motionPolicy[motion];
  return (motionHours(motion) * complexity * costs[tier]) / (named ? namedHours : pooledHours);
}

/**
 * A step from one motion to a richer one. Break-even ARR is extra cost / (points x value of ARR kept); null where nothing
 * is kept. Example: sweep to light costs 2,656 more and pays from 66,412 of ARR in one year, 25,816 over three.
 */
export function transition(from: Motion, to: Motion, costs: Costs, settings: CoverageSettings): Transition {
  const extra = motionCost(to, costs, settings) - motionCost(from, costs, settings);
  return {
    from,
    to,
    extra,
    breakEven1y: ratio(extra, settings.points * settings.v1),
    breakEven3y: ratio(extra, settings.points * settings.v3),
  };
}

/** The steps every answer shows. */
export const shownSteps = [
  ['sweep', 'light'],
  ['light', 'full'],
  ['full', 'executive'],
] as const satisfies readonly (readonly [Motion, Motion])[];

const richer: Partial<Record<Motion, Motion>> = {
  self_serve: 'sweep',
  sweep: 'light',
  light: 'full',
  standard: 'full',
  full: 'executive',
};

const poorer: Partial<Record<Motion, Motion>> = {
  executive: 'full',
  full: 'light',
  standard: 'light',
  light: 'sweep',
};

/** Whether the mean ARR of a tier pays for the next richer motion over three years. */
export function stepUpPays(tier: TierBook, costs: Costs, settings: CoverageSettings): boolean {
  const next = richer[tier.motion];
  const mean = ratio(tier.arr, tier.customers);
  if (next === undefined || mean === null) return false;
  const { breakEven3y } = transition(tier.motion, next, costs, settings);
  return breakEven3y !== null && atOrAbove(mean, breakEven3y);
}

/** Points of GRR the motion of a tier must win over the next poorer one, at its mean ARR over three years; null without one. */
export function pointsNeeded(tier: TierBook, costs: Costs, settings: CoverageSettings): number | null {
  const before = poorer[tier.motion];
  const mean = ratio(tier.arr, tier.customers);
  if (before === undefined || mean === null) return null;
  return ratio(transition(before, tier.motion, costs, settings).extra, mean * settings.v3);
}

export const tooRich = (tier: TierBook, costs: Costs, settings: CoverageSettings): boolean =>
  above(pointsNeeded(tier, costs, settings) ?? 0, coverageLines.tooRich);

/** Whether the mean ARR of a tier is above the floor of the next higher one. */
export function outgrewFloor({ tier, arr, customers }: TierBook): boolean {
  const next = tierNames[tierNames.indexOf(tier) - 1];
  const mean = ratio(arr, customers);
  return next !== undefined && mean !== null && above(mean, tierPolicy[next].floor);
}

/** Whether each CSM of today carries more ARR than target plus buffer, or more accounts than the cap. */
export function outgrewTeam(
  { arr, customers, csms, target }: TierBook,
  { buffer }: CoverageSettings,
): boolean {
  if (csms <= 0) return false;
  return above(arr / csms, target.arr * (1 + buffer)) || above(customers / csms, target.accounts);
}
