/** The headline: what moved, the three rates, their intervals and annual equivalents, each as a figure. */
import { type Figures, inFormula } from '../collect.ts';
import { type Interval, ratio, wilson } from '../numbers.ts';
import type { RateName } from '../policy/retention.ts';
import { annualRetention } from './annualise.ts';
import type { Book } from './book.ts';
import { rateIntervals } from './intervals.ts';
import type { Policy } from './lines.ts';
import { lostOf, type Totals } from './totals.ts';

/** One headline rate: the point, its interval, and the value compared with annual lines. */
export type Rate = { value: number | null; interval: Interval | null; annual: number | null };

export type Rates = Readonly<Record<RateName, Rate>>;

/** The figure id of a rate. */
export const figureOf: Readonly<Record<RateName, string>> = {
  grr: 'grr',
  nrr: 'nrr',
  logo: 'logo_retention',
};

const f = (value: number | null): string => (value === null ? '?' : inFormula(value));

function addAmounts(totals: Totals, figures: Figures, why: string): void {
  const amount = (id: string, value: number | null, formula: string) => {
    figures.add(id, { value, formula, reason: why });
  };
  amount('starting_arr', totals.start, 'sum of ARR at period start');
  amount('new_arr', totals.newArr, 'ARR at end of customers who never paid before');
  amount('expansion_arr', totals.expansion, 'sum of (end - start) where end is above start');
  amount('reactivation_arr', totals.reactivation, 'ARR at end of customers who paid before and not at start');
  amount('contraction_arr', totals.contraction, 'sum of (start - end) where the account pays less');
  amount('churned_arr', totals.churned, 'sum of start where nothing is left at end');
  const lost = lostOf(totals);
  const parts = totals.churned !== null && totals.contraction !== null;
  amount(
    'lost_arr',
    lost,
    parts ? `${f(totals.churned)} + ${f(totals.contraction)}` : `${f(totals.start)} - ${f(totals.keptGross)}`,
  );
  if (totals.majorExpansion !== null && totals.minorExpansion !== null) {
    amount('major_expansion_arr', totals.majorExpansion, 'expansion above 10% of the account');
    amount('minor_expansion_arr', totals.minorExpansion, 'expansion up to 10% of the account');
  }
  amount('starting_customers', totals.customers, 'accounts with ARR at period start');
  amount('churned_customers', totals.lostCustomers, 'of them with none at period end');
  figures.add('acv', {
    value: ratio(totals.start, totals.customers),
    formula: `${f(totals.start)} / ${f(totals.customers)}`,
    reason: countsReason(why),
  });
  if ((totals.idle ?? 0) > 0)
    amount('not_paying_at_either_end', totals.idle, 'accounts with 0 at start and at end');
  if (totals.largest !== null) {
    amount('largest_account_arr', totals.largest, 'largest ARR at period start');
    figures.add('largest_account_share', {
      value: ratio(totals.largest, totals.start),
      formula: `${f(totals.largest)} / ${f(totals.start)}`,
      reason: why,
    });
  }
}

function addParts(totals: Totals, figures: Figures, why: string): void {
  const { start, churned, contraction, expansion } = totals;
  const part = (id: string, value: number | null) => {
    figures.add(id, { value: ratio(value, start), formula: `${f(value)} / ${f(start)}`, reason: why });
  };
  part('churn_rate', churned);
  part('contraction_rate', contraction);
  part('expansion_rate', expansion);
  figures.add('churn_only_retention', {
    value: start === null || churned === null ? null : ratio(start - churned, start),
    formula: `(${f(start)} - ${f(churned)}) / ${f(start)}`,
    reason: why,
  });
}

/** Why a figure of customers is null: what keeps every figure from being known, else that counts are missing. */
const countsReason = (why: string): string => (why === 'not_given' ? 'customer_counts_not_given' : why);

type RateContext = { book: Book; policy: Policy; reactivationInNrr: boolean; why: string };

