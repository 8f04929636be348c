/** All roles in one situation: worth, gates, and which of them qualify. */
import { atOrAbove, compareText } from '../numbers.ts';
import { type Role, roleNames, scoredRoles } from '../policy/hiring.ts';
import { closedBy, type Gate, gatesOf } from './gates.ts';
import type { HiringInput } from './input.ts';
import type { HiringSettings, Situation } from './settle.ts';
import { judgeSplit, type Split } from './split.ts';
import { type Worth, worthOf } from './value.ts';

export type Candidate = {
  role: Role;
  worth: Worth | null;
  gates: readonly Gate[];
  /** The first gate that is false. */
  closed: Gate | null;
  /** Open, and worth its cost; for a role without a score, every gate true. */
  qualifies: boolean;
  /** Would qualify but for the newest person, who has not landed. */
  waitsForRamp: boolean;
};

export type Evaluation = { candidates: Readonly<Record<Role, Candidate>>; split: Split };

const isScored = (role: Role): boolean => scoredRoles.includes(role);

const worthIt = (worth: Worth | null): boolean =>
  worth !== null && worth.score !== null && atOrAbove(worth.score, 1);

/** Evaluates every role. */
export function evaluate(situation: Situation, input: HiringInput, settings: HiringSettings): Evaluation {
  const split = judgeSplit(situation, input, settings);
  const adminShare = input.signals?.csm_admin_time_share ?? null;
  const entries = roleNames.map((role): [Role, Candidate] => {
    const worth = isScored(role) ? worthOf(role, situation, split.verdict, settings, adminShare) : null;
    const gates = gatesOf(role, { situation, input, settings, split, worth });
    const closed = closedBy(gates);
    const others = gates.filter(({ gate }) => gate !== 'last-hire-landed');
    const good = (some: readonly Gate[]) =>
      isScored(role) ? closedBy(some) === null && worthIt(worth) : some.every(({ open }) => open === true);
    return [
      role,
      {
        role,
        worth,
        gates,
        closed,
        qualifies: good(gates),
        waitsForRamp: !good(gates) && good(others),
      },
    ];
  });
  return { candidates: Object.fromEntries(entries) as Record<Role, Candidate>, split };
}

/** Scored roles by score, then by ARR at stake, then in the order of the table; roles without a score are left out. */
export const ranked = ({ candidates }: Evaluation): Candidate[] =>
  scoredRoles
    .map((role) => candidates[role])
    .filter(({ worth }) => worth !== null && worth.score !== null)
    .sort(
      (a, b) =>
        (b.worth?.score ?? 0) - (a.worth?.score ?? 0) ||
        (b.worth?.arrAtStake ?? 0) - (a.worth?.arrAtStake ?? 0) ||
        scoredRoles.indexOf(a.role) - scoredRoles.indexOf(b.role) ||
        compareText(a.role, b.role),
    );
