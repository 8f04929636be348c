/** Staffing against money: the first rule that matches, and what follows from both. */
import { above, atOrAbove } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import type { confidences } from '../report.ts';
import type { CoverageInput } from './input.ts';
import type { Hire } from './plan.ts';
import type { Redeployment } from './redeploy.ts';
import { growthGiven, type TierBook } from './settle.ts';
import type { TeamPlan } from './team.ts';

export const staffingVerdicts = [
  'founder_led',
  'understaffed',
  'redeploy',
  'overstaffed',
  'staffed',
] as const;
export type StaffingVerdict = (typeof staffingVerdicts)[number];

export const moneyVerdicts = ['within_budget', 'stretched', 'over_budget'] as const;
export type MoneyVerdict = (typeof moneyVerdicts)[number];

export const coverageVerdicts = [
  'promise-less-before-hiring',
  'hire',
  'redeploy',
  'redeploy-or-shrink',
  'hold',
  'promise-less',
  'promote',
  'founder-led',
] as const;
export type CoverageVerdict = (typeof coverageVerdicts)[number];

/** How the book is staffed: the first rule that matches. */
export function staffingOf(
  seats: number,
  csms: number,
  hires: readonly Hire[],
  { moves, surplusAfter }: Redeployment,
): StaffingVerdict {
  const due = hires.some(({ dueNow, reason }) => dueNow || reason === 'gap_now');
  if (seats === 0 && csms === 0 && !due) return 'founder_led';
  if (due) return 'understaffed';
  if (moves.length > 0) return 'redeploy';
  return atOrAbove(surplusAfter, coverageLines.surplus) ? 'overstaffed' : 'staffed';
}

/** The larger of the cost shares now and in 12 months against the budget share. Example: 13.0% is over 1.25 x 10%. */
export function moneyOf(share: number, budgetShare: number): MoneyVerdict {
  if (!above(share, budgetShare)) return 'within_budget';
  return above(share, coverageLines.stretched * budgetShare) ? 'over_budget' : 'stretched';
}

/** What to do. Example: understaffed and over budget is to promise less before hiring. */
export function coverageVerdict(staffing: StaffingVerdict, money: MoneyVerdict): CoverageVerdict {
  const over = money === 'over_budget';
  switch (staffing) {
    case 'understaffed':
      return over ? 'promise-less-before-hiring' : 'hire';
    case 'redeploy':
      return 'redeploy';
    case 'overstaffed':
      return 'redeploy-or-shrink';
    case 'staffed':
      return over ? 'promise-less' : 'hold';
    case 'founder_led':
      return 'founder-led';
  }
}

/** The verdict on a team without a book, with its reason. */
export function teamVerdict({ managers, gap }: TeamPlan): { verdict: CoverageVerdict; reason: string } {
  if (managers.length > 0)
    return { verdict: 'promote', reason: 'The team has outgrown one person who leads it beside other work.' };
  if (gap !== null && above(gap, 0))
    return { verdict: 'hire', reason: 'Fewer CSMs are left than are needed then.' };
  return {
    verdict: 'hold',
    reason:
      gap === null
        ? 'No need was named, and no manager is due.'
        : 'Enough CSMs are left, and no manager is due.',
  };
}

/** How sure the verdict is: by what was given of growth, attrition, loaded cost and hours. */
export function coverageConfidence(
  input: CoverageInput,
  book: readonly TierBook[],
): (typeof confidences)[number] {
  const tiers = book.filter(({ customers }) => customers > 0);
  const cost = input.loaded_cost;
  const rows = { ...input.book, smb: input.book?.smb ?? input.book?.smb_long_tail };
  const growth =
    growthGiven(input) !== undefined ||
    (tiers.length > 0 &&
      tiers.every(({ tier }) => (rows[tier]?.growth_rate ?? rows[tier]?.growth_target_pct) !== undefined));
  const attrition = (input.attrition_rate ?? input.team?.attrition_rate) !== undefined;
  const loaded =
    typeof cost === 'number' ||
    (cost !== undefined && tiers.length > 0 && tiers.every(({ tier }) => cost[tier] !== undefined));
  if (book.length === 0) return attrition ? 'medium' : 'low';
  const arr = (some: readonly TierBook[]) => some.reduce((sum, tier) => sum + tier.arr, 0);
  const hours = atOrAbove(
    arr(tiers.filter(({ hoursGiven }) => hoursGiven)),
    coverageLines.confidentHours * arr(tiers),
  );
  const known = [growth, attrition, loaded].filter(Boolean).length;
  if (known === 3 && hours) return 'high';
  return known >= 2 ? 'medium' : 'low';
}
