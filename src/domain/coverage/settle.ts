/** From the input to the book a plan is made for: older names read, defaults filled in and listed. */
import { type Assumptions, houseJudgement } from '../assumptions.ts';
import { roundHalfAway } from '../numbers.ts';
import {
  type CompanyStage,
  coverageDefaults,
  hoursPolicy,
  loadedCostPolicy,
  type Motion,
  motionPolicy,
  type Ramp,
  rampPolicy,
  ratioPolicy,
  tierMotion,
} from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import type { CoverageInput, TierInput } from './input.ts';

/** ARR and accounts one CSM carries; the ends of the stage's range, null where there is none. */
export type Target = {
  arr: number;
  accounts: number;
  stageLow: number | null;
  stageHigh: number | null;
  /** Companies of the stage rarely have the tier. */
  unusual: boolean;
};

export type TierBook = {
  tier: Tier;
  customers: number;
  arr: number;
  csms: number;
  growth: number;
  motion: Motion;
  /** Hours promised a year and account, as given or as the motion has them. */
  hours: number;
  hoursGiven: boolean;
  ownComplexity: number | null;
  ownHours: number | null;
  loadedCost: number;
  target: Target;
  ramp: Ramp;
};

export type CoverageSettings = {
  attrition: number;
  leadDays: number;
  buffer: number;
  budgetShare: number;
  budgetAssumed: boolean;
  otherCost: number;
  smbThreshold: number;
  /** What ARR kept is worth: its margin for one year, and for three as it decays. */
  v1: number;
  v3: number;
  points: number;
  managers: number;
  managerCost: number;
  csOpsCost: number;
  /** Hours a year with customers: of a named CSM, and of one in a pool. */
  namedHours: number;
  pooledHours: number;
  complexityFactor: number | null;
  seed: number;
  runs: number;
};

/**
 * Hours of a year that are left for customers, whole.
 * Example: (2,080 - 160 - 40 - 627) x 0.85 is 1,065; pooled, 560 off in place of 627, it is 1,122.
 */
export function hoursLeft(model: CoverageInput['hours_model']): { named: number; pooled: number } {
  const of = (field: keyof typeof hoursPolicy): number => model?.[field] ?? hoursPolicy[field];
  const paid = of('calendar_hours') - of('leave_hours') - of('sick_hours');
  const left = (internal: number) => Math.max(1, roundHalfAway((paid - internal) * of('realisation'), 0));
  return { named: left(of('internal_hours')), pooled: left(of('pooled_internal_hours')) };
}

const stageOf = (stage: CompanyStage): 'seed' | 'series_a' | 'growth' | 'late' =>
  stage === 'pre_seed' ? 'seed' : stage === 'series_b' ? 'growth' : stage;

/**
 * What one CSM of a tier carries. A founder's own target stands as it is; the house ratio is clamped into the range
 * of the stage. Example: enterprise at seed is 800,000, the upper end, where the house ratio is 1,200,000.
 */
export function targetOf(tier: Tier, { stage, targets }: Pick<CoverageInput, 'stage' | 'targets'>): Target {
  const policy = ratioPolicy[tier];
  const own = targets?.[tier];
  const accounts = own?.accounts_per_csm ?? policy.accountsPerCsm;
  const range = stage === undefined ? null : policy.stages[stageOf(stage)];
  const ends = { stageLow: range?.low ?? null, stageHigh: range?.high ?? null };
  const clamped = Math.min(range?.high ?? Infinity, Math.max(range?.low ?? 0, policy.arrPerCsm));
  return {
    arr: own?.arr_per_csm ?? clamped,
    accounts,
    ...ends,
    unusual: stage !== undefined && range === null,
  };
}

const partNames = ['scheduled_hours', 'reactive_hours', 'onboarding_hours'] as const;

const hoursGiven = (row: TierInput): boolean =>
  row.hours_per_account !== undefined || partNames.some((name) => row[name] !== undefined);

/** Hours promised a year and account: as given, else by parts, else as the motion has them. */
function hoursOf(row: TierInput, motion: Motion, customers: number): number {
  if (row.hours_per_account !== undefined) return row.hours_per_account;
  const standard = motionPolicy[motion];
  const onboarding =
    row.onboarding_hours === undefined || customers === 0
      ? standard.onboarding
      : (row.onboarding_hours * (row.new_accounts_per_year ?? 0)) / customers;
  return (row.scheduled_hours ?? standard.scheduled) + (row.reactive_hours ?? standard.reactive) + onboarding;
}

const loadedCostOf = (tier: Tier, given: CoverageInput['loaded_cost']): number | undefined =>
  typeof given === 'number' ? given : given?.[tier];

/** Growth of the whole book as given; undefined when only tiers say it, or nobody does. */
export const growthGiven = ({
  growth_rate: now,
  growth_target_pct: older,
}: CoverageInput): number | undefined => now ?? older;

const rowOf = (book: NonNullable<CoverageInput['book']>, tier: Tier): TierInput | undefined =>
  tier === 'smb' ? (book.smb ?? book.smb_long_tail) : book[tier];

