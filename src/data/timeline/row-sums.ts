/**
 * What the rows of a file of spans said, added up by day and apart from the customers: the other side of the
 * reconciliation. What is done to the spans of customers afterwards is told here by name, never read off them.
 */
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { firstDay } from './columns.ts';
import { spanYears } from './span-years.ts';

/** ARR that runs over the same days: rates, and totals that the length of the span turns into a rate. */
type Sums = { rate: RunningSum; total: RunningSum };

/** Sums by the first day and the day after the last. Rows of the same days share one, so memory grows with days. */
export type RowSums = Map<number, Map<number, Sums>>;

/** The days of a row; `until` is Infinity while it has no end. */
export type Days = { from: number; until: number };

function sumsOf(rows: RowSums, { from, until }: Days): Sums {
  let ends = rows.get(from);
  if (ends === undefined) {
    ends = new Map();
    rows.set(from, ends);
  }
  let sums = ends.get(until);
  if (sums === undefined) {
    sums = { rate: startSum(), total: startSum() };
    ends.set(until, sums);
  }
  return sums;
}

/** The days a month's rows speak for: from its close up to that of the next month. */
export const daysOfMonth = (month: number): Days => ({
  from: firstDay(month + 1) - 1,
  until: firstDay(month + 2) - 1,
});

/** Adds a rate of ARR; a negative one takes back what no longer counts. Example: 1,200 from day 10 to 20 runs at the opening of 11 to 20. */
export const addRate = (rows: RowSums, days: Days, arr: number): void => addTo(sumsOf(rows, days).rate, arr);

/** Adds what a span was billed at as a whole. It becomes a rate when the ends are settled. */
export const addTotal = (rows: RowSums, days: Days, total: number): void =>
  addTo(sumsOf(rows, days).total, total);

/** Makes every total a rate over its days, each end a day later where it names the last paid day. Call once. */
export function settleSums(rows: RowSums, inclusive: boolean): void {
  const given = [...rows].flatMap(([from, ends]) =>
    [...ends].map(([until, sums]) => ({ from, until: inclusive ? until + 1 : until, sums })),
  );
  rows.clear();
  for (const { sums, ...days } of given) {
    addRate(rows, days, readSum(sums.rate));
    const total = readSum(sums.total);
    if (total !== 0) addRate(rows, days, total / spanYears(days.from, days.until));
  }
}

/** ARR of all rows at the opening of a day. */
export function rateAt(rows: RowSums, day: number): number {
  const sum = startSum();
  for (const [from, ends] of rows) {
    if (from >= day) continue;
    for (const [until, { rate }] of ends) if (day <= until) addTo(sum, readSum(rate));
  }
  return readSum(sum);
}
