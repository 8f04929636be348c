/** What each customer paid over time, as a file says it: by month, or by spans of days. */
import { addTo, type RunningSum, startSum } from '../../domain/numbers.ts';
import type { Assumption } from '../../domain/report.ts';
import type { Issues } from '../issue.ts';
import type { BadRows } from '../shapes/bad-rows.ts';
import type { Exclusions } from '../shapes/exclusions.ts';
import type { Shape } from '../source.ts';
import type { Days, RowSums } from './row-sums.ts';

/** A rate of ARR that runs from one day to the day before another; `until` is Infinity while it has no end. */
export type Span = {
  from: number;
  until: number;
  arr: number;
  segment: string | null;
  /** Why it ended, where its row says so. */
  reason: string | null;
  product: string | null;
  /** What tells it from another row of its subscription. */
  line?: string | null;
  pastDue: boolean;
  paused: boolean;
  /** What the whole span was billed at, where that is known and the rate follows from the length; null for a rate. */
  total: number | null;
  /** Told to stop at a day that the span still runs to. */
  cancels: boolean;
  /** The row's own id, in files that have a column of them. */
  rowId?: string | null;
  /** What a status says that is no cancellation: it ran when the file was made, and nothing or something stops it. */
  says?: 'runs' | 'stops';
  row: number;
};

/** What a deal says of itself beside its span. */
export type DealFacts = {
  /** It renews what ran before it. */
  renews: boolean;
  /** What was sold, in files that say so. */
  product: string | null;
  /** Its first day is the one it was signed on, as no start is written. */
  signed: boolean;
  /** Its term, where its end follows from that. */
  months: number | null;
};

/** One customer of the file. */
export type Entry = {
  id: string;
  /** Its place among the customers, in order of their first rows. */
  at: number;
  name: string | null;
  currency: string | null;
  reason: string | null;
  /** The row that says why; 0 without one. */
  reasonRow: number;
  /** Whether it paid before the file begins, since a day that no row says. */
  unknownStart: boolean;
  /** The segment of its first row. */
  segment: string | null;
  /** ARR by slot in segments other than the first, where a customer has several. */
  others: Map<string, number[]> | null;
  /** What the status of a month says, by slot: 1 past due, 2 paused. */
  flags: number[] | null;
  spans: Span[];
};

export const flagBits = { pastDue: 1, paused: 2 };

/** What spans say of their ends: how many read as last paid days, how many as the days after; and the pairs among them. */
export type EndVotes = { paid: number; unpaid: number; oneDay: number; noDay: number };

/** Ends that the file does not explain, as they are written: which they are is asked where a period hangs on it. */
export type OpenEnds = {
  votes: EndVotes;
  /** Spans and their ARR by the day they end. */
  byDay: Map<number, { spans: number; arr: RunningSum }>;
  /** Spans billed as a whole whose rate a year hangs on the reading. */
  totals: Days[];
};

export type Ledger = {
  shape: Shape;
  kind: 'months' | 'spans';
  entries: Map<string, Entry>;
  /** The slot of each month that has rows, by months since year 0. */
  slots: Map<number, number>;
  /** The month that was asked for last, as rows come in runs of one. */
  lastSlot: { month: number; slot: number };
  /** ARR by slot of a month, then by place of the customer; 0 without a row, as rows of 0 are left out. Empty in files of spans. */
  paid: Float64Array[];
  /** ARR and rows that came in by slot, counted apart from the customers: the other side of the reconciliation. */
  monthSums: { arr: RunningSum; rows: number }[];
  /** The same for files of spans, by day. */
  rowSums: RowSums;
  /** Invoices below 0, which stand among the spans until ends are settled. */
  credits: { entry: Entry; span: Span; rows: readonly number[] }[];
  /** What deals say of themselves beside their spans, by row; empty in other files. */
  deals: Map<number, DealFacts>;
  /** What its ends leave open, where they do. */
  openEnds: OpenEnds | null;
  rowsRead: number;
  rowsUsed: number;
  merged: number;
  bad: BadRows;
  out: Exclusions;
  issues: Issues;
  assumptions: Assumption[];
  currencies: Set<string>;
  /** What deals were booked at, where a file holds deals. */
  booked: number | null;
};

