/** A timeline over the period asked for: accounts at both positions, those of the period before, and what speaks against it. */

import { asOpenDate, dateText, monthsBetween } from '../../domain/dates.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import type { FileFacts } from '../../domain/retention/file-facts.ts';
import { nearSegments } from '../near-duplicates.ts';
import type { Source } from '../source.ts';
import { totalsAmong } from '../total-accounts.ts';
import { buildAccounts } from './accounts.ts';
import { activeProblems } from './active-ends.ts';
import { monthIndex, monthText } from './columns.ts';
import type { Edge } from './edge.ts';
import { endProblems } from './open-ends.ts';
import { monthsBefore, type Period, settlePeriod } from './period.ts';
import { type Position, positionAt, type Timeline } from './positions.ts';
import { endsHappened, eventMonths, findQuiet, type Quiet } from './quiet.ts';
import type { TimelineRead } from './read-timeline.ts';

export type OverPeriod = {
  accounts: AccountInput[];
  previous: AccountInput[] | null;
  /** The period as the analysis takes it. */
  period: { period_start: string; period_end: string; period_months: number };
  positions: Period;
  facts: FileFacts;
  reconciliation: Omit<Reconciliation, 'file' | 'format'>;
  assumptions: Assumption[];
};

export type OverPeriodOrProblems = ({ ok: true } & OverPeriod) | { ok: false; problems: Problem[] };

/** The date by which the analysis knows a position: its label, unless that would be read as the day after. */
const dateOf = ({ label, day }: Position): string =>
  asOpenDate(label) === dateText(day) ? label : dateText(day);

/** Whole months of the period, both ends at the close of one; null for other periods. */
function monthsOf({ start, end }: Period): { from: number; to: number } | null {
  const closes = [start, end].every(({ day }) => dateText(day).endsWith('-01'));
  return closes ? { from: start.month + 1, to: end.month } : null;
}

/** What the analysis is told of an end past which the file is not believed: everyone seems to leave, or nothing happens. */
function edgeOf(edge: Edge | null, quiet: Quiet | null, { day, label }: Position): Pick<FileFacts, 'edge'> {
  if (edge?.sure && day > edge.lastUsable.day) {
    const { lastUsable, month, loss } = edge;
    const found = { periodEnd: label, lastUsable: lastUsable.label, month: monthText(month), loss };
    return { edge: found };
  }
  if (quiet === null) return {};
  const { lastUsable, month, months } = quiet;
  const found = { periodEnd: label, lastUsable: lastUsable.label, month: monthText(month), quiet: months };
  return { edge: found };
}

/** What the timeline says beside the accounts: its months, those of the period, and an edge that the period passes. */
function factsOf(
  { timeline, months, edge, prices }: TimelineRead,
  period: Period,
  acceptEdge: boolean,
): FileFacts {
  const whole = monthsOf(period);
  const inPeriod =
    whole === null
      ? []
      : months.filter(({ month }) => {
          const at = monthIndex(`${month}-01`);
          return whole.from <= at && at <= whole.to;
        });
  const complete = whole !== null && inPeriod.length === whole.to - whole.from + 1;
  return {
    months,
    ...(complete ? { periodMonths: inPeriod } : {}),
    ...(acceptEdge ? {} : edgeOf(edge, findQuiet(timeline, period.end), period.end)),
    ...(prices === null ? {} : { pricesToday: prices }),
  };
}

/** That nothing happened between the last thing a file of spans tells and the end of the period. */
function quietAssumption(timeline: Timeline, { end }: Period): Assumption[] {
  const last =
    timeline.ledger.kind === 'spans' ? eventMonths(timeline, endsHappened(timeline, end)).at(-1) : undefined;
  if (last === undefined || last >= end.month) return [];
  const source = `the last start or end that has happened is in ${monthText(last)}; nothing is taken to have changed after it`;
  return [{ field: 'source.period_end', value: end.label, source }];
}

