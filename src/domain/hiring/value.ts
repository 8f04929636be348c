/** What a role is worth against what it costs. */
import { above, atOrAbove, ratio } from '../numbers.ts';
import type { Role } from '../policy/hiring.ts';
import { attribute } from './attribution.ts';
import type { HiringSettings, Outcome, Situation } from './settle.ts';
import type { SplitVerdict } from './split.ts';

export type Worth = {
  role: Role;
  cost: number;
  outcomes: readonly Outcome[];
  arrAtStake: number;
  /** ARR that one hire saves in a year. */
  protectedArr: number;
  value1y: number;
  value3y: number;
  /** Value over three years / cost; null for a role that no named outcome asks for. */
  score: number | null;
  /** What points of GRR on the ARR of one more CSM are worth / cost; for csm only. */
  bookScore: number | null;
  /** Part of the loss that must be prevented to pay; null without a loss. */
  breakEven1y: number | null;
  breakEven3y: number | null;
  pays: 'one_year' | 'three_year' | 'no';
};

/** ARR that one hire saves of an outcome in a year. Example: 300,000 x 0.70 x 0.50 is 105,000. */
export const savedOf = ({ arrAtStake, preventable, capture }: Outcome): number =>
  arrAtStake * (preventable ?? 0) * capture;

/** ARR from which a CSM pays by the points of GRR it may win. Example: 182,000 / (0.05 x 2.058) is 1,768,707. */
export const breakEvenArr = ({ costs, points }: HiringSettings, v: number): number =>
  costs.csm / (points * v);

function bookScoreOf({ arr, team }: Situation, { points, v3, costs }: HiringSettings): number | null {
  return arr === null ? null : (((points * arr) / (team.csm + 1)) * v3) / costs.csm;
}

/** CSM time that CS Ops frees, in money a year; null without the share of time. Example: 3 CSMs at 0.45 free 163,800. */
export function opsValue(
  { team }: Situation,
  share: number | null,
  { opsBaseline, costs }: HiringSettings,
): number | null {
  return share === null ? null : team.csm * Math.max(0, share - opsBaseline) * costs.csm;
}

/**
 * The worth of a scored role in a situation.
 * Example: implementation with 300,000 of customers who never went live protects 105,000; at 130,000 it scores 1.66.
 */
export function worthOf(
  role: Role,
  situation: Situation,
  split: SplitVerdict,
  settings: HiringSettings,
  adminShare: number | null,
): Worth {
  const cost = settings.costs[role];
  const outcomes = situation.outcomes.filter((one) => attribute(one, situation, split).role === role);
  const arrAtStake = outcomes.reduce((total, one) => total + one.arrAtStake, 0);
  const protectedArr = outcomes.reduce((total, one) => total + savedOf(one), 0);
  const [value1y, value3y] = [protectedArr * settings.v1, protectedArr * settings.v3];
  const named = outcomes.length > 0;
  const bookScore = role === 'csm' && named ? bookScoreOf(situation, settings) : null;
  const ops = role === 'cs_ops' ? opsValue(situation, adminShare, settings) : null;
  const own = named ? value3y / cost : null;
  const score =
    role === 'cs_ops'
      ? ratio(ops, cost)
      : own === null
        ? null
        : Math.max(own, bookScore ?? Number.NEGATIVE_INFINITY);
  return {
    role,
    cost,
    outcomes,
    arrAtStake,
    protectedArr,
    value1y: role === 'cs_ops' ? (ops ?? 0) : value1y,
    value3y: role === 'cs_ops' ? (ops ?? 0) : value3y,
    score,
    bookScore,
    breakEven1y: ratio(cost, arrAtStake * settings.v1),
    breakEven3y: ratio(cost, arrAtStake * settings.v3),
    pays: atOrAbove(role === 'cs_ops' ? (ops ?? 0) : value1y, cost)
      ? 'one_year'
      : atOrAbove(role === 'cs_ops' ? (ops ?? 0) : value3y, cost)
        ? 'three_year'
        : 'no',
  };
}

/** ARR at stake from which a role would pay, by how its outcomes can be prevented; null without one. Example: 182,000 / (0.5 x 0.5 x 2.058) is 353,741. */
export function opensAt({ cost, arrAtStake, protectedArr }: Worth, { v3 }: HiringSettings): number | null {
  const part = ratio(protectedArr, arrAtStake);
  return part === null || part === 0 ? null : cost / (part * v3);
}

/** Whether even zero churn would not pay for a CSM; null when churn is not known. */
export const ceilingFails = ({ churned, v3, costs }: HiringSettings): boolean | null =>
  churned === null ? null : above(costs.csm, churned * v3);