export const newEntry = (id: string, at: number): Entry => ({
  id,
  at,
  name: null,
  currency: null,
  reason: null,
  reasonRow: 0,
  unknownStart: false,
  segment: null,
  others: null,
  flags: null,
  spans: [],
});

/** The slot of a month, made when it is the first row of it. */
export function slotOf(ledger: Ledger, month: number): number {
  const { lastSlot } = ledger;
  if (lastSlot.month === month) return lastSlot.slot;
  const known = ledger.slots.get(month);
  const slot = known ?? ledger.slots.size;
  lastSlot.month = month;
  lastSlot.slot = slot;
  if (known !== undefined) return known;
  ledger.slots.set(month, slot);
  ledger.paid.push(new Float64Array());
  ledger.monthSums.push({ arr: startSum(), rows: 0 });
  return slot;
}

/** ARR of a customer in the month of a slot; undefined without a row. */
export function paidIn({ paid }: Ledger, { at }: Entry, slot: number): number | undefined {
  return paid[slot]?.[at] || undefined;
}

/**
 * The column of a month with room for a customer, 0 where nothing was put. It begins as long as the first one is by
 * now, and doubles from there.
 */
export function columnFor(columns: Float64Array[], slot: number, at: number): Float64Array {
  const column = columns[slot];
  if (column !== undefined && at < column.length) return column;
  const before = column?.length ?? 0;
  const length = before === 0 ? (columns[0]?.length ?? 0) : before * 2;
  const longer = new Float64Array(Math.max(at + 1, length, 64));
  if (column !== undefined) longer.set(column);
  columns[slot] = longer;
  return longer;
}

/** Puts ARR of a month to a customer. */
export function putPaid({ paid }: Ledger, { at }: Entry, slot: number, arr: number): void {
  const column = columnFor(paid, slot, at);
  column[at] = (column[at] ?? 0) + arr;
}

/** Notes in which segment ARR of a month is; what names none is in the segment of the customer's first row. */
export function putSegment(entry: Entry, slot: number, arr: number, segment: string | null): void {
  if (segment === null || segment === entry.segment) return;
  if (entry.segment === null) {
    entry.segment = segment;
    return;
  }
  entry.others ??= new Map();
  const own = entry.others.get(segment) ?? [];
  own[slot] = (own[slot] ?? 0) + arr;
  entry.others.set(segment, own);
}

/** Puts ARR of a month in the place of what the customer had there, whatever segment that was in. */
export function replaceMonth(
  ledger: Ledger,
  entry: Entry,
  slot: number,
  arr: number,
  segment: string | null,
): void {
  const column = columnFor(ledger.paid, slot, entry.at);
  const before = column[entry.at] ?? 0;
  column[entry.at] = arr;
  for (const months of entry.others?.values() ?? []) delete months[slot];
  const sum = ledger.monthSums[slot]?.arr;
  if (sum !== undefined) {
    addTo(sum, arr);
    addTo(sum, -before);
  }
  putSegment(entry, slot, arr, segment);
}

/** Puts one part of a customer's month, such as a product, in the place of another; `total` is what the month then is. */
export function replacePart(
  ledger: Ledger,
  entry: Entry,
  slot: number,
  before: { instead: number; label: string | null },
  now: { arr: number; label: string | null },
  total: number,
): void {
  columnFor(ledger.paid, slot, entry.at)[entry.at] = total;
  const sum = ledger.monthSums[slot]?.arr;
  if (sum !== undefined) {
    addTo(sum, now.arr);
    addTo(sum, -before.instead);
  }
  putSegment(entry, slot, -before.instead, before.label);
  putSegment(entry, slot, now.arr, now.label);
}

/** Adds ARR of a month to a customer and to the month. */
export function addMonth(
  ledger: Ledger,
  entry: Entry,
  slot: number,
  arr: number,
  segment: string | null,
): void {
  putPaid(ledger, entry, slot, arr);
  const sum = ledger.monthSums[slot];
  if (sum !== undefined) {
    addTo(sum.arr, arr);
    sum.rows++;
  }
  putSegment(entry, slot, arr, segment);
}