type Notice = NonNullable<Reconciliation['notices']>[number];

const notice = (code: string, count: number, message: string): Notice => ({
  code,
  count,
  first_rows: [],
  column: null,
  message,
});

/** The equal period before. */
function periodBefore({ start, end }: Period): Period {
  const months = monthsBetween(dateText(start.day), dateText(end.day));
  const back = Number.isInteger(months)
    ? monthsBefore(start, months)
    : positionAt(start.day - (end.day - start.day), dateText(start.day - (end.day - start.day)));
  return { start: back, end: start };
}

/**
 * Takes a timeline over a period. `asked` is what the caller says of it; the file's own last year otherwise.
 * Example: monthly rows of 2024 and 2025 give the accounts of 31 December 2024 against those of 31 December 2025.
 */
export function overPeriod(
  read: TimelineRead,
  source: Source,
  asked: { start?: string | undefined; end?: string | undefined },
): OverPeriodOrProblems {
  const { timeline } = read;
  const accepted = source.accept_edge === true;
  const edge = accepted ? null : read.edge;
  const settled = settlePeriod(timeline, { ...asked, how: source.day_position ?? 'auto' }, edge);
  if (!settled.ok) return settled;
  const { period } = settled;
  const before = source.compare_previous === true ? periodBefore(period) : null;
  const open = endProblems(timeline, [period.start, period.end, ...(before === null ? [] : [before.start])]);
  if (source.end_renews === undefined) open.push(...activeProblems(timeline, period));
  if (open.length > 0) return { ok: false, problems: open };
  const built = buildAccounts(timeline, period);
  const sums = totalsAmong(built.accounts);
  if (sums.problems.length > 0) return { ok: false, problems: sums.problems };
  let previous: AccountInput[] | null = null;
  if (before !== null) {
    const again = settlePeriod(
      timeline,
      { start: before.start.label, end: before.end.label, how: 'auto' },
      edge,
    );
    if (!again.ok) return { ok: false, problems: again.problems };
    previous = buildAccounts(timeline, before).accounts;
  }
  const { ledger } = timeline;
  const notices = [
    ...(built.reconciliation.notices ?? []),
    ...read.near,
    ...sums.notices,
    ...nearSegments(built.accounts),
    ...(built.segmentsChanged > 0
      ? [
          notice(
            'segment-changed',
            built.segmentsChanged,
            'customers stand in several segments; each is taken where most of its opening ARR is',
          ),
        ]
      : []),
    ...(built.passing.length > 0
      ? [
          notice(
            'came-and-left',
            built.passing.length,
            'customers came after the start of the period and left before its end: they are in no rate, which are of who was there at the start, but in survival and in the months',
          ),
        ]
      : []),
    ...(built.inGraceArr > 0
      ? [
          notice(
            'in-grace',
            1,
            'ending ARR stays in by grace_days alone, as nothing has followed it yet (in_grace_arr)',
          ),
        ]
      : []),
    ...(ledger.booked === null
      ? []
      : [
          notice(
            'booked-against-arr',
            1,
            'won deals are whole contracts: what they were booked at (booked_total) is not ARR, which is that over the term',
          ),
        ]),
  ];
  return {
    ok: true,
    accounts: built.accounts,
    previous,
    period: {
      period_start: dateOf(period.start),
      period_end: dateOf(period.end),
      period_months: monthsBetween(dateText(period.start.day), dateText(period.end.day)),
    },
    positions: period,
    facts: {
      ...factsOf(read, period, source.accept_edge === true),
      ...(built.passing.length > 0 ? { passing: built.passing } : {}),
      ...(built.inGraceArr > 0 ? { inGraceArr: built.inGraceArr } : {}),
      ...(ledger.booked === null ? {} : { bookedTotal: ledger.booked }),
    },
    reconciliation: { ...built.reconciliation, notices },
    assumptions: [...ledger.assumptions, ...settled.assumptions, ...quietAssumption(timeline, period)],
  };
}
