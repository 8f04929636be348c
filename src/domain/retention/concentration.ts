/** How few accounts carry expansion, and what NRR is without them. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { above, atOrAbove, below, compareText, ratio, sumOf } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Row, Table } from '../report.ts';
import type { Book } from './book.ts';
import { topCounts } from './figures.ts';
import type { Policy } from './lines.ts';
import type { Totals } from './totals.ts';

/** What the rates rest on: `kept` is the numerator of NRR, returning customers included where the caller counts them. */
type Base = { start: number; kept: number; expansion: number };

type Top = { n: number; accounts: number; gained: number; starting: number | null };

function addTop(top: Top, base: Base, figures: Figures): Row {
  const { n, gained, starting } = top;
  const id = {
    share: `expansion_top${n}_share`,
    without: `nrr_without_top${n}`,
    excluding: `nrr_excluding_top${n}`,
  };
  figures.add(id.share, {
    value: ratio(gained, base.expansion),
    formula: `${inFormula(gained)} / ${inFormula(base.expansion)}`,
    reason: 'no_expansion',
  });
  figures.add(id.without, {
    value: ratio(base.kept - gained, base.start),
    formula: `(${inFormula(base.kept)} - ${inFormula(gained)}) / ${inFormula(base.start)}`,
  });
  if (starting !== null) {
    figures.add(id.excluding, {
      value: ratio(base.kept - gained - starting, base.start - starting),
      formula: `(${inFormula(base.kept)} - ${inFormula(gained + starting)}) / (${inFormula(base.start)} - ${inFormula(starting)})`,
      reason: 'no_other_accounts',
    });
  }
  return {
    key: `top${n}`,
    accounts: top.accounts,
    expansion_arr: gained,
    share: figures.value(id.share),
    nrr_without: figures.value(id.without),
    nrr_excluding: starting === null ? null : figures.value(id.excluding),
  };
}

function ofAccounts(book: Book, base: Base, figures: Figures): Row[] {
  const expanders = book.accounts
    .filter((account) => account.start > 0 && account.end > account.start)
    .map((account) => ({ id: account.id, start: account.start, gained: account.end - account.start }))
    .sort((a, b) => b.gained - a.gained || compareText(a.id, b.id));
  const squares = sumOf(expanders.map(({ gained }) => (gained / base.expansion) * (gained / base.expansion)));
  figures.add('expanders', { value: expanders.length, formula: 'accounts whose ARR grew' });
  figures.add('expansion_hhi', { value: squares, formula: 'sum of (account expansion / expansion)²' });
  figures.add('effective_expanders', { value: ratio(1, squares), formula: `1 / ${inFormula(squares)}` });
  return topCounts.map((n) => {
    const some = expanders.slice(0, n);
    const top = {
      n,
      accounts: some.length,
      gained: sumOf(some.map((e) => e.gained)),
      starting: sumOf(some.map((e) => e.start)),
    };
    return addTop(top, base, figures);
  });
}

function ofCohorts(book: Book, base: Base, figures: Figures): Row[] | null {
  const given = book.cohorts.filter((cohort) => cohort.mature).flatMap((cohort) => cohort.topExpanders ?? []);
  if (given.length === 0) return null;
  const n = sumOf(given.map((top) => top.accounts));
  return [
    addTop(
      { n, accounts: n, gained: sumOf(given.map((top) => top.expansion)), starting: null },
      base,
      figures,
    ),
  ];
}

function raise(
  rows: readonly Row[],
  nrr: number,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const row = rows.find((r) => r.key === 'top5') ?? rows[0];
  if (row === undefined) return;
  const n = row.key.slice(3);
  const [without, share] = [`nrr_without_top${n}`, `expansion_top${n}_share`];
  const left = figures.value(without);
  if (left !== null && atOrAbove(nrr, fixedLines.leakyNrr) && below(left, fixedLines.leakyNrr)) {
    findings.raise(
      'nrr-rests-on-few',
      `NRR ${figures.show('nrr')} falls to ${figures.show(without)} without the expansion of the top ${n}.`,
      ['nrr', without],
    );
  }
  const many = (figures.value('expanders') ?? 0) >= fixedLines.concentrationExpanders;
  if (n === '5' && many && above(figures.value(share) ?? 0, policy.top5_expansion_share)) {
    findings.raise(
      'expansion-concentrated',
      `The top 5 bring ${figures.show(share)} of expansion; it effectively rests on ${figures.show('effective_expanders')} of ${figures.show('expanders')} expanders.`,
      [share, 'effective_expanders', 'expanders'],
    );
  }
}

/**
 * Share of expansion from the top 1, 2, 5, 10 expanders and NRR without them; for aggregates the number given.
 * With fewer expanders than N all of them are taken, and the row says how many.
 * Example: start 2,000,000, NRR 1.15, 380,000 from two accounts gives nrr_without_top2 0.96.
 */
export function analyzeConcentration(
  book: Book,
  totals: Totals,
  kept: number | null,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): Table {
  const { start, expansion } = totals;
  if (start === null || start === 0 || kept === null || expansion === null) {
    return { rows: null, because: 'expansion is not known' };
  }
  if (expansion === 0) return { rows: null, because: 'no account expanded' };
  const base = { start, kept, expansion };
  const rows = book.kind === 'accounts' ? ofAccounts(book, base, figures) : ofCohorts(book, base, figures);
  if (rows === null) return { rows: null, because: 'top_expanders was not given' };
  raise(rows, kept / start, policy, figures, findings);
  return { rows };
}
