/** How long customers stay: Kaplan-Meier survival by tenure, and the hazard by age. */
import type { Figures, Findings } from '../collect.ts';
import { completedMonths } from '../dates.ts';
import { shareText } from '../figure.ts';
import { atOrAbove, ratio } from '../numbers.ts';
import { hazardBands, survivalRules } from '../policy/survival.ts';
import type { Row, Table } from '../report.ts';
import type { Account, Book } from './book.ts';
import { survivalAges } from './figures.ts';
import type { FileFacts, Life, PassingLife } from './file-facts.ts';

/** Customers at risk and lost by age in months; index 0 is unused. */
export type LifeTable = { atRisk: number[]; lost: number[]; leftOut: number };

/** One customer's time under observation: at risk at ages entry < k <= exit; `lost` at exit or still there. */
type Span = { entry: number; exit: number; lost: boolean };

function spanOf(account: Account, book: Book): Span | null {
  const lost = account.end === 0;
  const { tenureMonths, startDate, endDate } = account.facts;
  if (tenureMonths !== null) return { entry: 0, exit: Math.floor(tenureMonths), lost };
  if (startDate === null) return null;
  const until = lost ? endDate : (book.periodEnd ?? book.asOf);
  if (until === null) return null;
  const alive = account.start > 0 && book.periodStart !== null;
  const entry = alive ? Math.max(0, completedMonths(startDate, book.periodStart ?? until)) : 0;
  const exit = completedMonths(startDate, until);
  // A loss belongs to the month it happens in; one in the very month of entry would otherwise leave its own risk set.
  return { entry, exit: lost ? Math.max(exit, entry + 1, 1) : exit, lost };
}

function fromSpans(spans: readonly Span[], leftOut: number): LifeTable {
  const last = spans.reduce((most, span) => Math.max(most, span.exit), 0);
  const change = new Array<number>(last + 2).fill(0);
  const lost = new Array<number>(last + 1).fill(0);
  for (const { entry, exit, lost: gone } of spans) {
    if (exit <= entry) continue;
    change[entry + 1] = (change[entry + 1] ?? 0) + 1;
    change[exit + 1] = (change[exit + 1] ?? 0) - 1;
    if (gone) lost[exit] = (lost[exit] ?? 0) + 1;
  }
  let running = 0;
  const atRisk = change.slice(0, last + 1).map((delta) => {
    running += delta;
    return running;
  });
  return { atRisk, lost, leftOut };
}

/**
 * The life table of a book, from account dates or tenures, else from month-by-month cohort counts; null without either.
 * Who came and left inside the period has no account, and is counted beside them: early losses are mostly theirs.
 */
export function lifeTableOf(book: Book, passing: readonly PassingLife[] = []): LifeTable | null {
  if (book.kind === 'accounts') {
    if (!book.hasFacts) return null;
    const paying = book.accounts.filter((account) => account.start > 0 || account.end > 0);
    const spans = [
      ...paying.flatMap((account) => spanOf(account, book) ?? []),
      ...passing.map(({ startDate, endDate }) => ({
        entry: 0,
        exit: Math.max(1, completedMonths(startDate, endDate)),
        lost: true,
      })),
    ];
    return spans.length === 0 ? null : fromSpans(spans, paying.length + passing.length - spans.length);
  }
  const atRisk = [0];
  const lost = [0];
  let known = false;
  for (const { customers, remainingCustomers } of book.cohorts) {
    if (customers === null || remainingCustomers === null) continue;
    known = true;
    remainingCustomers.forEach((left, i) => {
      const before = i === 0 ? customers : (remainingCustomers[i - 1] ?? 0);
      atRisk[i + 1] = (atRisk[i + 1] ?? 0) + before;
      lost[i + 1] = (lost[i + 1] ?? 0) + Math.max(0, before - left);
    });
  }
  return known ? { atRisk, lost, leftOut: 0 } : null;
}

/** The life table of tenures: how long each customer has been there, and whether it left at the end. */
export const lifeTableOfTenures = (lives: readonly Life[]): LifeTable =>
  fromSpans(
    lives.map(({ months, lost }) => {
      const whole = Math.floor(months);
      return { entry: 0, exit: lost ? Math.max(1, whole) : whole, lost };
    }),
    0,
  );

