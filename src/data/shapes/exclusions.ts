/** Rows left out, by reason: how many, how much ARR, and where the first of them stand. */

import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { addRate, type Days, type RowSums, rateAt, startRowSums } from '../timeline/row-sums.ts';

/** How many row numbers a reason shows. */
const shownRows = 5;

/** The ARR of a row at both ends of a period; the same twice where there is one position. */
export type RowArr = { arr_start: number; arr_end: number };

/** The ARR of a row of a file over time, and the days it runs. Example: none for a row of nothing. */
export type RowRates = readonly (Days & { arr: number })[];

/** The days of the two positions. */
type Positions = { start: number; end: number };

export type Exclusions = {
  /** Counts a row under a reason; `arr` is null when its amounts were not read, `currency` what they are in. */
  add: (reason: string, arr: RowArr | RowRates | null, row: number, currency?: string | null) => void;
  /** The reasons in the order of their first rows; files over time say for which positions. */
  list: (at?: Positions) => Reconciliation['excluded'];
};

type Reason = {
  rows: number;
  unread: number;
  fixed: RunningSum;
  rates: RowSums;
  codes: Set<string>;
  first: number[];
};

const newReason = (): Reason => ({
  rows: 0,
  unread: 0,
  fixed: startSum(),
  rates: startRowSums(),
  codes: new Set(),
  first: [],
});

/** The currencies of rows left out, where they name any; amounts of several are never added. Example: "EUR, USD". */
export const currencyOf = (codes: ReadonlySet<string>): { currency?: string } =>
  codes.size === 0 ? {} : { currency: [...codes].sort().join(', ') };

/** ARR at period start or end, the larger; null when none was read, in several currencies, or at no position. */
function arrOf({ rows, unread, fixed, rates, codes }: Reason, at: Positions | undefined): number | null {
  if (unread === rows || codes.size > 1 || (rates.starts.size > 0 && at === undefined)) return null;
  const running = at === undefined ? 0 : Math.max(rateAt(rates, at.start), rateAt(rates, at.end));
  return readSum(fixed) + running;
}

/** The problem that a file is of whose rows none can be used. */
export const nothingUsed = (rows: number, out: Exclusions): Problem => {
  const left = out.list().map(({ reason, rows: count }) => `; ${reason} ${count}`);
  return problem(
    'source.path',
    'empty-input',
    rows === 0
      ? 'the file has headers and no rows under them; export it again'
      : `no row of ${rows} can be used${left.join('')}; check the file and source`,
  );
};

/** Starts an empty count. A customer left out for 24 months counts at the positions, not 24 times. */
export function createExclusions(): Exclusions {
  const reasons = new Map<string, Reason>();
  return {
    add(name, arr, row, currency = null) {
      const reason = reasons.get(name) ?? newReason();
      reasons.set(name, reason);
      reason.rows++;
      if (reason.first.length < shownRows) reason.first.push(row);
      if (currency !== null) reason.codes.add(currency);
      if (arr === null) reason.unread++;
      else if ('arr_start' in arr) addTo(reason.fixed, Math.max(arr.arr_start, arr.arr_end));
      else for (const one of arr) addRate(reason.rates, one, one.arr);
    },
    list: (at) =>
      [...reasons]
        .map(([name, reason]) => {
          const arr = arrOf(reason, at);
          const said = arr !== null || reason.codes.size > 1 ? currencyOf(reason.codes) : {};
          const some = arr !== null && reason.unread > 0 ? { rows_without_arr: reason.unread } : {};
          return { reason: name, rows: reason.rows, arr, ...some, ...said, first_rows: reason.first };
        })
        .sort((a, b) => (a.first_rows[0] ?? 0) - (b.first_rows[0] ?? 0)),
  };
}
