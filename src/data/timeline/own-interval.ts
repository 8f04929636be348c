/** The billing interval that a row shows by the period it is in, in systems that export no interval. */
import { addDays, addMonths, completedMonths, dateText } from '../../domain/dates.ts';
import { normalHeader } from '../columns.ts';
import type { RowSource } from '../rows.ts';
import type { AnySource } from '../source.ts';
import type { RawCell } from '../table.ts';
import { type Column, dayColumn } from './columns.ts';
import { timelineHeaders } from './fields.ts';

const starts: readonly string[] = [
  'current_period_started_at',
  'current_period_start',
  'current_period_start_utc',
];

/** Bills that systems send: other lengths are a trial or a period that was cut short. */
const usualMonths: ReadonlySet<number> = new Set([1, 2, 3, 4, 6, 12, 24, 36]);

/**
 * The months between two days where they are a usual billing period; null otherwise. The last day of a month, and a day
 * lost to a time zone, are no difference. Example: 31 January to 28 February is 1, 1 to 15 March null.
 */
export function billedMonths(from: number, to: number): number | null {
  const [start, end] = [dateText(from), dateText(to)];
  const near = completedMonths(start, addDays(end, 4));
  const off = Math.abs(Date.parse(addMonths(start, near)) - Date.parse(end)) / 86_400_000;
  return usualMonths.has(near) && off <= 1 ? near : null;
}

/** How a row says its interval. */
export type OwnInterval = {
  column: Column<number>;
  header: string;
  /** Months a bill; null where the row's period is no bill, as in a trial. */
  months: (row: readonly RawCell[]) => number | null;
};

/** The columns of the period that each row is in; null in a file without them. */
export function ownInterval(rows: RowSource, source: AnySource): OwnInterval | null {
  const normal = rows.headers.map(normalHeader);
  const find = (names: readonly string[]) => normal.findIndex((name) => names.includes(name));
  const [startAt, endAt, trialAt] = [
    find(starts),
    find(timelineHeaders.current_period_end),
    find(timelineHeaders.trial_end),
  ];
  if (startAt < 0 || endAt < 0) return null;
  const column = dayColumn(rows, startAt, source);
  const end = dayColumn(rows, endAt, source);
  const trial = trialAt < 0 ? null : dayColumn(rows, trialAt, source);
  return {
    column,
    header: `"${rows.headers[startAt] ?? ''}" and "${rows.headers[endAt] ?? ''}"`,
    months(row) {
      const [from, to] = [column.read(row[startAt]), end.peek(row[endAt])];
      if (typeof from !== 'number' || typeof to !== 'number' || to <= from) return null;
      const tried = trial?.peek(row[trialAt]);
      // While it is tried the period is that of the trial.
      return typeof tried === 'number' && tried >= to ? null : billedMonths(from, to);
    },
  };
}
