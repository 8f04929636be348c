/** The verdict on the next hire: the first rule that matches. */
import { above, below } from '../numbers.ts';
import { hiringLines, notLost, type Role } from '../policy/hiring.ts';
import type { confidences } from '../report.ts';
import { attribute } from './attribution.ts';
import { type Candidate, type Evaluation, ranked } from './evaluate.ts';
import { type HiringSettings, lostOf, type Situation } from './settle.ts';
import { breakEvenArr, ceilingFails } from './value.ts';

export const hiringVerdicts = [
  'hire',
  'promote',
  'stay-founder-led',
  'ramp-first',
  'name-the-outcome-first',
  'no-cs-hire-fixes-it',
  'not-yet',
] as const;

export type HiringVerdict = (typeof hiringVerdicts)[number];

export type Decision = {
  verdict: HiringVerdict;
  reason: string;
  /** The role to open or promote; null when nobody is hired. */
  next: Candidate | null;
  /** The next hire from outside, beside a promotion. */
  outside: Candidate | null;
  runnerUp: Candidate | null;
};

/** Shares of lost ARR by what can be done: unknown causes, and known causes that no hire changes; null without a loss. */
export function lossShares(
  situation: Situation,
  split: Evaluation['split'],
): { unknown: number; noHire: number } | null {
  const lost = lostOf(situation.outcomes);
  if (lost === 0) return null;
  const losses = situation.outcomes.filter(({ cause }) => !notLost.includes(cause));
  const share = (some: typeof losses) => some.reduce((total, one) => total + one.arrAtStake, 0) / lost;
  return {
    unknown: share(losses.filter(({ cause }) => cause === 'unknown')),
    noHire: share(
      losses.filter(
        (one) => one.cause !== 'unknown' && attribute(one, situation, split.verdict).role === null,
      ),
    ),
  };
}

/** Decides. Example: with a team of none, 90,000 of churn and ARR of 900,000 the founder keeps it. */
export function decide(evaluation: Evaluation, situation: Situation, settings: HiringSettings): Decision {
  const { candidates, split } = evaluation;
  const order = ranked(evaluation);
  const open = order.filter(({ qualifies }) => qualifies);
  const [best = null] = open;
  const other = order.find(({ role }) => role !== best?.role) ?? null;
  const nobody = { next: null, outside: null, runnerUp: order[0] ?? null };
  const fails = ceilingFails(settings) === true;
  const small = situation.arr !== null && below(situation.arr, breakEvenArr(settings, settings.v3));
  if (situation.team.csm === 0 && best === null && (fails || small))
    return {
      verdict: 'stay-founder-led',
      reason: fails
        ? 'Even zero churn would not pay for a CSM.'
        : 'ARR is below what a CSM needs to pay, and no named outcome pays for a role.',
      ...nobody,
    };
  if (candidates.cs_manager.qualifies)
    return {
      verdict: 'promote',
      reason: 'The team has outgrown one person who leads it beside other work.',
      next: candidates.cs_manager,
      outside: best,
      runnerUp: other,
    };
  if (best !== null)
    return {
      verdict: 'hire',
      reason: 'An open role is worth its cost.',
      next: best,
      outside: best,
      runnerUp: other,
    };
  const leader = [candidates.director_vp, candidates.cco].find(({ qualifies }) => qualifies);
  if (leader !== undefined)
    return {
      verdict: 'hire',
      reason: 'Every gate of the role is open, and no scored role is worth its cost.',
      next: leader,
      outside: leader,
      runnerUp: order[0] ?? null,
    };
  if (Object.values(candidates).some(({ waitsForRamp }) => waitsForRamp))
    return {
      verdict: 'ramp-first',
      reason: 'A role would qualify, but the newest person has not landed.',
      ...nobody,
    };
  const shares = lossShares(situation, split);
  if (situation.outcomes.length === 0 || (shares !== null && above(shares.unknown, hiringLines.half)))
    return {
      verdict: 'name-the-outcome-first',
      reason:
        situation.outcomes.length === 0
          ? 'No failing customer outcome is named.'
          : 'More than half of lost ARR has no known cause.',
      ...nobody,
    };
  if (shares !== null && above(shares.noHire, hiringLines.half))
    return {
      verdict: 'no-cs-hire-fixes-it',
      reason: 'More than half of lost ARR has causes that no hire changes.',
      ...nobody,
    };
  return { verdict: 'not-yet', reason: 'No role is both open and worth its cost.', ...nobody };
}

/** Why the second role is not first. */
export function whyNotRunnerUp({ closed, qualifies }: Candidate): 'gate' | 'does-not-pay' | 'lower-score' {
  return closed !== null ? 'gate' : qualifies ? 'lower-score' : 'does-not-pay';
}

export const proposalVerdicts = ['agree', 'different-role-first', 'not-yet', 'no-hire-fixes-it'] as const;

export type ProposalVerdict = (typeof proposalVerdicts)[number];

/** What becomes of the role the founder thought of. */
export function judgeProposal(role: Role, { verdict, next, outside }: Decision): ProposalVerdict {
  if (next?.role === role || outside?.role === role) return 'agree';
  if (verdict === 'no-cs-hire-fixes-it') return 'no-hire-fixes-it';
  return next === null ? 'not-yet' : 'different-role-first';
}

/** How sure the verdict is, by what is known of the role it names. */
export function hiringConfidence(
  { outside, next }: Decision,
  causeUnknown: boolean,
): (typeof confidences)[number] {
  const candidate = outside ?? next;
  if (candidate === null) return causeUnknown ? 'low' : 'medium';
  const { gates, worth } = candidate;
  const derived = (worth?.outcomes ?? [])
    .filter((one) => one.derived)
    .reduce((total, one) => total + one.arrAtStake, 0);
  if (
    causeUnknown ||
    gates.some(({ open }) => open === null) ||
    above(derived, hiringLines.half * (worth?.arrAtStake ?? 0))
  )
    return 'low';
  const given = (worth?.outcomes ?? []).every(({ preventableGiven }) => preventableGiven);
  return given && (worth?.outcomes.length ?? 0) > 0 ? 'high' : 'medium';
}
