/**
 * The book of business an analysis runs on, after defaults, currencies, merges and older field names are settled.
 * Amounts are ARR in the report's currency; unknown is null, never 0.
 */
import type { Stage } from '../policy/retention.ts';

/** One account of the base, or one that joined or returned. Sorted by id (code points). */
export type Account = {
  id: string;
  name: string | null;
  segment: string | null;
  cohort: string | null;
  currency: string | null;
  /** ARR at period start and end. */
  start: number;
  end: number;
  paidBefore: boolean;
  reason: string | null;
  facts: Facts;
};

/** What most exports do not say of an account. Kept apart, as large books then stay small in memory. */
export type Facts = {
  /** ARR at period end in the account's own currency, when it was converted. */
  localEnd: number | null;
  startDate: string | null;
  endDate: string | null;
  tenureMonths: number | null;
  churnedFlag: boolean | null;
  activated: boolean | null;
  unitsStart: number | null;
  unitsEnd: number | null;
  /** Whether it reached a renewal date in the period; null when nothing says. */
  upForRenewal: boolean | null;
  pastDue: boolean;
  cancelAtPeriodEnd: boolean;
  paused: boolean;
  products: readonly { product: string; start: number; end: number }[] | null;
};

/** The facts of all accounts of which nothing more is known: one object, so that `facts === noFacts` tells. */
export const noFacts: Facts = Object.freeze({
  localEnd: null,
  startDate: null,
  endDate: null,
  tenureMonths: null,
  churnedFlag: null,
  activated: null,
  unitsStart: null,
  unitsEnd: null,
  upForRenewal: null,
  pastDue: false,
  cancelAtPeriodEnd: false,
  paused: false,
  products: null,
});

/** One stated reason of a cohort: how many customers and, when known, how much ARR. */
export type CohortReason = {
  text: string;
  customers: number;
  arr: number | null;
  neverActivatedCustomers: number;
  neverActivatedArr: number;
};

/** One cohort given as totals. Base movements only; those of accounts that joined inside the period stand in `joined`. */
export type Cohort = {
  name: string;
  segment: string | null;
  /** What its amounts were given in, where that was said. */
  currency: string | null;
  startMonth: string | null;
  start: number | null;
  customers: number | null;
  lostCustomers: number | null;
  churned: number | null;
  contraction: number | null;
  expansion: number | null;
  /** End ARR of the starting customers with gains capped (the numerator of GRR), and uncapped (of NRR). */
  keptGross: number | null;
  keptNet: number | null;
  newArr: number | null;
  reactivation: number | null;
  ending: number | null;
  joined: { churned: number; contraction: number; expansion: number };
  reasons: readonly CohortReason[] | null;
  priceIncrease: number | null;
  topExpanders: { accounts: number; expansion: number } | null;
  renewable: number | null;
  renewableCustomers: number | null;
  renewalChurned: number | null;
  renewalContraction: number | null;
  observedMonths: number;
  /** Seen for the whole period. Immature cohorts stay out of totals and verdict. */
  mature: boolean;
  remainingCustomers: readonly number[] | null;
  remainingGross: readonly number[] | null;
  remainingNet: readonly number[] | null;
  /** Given in the older form (`renewed_arr`). */
  legacy: boolean;
};

/** What the analysis runs on. Exactly one of the two lists has rows, unless only rates were claimed. */
export type Book = {
  kind: 'accounts' | 'cohorts' | 'claims';
  accounts: readonly Account[];
  /** Whether any account has facts: without them, most side questions need no look at the accounts. */
  hasFacts: boolean;
  cohorts: readonly Cohort[];
  currency: string;
  /** The currencies of a file that mixes several without rates; else empty. Their amounts are never added. */
  mixed: readonly string[];
  stage: Stage;
  periodMonths: number;
  /** Open dates (a position on that morning), when given. */
  periodStart: string | null;
  periodEnd: string | null;
  asOf: string | null;
};
