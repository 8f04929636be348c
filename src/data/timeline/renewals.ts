/** Deals that renew others: when they begin, what they end, and what they leave uncovered. Deals that still run at once are named. */
import { numberText } from '../../domain/figure.ts';
import { sumOf } from '../../domain/numbers.ts';
import { renewalRules } from '../../domain/policy/files.ts';
import type { DealFacts, Ledger, Span } from './ledger.ts';
import { addRate } from './row-sums.ts';
import { spanYears } from './span-years.ts';
import { endOfTerm } from './terms.ts';

/** What is said of renewals of one kind: a sentence with how many they are and what they pay. */
type Said = { code: string; severity: 'info' | 'warning'; says: (what: string, days: number) => string };

const said = {
  early: {
    code: 'renewal-signed-early',
    severity: 'info',
    says: (what) =>
      `${what} were signed while the deal they renew ran on and are taken to begin when it ends; a column of start dates says otherwise`,
  },
  atOnce: {
    code: 'renewal-at-once',
    severity: 'warning',
    says: (what) =>
      `${what} were signed long before the deal they renew was over and are taken to replace it at once; a column of start dates says otherwise`,
  },
  several: {
    code: 'renewal-of-several',
    severity: 'warning',
    says: (what) =>
      `${what} end several deals of their customer that would have run to different days; a column of products says which one each renews`,
  },
  late: {
    code: 'renewal-signed-late',
    severity: 'warning',
    says: (what, days) =>
      `${what} begin up to ${days} days after the deal they renew was over, so that their customers count as lost and as returned; if they never left, pass grace_days ${days}`,
  },
} as const satisfies Readonly<Record<string, Said>>;

type Kind = keyof typeof said;

const isSame = (a: string | null, b: string | null): boolean =>
  a === null || b === null || a.toLowerCase() === b.toLowerCase();

/** The deals of a customer that a renewal is about: those of its product where deals name one, else all. */
function ofRenewal(next: Span, spans: readonly Span[], facts: ReadonlyMap<number, DealFacts>): Span[] {
  const productOf = ({ row }: Span) => facts.get(row)?.product ?? null;
  const earlier = spans.filter((one) => one !== next && one.from < next.from);
  const own = productOf(next);
  if (own === null) return earlier;
  const same = earlier.filter((one) => isSame(productOf(one), own));
  if (same.length > 0) return same;
  // A product that is new on renewal takes the place of the only one there was.
  return new Set(earlier.map((one) => productOf(one)?.toLowerCase())).size === 1 ? earlier : [];
}

/** Moves the first day of a deal, and the last one with it where that follows from its term. */
function moveTo(next: Span, from: number, { months }: DealFacts, { rowSums }: Ledger): void {
  addRate(rowSums, next, -next.arr);
  if (months !== null) next.until = endOfTerm(from, months);
  next.from = from;
  if (next.total !== null) next.arr = next.total / spanYears(next.from, next.until);
  addRate(rowSums, next, next.arr);
}

/** Ends what renewals replace. Call when ends and repeats are settled: before that no end is known to the day. */
export function settleRenewals(ledger: Ledger, graceDays: number): void {
  const { shape, entries, deals, rowSums, issues, currencies } = ledger;
  if (shape !== 'deals') return;
  const noted: Record<Kind, { row: number; arr: number; days: number }[]> = {
    early: [],
    atOnce: [],
    several: [],
    late: [],
  };
  const note = (kind: Kind, { row, arr }: Span, days = 0) => noted[kind].push({ row, arr, days });
  for (const { spans } of entries.values()) {
    if (spans.length < 2) continue;
    const inOrder = () => spans.sort((a, b) => a.from - b.from || a.row - b.row);
    const moved = new Set<Span>();
    for (const next of [...inOrder()]) {
      const facts = deals.get(next.row);
      if (facts?.renews !== true) continue;
      const about = ofRenewal(next, spans, deals);
      const running = about.filter(({ until }) => until > next.from);
      if (running.length === 0) {
        const gap =
          next.from - about.reduce((most, { until }) => Math.max(most, until), Number.NEGATIVE_INFINITY);
        if (gap > graceDays && gap <= renewalRules.lateDays) note('late', next, gap);
        continue;
      }
      const due = running.reduce((first, one) => (one.until < first.until ? one : first));
      const ahead = due.until - next.from;
      if (facts.signed) {
        const { aheadShare, aheadDays } = renewalRules;
        const early = ahead <= Math.min(aheadDays, aheadShare * (due.until - due.from));
        if (early && (facts.months !== null || due.until < next.until)) {
          moveTo(next, due.until, facts, ledger);
          moved.add(next);
          note('early', next);
        } else note('atOnce', next);
      }
      const others = running.filter((one) => one.until - due.until > renewalRules.sameDays);
      if (others.length > 0) note('several', next);
      for (const before of running) {
        if (before.until <= next.from) continue;
        addRate(rowSums, { from: next.from, until: before.until }, -before.arr);
        before.until = next.from;
      }
    }
    for (const [i, next] of inOrder().entries()) {
      const product = deals.get(next.row)?.product ?? null;
      const before = spans.slice(0, i).find(({ from, until, row }) => {
        const begun = from < next.from || (from === next.from && moved.has(next));
        return begun && until > next.from && isSame(deals.get(row)?.product ?? null, product);
      });
      if (before === undefined) continue;
      const rest =
        'won deals of one customer run at the same time and add up; end the earlier one, or mark the later as a renewal, if it replaces it';
      issues.add('overlapping-deals', rest, { row: next.row }, 'warning');
    }
  }
  for (const kind of Object.keys(said) as Kind[]) {
    const all = noted[kind].sort((a, b) => a.row - b.row);
    // Amounts of several currencies are never added.
    const worth = currencies.size > 1 ? '' : `, ${numberText(sumOf(all.map(({ arr }) => arr)), 2)} of ARR,`;
    const days = all.reduce((most, one) => Math.max(most, one.days), 0);
    const { code, severity, says } = said[kind];
    const message = says(`renewals${worth}`, days);
    for (const { row } of all) issues.add(code, message, { row }, severity);
  }
}
