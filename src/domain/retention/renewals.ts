/** Retention of what was actually up for renewal, and the part of the base no renewal has tested. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { above, addTo, below, ratio, readSum, startSum, sumKnown } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Assumption, Table } from '../report.ts';
import type { Account, Book, Cohort } from './book.ts';
import type { Policy } from './lines.ts';
import { lostOf, type Totals } from './totals.ts';

type Due = {
  arr: number;
  kept: number;
  customers: number | null;
  keptCustomers: number | null;
  assumed: boolean;
};

function dueOfAccounts(accounts: readonly Account[]): Due | null {
  const arr = startSum();
  const kept = startSum();
  let customers = 0;
  let keptCustomers = 0;
  let known = false;
  for (const {
    start,
    end,
    facts: { upForRenewal },
  } of accounts) {
    if (start === 0 || upForRenewal === null) continue;
    known = true;
    if (!upForRenewal) continue;
    addTo(arr, start);
    addTo(kept, Math.min(start, end));
    customers++;
    if (end > 0) keptCustomers++;
  }
  return known ? { arr: readSum(arr), kept: readSum(kept), customers, keptCustomers, assumed: false } : null;
}

function dueOfCohorts(cohorts: readonly Cohort[], totals: Totals): Due | null {
  const arr = cohorts.length === 0 ? null : sumKnown(cohorts.map((cohort) => cohort.renewable));
  if (arr === null) return null;
  const losses = cohorts.map((cohort) =>
    cohort.renewalChurned === null && cohort.renewalContraction === null
      ? null
      : (cohort.renewalChurned ?? 0) + (cohort.renewalContraction ?? 0),
  );
  const stated = sumKnown(losses);
  const lost = stated ?? lostOf(totals);
  if (lost === null) return null;
  return {
    arr,
    kept: Math.max(0, arr - lost),
    customers: sumKnown(cohorts.map((cohort) => cohort.renewableCustomers)),
    keptCustomers: null,
    assumed: stated === null,
  };
}

function raise(policy: Policy, grr: number | null, figures: Figures, findings: Findings): void {
  if (figures.value('atr') === 0) {
    findings.raise(
      'nothing-up-for-renewal',
      'No customer reached a renewal date in the period, so nothing tested the base.',
      ['atr', 'untested_arr'],
    );
    return;
  }
  if (above(figures.value('untested_share') ?? 0, policy.untested_share)) {
    findings.raise(
      'untested-arr',
      `${figures.show('untested_arr')} (${figures.show('untested_share')} of the base) had no renewal; at the same rate ${figures.show('untested_loss_at_same_rate')} more would go and GRR be ${figures.show('two_wave_grr')}.`,
      ['untested_arr', 'untested_share', 'untested_loss_at_same_rate', 'two_wave_grr'],
    );
  }
  const rate = figures.value('renewal_rate');
  if (rate !== null && grr !== null && below(rate, grr - fixedLines.renewalGap)) {
    findings.raise(
      'renewal-rate-below-grr',
      `Of what was up for renewal ${figures.show('renewal_rate')} stayed, against GRR ${figures.show('grr')}: the base not yet due flatters GRR.`,
      ['renewal_rate', 'grr'],
    );
  }
}

/**
 * Adds ATR, renewal rate, untested ARR and GRR after a second wave at the same rate.
 * Renewal rate = kept of what was due (gains capped) / what was due; null when nothing was due.
 * Example: base 3,000,000, due 1,000,000, lost 200,000 gives renewal rate 80.0% and untested ARR 2,000,000.
 */
export function analyzeRenewals(
  book: Book,
  totals: Totals,
  grr: number | null,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): { table: Table; assumptions: Assumption[] } {
  const { start } = totals;
  const cohorts = book.cohorts.filter((cohort) => cohort.mature);
  const due =
    book.kind === 'accounts'
      ? book.hasFacts
        ? dueOfAccounts(book.accounts)
        : null
      : dueOfCohorts(cohorts, totals);
  if (due === null || start === null || start === 0) {
    return { table: { rows: null, because: 'what was up for renewal was not given' }, assumptions: [] };
  }
  const rate = ratio(due.kept, due.arr);
  const untested = start - due.arr;
  const more = rate === null ? null : untested * (1 - rate);
  const reason = 'nothing_up_for_renewal';
  figures.add('atr', { value: due.arr, formula: 'ARR at start of customers who reached a renewal date' });
  figures.add('renewal_rate', {
    value: rate,
    formula: `${inFormula(due.kept)} / ${inFormula(due.arr)}`,
    reason,
  });
  figures.add('untested_arr', { value: untested, formula: `${inFormula(start)} - ${inFormula(due.arr)}` });
  figures.add('untested_share', {
    value: ratio(untested, start),
    formula: `${inFormula(untested)} / ${inFormula(start)}`,
  });
  figures.add('untested_loss_at_same_rate', {
    value: more,
    formula: `${inFormula(untested)} × (1 - ${rate === null ? '?' : inFormula(rate)})`,
    reason,
  });
  figures.add('two_wave_grr', {
    value: grr === null || more === null ? null : grr - more / start,
    formula: `GRR - ${more === null ? '?' : inFormula(more)} / ${inFormula(start)}`,
    reason,
  });
  raise(policy, grr, figures, findings);
  const untestedCustomers =
    totals.customers === null || due.customers === null ? null : totals.customers - due.customers;
  return {
    table: {
      rows: [
        {
          key: 'up_for_renewal',
          arr: due.arr,
          customers: due.customers,
          kept_arr: due.kept,
          kept_customers: due.keptCustomers,
          rate,
        },
        {
          key: 'untested',
          arr: untested,
          customers: untestedCustomers,
          kept_arr: null,
          kept_customers: null,
          rate: null,
        },
      ],
    },
    assumptions: due.assumed
      ? [
          {
            field: 'cohorts[].renewal_churned_arr',
            value: 'all losses',
            source: 'default: losses are taken to have happened at renewal',
          },
        ]
      : [],
  };
}
