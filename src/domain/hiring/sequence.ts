/** Eighteen months in six quarters: who comes when, each slot judged on the company as it will be then. */
import { addDays, quarterName } from '../dates.ts';
import {
  hiringLines,
  prerequisites,
  type Role,
  repeatable,
  roleNames,
  rolePolicy,
} from '../policy/hiring.ts';
import { type Candidate, evaluate, ranked } from './evaluate.ts';
import type { HiringInput } from './input.ts';
import type { HiringSettings, Situation } from './settle.ts';

export type SlotHire = {
  role: Role;
  /** Null for a role that its gates alone open. */
  score: number | null;
  reason: 'outcome' | 'csm_time' | 'promotion' | 'gate-open';
  worth: Candidate['worth'];
};

export type Slot = {
  slot: number;
  month: number;
  quarter: string | null;
  firstDay: string | null;
  hires: readonly SlotHire[];
  /** The best role that does not come, and the condition it misses. */
  waiting: { role: Role; score: number | null; condition: string } | null;
  arr: number | null;
  teamCost: number;
  costShare: number | null;
};

/** First day of the quarter that a date is in. Example: 2026-07-14 gives 2026-07-01. */
export function quarterStart(date: string): string {
  const first = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/** The quarter some quarters on. Example: 2026-10-01 and 1 give 2027-01-01. */
function quartersOn(start: string, n: number): string {
  const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + 3 * n;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** The company at a month of the plan: ARR, customers and what is at stake have grown. */
function grown(start: Situation, growth: number, month: number): Situation {
  const factor = 1 + (growth * month) / 12;
  return {
    ...start,
    month,
    arr: start.arr === null ? null : start.arr * factor,
    customers: start.customers === null ? null : Math.floor(start.customers * factor + 1e-9),
    outcomes: start.outcomes.map((one) => ({ ...one, arrAtStake: one.arrAtStake * factor })),
  };
}

/** Slots a role waits after the person it builds on, or after the last of its own kind. */
export function spacing(prerequisite: Role): number {
  const { least, most } = hiringLines.spacing;
  return Math.ceil(
    Math.min(most, Math.max(least, rolePolicy[prerequisite].rampMonths)) / hiringLines.slotMonths,
  );
}

/** When a role may come again, or after its prerequisite; undefined when nothing in this sequence holds it back. */
function readyAt(role: Role, hiredAt: ReadonlyMap<Role, number>): { slot: number; after: Role } | undefined {
  const own = hiredAt.get(role);
  const needs = prerequisites[role];
  const before = needs === undefined ? undefined : hiredAt.get(needs);
  const waits = [
    ...(own === undefined ? [] : [{ slot: own + spacing(role), after: role }]),
    ...(before === undefined || needs === undefined ? [] : [{ slot: before + spacing(needs), after: needs }]),
  ];
  return waits.sort((a, b) => b.slot - a.slot)[0];
}

/** What of an outcome is left once a role works on it. */
const workedOn = (start: Situation, { worth }: Candidate): Situation => {
  const ids = new Set(worth?.outcomes.map(({ id }) => id));
  return {
    ...start,
    outcomes: start.outcomes.map((one) =>
      ids.has(one.id)
        ? { ...one, arrAtStake: one.arrAtStake * (1 - (one.preventable ?? 0) * one.capture) }
        : one,
    ),
  };
};

const withPerson = (start: Situation, role: Role): Situation => ({
  ...start,
  team: { ...start.team, [role]: start.team[role] + 1 },
  largestGroup: start.largestGroup + (role === 'csm' ? 1 : 0),
});

/** Loaded cost of a team a year. */
export const costOfTeam = ({ team }: Situation, { costs }: HiringSettings): number =>
  roleNames.reduce((total, role) => total + team[role] * costs[role], 0);

function whyNot(
  { closed, worth }: Candidate,
  ready: { slot: number; after: Role } | undefined,
  slot: number,
): string {
  if (closed !== null) return closed.says;
  if (ready !== undefined && ready.slot > slot)
    return `the ${rolePolicy[ready.after].title} hired before has ramped`;
  return worth?.score === null || worth === null
    ? 'an outcome with its ARR is named'
    : 'what it saves reaches its cost';
}

/** Plans six slots. A promotion takes no place; everybody else waits for gates, worth and those they build on. */
export function planSequence(today: Situation, input: HiringInput, settings: HiringSettings): Slot[] {
  const asOf = input.as_of;
  const lead = settings.leadDays / 30;
  const start = asOf === undefined ? null : quarterStart(addDays(asOf, settings.leadDays));
  const hiredAt = new Map<Role, number>();
  let base = today;
  return Array.from({ length: hiringLines.slots }, (_, i): Slot => {
    const slot = i + 1;
    const month = lead + hiringLines.slotMonths * i;
    const hires: SlotHire[] = [];
    const seen = () => evaluate(grown(base, settings.growth, month), input, settings);
    const take = (candidate: Candidate, reason: SlotHire['reason']) => {
      const { role, worth } = candidate;
      hires.push({ role, score: worth?.score ?? null, reason, worth });
      hiredAt.set(role, slot);
      base = withPerson(workedOn(base, candidate), role);
    };
    const mayCome = ({ role, qualifies }: Candidate): boolean => {
      const ready = readyAt(role, hiredAt);
      return (
        qualifies &&
        (ready === undefined || ready.slot <= slot) &&
        (!hiredAt.has(role) || repeatable.includes(role))
      );
    };
    const first = seen().candidates.cs_manager;
    if (mayCome(first)) take(first, 'promotion');
    for (let place = 0; place < settings.perQuarter; place++) {
      const now = seen();
      const best = ranked(now).find(mayCome);
      const leader = (['director_vp', 'cco'] as const).map((role) => now.candidates[role]).find(mayCome);
      if (best !== undefined) take(best, best.role === 'cs_ops' ? 'csm_time' : 'outcome');
      else if (leader !== undefined) take(leader, 'gate-open');
      else break;
    }
    const after = grown(base, settings.growth, month);
    const outside = hires.filter(({ reason }) => reason !== 'promotion');
    const evaluation = seen();
    const [best] = ranked(evaluation).filter(({ role }) => !hiredAt.has(role) || repeatable.includes(role));
    const teamCost = costOfTeam(base, settings);
    const firstDay = start === null ? null : quartersOn(start, i);
    return {
      slot,
      month,
      quarter: firstDay === null ? null : quarterName(firstDay),
      firstDay,
      hires,
      waiting:
        outside.length > 0 || best === undefined
          ? null
          : {
              role: best.role,
              score: best.worth?.score ?? null,
              condition: whyNot(best, readyAt(best.role, hiredAt), slot),
            },
      arr: after.arr,
      teamCost,
      costShare: after.arr === null || after.arr === 0 ? null : teamCost / after.arr,
    };
  });
}
