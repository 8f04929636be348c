/** Customers with a reason for leaving who have not left. */
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { type KeptReasons, keptReasonNotice } from '../shapes/kept-reasons.ts';
import { type Entry, paidIn } from './ledger.ts';
import type { Held, Timeline } from './positions.ts';

/**
 * The row with the reason of a customer who stays: pays from its first month in the file to the last, or runs without an
 * end and was not told to stop. Null for others: who came back, or leaves after the period, had a reason.
 */
function rowOfKept({ ledger, calendar }: Timeline, entry: Entry, { arr, spans }: Held): number | null {
  if (arr === 0) return null;
  if (ledger.kind === 'spans')
    return (
      spans.find(({ reason, until, cancels }) => reason !== null && until === Infinity && !cancels)?.row ??
      null
    );
  if (entry.reason === null) return null;
  const pays = calendar.map(({ slot }) => paidIn(ledger, entry, slot) !== undefined);
  const begun = pays.indexOf(true);
  return pays.slice(begun).every(Boolean) ? entry.reasonRow : null;
}

/** Collects them over the customers of a timeline. */
export function watchKeptReasons(timeline: Timeline) {
  const found: KeptReasons = { rows: [], arr: 0 };
  const sum = startSum();
  return {
    note(entry: Entry, end: Held): void {
      const row = rowOfKept(timeline, entry, end);
      if (row === null) return;
      found.rows.push(row);
      addTo(sum, end.arr);
    },
    notices: () => keptReasonNotice({ ...found, arr: readSum(sum) }),
  };
}
