/** The values a claim is held against, and the tolerance of its own precision. */
import { LINE_TOLERANCE, ratio, sumKnown } from '../numbers.ts';
import type { Book } from './book.ts';
import type { Totals } from './totals.ts';

/** Everything the readings of a claim are made of; c, d, e, r are shares of starting ARR. Unknown is null. */
export type ClaimFacts = {
  start: number | null;
  ending: number | null;
  newArr: number | null;
  keptNet: number | null;
  c: number | null;
  d: number | null;
  e: number | null;
  r: number | null;
  grr: number | null;
  nrr: number | null;
  logo: number | null;
  renewalRate: number | null;
  customers: number | null;
  lostCustomers: number | null;
  endCustomers: number | null;
  mixedAges: number | null;
  periodMonths: number;
  annual: boolean;
};

/** Decimals of a number as written. Example: `decimalsOf(1.175)` is 3. */
export function decimalsOf(value: number): number {
  const text = String(value);
  return text.includes('e') ? 9 : (text.split('.')[1]?.length ?? 0);
}

/** How far a claimed share may be off: half of its last digit, and never finer than half a point. Example: 0.92 gives 0.005. */
export function toleranceOf(claim: number): number {
  let unit = 0.5;
  for (let i = 0; i < Math.max(2, decimalsOf(claim)); i++) unit /= 10;
  return unit + LINE_TOLERANCE;
}

/** Pooled share of customers left at the last age seen of each cohort, when those ages differ; else null. */
function mixedAges(book: Book): number | null {
  const histories = book.cohorts.flatMap((cohort) =>
    cohort.customers !== null && cohort.remainingCustomers !== null
      ? [
          {
            size: cohort.customers,
            left: cohort.remainingCustomers.at(-1) ?? 0,
            age: cohort.remainingCustomers.length,
          },
        ]
      : [],
  );
  if (new Set(histories.map((h) => h.age)).size < 2) return null;
  return ratio(sumKnown(histories.map((h) => h.left)), sumKnown(histories.map((h) => h.size)));
}

/** Gathers the facts of a book for testing claims. */
export function claimFacts(
  book: Book,
  totals: Totals,
  rates: { grr: number | null; nrr: number | null; logo: number | null },
  beside: { renewalRate: number | null; ending: number | null; annual: boolean },
): ClaimFacts {
  const { start, customers, lostCustomers, newCustomers, returnedCustomers } = totals;
  const kept = customers === null || lostCustomers === null ? null : customers - lostCustomers;
  return {
    start,
    ending: beside.ending,
    newArr: totals.newArr,
    keptNet: totals.keptNet,
    c: ratio(totals.churned, start),
    d: ratio(totals.contraction, start),
    e: ratio(totals.expansion, start),
    r: ratio(totals.reactivation, start),
    grr: rates.grr,
    nrr: rates.nrr,
    logo: rates.logo,
    renewalRate: beside.renewalRate,
    customers,
    lostCustomers,
    endCustomers:
      kept === null || newCustomers === null ? null : kept + newCustomers + (returnedCustomers ?? 0),
    mixedAges: mixedAges(book),
    periodMonths: book.periodMonths,
    annual: beside.annual,
  };
}
