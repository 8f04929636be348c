/** Whether the end of a span is its last paid day or the first one after it: decided by what all ends of a file look like. */
import { dateText } from '../../domain/dates.ts';
import { addTo, atOrAbove, startSum } from '../../domain/numbers.ts';
import { endRules } from '../../domain/policy/files.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import { isMomentHeader } from './fields.ts';
import type { EndVotes, Ledger, OpenEnds, Span } from './ledger.ts';
import { settleSums } from './row-sums.ts';
import { spanYears } from './span-years.ts';

/** Day of a month and whether it is the last one. */
type Calendar = { day: number; last: boolean };

/** Reads days of the calendar, each once. */
function calendar(): (day: number) => Calendar {
  const known = new Map<number, Calendar>();
  return (day) => {
    const found = known.get(day) ?? {
      day: Number(dateText(day).slice(8)),
      last: dateText(day + 1).endsWith('-01'),
    };
    known.set(day, found);
    return found;
  };
}

/** Whether two days are a number of whole months apart. Example: 15 March and 15 June, or 31 January and 28 February. */
const monthsApart = (from: Calendar, until: Calendar): boolean =>
  from.day === until.day || (until.last && from.day > until.day);

/**
 * Counts what the ends read like. The start of another span of the customer says most: on the same day, or a day later.
 * Else whole months do: 15 March to 14 June is paid to its last day, 15 March to 15 June is not; and then the calendar:
 * to 30 June is paid to its last day, to 1 July is not.
 */
function votesOf(ledger: Ledger): EndVotes {
  const votes: EndVotes = { paid: 0, unpaid: 0, oneDay: 0, noDay: 0 };
  const at = calendar();
  const looks = (from: number, until: number): 'paid' | 'unpaid' | null => {
    const [begin, end, after] = [at(from), at(until), at(until + 1)];
    if (monthsApart(begin, end)) return 'unpaid';
    if (begin.day === after.day || end.last) return 'paid';
    return end.day === 1 ? 'unpaid' : null;
  };
  for (const { spans } of ledger.entries.values()) {
    const starts = spans.length < 2 ? null : new Set(spans.map(({ from }) => from));
    for (const { from, until } of spans) {
      if (until === Number.POSITIVE_INFINITY) continue;
      const [later, same] = [starts?.has(until + 1) === true, starts?.has(until) === true];
      if (later) votes.oneDay++;
      if (same) votes.noDay++;
      const said = later === same ? looks(from, until) : later ? 'paid' : 'unpaid';
      if (said !== null) votes[said]++;
    }
  }
  return votes;
}

/** How the ends are to be taken, and whether the file says so clearly. */
function readingOf({ paid, unpaid, oneDay, noDay }: EndVotes, ended: number, isMoment: boolean) {
  const clear = (votes: number, pairs: number, others: number): boolean =>
    votes > 0 &&
    votes >= endRules.times * others &&
    (pairs >= endRules.pairs || atOrAbove(votes, endRules.wholeMonths * ended));
  const few = isMoment && paid < endRules.pairs;
  if (clear(paid, oneDay, unpaid) && !few) return { inclusive: true, sure: true };
  const mostly = paid * 2 > ended;
  const sure = paid === 0 || clear(unpaid, noDay, paid) || few || (isMoment && !mostly);
  // Where pairs show it, the day between them is no loss in the months around either.
  return { inclusive: !sure && mostly && oneDay > noDay, sure };
}

/** What hangs on a reading that the file leaves open. */
function openEnds(ended: readonly Span[], votes: EndVotes): OpenEnds {
  const byDay: OpenEnds['byDay'] = new Map();
  const totals: OpenEnds['totals'] = [];
  for (const { from, until, arr, total } of ended) {
    const day = byDay.get(until) ?? { spans: 0, arr: startSum() };
    day.spans++;
    addTo(day.arr, arr);
    byDay.set(until, day);
    if (total !== null && spanYears(from, until) !== spanYears(from, until + 1)) totals.push({ from, until });
  }
  return { votes, byDay, totals };
}

/**
 * Adds the last paid day to every span where ends are inclusive, and to what the rows said. What the file leaves open
 * stays with the ledger (`endProblems`). The span of a movement ends where the next begins, and a deal without a column
 * of ends by its term, so neither has ends to settle.
 */
export function settleEnds(
  ledger: Ledger,
  asked: boolean | undefined,
  { fields }: Choice,
  headers: readonly string[],
): void {
  if (ledger.kind !== 'spans' || ledger.shape === 'movements') return;
  const ended = [...ledger.entries.values()].flatMap(({ spans }) =>
    spans.filter(({ until }) => until !== Number.POSITIVE_INFINITY),
  );
  const settle = (inclusive: boolean) => {
    settleSums(ledger.rowSums, inclusive);
    for (const span of inclusive ? ended : []) {
      span.until++;
      // A total is spread over the days it was for, the last one among them.
      if (span.total !== null) span.arr = span.total / spanYears(span.from, span.until);
    }
  };
  const column = fields.get('end');
  const byTerm = ledger.shape === 'deals' && column === undefined;
  if (asked !== undefined || ended.length === 0 || byTerm) {
    settle(asked === true && !byTerm);
    return;
  }
  const votes = votesOf(ledger);
  const isMoment =
    ledger.shape === 'subscription_periods' &&
    (column === undefined || isMomentHeader(headers[column.at] ?? ''));
  const { inclusive, sure } = readingOf(votes, ended.length, isMoment);
  if (!sure) ledger.openEnds = openEnds(ended, votes);
  settle(inclusive);
  if (inclusive)
    ledger.issues.add(
      'inclusive-end',
      'the end of a span is its last paid day: the next one starts a day later',
    );
  const why = inclusive
    ? 'how spans of one customer follow each other, or run to the end of a month'
    : votes.unpaid > 0
      ? 'how spans of one customer follow each other, or run for whole months: an end is the day after the last paid one'
      : 'few ends read like a last paid day: an end is taken as the day after it';
  const open = 'the ends do not say it clearly, and nothing at the start or end of the period hangs on it';
  ledger.assumptions.push({
    field: 'source.end_inclusive',
    value: inclusive,
    source: `${sure ? why : open}${inclusive ? ' (inclusive-end)' : ''}`,
  });
}
