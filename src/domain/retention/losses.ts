/** Churned customers and their stated reasons, as one list of losses whether they came as accounts or as totals. */
import { addTo, MONEY_TOLERANCE, type RunningSum, readSum, startSum, sumKnown, sumOf } from '../numbers.ts';
import { type Cause, contestedCauses } from '../policy/causes.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Account, Book, Cohort } from './book.ts';
import { causeOf } from './reasons.ts';

/** Some churned customers with one cause. ARR is null where only counts were given; `text` is a reason no category was given for. */
export type Loss = {
  segment: string | null;
  cohort: string | null;
  cause: Cause;
  text: string | null;
  customers: number | null;
  arr: number | null;
  /** Of these, customers who never reached first value. */
  neverCustomers: number;
  neverArr: number;
  /** Mean churned ARR of the cohort, for losses known by count only. */
  meanArr: number | null;
};

/** Losses with what is known of how complete they are. */
export type Losses = { rows: Loss[]; missing: number; exceeded: boolean };

/** Losses alike in place, cause and words, added up. */
type Pile = { loss: Loss; customers: number; arr: RunningSum; neverCustomers: number; neverArr: RunningSum };

function startPile(account: Account, cause: Cause, text: string | null): Pile {
  const { segment, cohort } = account;
  const open = { customers: 0, arr: 0, neverCustomers: 0, neverArr: 0, meanArr: null };
  return {
    loss: { segment, cohort, cause, text, ...open },
    customers: 0,
    arr: startSum(),
    neverCustomers: 0,
    neverArr: startSum(),
  };
}

function ofAccounts(book: Book, map: ReadonlyMap<string, Cause>): Losses {
  let missing = 0;
  const piles = new Map<string, Pile>();
  for (const account of book.accounts) {
    if (account.start === 0 || account.end > 0) continue;
    const key = `${account.segment ?? ''}\u001f${account.cohort ?? ''}\u001f${account.reason ?? ''}`;
    let pile = piles.get(key);
    if (pile === undefined) {
      const text = account.reason?.trim() ?? '';
      const cause = causeOf(text, map);
      pile = startPile(account, cause ?? 'unknown', cause === null ? text : null);
      piles.set(key, pile);
    }
    if ((account.reason?.trim() ?? '') === '') missing++;
    pile.customers++;
    addTo(pile.arr, account.start);
    if (account.facts.activated === false) {
      pile.neverCustomers++;
      addTo(pile.neverArr, account.start);
    }
  }
  const rows = [...piles.values()].map(({ loss, customers, arr, neverCustomers, neverArr }) => ({
    ...loss,
    customers,
    arr: readSum(arr),
    neverCustomers,
    neverArr: readSum(neverArr),
  }));
  return { rows, missing, exceeded: false };
}

function ofCohort(cohort: Cohort, map: ReadonlyMap<string, Cause>): Losses {
  const given = cohort.reasons ?? [];
  const { churned, lostCustomers } = cohort;
  const withArr = given.every((reason) => reason.arr !== null);
  const customers = sumOf(given.map((reason) => reason.customers));
  const arr = withArr ? sumKnown(given.map((reason) => reason.arr)) : null;
  const exceeded =
    (lostCustomers !== null && customers > lostCustomers) ||
    (arr !== null && churned !== null && arr > churned * (1 + fixedLines.reasonsOverChurn) + MONEY_TOLERANCE);
  const meanArr =
    churned !== null && lostCustomers !== null && lostCustomers > 0 ? churned / lostCustomers : null;
  const place = { segment: cohort.segment, cohort: cohort.name, text: null, meanArr };
  const rows: Loss[] = given.map((reason) => ({
    ...place,
    cause: causeOf(reason.text, map) ?? 'unknown',
    customers: reason.customers,
    arr: reason.arr,
    neverCustomers: reason.neverActivatedCustomers,
    neverArr: reason.neverActivatedArr,
  }));
  const missingCustomers = lostCustomers === null ? null : Math.max(0, lostCustomers - customers);
  const restArr = churned === null || arr === null ? null : Math.max(0, churned - arr);
  // Reason ARR within half a percent of the churned ARR is complete; rounding is no unknown reason.
  const missingArr =
    restArr !== null && restArr <= (churned ?? 0) * fixedLines.reasonsOverChurn ? 0 : restArr;
  const open =
    missingCustomers === null
      ? (missingArr ?? 0) > 0
      : missingCustomers > 0 || (withArr && (missingArr ?? 0) > 0);
  if (open && !exceeded) {
    const allByArr = given.length === 0 ? churned : missingArr;
    rows.push({
      ...place,
      cause: 'unknown',
      customers: missingCustomers,
      arr: allByArr,
      neverCustomers: 0,
      neverArr: 0,
    });
  }
  return { rows, missing: open ? (missingCustomers ?? 1) || 1 : 0, exceeded };
}

/**
 * Every loss of the base with its cause. Fewer reasons than churned customers: the rest is `unknown` and counted
 * in `missing`. More reasons than churn: `exceeded`.
 */
export function lossesOf(book: Book, map: ReadonlyMap<string, Cause>): Losses {
  if (book.kind === 'accounts') return ofAccounts(book, map);
  const parts = book.cohorts.filter((cohort) => cohort.mature).map((cohort) => ofCohort(cohort, map));
  return {
    rows: parts.flatMap((part) => part.rows),
    missing: sumOf(parts.map((part) => part.missing)),
    exceeded: parts.some((part) => part.exceeded),
  };
}

/**
 * The losses read on evidence: customers who never reached first value and named a cause that is often a cover
 * for it are moved to `no_value_realized`.
 */
export function onEvidence(rows: readonly Loss[]): Loss[] {
  return rows.flatMap((row) => {
    if (row.neverCustomers === 0 || !contestedCauses.includes(row.cause)) return [row];
    const rest = {
      ...row,
      customers: (row.customers ?? 0) - row.neverCustomers,
      arr: row.arr === null ? null : row.arr - row.neverArr,
    };
    const moved: Loss = {
      ...row,
      cause: 'no_value_realized',
      customers: row.neverCustomers,
      arr: row.arr === null ? null : row.neverArr,
    };
    return rest.customers > 0 || (rest.arr ?? 0) > 0 ? [rest, moved] : [moved];
  });
}
