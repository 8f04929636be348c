/** The two positions an analysis compares: as asked, else the last twelve months that a file can be believed for. */
import { addMonths, dateText, dayNumber } from '../../domain/dates.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { monthText } from './columns.ts';
import type { Edge } from './edge.ts';
import { beginsEmpty, closeOf, type Position, positionAt, positionOf, type Timeline } from './positions.ts';
import { eventMonths, runsOpen } from './quiet.ts';

export type Period = { start: Position; end: Position };

export type PeriodOrProblems =
  | { ok: true; period: Period; assumptions: Assumption[] }
  | { ok: false; problems: Problem[] };

export type AskedPeriod = {
  start?: string | undefined;
  end?: string | undefined;
  how: 'auto' | 'open' | 'close';
};

/** Months of a period nobody asked for. */
const usualMonths = 12;

/** The same position some months earlier. */
export function monthsBefore(position: Position, months: number): Position {
  const opening = dateText(position.day);
  const day = dayNumber(addMonths(opening, -months)) ?? position.day;
  // A close is written as the last day of its month.
  const closes = position.label !== opening;
  return positionAt(day, closes ? dateText(day - 1) : dateText(day));
}

/** Months as a sentence names them. Example: "from 2024-01 to 2025-03", or "of 2024-01 alone". */
const monthsText = (first: number, last: number): string =>
  first === last ? `of ${monthText(first)} alone` : `from ${monthText(first)} to ${monthText(last)}`;

/** The first month that can be a position: one before the first where the file knows that nothing ran then. */
const earliest = (timeline: Timeline): number => timeline.first - (beginsEmpty(timeline) ? 1 : 0);

/** Problems of a position against what the file covers. */
function outside(field: string, position: Position, timeline: Timeline): Problem[] {
  const { ledger, first, last } = timeline;
  const month = position.month;
  const refuse = (rest: string) => [problem(`source.${field}`, 'bad-period', rest)];
  if (month < earliest(timeline))
    return refuse(
      `${position.label} is before the first month ${monthText(first)}; choose that one or a later one`,
    );
  if (ledger.kind !== 'months') return [];
  if (month > last) return refuse(`${position.label} is after the last month ${monthText(last)}`);
  if (!ledger.slots.has(month))
    return refuse(`no customer has a row for ${monthText(month)} (missing-month); choose another month`);
  return [];
}

/** Settles the period. A file of subscriptions says nothing about when its export was made, so the period is asked. */
export function settlePeriod(timeline: Timeline, asked: AskedPeriod, edge: Edge | null): PeriodOrProblems {
  const { ledger, first, last } = timeline;
  const assumptions: Assumption[] = [];
  const problems: Problem[] = [];
  const read = (field: 'period_start' | 'period_end', text: string | undefined): Position | null => {
    if (text === undefined) return null;
    const position = positionOf(text, asked.how);
    if (position === null)
      problems.push(
        problem(`source.${field}`, 'bad-date', `"${text}" is not a calendar date; use YYYY-MM-DD or YYYY-MM`),
      );
    return position;
  };
  const [askedStart, askedEnd] = [read('period_start', asked.start), read('period_end', asked.end)];
  if (problems.length > 0) return { ok: false, problems };
  if (askedEnd === null && ledger.kind === 'spans' && askedStart === null) {
    const latest = eventMonths(timeline, runsOpen(timeline)).at(-1) ?? last;
    const believed = edge?.lastUsable.month ?? last;
    // A deal ends with its term, which may lie years ahead of the export.
    const seen = ledger.shape === 'deals' ? Math.min(believed, first + usualMonths) : believed;
    // Twelve months up to the last start are no period where everything began within them.
    const known = latest - usualMonths < first - 1 ? seen : Math.min(latest, believed);
    const rest = `the file has rows ${monthsText(first, last)} and does not say when it was exported; say which period, such as period_end ${monthText(known)}`;
    return { ok: false, problems: [problem('source.period_end', 'missing-period', rest, monthText(known))] };
  }
  const lastUsable = edge?.lastUsable ?? closeOf(last);
  const later = askedStart === null ? lastUsable : monthsBefore(askedStart, -usualMonths);
  // A year after the start may lie beyond what the file knows.
  const fallback = ledger.kind === 'months' && later.day > lastUsable.day ? lastUsable : later;
  const end = askedEnd ?? fallback;
  const start = askedStart ?? monthsBefore(end, usualMonths);
  const reached = end.month <= last || ledger.kind === 'spans';
  if (askedStart === null && start.month < earliest(timeline) && end.month >= first && reached) {
    const rest = `the file covers ${first === last ? `${monthText(first)} alone` : `${monthText(first)} to ${monthText(last)}`}, not twelve months up to ${end.label}; say which period, such as period_start ${monthText(first)}`;
    return {
      ok: false,
      problems: [problem('source.period_start', 'missing-period', rest, monthText(first))],
    };
  }
  if (askedEnd === null)
    assumptions.push({
      field: 'source.period_end',
      value: end.label,
      source:
        askedStart === null || end.day === lastUsable.day
          ? 'the last usable month of the file'
          : '12 months after the start',
    });
  if (askedStart === null)
    assumptions.push({
      field: 'source.period_start',
      value: start.label,
      source: '12 months before the end',
    });
  if (start.day >= end.day)
    problems.push(
      problem('source.period_end', 'bad-period', `${end.label} is not after period_start ${start.label}`),
    );
  problems.push(...outside('period_start', start, timeline), ...outside('period_end', end, timeline));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, period: { start, end }, assumptions };
}
