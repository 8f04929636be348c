/** Credits over other days than those of an invoice: they lower what runs on their days, or end it. */
import { addMonths, dateText, monthDays } from '../../domain/dates.ts';
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum, sumOf } from '../../domain/numbers.ts';
import { creditRules } from '../../domain/policy/files.ts';
import type { Ledger, Span } from './ledger.ts';
import { addRate, type Days } from './row-sums.ts';
import { spanYears } from './span-years.ts';

type Credit = Ledger['credits'][number];

/** The days of a span that a credit is for, and what was billed for them: in proportion to days, and to months. */
type Share = Days & { span: Span; money: number; byMonths: number };

/** How much of a span is still paid on some of its days: 0 is nothing. */
type Cut = Days & { span: Span; kept: number };

const moneyOf = ({ from, until, arr, total }: Span): number => total ?? arr * spanYears(from, until);

/** Whole calendar months from one day to another; null where some days are over. Example: 2025-02-01 to 2025-05-01 is 3. */
function monthsOf({ from, until }: Days): number | null {
  const months = Math.round((until - from) / monthDays);
  return months > 0 && addMonths(dateText(from), months) === dateText(until) ? months : null;
}

/** What was billed for the days of a credit, span by span, what began last first and what is in its own segment before that. */
function sharesOf({ entry, span: credit }: Credit, spans: readonly Span[] = entry.spans): Share[] {
  const own = (span: Span): number => (span.segment === credit.segment ? 0 : 1);
  return spans
    .filter(({ from, until }) => from < credit.until && until > credit.from && Number.isFinite(until))
    .sort((a, b) => own(a) - own(b) || b.from - a.from || b.row - a.row)
    .map((span) => shareOf(span, Math.max(span.from, credit.from), Math.min(span.until, credit.until)));
}

function shareOf(span: Span, from: number, until: number): Share {
  const all = moneyOf(span);
  const [part, whole] = [monthsOf({ from, until }), monthsOf(span)];
  const money = (all * (until - from)) / (span.until - span.from);
  const byMonths = part === null || whole === null ? money : (all * part) / whole;
  return { span, from, until, money, byMonths };
}

const dayOf = ({ span }: Share): number => moneyOf(span) / (span.until - span.from);

/** How far a sum is from what shares were billed at, as a share of it; null where it is further than days are counted differently. */
function apart(money: number, shares: readonly Share[]): number | null {
  const billed = sumOf(shares.map((share) => share.money));
  const byMonths = sumOf(shares.map((share) => share.byMonths));
  const slack = Math.max(creditRules.slack * billed, sumOf(shares.map(dayOf)));
  const gap = Math.min(Math.abs(money - billed), Math.abs(money - byMonths));
  return billed > 0 && gap <= slack ? gap / billed : null;
}

/** The choice of shares that a sum takes whole: the one it is nearest to; null where it is near none. */
function nearest(money: number, choices: readonly (readonly Share[])[]): readonly Share[] | null {
  let [best, least]: [readonly Share[] | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const shares of choices) {
    const gap = apart(money, shares);
    if (gap !== null && gap < least) [best, least] = [shares, gap];
  }
  return best;
}

const gone = ({ span, from, until }: Share): Cut => ({ span, from, until, kept: 0 });

/** Takes a sum, less than what ran, out of shares of the same days. */
function takePart(money: number, shares: readonly Share[]): Cut[] {
  const one = nearest(
    money,
    shares.map((share) => [share]),
  );
  if (one !== null) return one.map(gone);
  const cuts: Cut[] = [];
  let left = money;
  for (const share of shares) {
    if (apart(left, [share]) !== null || left >= share.money) cuts.push(gone(share));
    else cuts.push({ ...share, kept: 1 - left / share.money });
    if (left <= share.money || apart(left, [share]) !== null) break;
    left -= share.money;
  }
  return cuts;
}