/** Survival after each age: S(t) = product over k <= t of (1 - lost / at risk) (Kaplan and Meier 1958). Index 0 is 1. */
export function survivalCurve({ atRisk, lost }: LifeTable): number[] {
  const curve = [1];
  for (let age = 1; age < atRisk.length; age++) {
    const n = atRisk[age] ?? 0;
    const rate = n > 0 ? 1 - (lost[age] ?? 0) / n : 1;
    curve.push((curve[age - 1] ?? 1) * rate);
  }
  return curve;
}

function addFigures(life: LifeTable, curve: readonly number[], figures: Figures): void {
  for (const age of survivalAges) {
    const enough = (life.atRisk[age] ?? 0) >= survivalRules.minAtRisk;
    figures.add(`survival_m${age}`, {
      value: enough ? (curve[age] ?? null) : null,
      formula: `product of (1 - lost / at risk) over months 1 to ${age}`,
      reason: 'too_few_at_risk',
    });
  }
  const median = curve.findIndex((left) => !atOrAbove(left, 0.5) || left === 0.5);
  figures.add('survival_median', {
    value: median < 0 ? null : median,
    formula: 'first month with half or fewer left',
    reason: 'not_reached',
  });
}

type BandSums = { key: string; lost: number; months: number };

function hazardOf(life: LifeTable): BandSums[] {
  return hazardBands.map(({ key, from, to }) => {
    const last = to ?? life.atRisk.length - 1;
    let lost = 0;
    let months = 0;
    for (let age = from; age <= last; age++) {
      lost += life.lost[age] ?? 0;
      months += life.atRisk[age] ?? 0;
    }
    return { key, lost, months };
  });
}

function raise(bands: readonly BandSums[], findings: Findings): void {
  const rate = (keys: readonly string[]) => {
    const some = bands.filter((band) => keys.includes(band.key));
    return ratio(
      some.reduce((total, band) => total + band.lost, 0),
      some.reduce((total, band) => total + band.months, 0),
    );
  };
  const enough = (key: string) =>
    (bands.find((band) => band.key === key)?.lost ?? 0) >= survivalRules.minEvents;
  const all = rate(bands.map((band) => band.key));
  const early = rate(['1-3']);
  if (enough('1-3') && early !== null && all !== null && atOrAbove(early, survivalRules.earlyTimes * all)) {
    findings.raise(
      'early-life-churn',
      `In months 1 to 3 customers leave at ${shareText(early)} a month, overall at ${shareText(all)}.`,
      ['hazard.1-3.rate'],
    );
  }
  const cliff = rate(['11-13']);
  const around = [rate(['7-10']), rate(['14-24'])].filter((value) => value !== null);
  const mean = around.length === 0 ? null : around.reduce((total, value) => total + value, 0) / around.length;
  if (
    enough('11-13') &&
    cliff !== null &&
    mean !== null &&
    atOrAbove(cliff, survivalRules.cliffTimes * mean)
  ) {
    findings.raise(
      'renewal-cliff',
      `In months 11 to 13 customers leave at ${shareText(cliff)} a month, around them at ${shareText(mean)}.`,
      ['hazard.11-13.rate', 'hazard.7-10.rate', 'hazard.14-24.rate'],
    );
  }
}

/** Adds the survival figures and returns the tables of survival and hazard; null tables without dates, tenures or histories. */
export function analyzeSurvival(
  book: Book,
  { lives, passing }: FileFacts,
  figures: Figures,
  findings: Findings,
): { survival: Table; hazard: Table; leftOut: number } {
  const life = lives === undefined ? lifeTableOf(book, passing) : lifeTableOfTenures(lives);
  if (life === null) {
    const none = { rows: null, because: 'no start dates, tenures or month-by-month histories were given' };
    return { survival: none, hazard: none, leftOut: 0 };
  }
  const curve = survivalCurve(life);
  addFigures(life, curve, figures);
  const bands = hazardOf(life);
  // Who seems to leave at the edge of an export does so at some age, which says nothing of that age.
  if (!figures.has('edge_loss')) raise(bands, findings);
  const survival: Row[] = curve
    .map((left, age) => ({
      key: String(age),
      age,
      at_risk: life.atRisk[age] ?? 0,
      lost: life.lost[age] ?? 0,
      survival: left,
    }))
    .filter((row) => row.age > 0 && row.at_risk > 0);
  const hazard = bands
    .filter((band) => band.months > 0)
    .map((band) => ({
      key: band.key,
      lost: band.lost,
      account_months: band.months,
      rate: ratio(band.lost, band.months),
    }));
  return { survival: { rows: survival }, hazard: { rows: hazard }, leftOut: life.leftOut };
}
