/** Whether somebody should run data and tools for the CSMs, and what their time is worth. */
import { atOrAbove, ratio, sumOf } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import type { TierBook } from './settle.ts';

const { csms: least, adminShare, adminLeft } = coverageLines.csOps;

/** Whether CS Ops is worth a look: 3 CSMs, and data that cannot be trusted or 30% of their time on administration. */
export const csOpsWorthALook = (csms: number, dataReliable: boolean | null, admin: number | null): boolean =>
  atOrAbove(csms, least) && (dataReliable === false || (admin !== null && atOrAbove(admin, adminShare)));

/**
 * CSM time a year that CS Ops would free, in money: CSMs x max(0, share - 0.15) x mean loaded cost.
 * Example: 6 CSMs at 35% and 182,000 are 218,400. Null when the share is not known.
 */
export function csOpsValue(book: readonly TierBook[], admin: number | null): number | null {
  if (admin === null) return null;
  const csms = sumOf(book.map((tier) => tier.csms));
  const mean = ratio(sumOf(book.map((tier) => tier.csms * tier.loadedCost)), csms) ?? 0;
  return csms * Math.max(0, admin - adminLeft) * mean;
}
