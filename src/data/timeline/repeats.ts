/** Spans that stand twice in a file: dropped where a row's own id repeats or the caller says so, else kept and named. */

import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { normalHeader } from '../columns.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Source } from '../source.ts';
import type { Ledger, Span } from './ledger.ts';
import { addRate } from './row-sums.ts';

/** Headers whose cells are the row's own id, normalised. Example: "subscription_id", not "plan_id". */
export const rowIds = new Set([
  'id',
  'uuid',
  'subscription_id',
  'subscription_oid',
  'record_id',
  'invoice_id',
  'opportunity_id',
  'deal_id',
]);

/** What to do about rows that may be copies. */
export const ifCopies = 'if they are copies, set dedupe to keep_last';

const keyOf = ({ from, until, arr, product, line }: Span): string =>
  `${from}|${until}|${arr}|${product ?? ''}|${line ?? ''}`;

/** Settles repeated rows of every customer. Those of months, movements and invoices are settled while they are read. */
export function settleRepeats(
  ledger: Ledger,
  { fields }: Choice,
  headers: readonly string[],
  dedupe: Source['dedupe'],
): void {
  if (ledger.kind !== 'spans' || ledger.shape === 'movements' || ledger.shape === 'invoice_lines') return;
  const at = fields.get('product')?.at;
  const ids = at !== undefined && rowIds.has(normalHeader(headers[at] ?? ''));
  const doubled = startSum();
  const rows: number[] = [];
  for (const entry of ledger.entries.values()) {
    if (entry.spans.length < 2) continue;
    const seen = new Set<string>();
    entry.spans = entry.spans.filter((span) => {
      const key = keyOf(span);
      if (!seen.has(key)) {
        seen.add(key);
        return true;
      }
      // A blank id repeats nothing.
      if (dedupe !== 'keep_last' && (!ids || span.product === null)) {
        addTo(doubled, span.arr);
        rows.push(span.row);
        return true;
      }
      ledger.out.add('duplicate_row', [span], span.row, entry.currency);
      addRate(ledger.rowSums, span, -span.arr);
      ledger.rowsUsed--;
      return false;
    });
  }
  // Amounts of several currencies are never added.
  const sum = ledger.currencies.size > 1 ? '' : `, ${numberText(readSum(doubled), 2)} of ARR`;
  const message = `rows stand twice in the file and count twice${sum}; ${ifCopies}`;
  for (const row of rows.sort((a, b) => a - b))
    ledger.issues.add('duplicate-rows', message, { row }, 'warning');
}
