/** From the input to the company a plan is made for: defaults filled in and listed, outcomes complete. */
import { type Assumptions, houseJudgement } from '../assumptions.ts';
import { above, compareText } from '../numbers.ts';
import {
  type HiringCause,
  hiringCausePolicy,
  hiringDefaults,
  hiringLines,
  notLost,
  productCauses,
  type Role,
  roleNames,
  rolePolicy,
} from '../policy/hiring.ts';
import type { Tier } from '../policy/segmentation.ts';
import type { HiringInput } from './input.ts';

/** One outcome that fails. */
export type Outcome = {
  id: string;
  outcome: string;
  arrAtStake: number;
  cause: HiringCause;
  /** Null for an unknown cause. */
  preventable: number | null;
  preventableGiven: boolean;
  capture: number;
  segment: Tier | null;
  /** Made from a signal, or the rest of churn that nobody named. */
  derived: boolean;
};

export type Team = Readonly<Record<Role, number>>;

/** The company as one slot of the plan sees it; the sequence changes ARR, customers, outcomes and team. */
export type Situation = {
  arr: number | null;
  customers: number | null;
  acv: number | null;
  team: Team;
  largestGroup: number;
  outcomes: readonly Outcome[];
  /** Months since the plan began. */
  month: number;
};

export type HiringSettings = {
  growth: number;
  /** What ARR kept is worth: its margin for one year, and for three as it decays. */
  v1: number;
  v3: number;
  points: number;
  capture: number;
  opsBaseline: number;
  leadDays: number;
  perQuarter: number;
  costs: Readonly<Record<Role, number>>;
  churned: number | null;
  /** Share of lost ARR with product causes; null when no loss is named. */
  productShare: number | null;
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** ARR lost: all outcomes but growth and advocacy that did not happen. */
export const lostOf = (outcomes: readonly Outcome[]): number =>
  sum(outcomes.filter(({ cause }) => !notLost.includes(cause)).map(({ arrAtStake }) => arrAtStake));

/** Signals that stand for an outcome when none is given. */
const derivable = [
  ['losses_before_go_live_arr', 'never_went_live', 'New customers go live'],
  ['renewals_lapsed_arr', 'renewal_lapsed', 'Renewals are signed in time'],
  ['payment_failure_arr', 'payment_failure', 'Payments go through'],
  ['unworked_expansion_arr', 'expansion_unworked', 'Customers who are ready for more buy it'],
] as const;

/** Pairs of a signal and a named outcome that differ by more than a fifth; the outcome counts. */
export function disagreements(input: HiringInput): HiringCause[] {
  return derivable.flatMap(([signal, cause]) => {
    const said = input.signals?.[signal];
    const named = (input.outcomes ?? []).filter((one) => one.cause === cause);
    if (said === undefined || named.length === 0) return [];
    const total = sum(named.map(({ arr_at_stake: arr }) => arr));
    return above(Math.abs(said - total), hiringLines.signalSlack * Math.max(said, total)) ? [cause] : [];
  });
}

/** ARR that left in twelve months; null when neither it nor its share of ARR was given. */
export const churnedOf = ({
  churned_arr_12m: churned,
  gross_churn_rate: rate,
  arr,
}: HiringInput): number | null =>
  churned ?? (rate === undefined || arr === undefined || arr === null ? null : arr * rate);

/** The outcomes in a fixed order, the largest first, each with an id of its own; what churn leaves unnamed is unknown. */
export function outcomesOf(input: HiringInput, capture: number): Outcome[] {
  const make = (
    fields: Pick<Outcome, 'outcome' | 'arrAtStake' | 'cause'> & Partial<Outcome>,
    derived: boolean,
  ): Outcome => ({
    id: '',
    preventable: hiringCausePolicy[fields.cause].preventable,
    preventableGiven: false,
    capture,
    segment: null,
    derived,
    ...fields,
  });
  const given = (input.outcomes ?? []).map((one) =>
    make(
      {
        id: one.id ?? '',
        outcome: one.outcome,
        arrAtStake: one.arr_at_stake,
        cause: one.cause ?? 'unknown',
        ...(one.preventable_share === undefined
          ? {}
          : { preventable: one.preventable_share, preventableGiven: true }),
        capture: one.capture_share ?? capture,
        segment: one.segment ?? null,
      },
      false,
    ),
  );
  const derived = derivable.flatMap(([signal, cause, outcome]) => {
    const arrAtStake = input.signals?.[signal] ?? 0;
    return arrAtStake > 0 && !given.some((one) => one.cause === cause)
      ? [make({ outcome, arrAtStake, cause }, true)]
      : [];
  });
  const named = [...given, ...derived];
  const rest = (churnedOf(input) ?? 0) - lostOf(named);
  if (above(rest, 0))
    named.push(
      make({ outcome: 'Churn that nobody has named a cause for', arrAtStake: rest, cause: 'unknown' }, true),
    );
  const taken = new Set(named.map(({ id }) => id).filter((id) => id !== ''));
  return named
    .sort(
      (a, b) =>
        b.arrAtStake - a.arrAtStake ||
        compareText(a.cause, b.cause) ||
        compareText(a.outcome, b.outcome) ||
        compareText(a.id, b.id),
    )
    .map((one) => {
      if (one.id !== '') return one;
      let id: string = one.cause;
      for (let n = 2; taken.has(id); n++) id = `${one.cause}_${n}`;
      taken.add(id);
      return { ...one, id };
    });
}

/** The settings in force. Example: at a margin of 0.80 and retention of 0.85, ARR kept is worth 0.80 and 2.058 of itself. */
export function settingsOf(
  input: HiringInput,
  outcomes: readonly Outcome[],
  { use, note }: Assumptions,
): HiringSettings {
  const standard = hiringDefaults;
  const own = (field: keyof typeof standard): number =>
    use(field, input[field], standard[field], houseJudgement);
  const margin = own('gross_margin');
  const r = own('retention_rate');
  const lost = lostOf(outcomes);
  const product = sum(
    outcomes.filter(({ cause }) => productCauses.includes(cause)).map(({ arrAtStake }) => arrAtStake),
  );
  if (roleNames.some((role) => input.role_costs?.[role] === undefined))
    note(
      'role_costs',
      'by role, see the table of roles',
      `${houseJudgement}; csm from RepVue 2026 (OTE 140,000, x 1.30)`,
    );
  if (outcomes.some(({ preventableGiven }) => !preventableGiven))
    note('outcomes[].preventable_share', 'by cause', houseJudgement);
  return {
    growth: own('growth_rate'),
    v1: margin,
    v3: margin * (1 + r + r * r),
    points: own('achievable_grr_points'),
    capture: own('capture_share'),
    opsBaseline: own('cs_ops_baseline_share'),
    leadDays: own('hiring_lead_days'),
    perQuarter: own('max_hires_per_quarter'),
    costs: Object.fromEntries(
      roleNames.map((role) => [role, input.role_costs?.[role] ?? rolePolicy[role].loadedCost]),
    ) as Record<Role, number>,
    churned: churnedOf(input),
    productShare: input.signals?.product_gap_share ?? (lost === 0 ? null : product / lost),
  };
}

/** The company today. */
export function situationOf(input: HiringInput, outcomes: readonly Outcome[]): Situation {
  const { arr = null, customers = null } = input;
  const team = Object.fromEntries(roleNames.map((role) => [role, input.team?.[role] ?? 0])) as Record<
    Role,
    number
  >;
  const derived = arr === null || customers === null || customers === 0 ? null : arr / customers;
  return {
    arr,
    customers,
    acv: input.acv ?? derived,
    team,
    largestGroup: input.largest_csm_group ?? team.csm,
    outcomes,
    month: 0,
  };
}
