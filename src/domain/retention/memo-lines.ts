/** Lines beside the rates: what billing has at risk, what a product-level reading would say, what exchange rates did. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { above, addTo, below, ratio, readSum, startSum, sumOf } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Account, Book } from './book.ts';
import type { Policy } from './lines.ts';

function endingWhere(accounts: readonly Account[], test: (account: Account) => boolean): number {
  const sum = startSum();
  for (const account of accounts) if (test(account)) addTo(sum, account.end);
  return readSum(sum);
}

function addAtRisk(book: Book, start: number, figures: Figures, findings: Findings): void {
  const { accounts } = book;
  if (
    !book.hasFacts ||
    !accounts.some(
      (account) => account.facts.pastDue || account.facts.cancelAtPeriodEnd || account.facts.paused,
    )
  )
    return;
  const ending = endingWhere(accounts, () => true);
  const cancelling = endingWhere(accounts, (account) => account.facts.cancelAtPeriodEnd);
  const pastDue = endingWhere(accounts, (account) => account.facts.pastDue);
  const dueAndStaying = endingWhere(
    accounts,
    (account) => account.facts.pastDue && !account.facts.cancelAtPeriodEnd,
  );
  const paused = endingWhere(accounts, (account) => account.facts.paused);
  const any = endingWhere(
    accounts,
    (account) => account.facts.pastDue || account.facts.cancelAtPeriodEnd || account.facts.paused,
  );
  figures.add('cancel_at_period_end_arr', { value: cancelling, formula: 'ending ARR set to cancel' });
  figures.add('past_due_arr', { value: pastDue, formula: 'ending ARR past due' });
  figures.add('paused_arr', { value: paused, formula: 'ending ARR paused' });
  figures.add('committed_arr', {
    value: ending - cancelling,
    formula: `${inFormula(ending)} - ${inFormula(cancelling)}`,
  });
  figures.add('arr_if_dunning_fails', {
    value: ending - cancelling - dueAndStaying,
    formula: `${inFormula(ending - cancelling)} - ${inFormula(dueAndStaying)}`,
  });
  figures.add('at_risk_share', {
    value: ratio(any, start),
    formula: `${inFormula(any)} / ${inFormula(start)}`,
  });
  if (above(any / start, fixedLines.atRiskShare)) {
    findings.raise(
      'at-risk-billing',
      `Past due, set to cancel or paused at the end: ARR worth ${figures.show('at_risk_share')} of starting ARR, all still counted.`,
      ['at_risk_share', 'past_due_arr', 'cancel_at_period_end_arr', 'paused_arr'],
    );
  }
}

function addProductLevel(
  book: Book,
  start: number,
  grr: number | null,
  figures: Figures,
  findings: Findings,
): void {
  if (!book.hasFacts) return;
  const base = book.accounts.filter((account) => account.start > 0);
  if (base.length === 0 || base.some((account) => account.facts.products === null)) return;
  const kept = sumOf(
    base.flatMap((account) => (account.facts.products ?? []).map((p) => Math.min(p.start, p.end))),
  );
  figures.add('product_level_grr', {
    value: ratio(kept, start),
    formula: `${inFormula(kept)} / ${inFormula(start)}`,
  });
  const value = figures.value('product_level_grr');
  if (value !== null && grr !== null && below(value, grr - fixedLines.productSwap)) {
    findings.raise(
      'product-swap',
      `Product by product GRR would be ${figures.show('product_level_grr')} against ${figures.show('grr')}: customers swap products rather than leave.`,
      ['product_level_grr', 'grr'],
    );
  }
}

function addExchange(
  book: Book,
  ratesEnd: Readonly<Record<string, number>>,
  start: number,
  nrr: number | null,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const end = startSum();
  for (const { start: a, end: b, facts, currency } of book.accounts) {
    if (a > 0)
      addTo(
        end,
        (facts.localEnd ?? b) *
          (currency === null || currency === book.currency ? 1 : (ratesEnd[currency] ?? 1)),
      );
  }
  const spot = readSum(end) / start;
  figures.add('nrr_spot', { value: spot, formula: `${inFormula(readSum(end))} / ${inFormula(start)}` });
  figures.add('fx_effect', {
    value: nrr === null ? null : spot - nrr,
    formula: `${inFormula(spot)} - ${nrr === null ? '?' : inFormula(nrr)}`,
    reason: 'nrr_not_known',
  });
  if (nrr !== null && above(Math.abs(spot - nrr), policy.fx_points)) {
    findings.raise(
      'fx-effect-material',
      `Exchange rates moved NRR by ${figures.show('fx_effect')}; at constant rates it is ${figures.show('nrr')}.`,
      ['fx_effect', 'nrr_spot', 'nrr'],
    );
  }
}

/** Adds the memo lines that the rows allow; aggregates allow none. Example: MRR 20,000 with 1,200 set to cancel and 800 past due gives committed ARR 18,800 × 12. */
export function addMemoLines(
  book: Book,
  rates: { grr: number | null; nrr: number | null },
  ratesEnd: Readonly<Record<string, number>> | undefined,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const start = figures.value('starting_arr');
  if (book.kind !== 'accounts' || start === null || start === 0) return;
  addAtRisk(book, start, figures, findings);
  addProductLevel(book, start, rates.grr, figures, findings);
  if (ratesEnd !== undefined) addExchange(book, ratesEnd, start, rates.nrr, policy, figures, findings);
}
