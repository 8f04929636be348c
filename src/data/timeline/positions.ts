/** Positions: what each customer paid at a moment, and when a file can still be believed. */
import { addDays, dateText, dayNumber } from '../../domain/dates.ts';
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { firstDay, monthIndex, monthText } from './columns.ts';
import { type Entry, type Ledger, paidIn, type Span } from './ledger.ts';
import { addRate, type RowSums, rateAt } from './row-sums.ts';

/**
 * A moment as the day before whose changes it lies: the close of 31 January is the opening of 1 February. `label` is how
 * reports write it; `month` the last one that is over.
 */
export type Position = { day: number; label: string; month: number };

/** The position at the opening of a day. */
export const positionAt = (day: number, label: string): Position => ({
  day,
  label,
  month: monthIndex(dateText(day)) - 1,
});

const lastDayOf = (month: number): string => dateText(firstDay(month + 1) - 1);

/**
 * The position a text asks for. A month, and a month's last day, mean its close; another day means its opening.
 * Example: `positionOf('2025-12')` and `positionOf('2025-12-31')` are the close of 31 December; null for no date.
 */
export function positionOf(text: string, how: 'auto' | 'open' | 'close' = 'auto'): Position | null {
  if (/^\d{4}-\d{2}$/.test(text)) {
    if (dayNumber(`${text}-01`) === null) return null;
    const month = monthIndex(`${text}-01`);
    return closeOf(month);
  }
  const day = dayNumber(text);
  if (day === null) return null;
  const close = how === 'close' || (how === 'auto' && addDays(text, 1).endsWith('-01'));
  return positionAt(close ? day + 1 : day, text);
}

/** The position at the close of a month. */
export const closeOf = (month: number): Position => positionAt(firstDay(month + 1), lastDayOf(month));

/** A ledger with its time put in order: months sorted, gaps within grace filled, ends made exclusive. */
export type Timeline = {
  ledger: Ledger;
  entries: readonly Entry[];
  /** The months that have rows, in order, with their slots. */
  calendar: readonly { month: number; slot: number }[];
  /** Months covered, first and last; positions beyond the last are not known. */
  first: number;
  last: number;
  graceDays: number;
};

/** ARR of a span at the opening of a day. Example: a span to 2025-06-01 counts at that opening, not a day later. */
const runsAt = ({ from, until }: Span, day: number): boolean => from < day && day <= until;

/** The days of a missing month, for grace. */
const monthDays = 30;

/** What a customer pays at a position; whether only grace keeps it, and whether nothing came after so far. */
export type Held = {
  arr: number;
  byGrace: boolean;
  inGrace: boolean;
  spans: readonly Span[];
  slot: number | undefined;
};

const nothing: Held = { arr: 0, byGrace: false, inGrace: false, spans: [], slot: undefined };

/** A month that is missing for a customer between two others, within grace, keeps the amount before it. */
function monthsAt({ ledger, graceDays, last }: Timeline, entry: Entry, month: number): Held {
  const { slots } = ledger;
  const paid = (at: number) => {
    const slot = slots.get(at);
    return slot === undefined ? undefined : paidIn(ledger, entry, slot);
  };
  for (let back = 0; back * monthDays <= graceDays; back++) {
    const arr = paid(month - back);
    if (arr === undefined) continue;
    if (arr === 0) return nothing;
    const held = {
      arr,
      byGrace: back > 0,
      inGrace: false,
      spans: nothing.spans,
      slot: slots.get(month - back),
    };
    if (back === 0) return held;
    // Whether and when it comes back decides between a gap that is over, one that was too long, and one still open.
    for (let next = month + 1; next <= last; next++) {
      if (paid(next) === undefined) continue;
      return (next - (month - back) - 1) * monthDays <= graceDays ? held : nothing;
    }
    return { ...held, inGrace: true };
  }
  return nothing;
}

