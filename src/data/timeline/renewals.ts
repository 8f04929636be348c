/** Deals that renew others: the earlier one ends where the later begins. Deals that still run at once are named. */
import type { Ledger } from './ledger.ts';
import { addRate } from './row-sums.ts';

/** Ends what renewals replace. Call when ends and repeats are settled: before that no end is known to the day. */
export function settleRenewals({ shape, entries, renewals, rowSums, issues }: Ledger): void {
  if (shape !== 'deals') return;
  for (const { spans } of entries.values()) {
    if (spans.length < 2) continue;
    spans.sort((a, b) => a.from - b.from || a.row - b.row);
    for (const next of spans) {
      if (!renewals.has(next.row)) continue;
      for (const before of spans) {
        if (before.from >= next.from || before.until <= next.from) continue;
        addRate(rowSums, { from: next.from, until: before.until }, -before.arr);
        before.until = next.from;
      }
    }
    for (const [i, next] of spans.entries()) {
      const before = spans.slice(0, i).find(({ from, until }) => from < next.from && until > next.from);
      if (before === undefined) continue;
      const rest =
        'won deals of one customer run at the same time and add up; end the earlier one, or mark the later as a renewal, if it replaces it';
      issues.add('overlapping-deals', rest, { row: next.row }, 'warning');
    }
  }
}
