/** The ARR bridge: start + new + expansion + reactivation - contraction - churn = end, and whether it ties. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { MONEY_TOLERANCE, sumOf } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import { quoted } from '../problem.ts';
import type { Row, Table } from '../report.ts';
import type { Cohort } from './book.ts';
import type { Policy } from './lines.ts';
import { type Totals, totalsOfCohorts } from './totals.ts';

const negative = (value: number | null): number | null => (value === null ? null : value === 0 ? 0 : -value);
const plus = (value: number | null, more: number): number | null => (value === null ? null : value + more);

/** What the lines that are known come to; null when the base is not known. New and returning ARR not given are none. */
function knownEnd({ start, keptNet, newArr, reactivation, joined }: Totals): number | null {
  if (start === null || keptNet === null) return null;
  return sumOf([
    keptNet,
    newArr ?? 0,
    reactivation ?? 0,
    joined.expansion,
    -joined.contraction,
    -joined.churned,
  ]);
}

/** Ending ARR as the movements give it; null when one of them is unknown. New ARR unknown makes the end unknown. */
const bridgedEnd = (totals: Totals): number | null => (totals.newArr === null ? null : knownEnd(totals));

/** Where ending ARR comes from: accounts (which alone know who pays at neither end), a stated total, or the movements. */
const endFormula = ({ ending, idle }: Totals): string =>
  ending === null
    ? 'start + new + expansion + reactivation - contraction - churn'
    : idle === null
      ? 'as stated'
      : 'sum of ARR at period end';

/** ARR once these lines are counted: their sum, unknown ones left out, or the end itself. Null after an unknown line. */
function runningTotal(lines: readonly Row[]): number | null {
  const amounts = lines.map(({ arr }) => (typeof arr === 'number' ? arr : null));
  const last = lines.at(-1);
  const own = amounts.at(-1) ?? null;
  if (own === null || last?.key === 'end') return own;
  return sumOf(amounts.filter((amount) => amount !== null));
}

/** What a stated end may be off. */
const allowedGap = (start: number | null, policy: Policy): number =>
  Math.max(fixedLines.bridgeToleranceAmount, policy.bridge_tolerance_share * (start ?? 0));

/** Says how far a stated end is from the lines that are known: a contradiction, or what new customers must have brought. */
function raiseGap(totals: Totals, gap: number, policy: Policy, figures: Figures, findings: Findings): void {
  if (Math.abs(gap) <= allowedGap(totals.start, policy)) return;
  const [end, off] = [figures.show('ending_arr'), figures.show('bridge_gap')];
  // New ARR that nobody gave can make an end higher, never lower.
  if (totals.newArr === null && gap > 0) {
    const [back, who] =
      totals.reactivation === null ? ['', 'new or returning'] : [' and what returned', 'new'];
    findings.raise(
      'ending-unexplained',
      `The stated ending ARR ${end} is ${off} more than start less losses plus expansion${back}: that part would have to be ${who}.`,
      ['ending_arr', 'bridge_gap'],
    );
    return;
  }
  if (findings.has('bridge-does-not-tie')) return;
  findings.raise(
    'bridge-does-not-tie',
    `The stated ending ARR ${end} is ${off} off what the movements give.`,
    ['ending_arr', 'bridge_gap'],
  );
}

/** What a stated end is off the lines of its own cohort. A part that only new ARR nobody gave can explain is no gap. */
function gapOf(cohort: Cohort, newKnown: boolean): number {
  const known = knownEnd(totalsOfCohorts([cohort]));
  if (cohort.ending === null || known === null) return 0;
  const gap = cohort.ending - known;
  return Math.abs(gap) < MONEY_TOLERANCE || (gap > 0 && !newKnown) ? 0 : gap;
}

