/** What an account leaves after it is served, and whether it gets what its tier is meant to get. */
import { above, below, ratio } from '../numbers.ts';
import type { Range } from '../policy/segmentation.ts';
import type { Fit } from './fit.ts';

export type MarginClass = 'negative' | 'thin' | 'healthy' | 'unknown';

export type Economics = {
  /** ARR times gross margin, less the cost of serving; null when that cost is not known. */
  margin: number | null;
  marginShare: number | null;
  marginClass: MarginClass;
};

/** What a book is served for: gross margin before service cost, and the margin an account should leave. */
export type ServingPolicy = { grossMargin: number; target: number; capShare: number };

/**
 * The margin of an account after serving it.
 * Example: 12,000 ARR at a gross margin of 0.8 served for 14,000 leaves -4,400, -36.7% of ARR, negative.
 */
export function economicsOf(arr: number, cost: number | null, policy: ServingPolicy): Economics {
  if (cost === null) return { margin: null, marginShare: null, marginClass: 'unknown' };
  const margin = arr * policy.grossMargin - cost;
  const marginClass = below(margin, 0) ? 'negative' : below(margin, policy.target * arr) ? 'thin' : 'healthy';
  return { margin, marginShare: ratio(margin, arr), marginClass };
}

/** Whether an account is served beyond its tier's range or its own margin. */
export const isOverServed = (cost: number | null, { marginClass }: Economics, invest: Range): boolean =>
  cost !== null && (above(cost, invest.high) || marginClass === 'thin' || marginClass === 'negative');

/** Whether an account that may fit is served below its tier's range; small accounts are held to their cap. */
export const isUnderServed = (
  arr: number,
  cost: number | null,
  fit: Fit,
  invest: Range,
  { capShare }: ServingPolicy,
): boolean => cost !== null && fit.band !== 'weak' && below(cost, Math.min(invest.low, capShare * arr));
