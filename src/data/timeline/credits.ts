/** Credits over other days than those of an invoice: they lower what runs on their days, or end it. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum, sumOf } from '../../domain/numbers.ts';
import { creditRules } from '../../domain/policy/files.ts';
import type { Ledger, Span } from './ledger.ts';
import { addRate } from './row-sums.ts';

type Credit = Ledger['credits'][number];

/** A span with the rate of its days from one to another, the rest as it was. */
function lowered(span: Span, from: number, until: number, arr: number): Span[] {
  const piece = (a: number, b: number, rate: number): Span[] =>
    a < b && rate > 0 ? [{ ...span, from: a, until: b, arr: rate, total: null }] : [];
  return [
    ...piece(span.from, from, span.arr),
    ...piece(from, until, arr),
    ...piece(until, span.until, span.arr),
  ];
}

/** Takes a credit out of what runs on all of its days, what began last first; false where that is less than the credit. */
function take({ entry, span: { from, until, arr } }: Credit, { rowSums }: Ledger): boolean {
  const running = entry.spans
    .filter((one) => one.from <= from && one.until >= until)
    .sort((a, b) => b.from - a.from || b.row - a.row);
  const paid = sumOf(running.map((one) => one.arr));
  const slack = creditRules.slack * paid;
  const rest = paid + arr;
  if (running.length === 0 || rest < -slack) return false;
  // Days are counted in several ways: what is left by that alone is nothing, and nobody pays it.
  const nothing = rest <= slack;
  if (nothing) addRate(rowSums, { from, until }, -rest);
  let left = nothing ? paid : -arr;
  for (const span of running) {
    if (left <= 0) break;
    const less = Math.min(span.arr, left);
    left -= less;
    entry.spans.splice(entry.spans.indexOf(span), 1, ...lowered(span, from, until, span.arr - less));
  }
  return true;
}

/**
 * Applies credits of part of an invoice, and names those that cannot be: more than what ran, or over days of which only
 * some were billed. Call when ends are settled. Example: 12,000 for a year and -6,000 for its second half end the
 * customer at half of the year.
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
      `credits for other days than an invoice has are not applied, ${sum} in all, as they take more than was billed for all of those days: a customer who was refunded counts as kept; end the invoice where the refund begins`,
  );
}