/** The settings in force, each default listed. `book` says whether there are tiers to plan; a team alone needs fewer. */
export function settingsOf(
  input: CoverageInput,
  { use, note }: Assumptions,
  book: boolean,
): CoverageSettings {
  const standard = coverageDefaults;
  const used = { hours_model: hoursLeft(input.hours_model) };
  // A team alone is planned by attrition and managers; what it is not planned by is not assumed.
  const own = (
    field: keyof typeof standard & keyof CoverageInput,
    source: string,
    always = false,
  ): number => {
    const given = input[field] as number | undefined;
    return book || always ? use(field, given, standard[field], source) : (given ?? standard[field]);
  };
  if (book) {
    if (input.hours_model === undefined) {
      const { calendar_hours, leave_hours, sick_hours, internal_hours, pooled_internal_hours, realisation } =
        hoursPolicy;
      const text = `${calendar_hours} - ${leave_hours} - ${sick_hours} - ${internal_hours} (pooled ${pooled_internal_hours}), x ${realisation}`;
      note('hours_model', text, houseJudgement);
    }
    if (
      tierNames.some(
        (tier) =>
          rowOf(input.book ?? {}, tier) !== undefined && !hoursGiven(rowOf(input.book ?? {}, tier) ?? {}),
      )
    )
      note(
        'hours_per_account',
        'by motion',
        "a practitioner's catalogue (gaintrace 2026); replace by your own promises",
      );
    if (input.targets === undefined)
      note(
        'targets',
        'ARR and accounts per CSM by tier',
        `${houseJudgement}; the published guidepost is 2M (Gainsight 2014)`,
      );
    if (input.ramp === undefined) note('ramp', 'by tier', houseJudgement);
  }
  const buffer = own('buffer', houseJudgement);
  const attrition = use(
    'attrition_rate',
    input.attrition_rate ?? input.team?.attrition_rate,
    standard.attrition_rate,
    `${houseJudgement}; no neutral source, use your own`,
  );
  const leadDays = own('hiring_lead_days', houseJudgement);
  const budgetShare = own(
    'cs_budget_share',
    `${houseJudgement}; SaaS Capital 2026 has a median of 9% for customer success and support`,
  );
  const otherCost = own('other_cs_cost_annual', `${houseJudgement}: nothing else is paid from this budget`);
  const smbThreshold = own('smb_dedicated_threshold', houseJudgement);
  const margin = own('gross_margin', houseJudgement);
  const r = own('retention_rate', houseJudgement);
  const points = own('achievable_points', houseJudgement);
  const managerCost = own('manager_loaded_cost', houseJudgement, true);
  const csOpsCost = own('cs_ops_cost', houseJudgement);
  const led = input.team?.reporting_to_founder === false && input.current_manager_count === undefined;
  if (led) note('current_manager_count', 1, 'the team does not report to a founder, so somebody leads it');
  return {
    attrition,
    leadDays,
    buffer,
    budgetShare,
    budgetAssumed: input.cs_budget_share === undefined,
    otherCost,
    smbThreshold,
    v1: margin,
    v3: margin * (1 + r + r * r),
    points,
    managers: input.current_manager_count ?? (led ? 1 : 0),
    managerCost,
    csOpsCost,
    namedHours: used.hours_model.named,
    pooledHours: used.hours_model.pooled,
    complexityFactor: input.complexity_factor ?? null,
    seed: input.seed ?? standard.seed,
    runs: input.runs ?? standard.runs,
  };
}

/** Why a tier is taken to have no CSM: hires follow from it, so it is said. */
const noCount = 'no count was given: hires are counted from nobody';

/** The tiers of the book, from strategic to smb; empty for a team alone. */
export function bookOf(input: CoverageInput, { use }: Assumptions): TierBook[] {
  const { book } = input;
  if (book === undefined) return [];
  const named = tierNames.flatMap((tier) => {
    const row = rowOf(book, tier);
    return row === undefined ? [] : [{ tier, row }];
  });
  const rowGrowth = (row: TierInput): number | undefined => row.growth_rate ?? row.growth_target_pct;
  const overall = growthGiven(input);
  const needed = named.some(({ row }) => rowGrowth(row) === undefined);
  const growth = needed
    ? use('growth_rate', overall, coverageDefaults.growth_rate, `${houseJudgement}: no growth was given`)
    : (overall ?? coverageDefaults.growth_rate);
  return named.map(({ tier, row }): TierBook => {
    const customers = row.customer_count ?? 0;
    const motion = row.motion ?? tierMotion[tier];
    return {
      tier,
      customers,
      arr: row.total_arr ?? row.total_arr_usd ?? 0,
      csms:
        customers > 0
          ? use(`current_csm_count.${tier}`, row.current_csm_count, 0, noCount)
          : (row.current_csm_count ?? 0),
      growth: rowGrowth(row) ?? growth,
      motion,
      hours: hoursOf(row, motion, customers),
      hoursGiven: hoursGiven(row),
      ownComplexity: row.complexity ?? null,
      ownHours: row.effective_hours ?? null,
      loadedCost: use(
        `loaded_cost.${tier}`,
        loadedCostOf(tier, input.loaded_cost),
        loadedCostPolicy[tier],
        `${houseJudgement} around RepVue 2026 (182,000)`,
      ),
      target: targetOf(tier, input),
      ramp: input.ramp?.[tier] ?? rampPolicy[tier],
    };
  });
}