/** Says that cohorts are off their own lines where the sum of all hides it: one that is too high makes up for another. */
function raiseHidden(
  { start, newArr }: Totals,
  cohorts: readonly Cohort[],
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const wrong = cohorts.flatMap((cohort) => {
    const gap = gapOf(cohort, newArr !== null);
    return gap === 0 ? [] : [{ name: cohort.name, gap }];
  });
  const off = sumOf(wrong.map(({ gap }) => Math.abs(gap)));
  const hidden = off - Math.abs(sumOf(wrong.map(({ gap }) => gap)));
  const shown = figures.value('bridge_gap') ?? 0;
  if (off <= allowedGap(start, policy) || (hidden < MONEY_TOLERANCE && off <= Math.abs(shown))) return;
  figures.add('cohort_gaps', { value: off, formula: 'sum of |ending_arr - bridge| by cohort' });
  const named = wrong.slice(0, 3).map(({ name, gap }) => `${quoted(name)} too ${gap > 0 ? 'high' : 'low'}`);
  findings.raise(
    'bridge-does-not-tie',
    `Stated ending ARR of ${wrong.length} cohort${wrong.length > 1 ? 's' : ''} is ${figures.show('cohort_gaps')} off the movements of each, which the sum of all cohorts hides: ${named.join(', ')}${wrong.length > 3 ? ' and more' : ''}.`,
    ['cohort_gaps'],
  );
}

/**
 * Adds ending_arr and bridge_gap, raises `bridge-does-not-tie` when a stated end is off by more than
 * max(1, 0.5% of start) (`ending-unexplained` where it is higher and new ARR is not known), and returns the bridge as a
 * table, with what no line explains as a line of its own.
 * Example: 100 + 18.4 + 12.3 + 0.7 - 4.1 - 9.8 gives 117.5; a stated 120 leaves a gap of 2.5.
 */
export function buildBridge(
  totals: Totals,
  cohorts: readonly Cohort[],
  policy: Policy,
  figures: Figures,
  findings: Findings,
): Table {
  const { start, newArr, expansion, reactivation, contraction, churned, joined, customers } = totals;
  const end = bridgedEnd(totals);
  figures.add('ending_arr', {
    value: totals.ending ?? end,
    formula: endFormula(totals),
    reason: 'new_arr_not_given',
  });
  const known = knownEnd(totals);
  const difference = totals.ending === null || known === null ? 0 : totals.ending - known;
  const gap = Math.abs(difference) < MONEY_TOLERANCE ? 0 : difference;
  if (totals.ending !== null && known !== null) {
    figures.add('bridge_gap', { value: gap, formula: `${inFormula(totals.ending)} - ${inFormula(known)}` });
    raiseHidden(totals, cohorts, policy, figures, findings);
    raiseGap(totals, gap, policy, figures, findings);
  }
  if (start === null) return { rows: null, because: 'starting ARR is not known' };
  const endCustomers =
    customers === null || totals.lostCustomers === null || totals.newCustomers === null
      ? null
      : customers - totals.lostCustomers + totals.newCustomers + (totals.returnedCustomers ?? 0);
  const rows: Row[] = [
    { key: 'start', arr: start, customers: customers },
    { key: 'new', arr: newArr, customers: totals.newCustomers },
    { key: 'expansion', arr: plus(expansion, joined.expansion), customers: null },
    { key: 'reactivation', arr: reactivation, customers: totals.returnedCustomers },
    { key: 'contraction', arr: negative(plus(contraction, joined.contraction)), customers: null },
    { key: 'churn', arr: negative(plus(churned, joined.churned)), customers: negative(totals.lostCustomers) },
    // Sums of accounts tie by themselves, to the last bit that sums of that size have.
    ...(gap === 0 || totals.idle !== null ? [] : [{ key: 'unexplained', arr: gap, customers: null }]),
    { key: 'end', arr: totals.ending ?? end, customers: endCustomers },
  ];
  return { rows: rows.map((row, i) => ({ ...row, after: runningTotal(rows.slice(0, i + 1)) })) };
}
