/** Rows left out, by reason: how many, how much ARR, and where the first of them stand. */

import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';

/** How many row numbers a reason shows. */
const shownRows = 5;

/** The ARR of a row at both ends of a period; the same twice where there is one position. */
export type RowArr = { arr_start: number; arr_end: number };

export type Exclusions = {
  /** Counts a row under a reason; `account` is null when its amounts were not read. */
  add: (reason: string, account: RowArr | null, row: number) => void;
  /** The reasons in the order of their first rows. */
  list: () => Reconciliation['excluded'];
};

/** Starts an empty count. The ARR of a reason is its ARR at period end or start, whichever is larger; null when unread. */
export function createExclusions(): Exclusions {
  const reasons = new Map<string, { rows: number; arr: RunningSum | null; first: number[] }>();
  return {
    add(reason, account, row) {
      const entry = reasons.get(reason) ?? { rows: 0, arr: account === null ? null : startSum(), first: [] };
      entry.rows++;
      if (entry.first.length < shownRows) entry.first.push(row);
      if (account === null) entry.arr = null;
      else if (entry.arr !== null) addTo(entry.arr, Math.max(account.arr_start, account.arr_end));
      reasons.set(reason, entry);
    },
    list: () =>
      [...reasons]
        .map(([reason, { rows, arr, first }]) => ({
          reason,
          rows,
          arr: arr === null ? null : readSum(arr),
          first_rows: first,
        }))
        .sort((a, b) => (a.first_rows[0] ?? 0) - (b.first_rows[0] ?? 0)),
  };
}
