/** From a timeline and two positions to the accounts an analysis runs on, every row and every unit of ARR accounted for. */
import { dateText } from '../../domain/dates.ts';
import { addTo, inTextOrder, readSum, startSum } from '../../domain/numbers.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import type { PassingLife } from '../../domain/retention/file-facts.ts';
import { noticesOf } from '../issue.ts';
import { skippedRows } from '../shapes/bad-rows.ts';
import { currencyOf } from '../shapes/exclusions.ts';
import { firstDay, monthText } from './columns.ts';
import { watchKeptReasons } from './kept-reasons.ts';
import { type Entry, flagBits, paidIn } from './ledger.ts';
import type { Period } from './period.ts';
import { arrOfRows, type Held, heldAt, type Position, type Timeline } from './positions.ts';

export type Built = {
  accounts: AccountInput[];
  /** ARR at the end that only grace keeps. */
  inGraceArr: number;
  segmentsChanged: number;
  /** Who came after the start and left before the end: in no amount of the period, but in how long customers stay. */
  passing: PassingLife[];
  reconciliation: Omit<Reconciliation, 'file' | 'format'>;
};

/** The segment that held most of a customer's ARR at a position; of its first row where it held none. */
function segmentAt(
  timeline: Timeline,
  entry: Entry,
  held: Held,
): { segment: string | null; several: boolean } {
  if (timeline.ledger.kind === 'months') {
    if (entry.others === null) return { segment: entry.segment, several: false };
    let [best, most, rest] = [entry.segment, 0, 0];
    const slot = held.slot;
    if (slot === undefined) return { segment: entry.segment, several: true };
    for (const [segment, months] of entry.others) {
      const arr = months[slot] ?? 0;
      rest += arr;
      if (arr > most) [best, most] = [segment, arr];
    }
    return { segment: held.arr - rest >= most ? entry.segment : best, several: true };
  }
  const by = new Map<string, number>();
  for (const { segment, arr } of held.spans.length > 0 ? held.spans : entry.spans)
    if (segment !== null) by.set(segment, (by.get(segment) ?? 0) + arr);
  let [best, most]: [string | null, number] = [null, 0];
  for (const [segment, arr] of by) if (arr > most) [best, most] = [segment, arr];
  return { segment: best, several: by.size > 1 };
}

/** The first and the last paid day of a customer up to a position, where the file knows them. */
function lifeOf(
  timeline: Timeline,
  entry: Entry,
  { day: until, month: lastMonth }: Position,
): { from: number | null; gone: number | null } {
  const { ledger, calendar, first } = timeline;
  if (ledger.kind === 'spans') {
    let [from, gone] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const span of entry.spans) {
      if (span.from >= until) continue;
      [from, gone] = [Math.min(from, span.from), Math.max(gone, span.until)];
    }
    return {
      from: Number.isFinite(from) && !entry.unknownStart ? from : null,
      gone: Number.isFinite(gone) && gone < until ? gone : null,
    };
  }
  const pays = (at: number): boolean => {
    const { month, slot } = calendar[at] ?? { month: Number.POSITIVE_INFINITY, slot: 0 };
    return month <= lastMonth && paidIn(ledger, entry, slot) !== undefined;
  };
  // Most pay in the first month and in the last, so both ends are looked at first.
  let [begin, end] = [0, calendar.length - 1];
  while (begin <= end && !pays(begin)) begin++;
  while (end > begin && !pays(end)) end--;
  const [from, last] = begin > end ? [] : [calendar[begin]?.month, calendar[end]?.month];
  // Who is there at the file's first position came at an unknown time.
  return {
    from: from !== undefined && from > first ? firstDay(from) : null,
    gone: last !== undefined && last < lastMonth ? firstDay(last + 1) : null,
  };
}

/** Whether a customer paid anything at an earlier position than one it paid nothing at. */
function paidBefore({ ledger, calendar }: Timeline, entry: Entry, { day, month: before }: Position): boolean {
  if (ledger.kind === 'spans') return entry.spans.some(({ from }) => from < day);
  return calendar.some(({ month, slot }) => month < before && (paidIn(ledger, entry, slot) ?? 0) > 0);
}

