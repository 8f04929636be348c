/** From a cohort as given (older field names included) to the cohort the analysis runs on. */
import { MONEY_TOLERANCE } from '../numbers.ts';
import type { Cohort, CohortReason } from './book.ts';
import type { Claims } from './claims-input.ts';
import type { CohortInput } from './cohort-input.ts';

const orNull = <T>(value: T | undefined): T | null => value ?? null;

const minus = (whole: number | null | undefined, part: number | null | undefined): number | null =>
  whole === null || whole === undefined || part === null || part === undefined ? null : whole - part;

/** The value a month-by-month history reaches at period end, or null when it stops before. */
function reached(series: readonly number[] | undefined, months: number): number | null {
  return Number.isInteger(months) ? orNull(series?.[months - 1]) : null;
}

function reasonsOf(given: CohortInput['churn_reasons']): CohortReason[] | null {
  if (given === undefined) return null;
  return Object.entries(given)
    .map(([text, value]) =>
      typeof value === 'number'
        ? { text, customers: value, arr: null, neverActivatedCustomers: 0, neverActivatedArr: 0 }
        : {
            text,
            customers: value.customers,
            arr: value.arr,
            neverActivatedCustomers: value.never_activated?.customers ?? 0,
            neverActivatedArr: value.never_activated?.arr ?? 0,
          },
    )
    .filter((reason) => reason.customers > 0 || (reason.arr ?? 0) > 0);
}

/** Numerator of GRR: start less losses, or the older `renewed_arr`, or where a history ends. */
function keptGrossOf(
  cohort: CohortInput,
  churned: number | null,
  contraction: number | null,
  months: number,
) {
  if (cohort.renewed_arr !== undefined) return cohort.renewed_arr;
  if (cohort.starting_arr === undefined) return null;
  if (churned !== null && contraction !== null)
    return Math.max(0, cohort.starting_arr - churned - contraction);
  return reached(cohort.remaining_gross_arr, months);
}

const scaled = (value: number | undefined, rate: number): number | undefined =>
  value === undefined ? undefined : value * rate;

/** The cohort with every amount multiplied by one rate (months to a year, currency to currency). */
function convert(cohort: CohortInput, rate: number): CohortInput {
  if (rate === 1) return cohort;
  const out: Record<string, unknown> = { ...cohort };
  for (const [key, value] of Object.entries(cohort)) {
    if (/_arr$|^ending_arr_same_customers$/.test(key) && typeof value === 'number') out[key] = value * rate;
    if (/^remaining_(gross|net)_arr$/.test(key) && Array.isArray(value))
      out[key] = value.map((v) => Number(v) * rate);
  }
  if (cohort.top_expanders !== undefined) {
    out['top_expanders'] = {
      ...cohort.top_expanders,
      expansion_arr: cohort.top_expanders.expansion_arr * rate,
    };
  }
  if (cohort.of_which_new_accounts !== undefined) {
    const { churned_arr, contraction_arr, expansion_arr } = cohort.of_which_new_accounts;
    out['of_which_new_accounts'] = {
      churned_arr: scaled(churned_arr, rate),
      contraction_arr: scaled(contraction_arr, rate),
      expansion_arr: scaled(expansion_arr, rate),
    };
  }
  if (cohort.churn_reasons !== undefined) {
    out['churn_reasons'] = Object.fromEntries(
      Object.entries(cohort.churn_reasons).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? value
          : {
              ...value,
              arr: value.arr * rate,
              ...(value.never_activated && {
                never_activated: { ...value.never_activated, arr: value.never_activated.arr * rate },
              }),
            },
      ]),
    );
  }
  return out as CohortInput;
}

/**
 * Settles one cohort: base movements without those of accounts that joined inside the period, unknown as null.
 * Example: start 100, churn 10, contraction 10, expansion 10 gives keptGross 80 and keptNet 90.
 */
