/** When a team needs somebody who leads it, and what that costs. */
import { atOrAbove } from '../numbers.ts';
import { coachInternalShare, coverageLines, hoursPolicy } from '../policy/coverage.ts';
import type { Hire } from './plan.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

const { group, all, span, playerCoachMost } = coverageLines.manager;

export type ManagerNeed = {
  kind: 'player_coach' | 'full_time';
  month: number;
  heads: number;
  /** Seats that hold the work of those CSMs once one of them leads. */
  seatsNeeded: number;
  extraCost: number;
};

/** A team at one month: people in each group, and what a seat of its largest group costs. */
export type Team = { groups: readonly number[]; seatCost: number };

const headsOf = ({ groups }: Team): number => groups.reduce((sum, one) => sum + one, 0);

/** Whether a team needs a lead: 5 in one group, 8 in all, or escalations every week once there are 3. */
export function needsLead(team: Team, escalations: boolean): boolean {
  const heads = headsOf(team);
  return (
    team.groups.some((one) => atOrAbove(one, group)) ||
    atOrAbove(heads, all) ||
    (escalations && atOrAbove(heads, coverageLines.escalationsNeed))
  );
}

/**
 * The part of a seat that a leading CSM gives up. Half of the paid year goes into the team, so 799 of 1,065 hours are
 * left, about three quarters: one quarter is lost.
 */
export const coachLoss = (): number => {
  const paid = hoursPolicy.calendar_hours - hoursPolicy.leave_hours - hoursPolicy.sick_hours;
  const left = (paid * (1 - coachInternalShare)) / (paid - hoursPolicy.internal_hours);
  return Math.round((1 - left) * 100) / 100;
};

/** Managers a team of some heads needs: one for each 7, at least one. Example: 10 need one, 11 need two. */
const leadsFor = (heads: number): number => Math.max(1, Math.floor(heads / span + 0.5 + 1e-9));

/** One manager. Up to 7 people one of them leads beside a smaller book; from 8 on the seat is filled again. */
function managerAt(month: number, team: Team, managerCost: number): ManagerNeed {
  const heads = headsOf(team);
  const coach = !atOrAbove(heads, playerCoachMost + 1);
  return {
    kind: coach ? 'player_coach' : 'full_time',
    month,
    heads,
    seatsNeeded: coach ? heads + coachLoss() : heads,
    extraCost: coach ? managerCost - team.seatCost + coachLoss() * team.seatCost : managerCost,
  };
}

/** Managers due over some months, in order; those in place count first. */
export function planManagers(
  months: readonly (readonly [month: number, team: Team])[],
  { managers, managerCost }: Pick<CoverageSettings, 'managers' | 'managerCost'>,
  escalations: boolean,
): ManagerNeed[] {
  const out: ManagerNeed[] = [];
  for (const [month, team] of months) {
    if (!needsLead(team, escalations)) continue;
    const due = leadsFor(headsOf(team)) - managers - out.length;
    for (let k = 0; atOrAbove(due, k + 1); k++) out.push(managerAt(month, team, managerCost));
  }
  return out;
}

/** The team at a month: people after moves, and those hired for gaps and growth who are in their seats. */
export function teamAt(
  month: number,
  book: readonly TierBook[],
  people: readonly number[],
  hires: readonly Hire[],
): Team {
  const groups = book.map(
    ({ tier }, i) =>
      (people[i] ?? 0) +
      hires.filter(
        (hire) => hire.tier === tier && hire.reason !== 'replacement' && atOrAbove(month, hire.inSeatMonth),
      ).length,
  );
  const most = groups.indexOf(Math.max(...groups));
  return { groups, seatCost: book[most]?.loadedCost ?? 0 };
}
