/** The promise ladder: what is promised, made cheaper one step at a time, before anybody is hired or let go. */
import { atOrBelow, below, ratio, sumOf } from '../numbers.ts';
import { coverageLines, motionNames } from '../policy/coverage.ts';
import type { Tier } from '../policy/segmentation.ts';
import { hoursFte, hoursThatFit, inMotion, type Promised, promised } from './promise.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export const ladderSteps = ['as_promised', 'pool_mid_market', 'trim_enterprise', 'self_serve_smb'] as const;

export type LadderStep = {
  step: (typeof ladderSteps)[number];
  /** CSMs by tier, in the order of the book. */
  fte: readonly number[];
  total: number;
  cost: number;
  share: number | null;
  /** Hours an enterprise account is left with; null before that step. */
  enterpriseHours: number | null;
  fits: boolean;
};

type Promises = ReadonlyMap<Tier, Promised>;

/** Walks the ladder until the promises fit the budget, other cost taken off; the last step may still be above it. */
export function promiseLadder(book: readonly TierBook[], settings: CoverageSettings): LadderStep[] {
  const arr = sumOf(book.map((tier) => tier.arr));
  const budget = settings.budgetShare * arr - settings.otherCost;
  const fteOf = (tier: TierBook, promises: Promises): number => {
    const promise = promises.get(tier.tier);
    return promise === undefined ? 0 : hoursFte(tier.customers, promise);
  };
  const costOf = (some: readonly TierBook[], promises: Promises) =>
    sumOf(some.map((tier) => fteOf(tier, promises) * tier.loadedCost));
  const stepOf = (
    step: LadderStep['step'],
    promises: Promises,
    enterpriseHours: number | null,
  ): LadderStep => {
    const fte = book.map((tier) => fteOf(tier, promises));
    const cost = costOf(book, promises);
    return {
      step,
      fte,
      total: sumOf(fte),
      cost,
      share: ratio(cost + settings.otherCost, arr),
      enterpriseHours,
      fits: atOrBelow(cost, budget),
    };
  };
  const tierOf = (name: Tier) => book.find(({ tier, customers }) => tier === name && customers > 0);

  let promises: Promises = new Map(book.map((tier) => [tier.tier, promised(tier, settings)]));
  let hours: number | null = null;
  const rows = [stepOf('as_promised', promises, null)];
  const fits = () => rows.at(-1)?.fits === true;
  const take = (step: LadderStep['step'], tier: TierBook, promise: Promised) => {
    promises = new Map([...promises, [tier.tier, promise]]);
    rows.push(stepOf(step, promises, hours));
  };

  const mid = tierOf('mid_market');
  if (!fits() && mid !== undefined && motionNames.indexOf(mid.motion) <= motionNames.indexOf('light'))
    take('pool_mid_market', mid, inMotion(mid, 'sweep', settings));

  const enterprise = tierOf('enterprise');
  if (!fits() && enterprise !== undefined) {
    const left =
      budget -
      costOf(
        book.filter((tier) => tier !== enterprise),
        promises,
      );
    const promise = promised(enterprise, settings);
    const fit = hoursThatFit(left / enterprise.loadedCost, enterprise.customers, promise) ?? 0;
    const trimmed = Math.min(enterprise.hours, Math.max(coverageLines.leastHours, fit));
    if (below(trimmed, enterprise.hours)) {
      hours = trimmed;
      take('trim_enterprise', enterprise, { ...promise, hours: trimmed });
    }
  }

  const smb = tierOf('smb');
  if (!fits() && smb !== undefined && smb.motion === 'sweep')
    take('self_serve_smb', smb, inMotion(smb, 'self_serve', settings));
  return rows;
}