/** The days of a credit in pieces in which the same spans run. */
function piecesOf(shares: readonly Share[]): Share[][] {
  const bounds = [...new Set(shares.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  return bounds.flatMap((from, i) => {
    const until = bounds[i + 1];
    if (until === undefined) return [];
    const running = shares.filter((share) => share.from <= from && share.until >= until);
    return running.length === 0 ? [] : [running.map(({ span }) => shareOf(span, from, until))];
  });
}

/** What a credit leaves of the spans on its days; null where it takes more than was billed for them, or some were not billed. */
function cutsOf(credit: Credit): Cut[] | null {
  const shares = sharesOf(credit);
  const { from, until } = credit.span;
  const money = -moneyOf(credit.span);
  const pieces = piecesOf(shares);
  const billedDays = sumOf(pieces.map(([first]) => (first === undefined ? 0 : first.until - first.from)));
  const days = until - from;
  if (days - billedDays > Math.max(1, creditRules.slack * days)) return null;
  const throughout = shares.filter((share) => share.from === from && share.until === until);
  const whole = nearest(money, [...throughout.map((share) => [share]), shares]);
  if (whole !== null) return whole.map(gone);
  const billed = sumOf(shares.map((share) => share.money));
  if (money > billed) return null;
  return pieces.flatMap((piece) =>
    takePart((money * sumOf(piece.map((share) => share.money))) / billed, piece),
  );
}

/** A span in pieces, each at what is kept of it; a piece of which nothing is kept is no piece. */
function lowered(span: Span, cuts: readonly Cut[]): Span[] {
  const pieces: Span[] = [];
  const put = (from: number, until: number, kept: number) => {
    if (from >= until || kept === 0) return;
    const total =
      span.total === null ? null : (span.total * kept * (until - from)) / (span.until - span.from);
    pieces.push({ ...span, from, until, arr: span.arr * kept, total });
  };
  let day = span.from;
  for (const { from, until, kept } of [...cuts].sort((a, b) => a.from - b.from)) {
    put(day, from, 1);
    put(from, until, kept);
    day = until;
  }
  put(day, span.until, 1);
  return pieces;
}

/** Takes a credit out of what runs on its days; false where it cannot be. */
function take(credit: Credit, { rowSums }: Ledger): boolean {
  const cuts = cutsOf(credit);
  if (cuts === null || cuts.length === 0) return false;
  const { entry } = credit;
  entry.spans = entry.spans.flatMap((span) => {
    const own = cuts.filter((cut) => cut.span === span);
    return own.length === 0 ? [span] : lowered(span, own);
  });
  // What the credit said is a rate of its own days; what it takes is one of the invoices.
  addRate(rowSums, credit.span, -credit.span.arr);
  for (const { span, from, until, kept } of cuts) addRate(rowSums, { from, until }, -span.arr * (1 - kept));
  return true;
}

/**
 * Applies credits of part of an invoice, and names those that cannot be: more than was billed for their days, or over days
 * of which only some were billed. Call when ends are settled. Example: 12,000 for a year and -6,000 for its second half end
 * the customer at half of the year.
 */
export function settleCredits(ledger: Ledger): void {
  const { credits, issues, out, rowSums } = ledger;
  const applied: Credit[] = [];
  const vain: Credit[] = [];
  for (const { entry, span } of credits) entry.spans = entry.spans.filter((one) => one !== span);
  for (const credit of [...credits].sort((a, b) => a.span.from - b.span.from || a.span.row - b.span.row)) {
    const { entry, span } = credit;
    if (take(credit, ledger)) {
      applied.push(credit);
      continue;
    }
    if (entry.spans.some((one) => one.from < span.until && one.until > span.from)) vain.push(credit);
    addRate(rowSums, span, -span.arr);
    for (const row of credit.rows) out.add('non_positive_group', null, row);
    ledger.rowsUsed -= credit.rows.length;
  }
  const tell = (
    of: readonly Credit[],
    code: string,
    severity: 'info' | 'warning',
    says: (sum: string) => string,
  ) => {
    const sum = startSum();
    for (const { span } of of) addTo(sum, span.total ?? 0);
    const message = says(numberText(readSum(sum), 2));
    const rows = of.flatMap((credit) => credit.rows).sort((a, b) => a - b);
    for (const row of rows) issues.add(code, message, { row }, severity);
  };
  tell(
    applied,
    'credit-applied',
    'info',
    (sum) =>
      `credits for part of an invoice, ${sum} in all, lower what is paid on their days; nothing left is a customer who left`,
  );
  tell(
    vain,
    'credit-not-applied',
    'warning',
    (sum) =>
      `credits for other days than an invoice has are not applied, ${sum} in all, as they take more than was billed for their days, or some of these were not billed: a customer who was refunded counts as kept; end the invoice where the refund begins`,
  );
}
