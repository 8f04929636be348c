/** What is told of customers with a reason for leaving who pay at the end. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';

/** The rows with the reasons, and what their customers pay at the end in ARR. */
export type KeptReasons = { rows: number[]; arr: number };

/** Row numbers that a notice shows. */
const shownRows = 5;

/** The notice that names them; empty where there are none. */
export function keptReasonNotice({ rows, arr }: KeptReasons): NonNullable<Reconciliation['notices']> {
  if (rows.length === 0) return [];
  return [
    {
      code: 'reason-of-kept',
      count: rows.length,
      first_rows: [...rows].sort((a, b) => a - b).slice(0, shownRows),
      column: null,
      message: `customers with a churn reason who pay at the end, ${numberText(arr, 2)} of ARR: they count as kept, and their reasons as none; where one left, its ARR at the end is 0`,
    },
  ];
}

/** Those among the accounts of snapshots; `year` makes ARR of their amounts. */
export function reasonsOfKept(
  { accounts, at }: { accounts: readonly AccountInput[]; at: readonly number[] },
  firstRow: number,
  year: number,
): ReturnType<typeof keptReasonNotice> {
  const rows: number[] = [];
  const sum = startSum();
  for (const [i, { churn_reason, arr_end }] of accounts.entries()) {
    if (churn_reason === undefined || arr_end === 0) continue;
    rows.push(firstRow + (at[i] ?? 0));
    addTo(sum, arr_end * year);
  }
  return keptReasonNotice({ rows, arr: readSum(sum) });
}