/** The subscriptions of a customer as products, which must sum to it; undefined where grace or one row leaves nothing to show. */
function productsOf(start: Held, end: Held): AccountInput['products'] {
  if (start.byGrace || end.byGrace) return undefined;
  // Rows that name no product may be one that was renewed.
  if ([...start.spans, ...end.spans].some(({ product }) => product === null)) return undefined;
  const by = new Map<string, { product: string; arr_start: number; arr_end: number }>();
  const put = (key: 'arr_start' | 'arr_end', { spans }: Held) => {
    for (const { product, arr } of spans) {
      const name = product ?? '';
      const line = by.get(name) ?? { product: name, arr_start: 0, arr_end: 0 };
      line[key] += arr;
      by.set(name, line);
    }
  };
  put('arr_start', start);
  put('arr_end', end);
  return by.size === 0 || by.size > 200 ? undefined : [...by.values()];
}

/** The reason of what ended last up to a position, wherever its row stands; null where no span says one. */
function lastReason({ spans }: Entry, until: number): string | null {
  let found: string | null = null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    if (span.reason === null || span.from >= until || span.until < latest) continue;
    [found, latest] = [span.reason, span.until];
  }
  return found;
}

function accountOf(
  timeline: Timeline,
  entry: Entry,
  { start, end }: Period,
  [from, until]: readonly [Held, Held],
  dateOf: (day: number) => string,
): { account: AccountInput; several: boolean } {
  const { segment, several } = segmentAt(timeline, entry, from.arr > 0 ? from : until);
  // Made whole where most customers have a segment: of large books that is faster than adding it.
  const account: AccountInput =
    segment === null
      ? { id: entry.id, arr_start: from.arr, arr_end: until.arr }
      : { id: entry.id, arr_start: from.arr, arr_end: until.arr, segment };
  if (entry.name !== null && entry.name !== entry.id) account.name = entry.name;
  if (entry.currency !== null) account.currency = entry.currency;
  const life = lifeOf(timeline, entry, end);
  if (life.from !== null) account.start_date = dateOf(life.from);
  if (until.arr === 0) {
    if (life.gone !== null) account.end_date = dateOf(life.gone);
    const reason = lastReason(entry, end.day) ?? entry.reason;
    if (reason !== null && from.arr > 0) account.churn_reason = reason;
  }
  if (from.arr === 0) account.paid_before = paidBefore(timeline, entry, start);
  const flags = until.slot === undefined ? 0 : (entry.flags?.[until.slot] ?? 0);
  if (until.spans.some(({ pastDue }) => pastDue) || flags & flagBits.pastDue) account.past_due = true;
  if (until.spans.some(({ paused }) => paused) || flags & flagBits.paused) account.paused = true;
  if (until.spans.some(({ cancels }) => cancels)) account.cancel_at_period_end = true;
  const products = timeline.ledger.shape === 'subscription_periods' ? productsOf(from, until) : undefined;
  if (products !== undefined) account.products = products;
  return { account, several };
}

/** Rows that say something of a time after the end: they are read, and do not count. */
function laterRows(timeline: Timeline, { end }: Period): Reconciliation['excluded'] {
  const { ledger, entries } = timeline;
  if (ledger.kind === 'months') {
    let rows = 0;
    for (const { month, slot } of timeline.calendar)
      if (month > end.month && ledger.shape !== 'monthly_wide') rows += ledger.monthSums[slot]?.rows ?? 0;
    // ARR of several months added up would be the ARR of none.
    return rows === 0 ? [] : [{ reason: 'out_of_period', rows, arr: null, first_rows: [] }];
  }
  if (ledger.shape === 'movements' || ledger.shape === 'invoice_lines') return [];
  const codes = new Set<string>();
  const later = entries.flatMap(({ spans, currency }) => {
    const found = spans.filter(({ from }) => from >= end.day);
    if (found.length > 0 && currency !== null) codes.add(currency);
    return found;
  });
  const arr = startSum();
  for (const span of later) addTo(arr, span.arr);
  const first_rows = later
    .map(({ row }) => row)
    .sort((a, b) => a - b)
    .slice(0, 5);
  return later.length === 0
    ? []
    : [
        {
          reason: 'future_start',
          rows: later.length,
          arr: codes.size > 1 ? null : readSum(arr),
          ...currencyOf(codes),
          first_rows,
        },
      ];
}

