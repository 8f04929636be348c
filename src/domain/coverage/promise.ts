/** What customers were promised, in hours, and how many CSMs that takes. */
import { atOrBelow } from '../numbers.ts';
import { type Motion, motionNames, motionPolicy } from '../policy/coverage.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

/** Hours a year and account, what they are multiplied with, and the hours a CSM of that motion has for customers. */
export type Promised = { motion: Motion; hours: number; complexity: number; effective: number };

/**
 * What hours are multiplied with: the tier's own complexity, else the factor of the input for named motions, else the
 * motion's own. Example: executive without anything given is 1.3.
 */
function complexityOf(tier: TierBook, motion: Motion, { complexityFactor }: CoverageSettings): number {
  const { named, complexity } = motionPolicy[motion];
  return tier.ownComplexity ?? (named && complexityFactor !== null ? complexityFactor : complexity);
}

/** Hours a year a CSM has for customers: the tier's own, else by whether the motion is named or pooled. */
const effectiveOf = (tier: TierBook, motion: Motion, { namedHours, pooledHours }: CoverageSettings): number =>
  tier.ownHours ?? (motionPolicy[motion].named ? namedHours : pooledHours);

/** The promise of a tier as it stands, or with other hours in the same motion. */
export const promised = (
  tier: TierBook,
  settings: CoverageSettings,
  hours: number = tier.hours,
): Promised => ({
  motion: tier.motion,
  hours,
  complexity: complexityOf(tier, tier.motion, settings),
  effective: effectiveOf(tier, tier.motion, settings),
});

/** Hours a year and account of a motion, as the catalogue has them. Example: full is 63 + 12 + 6.7 = 81.7. */
export function motionHours(motion: Motion): number {
  const { scheduled, reactive, onboarding } = motionPolicy[motion];
  return scheduled + reactive + onboarding;
}

/** What a tier would be promised in another motion. */
export const inMotion = (tier: TierBook, motion: Motion, settings: CoverageSettings): Promised => ({
  motion,
  hours: motionHours(motion),
  complexity: complexityOf(tier, motion, settings),
  effective: effectiveOf(tier, motion, settings),
});

/** CSMs that a promise takes: accounts x hours x complexity / hours a CSM. Example: 42 x 81.7 / 1,065 is 3.22. */
export const hoursFte = (accounts: number, { hours, complexity, effective }: Promised): number =>
  (accounts * hours * complexity) / effective;

/** Hours a year and account that some CSMs can give: CSMs x hours a CSM / (accounts x complexity); null without accounts. */
export const hoursThatFit = (
  csms: number,
  accounts: number,
  { complexity, effective }: Promised,
): number | null => (accounts === 0 ? null : (csms * effective) / (accounts * complexity));

/** The richest motion that some CSMs can carry; null when none fits. Example: 2 for 42 enterprise accounts carry standard. */
export function motionThatFits(tier: TierBook, csms: number, settings: CoverageSettings): Motion | null {
  if (tier.customers === 0) return null;
  const fits = (motion: Motion) =>
    atOrBelow(hoursFte(tier.customers, inMotion(tier, motion, settings)), csms);
  return motionNames.find(fits) ?? null;
}

/** What serving one account costs a year: hours x complexity x loaded cost / hours a CSM. */
export const costToServe = ({ hours, complexity, effective }: Promised, loadedCost: number): number =>
  (hours * complexity * loadedCost) / effective;
