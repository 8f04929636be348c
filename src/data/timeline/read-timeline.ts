/** A file over time, from rows to a timeline: read once, ends and repeats settled, months summed, its edge found. */

import { shareText } from '../../domain/figure.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { addAccount, type MonthFlow, readFlows, startFlows } from '../../domain/retention/monthly.ts';
import { nearDuplicates } from '../near-duplicates.ts';
import type { RowSource } from '../rows.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Notes } from '../shapes/columns-read.ts';
import type { Shape, Source } from '../source.ts';
import { monthsCovered } from './accounts.ts';
import { settleActive } from './active-ends.ts';
import { monthIndex } from './columns.ts';
import { settleCredits } from './credits.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { wonDeals } from './deals.ts';
import { type Edge, findEdge } from './edge.ts';
import { missingIndexes, tellGaps } from './gaps.ts';
import { settleEnds } from './inclusive-ends.ts';
import { invoiceLines } from './invoices.ts';
import type { Ledger } from './ledger.ts';
import { mergeEntries } from './merge.ts';
import { monthlyLong } from './monthly.ts';
import { monthlyWide } from './monthly-wide.ts';
import { movements } from './movements.ts';
import { subscriptionPeriods } from './periods.ts';
import { beginsEmpty, eachSeries, type Timeline, timelineOf } from './positions.ts';
import { type PricesToday, pricesToday, tellPricesToday } from './price-history.ts';
import { type Reading, type RowReader, readLedger } from './read-ledger.ts';
import { settleRenewals } from './renewals.ts';
import { settleRepeats } from './repeats.ts';

/** The reader of each shape over time. */
export const timelineReaders: Partial<
  Readonly<Record<Shape, (reading: Reading, currency: CurrencyKeeper) => RowReader>>
> = {
  monthly_long: monthlyLong,
  monthly_wide: monthlyWide,
  subscription_periods: subscriptionPeriods,
  invoice_lines: invoiceLines,
  deals: wonDeals,
  movements,
};

/** A timeline, what its months did, and where it stops to be believable. */
export type TimelineRead = {
  format: RowSource['format'];
  timeline: Timeline;
  months: readonly MonthFlow[];
  edge: Edge | null;
  /** Ids that may be one customer. */
  near: NonNullable<Reconciliation['notices']>;
  prices: PricesToday;
};

export type TimelineOrProblems = ({ ok: true } & TimelineRead) | { ok: false; problems: Problem[] };

/** More months than a person lives say that a date was misread; nothing is summed over them. */
const mostMonths = 1200;

/** Shapes of which every row that counts is one span. */
const rowASpan: ReadonlySet<Shape> = new Set(['subscription_periods', 'deals']);

/** A row that counts and stands with no customer was lost by us. @throws Error then. */
function mustHold({ shape, entries, rowsUsed }: Ledger): void {
  if (!rowASpan.has(shape)) return;
  let spans = 0;
  for (const entry of entries.values()) spans += entry.spans.length;
  if (spans !== rowsUsed) throw new Error('rows were lost on the way to their customers');
}

/** Reads a file over time. Example: `customer, month, mrr` rows of two years give a timeline of 24 months. */
export async function readTimeline(
  rows: RowSource,
  shape: Shape,
  source: Source,
  choice: Choice,
): Promise<TimelineOrProblems> {
  const reader = timelineReaders[shape];
  if (reader === undefined) throw new Error(`${shape} is no shape over time`);
  const read = await readLedger(rows, shape, reader, source, choice);
  if (!read.ok) return read;
  const { ledger } = read;
  settleEnds(ledger, source.end_inclusive, choice, rows.headers);
  settleCredits(ledger);
  const notes: Notes = { problems: [], assumptions: [] };
  settleRepeats(ledger, source.dedupe, notes);
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  mustHold(ledger);
  // A renewal ends a deal of the same customer, which several ids may be.
  const wrong = mergeEntries(ledger, source.merge_map ?? {});
  if (wrong.length > 0) return { ok: false, problems: wrong };
  settleRenewals(ledger, source.grace_days ?? 0);
  settleActive(ledger, source.end_renews);
  const prices = pricesToday(ledger, choice);
  tellPricesToday(ledger, choice, prices);
  const timeline = timelineOf(ledger, source.grace_days ?? 0);
  const sane = timeline.last - timeline.first < mostMonths;
  // Where nothing is said of the time before its first month, that month has no movements.
  const skipped = beginsEmpty(timeline) ? 0 : 1;
  const flows = startFlows(sane ? monthsCovered(timeline).slice(skipped) : []);
  if (sane) eachSeries(timeline, timeline.first - 1 + skipped, (series) => addAccount(flows, series));
  const gaps = missingIndexes(timeline);
  // Nor has one that nobody has a row for, or the one after it.
  const months = readFlows(flows).filter(({ month }) => {
    const at = monthIndex(`${month}-01`);
    return !gaps.has(at) && !gaps.has(at - 1);
  });
  const edge = findEdge(timeline, months);
  tellGaps(timeline);
  if (edge !== null)
    ledger.issues.add(
      'export-edge',
      edge.sure
        ? `the file can be believed up to ${edge.lastUsable.label}: after it most customers end at once`
        : `${shareText(edge.loss)} of customers end in the last month, far more than before: if it was not over when the file was made, end the period on ${edge.lastUsable.label} or earlier, as is done where none is asked`,
      {},
      'warning',
    );
  const near = nearDuplicates(timeline.entries.map(({ id }) => id));
  return { ok: true, format: rows.format, timeline, months, edge, near, prices };
}