/** The days of a customer that came and left inside a period; null for one that was there before, or not in it. */
function passingOf(
  timeline: Timeline,
  entry: Entry,
  { start, end }: Period,
  dateOf: (day: number) => string,
): PassingLife | null {
  const { from, gone } = lifeOf(timeline, entry, end);
  if (from === null || gone === null || from < start.day) return null;
  return { startDate: dateOf(from), endDate: dateOf(gone) };
}

/** Builds the accounts of a period. Customers that pay at neither position are none of them. */
export function buildAccounts(timeline: Timeline, period: Period): Built {
  const { ledger, entries } = timeline;
  const accounts: AccountInput[] = [];
  const sums = { start: startSum(), end: startSum() };
  const grace = { start: startSum(), end: startSum(), open: startSum() };
  // Customers come and go on few different days.
  const dates = new Map<number, string>();
  const dateOf = (day: number): string => {
    const known = dates.get(day) ?? dateText(day);
    dates.set(day, known);
    return known;
  };
  const passing: PassingLife[] = [];
  const reasons = watchKeptReasons(timeline);
  let segmentsChanged = 0;
  let withProducts = true;
  for (const entry of entries) {
    const held = [heldAt(timeline, entry, period.start), heldAt(timeline, entry, period.end)] as const;
    const [from, until] = held;
    if (from.arr === 0 && until.arr === 0) {
      const life = passingOf(timeline, entry, period, dateOf);
      if (life !== null) passing.push(life);
      continue;
    }
    const { account, several } = accountOf(timeline, entry, period, held, dateOf);
    if (several) segmentsChanged++;
    reasons.note(entry, until);
    withProducts &&= account.products !== undefined;
    accounts.push(account);
    addTo(sums.start, from.arr);
    addTo(sums.end, until.arr);
    if (from.byGrace) addTo(grace.start, from.arr);
    if (until.byGrace) addTo(grace.end, until.arr);
    if (until.inGrace) addTo(grace.open, until.arr);
  }
  // A product-level reading is only one where every account has products.
  if (!withProducts)
    for (const account of accounts) if (account.products !== undefined) delete account.products;
  const later = laterRows(timeline, period);
  const excluded = [...ledger.out.list({ start: period.start.day, end: period.end.day }), ...later];
  const pair = (at: 'start' | 'end') => ({
    from_rows: arrOfRows(timeline, period[at]) + readSum(grace[at]),
    from_accounts: readSum(sums[at]),
  });
  return {
    accounts: [...inTextOrder(accounts, ({ id }) => String(id))],
    inGraceArr: readSum(grace.open),
    segmentsChanged,
    passing,
    reconciliation: {
      shape: ledger.shape,
      rows_read: ledger.rowsRead,
      rows_used: ledger.rowsUsed - later.reduce((n, { rows }) => n + rows, 0),
      excluded,
      bad_rows: ledger.bad.count(),
      accounts: accounts.length,
      accounts_merged: ledger.merged,
      arr_start: pair('start'),
      arr_end: pair('end'),
      position_start: period.start.label,
      position_end: period.end.label,
      notices: [
        // A customer has other rows here, and one month without a row reads as a month without pay.
        ...skippedRows(
          excluded,
          'their customers count by their other rows alone, so one without a row at the end counts as lost; mend the rows before a loss is believed',
        ),
        ...noticesOf(ledger.issues),
        ...reasons.notices(),
      ],
      ties: true,
    },
  };
}

/** The months a series covers, first to last, as text. */
export const monthsCovered = ({ first, last }: Timeline): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => monthText(first + i));
