/** Which accounts should change terms or leave, by five criteria and their margin, and on which path. */
import { above, atOrAbove, atOrBelow, below } from '../numbers.ts';
import { fitBands, segmentationDefaults, segmentationLines } from '../policy/segmentation.ts';
import type { Economics, ServingPolicy } from './economics.ts';
import type { Fit } from './fit.ts';

export const criteria = [
  'low_fit',
  'cost_over_half',
  'early_escalations',
  'acquired_conflict',
  'declining_or_closing',
] as const;

export type Criterion = (typeof criteria)[number];

/** What the criteria look at; null is unknown. */
export type ExitFacts = {
  arr: number;
  cost: number | null;
  /** The part of the cost that stops when the account is moved to tech-touch, and whether its share was assumed. */
  csmCost: number | null;
  splitAssumed: boolean;
  fit: Fit;
  tenureMonths: number | null;
  escalations: number | null;
  acquired: boolean | null;
  declining: boolean | null;
};

export const dispositions = ['exit', 'fix_or_exit', 'watch', 'keep'] as const;

export type Disposition = (typeof dispositions)[number];

export type Ruling = {
  met: Criterion[];
  unknown: Criterion[];
  disposition: Disposition;
  /** What it could become once the unknown is known; null when settled. */
  couldBecome: Disposition | null;
};

function early({ tenureMonths, escalations }: ExitFacts): boolean | null {
  const young = tenureMonths === null ? null : below(tenureMonths, segmentationLines.earlyMonths);
  const many = escalations === null ? null : escalations >= segmentationLines.escalations;
  return young === false || many === false ? false : young === null || many === null ? null : true;
}

/** Each criterion: true, false, or null where the facts do not say. */
export function judge(facts: ExitFacts): Readonly<Record<Criterion, boolean | null>> {
  const { arr, cost, fit, acquired, declining } = facts;
  return {
    low_fit: below(fit.max, fitBands.standard) ? true : atOrAbove(fit.min, fitBands.standard) ? false : null,
    cost_over_half: cost === null ? null : above(cost, segmentationDefaults.cost_ceiling * arr),
    early_escalations: early(facts),
    acquired_conflict: acquired,
    declining_or_closing: declining,
  };
}

const dispositionOf = (count: number, { marginClass }: Economics): Disposition =>
  count >= segmentationLines.exitCriteria
    ? 'exit'
    : marginClass === 'negative'
      ? 'fix_or_exit'
      : count >= segmentationLines.watchCriteria
        ? 'watch'
        : 'keep';

/**
 * Rules on an account. A healthy margin takes low fit out: a paying account is not let go for that. Low fit and cost
 * that are not known leave open what it could become; the other three criteria count only when reported.
 * Example: fit 1.5 and cost of 14,000 on 12,000 ARR meet two criteria: exit.
 */
export function ruleOn(facts: ExitFacts, economics: Economics): Ruling {
  const all = judge(facts);
  const counted = criteria.filter((name) => name !== 'low_fit' || economics.marginClass !== 'healthy');
  const met = counted.filter((name) => all[name] === true);
  const open = counted.filter(
    (name) => all[name] === null && (name === 'low_fit' || name === 'cost_over_half'),
  );
  const disposition = dispositionOf(met.length, economics);
  const other = dispositionOf(met.length + open.length, economics);
  return {
    met,
    unknown: criteria.filter((name) => all[name] === null),
    disposition,
    couldBecome: other === disposition ? null : other,
  };
}

export const paths = ['downgrade', 'reprice', 'non_renew'] as const;

export type Path = (typeof paths)[number];

export type Plan = {
  path: Path | null;
  /** Why there is no path. */
  reason: string | null;
  /** The price at which serving the account is worth nothing either way, and the one that leaves the target margin. */
  priceFloor: number | null;
  priceTarget: number | null;
  saving: number | null;
  /** Whether another split of the cost would give another path. */
  dependsOnSplit: boolean;
};

type Priced = ExitFacts & { cost: number };

function pathOf(facts: Priced, margin: number, removable: number, policy: ServingPolicy, rise: number): Path {
  const { arr, cost, fit, acquired, declining } = facts;
  if (acquired === true || declining === true)
    return atOrAbove(margin + removable, 0) ? 'downgrade' : 'non_renew';
  if (removable > 0 && atOrAbove(margin + removable, policy.target * arr)) return 'downgrade';
  const needed = cost / policy.grossMargin / arr - 1;
  return atOrBelow(needed, rise) || fit.band === 'strong' ? 'reprice' : 'non_renew';
}

const noPlan = (reason: string | null): Plan => ({
  path: null,
  reason,
  priceFloor: null,
  priceTarget: null,
  saving: null,
  dependsOnSplit: false,
});

/** Whether a disposition asks for a path: a watched account does when it leaves too little. */
const needsPath = (disposition: Disposition, { marginClass }: Economics): boolean =>
  disposition === 'exit' ||
  disposition === 'fix_or_exit' ||
  (disposition === 'watch' && (marginClass === 'thin' || marginClass === 'negative'));

/**
 * The path of an account that should change terms or leave: less service, another price, or no renewal.
 * Example: 2,400 ARR served for 2,700 of support alone: reprice to at least 3,375 (+40.6%); 5,400 leaves the target.
 */
export function planExit(
  facts: ExitFacts,
  economics: Economics,
  disposition: Disposition,
  policy: ServingPolicy,
  maxPriceRise: number,
): Plan {
  const { arr, cost, csmCost, splitAssumed } = facts;
  const { margin } = economics;
  if (!needsPath(disposition, economics)) return noPlan(null);
  if (cost === null || margin === null) return noPlan('cost_not_known');
  if (arr === 0) return noPlan('no_arr');
  const priced: Priced = { ...facts, cost };
  const removable = csmCost ?? 0;
  const at = (part: number) => pathOf(priced, margin, part, policy, maxPriceRise);
  const path = at(removable);
  const priceFloor = cost / policy.grossMargin;
  const savings: Readonly<Record<Path, number>> = {
    downgrade: removable,
    reprice: Math.max(0, priceFloor - arr) * policy.grossMargin,
    non_renew: -margin,
  };
  return {
    path,
    reason: null,
    priceFloor,
    priceTarget: cost / (policy.grossMargin - policy.target),
    saving: savings[path],
    dependsOnSplit: splitAssumed && at(0) !== at(cost),
  };
}