export function settleCohort(given: CohortInput, rate: number, periodMonths: number): Cohort {
  const cohort = convert(given, rate);
  const joinedGiven = cohort.of_which_new_accounts;
  const joined = {
    churned: joinedGiven?.churned_arr ?? 0,
    contraction: joinedGiven?.contraction_arr ?? 0,
    expansion: joinedGiven?.expansion_arr ?? 0,
  };
  const legacy = cohort.renewed_arr !== undefined || cohort.renewed_customer_count !== undefined;
  const contraction = minus(orNull(cohort.contraction_arr), joined.contraction);
  const legacyChurn = minus(minus(cohort.starting_arr, cohort.renewed_arr), contraction);
  const churned =
    cohort.renewed_arr === undefined
      ? minus(orNull(cohort.churned_arr), joined.churned)
      : legacyChurn === null || legacyChurn > MONEY_TOLERANCE
        ? legacyChurn
        : 0;
  const keptGross = keptGrossOf(cohort, churned, contraction, periodMonths);
  const same = orNull(cohort.ending_arr_same_customers) ?? reached(cohort.remaining_net_arr, periodMonths);
  const stated = minus(orNull(cohort.expansion_arr), joined.expansion);
  const gained = minus(same, keptGross);
  const expansion = stated ?? (gained === null ? null : Math.max(0, gained));
  const customers = orNull(cohort.starting_customer_count);
  const left =
    orNull(cohort.renewed_customer_count) ?? reached(cohort.remaining_customer_counts, periodMonths);
  const observed = cohort.observed_months ?? periodMonths;
  return {
    name: cohort.name,
    segment: orNull(cohort.segment),
    currency: orNull(cohort.currency),
    startMonth: orNull(cohort.start_month),
    start: orNull(cohort.starting_arr),
    customers,
    lostCustomers: orNull(cohort.churned_customer_count) ?? minus(customers, left),
    churned,
    contraction,
    expansion,
    keptGross,
    keptNet: keptGross !== null && expansion !== null ? keptGross + expansion : same,
    newArr: orNull(cohort.new_arr),
    reactivation: orNull(cohort.reactivation_arr),
    ending: orNull(cohort.ending_arr),
    joined,
    reasons: reasonsOf(cohort.churn_reasons),
    priceIncrease: orNull(cohort.price_increase_arr),
    topExpanders:
      cohort.top_expanders === undefined
        ? null
        : { accounts: cohort.top_expanders.accounts, expansion: cohort.top_expanders.expansion_arr },
    renewable: orNull(cohort.up_for_renewal_arr),
    renewableCustomers: orNull(cohort.up_for_renewal_customer_count),
    renewalChurned: orNull(cohort.renewal_churned_arr),
    renewalContraction: orNull(cohort.renewal_contraction_arr),
    observedMonths: observed,
    mature: observed >= periodMonths,
    remainingCustomers: orNull(cohort.remaining_customer_counts),
    remainingGross: orNull(cohort.remaining_gross_arr),
    remainingNet: orNull(cohort.remaining_net_arr),
    legacy,
  };
}

/**
 * Claimed amounts as one cohort named `claimed`, or null when only rates were claimed.
 * Start, end and new alone give the end ARR of the same customers: end - new - reactivation.
 */
export function cohortOfClaims(claims: Claims): CohortInput | null {
  const out: Record<string, unknown> = { name: 'claimed' };
  const { starting_arr, ending_arr, new_arr, reactivation_arr, churned_arr, contraction_arr, expansion_arr } =
    claims;
  if (starting_arr !== undefined) {
    Object.assign(out, {
      starting_arr,
      churned_arr,
      contraction_arr,
      expansion_arr,
      new_arr,
      reactivation_arr,
      ending_arr,
    });
    const movements = [churned_arr, contraction_arr, expansion_arr].some((amount) => amount !== undefined);
    if (!movements && ending_arr !== undefined && new_arr !== undefined) {
      out['ending_arr_same_customers'] = Math.max(0, ending_arr - new_arr - (reactivation_arr ?? 0));
    }
  }
  if (claims.customers_start !== undefined && claims.customers_start > 0) {
    out['starting_customer_count'] = claims.customers_start;
    out['churned_customer_count'] = claims.customers_lost;
  }
  const filled = Object.fromEntries(Object.entries(out).filter(([, value]) => value !== undefined));
  return Object.keys(filled).length > 1 ? (filled as CohortInput) : null;
}