/** What one customer pays at a position. */
export function heldAt(timeline: Timeline, entry: Entry, position: Position): Held {
  if (timeline.ledger.kind === 'months') return monthsAt(timeline, entry, position.month);
  const { day } = position;
  const running = entry.spans.filter((span) => runsAt(span, day));
  if (running.length > 0)
    return { arr: sumArr(running), byGrace: false, inGrace: false, spans: running, slot: undefined };
  const { graceDays } = timeline;
  if (graceDays === 0) return nothing;
  let lastEnd = Number.NEGATIVE_INFINITY;
  for (const { until } of entry.spans) if (until < day) lastEnd = Math.max(lastEnd, until);
  if (day - lastEnd > graceDays) return nothing;
  const ended = entry.spans.filter(({ until }) => until === lastEnd);
  // Gaps within grace are filled already: who comes back later was gone for longer.
  if (entry.spans.some(({ from }) => from >= day)) return nothing;
  return { arr: sumArr(ended), byGrace: true, inGrace: true, spans: ended, slot: undefined };
}

function sumArr(spans: readonly Span[]): number {
  const sum = startSum();
  for (const { arr } of spans) addTo(sum, arr);
  return readSum(sum);
}

/**
 * Hands on what each customer pays at the close of each month from `begin`, as months since year 0, to the last covered
 * one. The array is used again for the next customer.
 */
export function eachSeries(timeline: Timeline, begin: number, take: (arr: Float64Array) => void): void {
  const { last, entries, calendar, ledger, graceDays } = timeline;
  const series = new Float64Array(Math.max(0, last - begin + 1));
  if (ledger.kind === 'months' && graceDays === 0) {
    // A month that nobody has a row for stays at 0.
    const columns = calendar.map(({ month, slot }) => ({ i: month - begin, paid: ledger.paid[slot] }));
    for (const { at } of entries) {
      for (const { i, paid } of columns) series[i] = paid?.[at] ?? 0;
      take(series);
    }
    return;
  }
  const closes = Array.from(series, (_, i) => closeOf(begin + i));
  for (const entry of entries) {
    for (const [i, close] of closes.entries()) series[i] = heldAt(timeline, entry, close).arr;
    take(series);
  }
}

/** Fills gaps between spans that are no longer than grace with what was paid before them. */
function fillGaps(entry: Entry, graceDays: number, rowSums: RowSums): void {
  if (graceDays === 0 || entry.spans.length < 2) return;
  const spans = entry.spans.sort((a, b) => a.from - b.from || a.row - b.row);
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, until } of spans) {
    if (from > covered && from - covered <= graceDays)
      for (const before of spans) {
        if (before.until !== covered) continue;
        addRate(rowSums, { from: covered, until: from }, before.arr);
        before.until = from;
      }
    covered = Math.max(covered, until);
  }
}

/** Puts the time of a ledger in order; call once. */
export function timelineOf(ledger: Ledger, graceDays: number): Timeline {
  const entries = [...ledger.entries.values()].filter(
    ({ spans }) => ledger.kind === 'months' || spans.length > 0,
  );
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (ledger.kind === 'months')
    for (const month of ledger.slots.keys()) [first, last] = [Math.min(first, month), Math.max(last, month)];
  for (const entry of entries) {
    fillGaps(entry, graceDays, ledger.rowSums);
    for (const { from, until } of entry.spans) {
      first = Math.min(first, monthIndex(dateText(from)));
      last = Math.max(last, monthIndex(dateText(until === Number.POSITIVE_INFINITY ? from : until)));
    }
  }
  const calendar = [...ledger.slots]
    .map(([month, slot]) => ({ month, slot }))
    .sort((a, b) => a.month - b.month);
  return { ledger, entries, calendar, first, last, graceDays };
}

/** Whether nothing ran before the first month of a file, as files of spans know that do not begin in the midst of some. */
export const beginsEmpty = ({ ledger: { kind }, entries }: Timeline): boolean =>
  kind === 'spans' && !entries.some(({ unknownStart }) => unknownStart);

/** Months of a file that nobody has a row for, between the first and the last. */
export function missingMonths({ ledger: { kind, slots }, first, last }: Timeline): string[] {
  if (kind !== 'months') return [];
  const missing: string[] = [];
  for (let month = first; month <= last; month++) if (!slots.has(month)) missing.push(monthText(month));
  return missing;
}

/** ARR at a position counted over rows, apart from the customers: the other side of the reconciliation. */
export function arrOfRows({ ledger }: Timeline, position: Position): number {
  if (ledger.kind === 'months') {
    const slot = ledger.slots.get(position.month);
    const sum: RunningSum | undefined = slot === undefined ? undefined : ledger.monthSums[slot]?.arr;
    return sum === undefined ? 0 : readSum(sum);
  }
  return rateAt(ledger.rowSums, position.day);
}
