/** What the budget for serving customers allows: each account towards the middle of its tier's range, none over its cap. */
import { atOrAbove, atOrBelow, compareText, sumOf } from '../numbers.ts';

/** One account: the middle of its range and the most that may be spent on it. */
export type Claim = { id: string; mid: number; cap: number };

export type Allocation = {
  /** Share of the middle that every account not at its cap gets; 1 when the budget allows all of it. */
  k: number;
  amounts: ReadonlyMap<string, number>;
  total: number;
  unallocated: number;
};

const amountOf = ({ mid, cap }: Claim, k: number): number => Math.min(cap, k * mid);

const totalAt = (claims: readonly Claim[], k: number): number =>
  sumOf(claims.map((claim) => amountOf(claim, k)));

/**
 * The largest k up to 1 at which all amounts together stay within the budget. Accounts reach their caps in the order
 * of cap over middle; between two of them the total is a straight line in k, which is solved.
 */
function largestShare(claims: readonly Claim[], budget: number): number {
  if (atOrBelow(totalAt(claims, 1), budget)) return 1;
  const ordered = claims
    .filter(({ mid }) => mid > 0)
    .sort((a, b) => a.cap / a.mid - b.cap / b.mid || compareText(a.id, b.id));
  let capped = 0;
  let open = sumOf(ordered.map(({ mid }) => mid));
  for (const { mid, cap } of ordered) {
    const k = (budget - capped) / open;
    if (atOrBelow(k, cap / mid)) return Math.max(0, k);
    capped += cap;
    open -= mid;
    if (atOrAbove(0, open)) break;
  }
  return 1;
}

/**
 * Divides a budget. What no account may take stays unallocated and is not spent.
 * Example: 5 accounts of 150,000, 20 of 45,000, 35 of 10,000 and 40 of 2,500, capped at 10% of ARR, with a budget of
 * 168,000: k is 0.36842, and an account of 150,000 gets 12,894.74.
 */
export function allocate(claims: readonly Claim[], budget: number): Allocation {
  const k = largestShare(claims, budget);
  const ordered = [...claims].sort((a, b) => compareText(a.id, b.id));
  const amounts = new Map(ordered.map((claim) => [claim.id, amountOf(claim, k)]));
  const total = sumOf(amounts.values());
  return { k, amounts, total, unallocated: Math.max(0, budget - total) };
}