function nrrOf(
  totals: Totals,
  context: RateContext,
): { value: number | null; formula: string; plus: number | null } {
  const { start, churned, contraction, expansion, keptNet, reactivation } = totals;
  const known = churned !== null && contraction !== null && expansion !== null;
  const kept = known ? `${f(start)} - ${f(churned)} - ${f(contraction)} + ${f(expansion)}` : f(keptNet);
  const withBack = keptNet === null || reactivation === null ? null : keptNet + reactivation;
  const counted = context.reactivationInNrr && reactivation !== null;
  return {
    value: ratio(counted ? withBack : keptNet, start),
    formula: counted ? `(${kept} + ${f(reactivation)}) / ${f(start)}` : `(${kept}) / ${f(start)}`,
    plus: ratio(withBack, start),
  };
}

function grrFormula({ start, churned, contraction, keptGross }: Totals): string {
  return churned !== null && contraction !== null
    ? `(${f(start)} - ${f(churned)} - ${f(contraction)}) / ${f(start)}`
    : `${f(keptGross)} / ${f(start)}`;
}

function addInterval(id: string, interval: Interval | null, reason: string, figures: Figures): void {
  const method = id === 'logo_retention' ? 'Wilson 95%' : 'bootstrap 95%, seed 1';
  for (const [end, value] of [
    ['low', interval?.low ?? null],
    ['high', interval?.high ?? null],
  ] as const) {
    figures.add(`${id}_${end}`, { value, formula: method, reason });
  }
}

/**
 * Adds the amounts, parts, rates and intervals of the portfolio as figures and returns the three rates.
 * GRR = (start - churn - contraction) / start; NRR = end ARR of the base / start; logo = customers kept / customers.
 * Example: 100→150, 100→60, 50→0, 250→250 gives GRR 0.82, NRR 0.92, logo 0.75.
 */
export function addRates(totals: Totals, context: RateContext, figures: Figures): Rates {
  const { book, policy, why } = context;
  const { start, keptGross, customers, lostCustomers } = totals;
  addAmounts(totals, figures, why);
  addParts(totals, figures, why);
  const nrr = nrrOf(totals, context);
  const kept = customers === null || lostCustomers === null ? null : customers - lostCustomers;
  const points = {
    grr: { value: ratio(keptGross, start), formula: grrFormula(totals) },
    nrr,
    logo: { value: ratio(kept, customers), formula: `${f(kept)} / ${f(customers)}` },
  };
  const rows = book.kind === 'accounts' && book.mixed.length === 0;
  const dollars = rows
    ? rateIntervals(book.accounts, totals.losers ?? 0)
    : {
        grr: { interval: null, reason: 'not_available_for_aggregates' },
        nrr: { interval: null, reason: 'not_available_for_aggregates' },
      };
  const intervals = {
    grr: dollars.grr,
    nrr:
      context.reactivationInNrr && (totals.reactivation ?? 0) > 0
        ? { interval: null, reason: 'not_available_with_reactivation' }
        : dollars.nrr,
    logo: {
      interval: kept === null || customers === null ? null : wilson(kept, customers),
      reason: countsReason(why),
    },
  };
  const rate = (name: RateName): Rate => {
    const { value, formula } = points[name];
    const lines = [policy.bands[name].healthy, policy.bands[name].concerning];
    figures.add(figureOf[name], {
      value,
      formula,
      reason: name === 'logo' ? countsReason(why) : why,
      lines,
    });
    const interval = value === null ? null : intervals[name].interval;
    addInterval(figureOf[name], interval, intervals[name].reason ?? why, figures);
    return { value, interval, annual: value === null ? null : annualRetention(value, book.periodMonths) };
  };
  const rates = { grr: rate('grr'), nrr: rate('nrr'), logo: rate('logo') };
  if ((totals.reactivation ?? 0) > 0) {
    figures.add('nrr_with_reactivation', {
      value: nrr.plus,
      formula: `(${f(totals.keptNet)} + ${f(totals.reactivation)}) / ${f(start)}`,
      reason: why,
    });
  }
  return rates;
}

/** Adds the rates compounded to a year, for periods that are none. They are tagged, and never called the cohort figure. */
export function addAnnualEquivalents(rates: Rates, months: number, figures: Figures): void {
  for (const name of ['grr', 'nrr', 'logo'] as const) {
    const { value, annual } = rates[name];
    if (value === null) continue;
    figures.add(`annual_equivalent_${figureOf[name]}`, {
      value: annual,
      formula: `${inFormula(value)}^(12 / ${inFormula(months)}), not_the_cohort_figure`,
      reason: 'not_given',
    });
  }
}
