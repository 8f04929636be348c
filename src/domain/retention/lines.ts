/** The lines an analysis holds its rates against: house targets and thresholds, with the caller's overrides. */
import {
  houseTargets,
  type Lines,
  type RateName,
  rateNames,
  type Stage,
  type Thresholds,
  thresholds,
} from '../policy/retention.ts';
import type { Assumption } from '../report.ts';
import type { PolicyOverrides } from './input.ts';

/** Lines per rate and thresholds in force. */
export type Policy = Thresholds & { bands: Readonly<Record<RateName, Lines>> };

/**
 * The policy in force for a stage; each override is listed beside its default.
 * Example: overriding `min_accounts` by 10 lists `policy.min_accounts`, 10, "override of 20".
 */
export function policyInForce(
  stage: Stage,
  overrides: PolicyOverrides | undefined,
): { policy: Policy; assumptions: Assumption[] } {
  const assumptions: Assumption[] = [];
  const pick = (field: string, given: number | undefined, standard: number): number => {
    if (given === undefined) return standard;
    assumptions.push({ field: `policy.${field}`, value: given, source: `override of ${standard}` });
    return given;
  };
  const linesOf = (rate: RateName): Lines => ({
    healthy: pick(
      `bands.${rate}.healthy`,
      overrides?.bands?.[rate]?.healthy,
      houseTargets[stage][rate].healthy,
    ),
    concerning: pick(
      `bands.${rate}.concerning`,
      overrides?.bands?.[rate]?.concerning,
      houseTargets[stage][rate].concerning,
    ),
  });
  const bands = Object.fromEntries(rateNames.map((rate) => [rate, linesOf(rate)])) as Record<RateName, Lines>;
  const chosen = Object.fromEntries(
    Object.entries(thresholds).map(([key, standard]) => [
      key,
      pick(key, overrides?.[key as keyof Thresholds], standard),
    ]),
  ) as Thresholds;
  return { policy: { ...chosen, bands }, assumptions };
}
