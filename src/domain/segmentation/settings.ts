/** What a segmentation is held against: the caller's lines, or the defaults, each of which is then listed. */
import { type Assumptions, houseJudgement } from '../assumptions.ts';
import { roundHalfAway } from '../numbers.ts';
import {
  fitWeights,
  type Range,
  type Signal,
  segmentationDefaults,
  type Tier,
  tierNames,
  tierPolicy,
} from '../policy/segmentation.ts';
import type { ServingPolicy } from './economics.ts';
import type { SegmentationInput } from './input.ts';
import type { Floors } from './tiers.ts';

export type Settings = ServingPolicy & {
  budgetShare: number;
  floors: Floors;
  invest: Readonly<Record<Tier, Range>>;
  weights: Readonly<Record<Signal, number>>;
  band: number;
  maxPriceRise: number;
  csmShare: number;
  supportHourCost: number;
  csmHourCost: number;
  /** Whether the budget is the default: figures made with it are marked as resting on an assumption. */
  budgetAssumed: boolean;
};

const perTier = <T>(pick: (tier: Tier) => T): Record<Tier, T> =>
  Object.fromEntries(tierNames.map((tier) => [tier, pick(tier)])) as Record<Tier, T>;

/**
 * The settings in force. Example: without a gross margin it is 0.8, listed with the warning that a margin already net
 * of support counts that cost twice.
 */
export function settingsOf(input: SegmentationInput, { use, note }: Assumptions): Settings {
  const standard = segmentationDefaults;
  const grossMargin = use(
    'gross_margin',
    input.gross_margin,
    standard.gross_margin,
    `${houseJudgement}; before the service cost charged here: a margin already net of support counts that cost twice`,
  );
  const usualTarget = roundHalfAway(Math.max(0, grossMargin - standard.cost_ceiling), 10);
  const target = use(
    'target_margin_after_serving',
    input.target_margin_after_serving,
    usualTarget,
    `${houseJudgement}: service cost at half of ARR`,
  );
  const budgetShare = use(
    'cs_budget_share_of_arr',
    input.cs_budget_share_of_arr,
    standard.cs_budget_share_of_arr,
    `${houseJudgement}; SaaS Capital 2026 has a median of 9% for customer success and support`,
  );
  if (input.tier_floors === undefined)
    note('tier_floors', tierNames.map((tier) => tierPolicy[tier].floor).join(' / '), houseJudgement);
  if (input.tier_investment === undefined)
    note(
      'tier_investment',
      tierNames.map((tier) => `${tierPolicy[tier].invest.low}-${tierPolicy[tier].invest.high}`).join(' / '),
      houseJudgement,
    );
  if (input.icp_weights === undefined)
    note('icp_weights', Object.values(fitWeights).join(' / '), houseJudgement);
  const pick = (field: keyof typeof standard & keyof SegmentationInput, source = houseJudgement): number =>
    use(field, input[field] as number | undefined, standard[field], source);
  const settings: Settings = {
    grossMargin,
    target,
    budgetShare,
    floors: input.tier_floors ?? perTier((tier) => tierPolicy[tier].floor),
    invest: input.tier_investment ?? perTier((tier) => tierPolicy[tier].invest),
    weights: input.icp_weights ?? fitWeights,
    band: pick('hysteresis_band'),
    capShare: pick('account_cap_share'),
    maxPriceRise: pick('max_price_rise'),
    csmShare: pick('csm_share_of_service_cost', `${houseJudgement}, where a row does not split its cost`),
    supportHourCost: pick('support_hour_cost'),
    csmHourCost: use(
      'csm_hour_cost',
      input.csm_hour_cost,
      standard.csm_hour_cost,
      'RepVue 2026: 182,000 loaded a year over 1,065 hours with customers',
    ),
    budgetAssumed: input.cs_budget_share_of_arr === undefined,
  };
  note(
    'saving',
    'people time',
    `${houseJudgement}: saved service cost becomes cash only if the hours are redeployed or cut`,
  );
  return settings;
}
