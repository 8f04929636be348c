/** What a file of spans can know: the last thing that surely happened, and whether the time after it is too quiet to be known. */
import { dateText } from '../../domain/dates.ts';
import { quietRules } from '../../domain/policy/files.ts';
import { monthIndex } from './columns.ts';
import { closeOf, type Position, type Timeline } from './positions.ts';

/** Months up to a position in which nothing starts or ends, where that is no usual rest. */
export type Quiet = { lastUsable: Position; month: number; months: number };

const monthOf = (day: number): number => monthIndex(dateText(day));

/** Whether anything runs without an end: then the ends in the file have happened. Else they may lie years ahead of it. */
export const runsOpen = ({ entries }: Timeline): boolean =>
  entries.some(({ spans }) => spans.some(({ until }) => until === Number.POSITIVE_INFINITY));

/** Whether the ends of a file are what happened by a position, not terms of contracts that lie ahead of it. */
export const endsHappened = (timeline: Timeline, { month }: Position): boolean =>
  timeline.ledger.shape === 'movements' || runsOpen(timeline) || timeline.last <= month + 1;

/**
 * Months in which something happened, in order: starts, and ends where they have, unless their row is said to run still.
 * Example: a subscription canceled in June of a list of which others run.
 */
export function eventMonths({ entries }: Timeline, withEnds: boolean): number[] {
  const days = new Set<number>();
  for (const { spans } of entries)
    for (const { from, until, says } of spans) {
      days.add(from);
      if (withEnds && says === undefined && until !== Number.POSITIVE_INFINITY) days.add(until);
    }
  return [...new Set([...days].map(monthOf))].sort((a, b) => a - b);
}

/**
 * The quiet before a position: longer than any before it, or after all is over; null where it is none, or the file too
 * short to tell. Example: something happens in every month up to June and nothing after, and the period ends in December.
 */
export function findQuiet(timeline: Timeline, end: Position): Quiet | null {
  const { ledger, last } = timeline;
  if (ledger.kind !== 'spans') return null;
  // Where every term is over, a later position says nothing of who stayed.
  if (ledger.shape !== 'movements' && end.month > last && !runsOpen(timeline))
    return { lastUsable: closeOf(last - 1), month: last, months: end.month - last };
  const months = eventMonths(timeline, endsHappened(timeline, end));
  const latest = months.at(-1);
  if (latest === undefined || latest > end.month || months.length < quietRules.fewestMonths) return null;
  const quiet = end.month - latest;
  const usual = months.reduce((most, month, i) => Math.max(most, month - (months[i - 1] ?? month) - 1), 0);
  if (quiet < quietRules.least || quiet <= usual) return null;
  return { lastUsable: closeOf(latest), month: latest, months: quiet };
}
