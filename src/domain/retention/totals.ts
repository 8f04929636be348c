/** Sums of a group of accounts or cohorts: the only place where movements are added up. */
import { addTo, type RunningSum, readSum, startSum, sumKnown } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Account, Cohort } from './book.ts';

/** Movements of a group over the period. Base movements only, except `joined`; unknown is null. */
export type Totals = {
  start: number | null;
  churned: number | null;
  contraction: number | null;
  expansion: number | null;
  /** Expansion by more than a tenth of the account, and the rest; null for aggregates. */
  majorExpansion: number | null;
  minorExpansion: number | null;
  /** End ARR of the base with gains capped per account (numerator of GRR), and uncapped (of NRR). */
  keptGross: number | null;
  keptNet: number | null;
  newArr: number | null;
  reactivation: number | null;
  /** Stated ARR at period end; for accounts their sum. */
  ending: number | null;
  joined: { churned: number; contraction: number; expansion: number };
  customers: number | null;
  lostCustomers: number | null;
  newCustomers: number | null;
  returnedCustomers: number | null;
  /** Accounts that lost any ARR; null for aggregates. */
  losers: number | null;
  /** Accounts that pay at neither end; null for aggregates. */
  idle: number | null;
  largest: number | null;
};

type Running = Record<
  'start' | 'churned' | 'contraction' | 'major' | 'minor' | 'gross' | 'net' | 'fresh' | 'back' | 'end',
  RunningSum
> & {
  n: number;
  lost: number;
  losers: number;
  joiners: number;
  returners: number;
  idle: number;
  largest: number;
};

const startRunning = (): Running => ({
  start: startSum(),
  churned: startSum(),
  contraction: startSum(),
  major: startSum(),
  minor: startSum(),
  gross: startSum(),
  net: startSum(),
  fresh: startSum(),
  back: startSum(),
  end: startSum(),
  n: 0,
  lost: 0,
  losers: 0,
  joiners: 0,
  returners: 0,
  idle: 0,
  largest: 0,
});

function addAccount(sum: Running, account: Account): void {
  const { start: a, end: b } = account;
  addTo(sum.end, b);
  if (a === 0) {
    if (b === 0) sum.idle++;
    else if (account.paidBefore) {
      sum.returners++;
      addTo(sum.back, b);
    } else {
      sum.joiners++;
      addTo(sum.fresh, b);
    }
    return;
  }
  sum.n++;
  if (a > sum.largest) sum.largest = a;
  addTo(sum.start, a);
  addTo(sum.net, b);
  addTo(sum.gross, Math.min(b, a));
  if (b === 0) {
    sum.lost++;
    sum.losers++;
    addTo(sum.churned, a);
  } else if (b < a) {
    sum.losers++;
    addTo(sum.contraction, a - b);
  } else if (b > a) {
    addTo(b - a > fixedLines.majorExpansion * a ? sum.major : sum.minor, b - a);
  }
}

const none = { churned: 0, contraction: 0, expansion: 0 };

function finish(sum: Running): Totals {
  const major = readSum(sum.major);
  const minor = readSum(sum.minor);
  return {
    start: readSum(sum.start),
    churned: readSum(sum.churned),
    contraction: readSum(sum.contraction),
    expansion: major + minor,
    majorExpansion: major,
    minorExpansion: minor,
    keptGross: readSum(sum.gross),
    keptNet: readSum(sum.net),
    newArr: readSum(sum.fresh),
    reactivation: readSum(sum.back),
    ending: readSum(sum.end),
    joined: none,
    customers: sum.n,
    lostCustomers: sum.lost,
    newCustomers: sum.joiners,
    returnedCustomers: sum.returners,
    losers: sum.losers,
    idle: sum.idle,
    largest: sum.largest,
  };
}

/**
 * The totals of accounts, each netted first and classified after.
 * Example: 100→150, 100→60, 50→0, 250→250 gives churned 50, contraction 40, expansion 50, keptGross 410, keptNet 460.
 */
export function totalsOfAccounts(accounts: readonly Account[]): Totals {
  const sum = startRunning();
  for (const account of accounts) addAccount(sum, account);
  return finish(sum);
}

/** The totals of accounts by a property; accounts without it stand under null. Groups come in the order they are met. */
export function totalsByGroup(
  accounts: readonly Account[],
  groupOf: (account: Account) => string | null,
): Map<string | null, Totals> {
  const sums = new Map<string | null, Running>();
  for (const account of accounts) {
    const group = groupOf(account);
    let sum = sums.get(group);
    if (sum === undefined) {
      sum = startRunning();
      sums.set(group, sum);
    }
    addAccount(sum, account);
  }
  return new Map([...sums].map(([group, sum]) => [group, finish(sum)]));
}

/**
 * The totals of cohorts: each line is known only when every cohort gives it, except new and returning ARR,
 * where one that is silent beside others that speak adds nothing.
 * Example: two cohorts of which one has no `contraction_arr` have contraction null, and GRR with it.
 */
export function totalsOfCohorts(cohorts: readonly Cohort[]): Totals {
  const known = (pick: (cohort: Cohort) => number | null): number | null =>
    cohorts.length === 0 ? null : sumKnown(cohorts.map(pick));
  const anyKnown = (pick: (cohort: Cohort) => number | null): number | null => {
    const given = cohorts.map(pick).filter((value) => value !== null);
    return given.length === 0 ? null : sumKnown(given);
  };
  const newArr = anyKnown((cohort) => cohort.newArr);
  return {
    start: known((cohort) => cohort.start),
    churned: known((cohort) => cohort.churned),
    contraction: known((cohort) => cohort.contraction),
    expansion: known((cohort) => cohort.expansion),
    majorExpansion: null,
    minorExpansion: null,
    keptGross: known((cohort) => cohort.keptGross),
    keptNet: known((cohort) => cohort.keptNet),
    newArr,
    reactivation: anyKnown((cohort) => cohort.reactivation),
    ending: known((cohort) => cohort.ending),
    joined: {
      churned: sumKnown(cohorts.map((cohort) => cohort.joined.churned)) ?? 0,
      contraction: sumKnown(cohorts.map((cohort) => cohort.joined.contraction)) ?? 0,
      expansion: sumKnown(cohorts.map((cohort) => cohort.joined.expansion)) ?? 0,
    },
    customers: known((cohort) => cohort.customers),
    lostCustomers: known((cohort) => cohort.lostCustomers),
    newCustomers: null,
    returnedCustomers: null,
    losers: null,
    idle: null,
    largest: null,
  };
}

/** ARR lost by the base: churn and contraction, or start less what was kept where only that is known. */
export const lostOf = (totals: Totals): number | null =>
  totals.churned !== null && totals.contraction !== null
    ? totals.churned + totals.contraction
    : totals.start !== null && totals.keptGross !== null
      ? totals.start - totals.keptGross
      : null;
