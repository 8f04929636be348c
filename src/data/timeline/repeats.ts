/** Spans that stand twice in a file. Rows of one id are versions of one record; without ids, rows that look alike may be copies. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { clip, openQuestion, type Problem } from '../../domain/problem.ts';
import type { Notes } from '../shapes/columns-read.ts';
import type { Source } from '../source.ts';
import type { Entry, Ledger, Span } from './ledger.ts';
import { addRate } from './row-sums.ts';

/** What to do about rows that may be copies. */
export const ifCopies = 'if they are copies, set dedupe to keep_last';

/** Asks what rows of one id that differ are to each other. */
export function versionsQuestion({ id, rows, more }: { id: string; rows: string; more: number }): Problem {
  const several = more > 0 ? ` and ${more} more are` : ' is';
  const rest = `id "${clip(id, 60)}" (rows ${rows})${several} on several rows that differ, as versions of one record (keep_last) or as parts of it (sum); say which`;
  return openQuestion('source.dedupe', 'duplicate-id', rest, [
    { value: 'keep_last', effect: 'the last row of each id counts' },
    { value: 'sum', effect: 'the rows of an id add up' },
  ]);
}

type Row = { entry: Entry; span: Span };

const keyOf = ({ from, until, arr, product, line }: Span): string =>
  `${from}|${until}|${arr}|${product ?? ''}|${line ?? ''}`;

/** Leaves rows out as repeats of others. */
function dropAll(ledger: Ledger, dropped: ReadonlySet<Span>): void {
  if (dropped.size === 0) return;
  for (const entry of ledger.entries.values()) {
    entry.spans = entry.spans.filter((span) => {
      if (!dropped.has(span)) return true;
      ledger.out.add('duplicate_row', [span], span.row, entry.currency);
      addRate(ledger.rowSums, span, -span.arr);
      ledger.rowsUsed--;
      return false;
    });
  }
}

/** The rows of each id that stands on several, in their order. A subscription may have several products at once. */
function versionsOf({ entries, shape }: Ledger): Row[][] {
  const byId = new Map<string, Row[]>();
  for (const entry of entries.values())
    for (const span of entry.spans) {
      if (span.rowId === undefined || span.rowId === null) continue;
      const key = shape === 'deals' ? span.rowId : `${span.rowId}\0${span.product ?? ''}\0${span.line ?? ''}`;
      const rows = byId.get(key);
      if (rows === undefined) byId.set(key, [{ entry, span }]);
      else rows.push({ entry, span });
    }
  return [...byId.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => rows.sort((a, b) => a.span.row - b.span.row));
}

/** Whether two rows of one id cannot both hold: a deal is one contract, a subscription has one price at a time. */
const clashes = (shape: Ledger['shape'], a: Span, b: Span): boolean =>
  shape === 'deals' || (a.from < b.until && b.from < a.until);

/** Drops rows that repeat one of their id, and settles those that differ as the caller says, or asks. */
function settleVersions(ledger: Ledger, dedupe: Source['dedupe'], notes: Notes): void {
  const dropped = new Set<Span>();
  const open: { id: string; rows: number[] }[] = [];
  for (const rows of versionsOf(ledger)) {
    const seen = new Set<string>();
    const versions = rows.filter(({ entry, span }) => {
      const key = `${entry.at}|${keyOf(span)}`;
      if (seen.has(key)) dropped.add(span);
      return !seen.has(key) && seen.add(key);
    });
    const replaced = versions.flatMap(({ span }, i) => {
      const later = versions.find((next, at) => at > i && clashes(ledger.shape, span, next.span));
      return later === undefined ? [] : [{ span, by: later.span }];
    });
    const [first] = replaced;
    if (first === undefined || dedupe === 'sum') continue;
    if (dedupe === 'keep_last') for (const { span } of replaced) dropped.add(span);
    else open.push({ id: first.span.rowId ?? '', rows: [first.span.row, first.by.row] });
  }
  if (open.length > 0) {
    const [first] = open.sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
    const rows = first?.rows.join(' and ') ?? '';
    notes.problems.push(versionsQuestion({ id: first?.id ?? '', rows, more: open.length - 1 }));
  }
  dropAll(ledger, dropped);
}

/** Rows without an id that look alike: dropped where the caller says so, else kept and named. */
function settleCopies(ledger: Ledger, dedupe: Source['dedupe']): void {
  const doubled = startSum();
  const rows: number[] = [];
  const dropped = new Set<Span>();
  for (const { spans } of ledger.entries.values()) {
    if (spans.length < 2) continue;
    const seen = new Set<string>();
    for (const span of spans) {
      // Of two ids, they are two.
      if (typeof span.rowId === 'string') continue;
      const key = keyOf(span);
      if (!seen.has(key)) seen.add(key);
      else if (dedupe === 'keep_last') dropped.add(span);
      else {
        addTo(doubled, span.arr);
        rows.push(span.row);
      }
    }
  }
  dropAll(ledger, dropped);
  // Amounts of several currencies are never added.
  const sum = ledger.currencies.size > 1 ? '' : `, ${numberText(readSum(doubled), 2)} of ARR`;
  const message = `rows stand twice in the file and count twice${sum}; ${ifCopies}`;
  for (const row of rows.sort((a, b) => a - b))
    ledger.issues.add('duplicate-rows', message, { row }, 'warning');
}

/** Settles repeated rows of every customer. Those of months, movements and invoices are settled while they are read. */
export function settleRepeats(ledger: Ledger, dedupe: Source['dedupe'], notes: Notes): void {
  if (ledger.kind !== 'spans' || ledger.shape === 'movements' || ledger.shape === 'invoice_lines') return;
  settleVersions(ledger, dedupe, notes);
  settleCopies(ledger, dedupe);
}
