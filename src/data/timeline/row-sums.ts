/**
 * What the rows of a file of spans said, added up by day and apart from the customers: the other side of the
 * reconciliation. What is done to the spans of customers afterwards, such as cutting one short, is told here by name.
 */
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { firstDay } from './columns.ts';
import { spanYears } from './span-years.ts';

type ByDay = Map<number, RunningSum>;

/**
 * Rates by the day they start and the day they end, so that memory grows with days, not rows; and totals by both days,
 * as only the length of their span turns them into rates.
 */
export type RowSums = { starts: ByDay; ends: ByDay; totals: Map<number, ByDay> };

/** Sums of no rows. */
export const startRowSums = (): RowSums => ({ starts: new Map(), ends: new Map(), totals: new Map() });

/** The days of a row; `until` is Infinity while it has no end. */
export type Days = { from: number; until: number };

function addAt(sums: ByDay, day: number, value: number): void {
  let sum = sums.get(day);
  if (sum === undefined) {
    sum = startSum();
    sums.set(day, sum);
  }
  addTo(sum, value);
}

/** The days a month's rows speak for: from its close up to that of the next month. */
export const daysOfMonth = (month: number): Days => ({
  from: firstDay(month + 1) - 1,
  until: firstDay(month + 2) - 1,
});

/** Adds a rate of ARR; a negative one takes back what no longer counts. Example: 1,200 from day 10 to 20 runs at the opening of 11 to 20. */
export function addRate({ starts, ends }: RowSums, { from, until }: Days, arr: number): void {
  addAt(starts, from, arr);
  if (until !== Number.POSITIVE_INFINITY) addAt(ends, until, arr);
}

/** Adds what a span was billed at as a whole. It becomes a rate when the ends are settled. */
export function addTotal({ totals }: RowSums, { from, until }: Days, total: number): void {
  let ends = totals.get(from);
  if (ends === undefined) {
    ends = new Map();
    totals.set(from, ends);
  }
  addAt(ends, until, total);
}

/** Makes every total a rate over its days, each end a day later where it names the last paid day. Call once. */
export function settleSums(rows: RowSums, inclusive: boolean): void {
  const later = inclusive ? 1 : 0;
  rows.ends = new Map([...rows.ends].map(([day, sum]) => [day + later, sum]));
  for (const [from, ends] of rows.totals)
    for (const [day, total] of ends) {
      const until = day + later;
      addRate(rows, { from, until }, readSum(total) / spanYears(from, until));
    }
  rows.totals.clear();
}

/** ARR of all rows at the opening of a day: what started before it, less what ended before it. */
export function rateAt({ starts, ends }: RowSums, day: number): number {
  const sum = startSum();
  for (const [from, { total, lost }] of starts)
    if (from < day) {
      addTo(sum, total);
      addTo(sum, lost);
    }
  for (const [until, { total, lost }] of ends)
    if (until < day) {
      addTo(sum, -total);
      addTo(sum, -lost);
    }
  return readSum(sum);
}
