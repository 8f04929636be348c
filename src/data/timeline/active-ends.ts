/** Rows whose status says that they run, and whose end is over: contracts that went on, or a status nobody mended. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { openQuestion, type Problem } from '../../domain/problem.ts';
import type { Entry, Ledger, Span } from './ledger.ts';
import type { Period } from './period.ts';
import type { Timeline } from './positions.ts';
import { addRate } from './row-sums.ts';

/** Row numbers that a question shows. */
const shownRows = 5;

/** Whether another row of the customer takes over: within a day of the end, or of the same product at any later day. */
const isFollowed = ({ spans }: Entry, span: Span): boolean =>
  spans.some(
    (next) =>
      next !== span &&
      next.from >= span.until - 1 &&
      (next.from <= span.until + 1 || next.product === span.product),
  );

/** Spans that are said to run, have an end, and are not followed by another. */
const doubtful = (entry: Entry): Span[] =>
  entry.spans.filter(
    (span) => span.says === 'runs' && span.until !== Number.POSITIVE_INFINITY && !isFollowed(entry, span),
  );

/** Takes the end off what is said to run, where the caller says that such contracts renew by themselves. */
export function settleActive({ entries, rowSums }: Ledger, renews: boolean | undefined): void {
  if (renews !== true) return;
  for (const entry of entries.values())
    for (const span of doubtful(entry)) {
      addRate(rowSums, { from: span.until, until: Number.POSITIVE_INFINITY }, span.arr);
      span.until = Number.POSITIVE_INFINITY;
    }
}

/**
 * The question whether what is said to run went on after its end, where a period ends after it; none elsewhere.
 * Example: status "Active" and end 2025-03-31 at the close of 2025-12.
 */
export function activeProblems(timeline: Timeline, { start, end }: Period): Problem[] {
  const { entries, graceDays, ledger } = timeline;
  const over = entries.flatMap((entry) => doubtful(entry).filter(({ until }) => until + graceDays < end.day));
  if (over.length === 0) return [];
  const [all, lost] = [startSum(), startSum()];
  for (const { from, until, arr } of over) {
    addTo(all, arr);
    if (from < start.day && until >= start.day) addTo(lost, arr);
  }
  // ARR of several currencies is never added.
  const single = ledger.currencies.size <= 1;
  const text = (sum: typeof all): string => numberText(readSum(sum), 2);
  const rows = over.map(({ row }) => row).sort((a, b) => a - b);
  const listed = `${rows.length > 1 ? 'rows' : 'row'} ${rows.slice(0, shownRows).join(', ')}${rows.length > shownRows ? ' and more' : ''}`;
  const [says, ends] = over.length > 1 ? ['rows say', 'end'] : ['row says', 'ends'];
  const rest = `${over.length} ${says} in the status that ${over.length > 1 ? 'they run' : 'it runs'}, and ${ends} before ${end.label} (${listed}${single ? `; ARR ${text(all)}` : ''}); say whether such contracts renew by themselves and run on (true), or are over (false)`;
  return [
    openQuestion('source.end_renews', 'active-past-end', rest, [
      { value: 'true', effect: `they run on${single ? `: ARR ${text(all)} more at ${end.label}` : ''}` },
      { value: 'false', effect: `they are over${single ? `: ARR ${text(lost)} is lost in the period` : ''}` },
    ]),
  ];
}
