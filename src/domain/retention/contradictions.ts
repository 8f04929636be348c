/** Data that cannot both be true: counts against ARR, and churn flags and dates against what is billed. */
import type { Findings } from '../collect.ts';
import { addDays } from '../dates.ts';
import { above, addTo, ratio, readSum, startSum } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import { clip, quoted } from '../problem.ts';
import type { Account, Book } from './book.ts';
import type { Policy } from './lines.ts';

function countsAgainstArr(book: Book, findings: Findings): void {
  const odd = book.cohorts.filter(
    ({ churned, lostCustomers }) =>
      churned !== null && lostCustomers !== null && churned > 0 !== lostCustomers > 0,
  );
  const [first] = odd;
  if (first !== undefined) {
    findings.raise(
      'churn-count-and-arr-disagree',
      `In ${quoted(first.name)} the churned customers and the churned ARR do not match: one is zero, the other is not.`,
      ['churned_arr', 'churned_customers'],
    );
  }
}

/** Raises that accounts say one thing and their ARR another: a contradiction where it is more than a few. */
function raiseOdd(
  code: string,
  says: string,
  isOdd: (account: Account) => boolean,
  { book, policy, findings }: { book: Book; policy: Policy; findings: Findings },
): void {
  const odd: string[] = [];
  const base = startSum();
  const arr = startSum();
  let n = 0;
  if (!book.hasFacts) return;
  for (const account of book.accounts) {
    if (account.start === 0) continue;
    n++;
    addTo(base, account.start);
    if (!isOdd(account)) continue;
    odd.push(account.id);
    addTo(arr, account.start);
  }
  if (odd.length === 0) return;
  const share = Math.max(ratio(odd.length, n) ?? 0, ratio(readSum(arr), readSum(base)) ?? 0);
  const list = odd
    .slice(0, 5)
    .map((id) => quoted(clip(id, 40)))
    .join(', ');
  const more = odd.length > 5 ? ' and others' : '';
  findings.raise(
    code,
    `${says}: ${list}${more}.`,
    ['churned_customers', 'starting_customers'],
    above(share, policy.flag_disagreement_share) ? 'contradiction' : 'warning',
  );
}

/** Whether the dates of an account say that it paid when its ARR says that it did not, or the reverse. */
function datesAgainstArr({ periodStart, periodEnd }: Book): ((account: Account) => boolean) | null {
  if (periodStart === null || periodEnd === null) return null;
  const { dateSlackDays: slack } = fixedLines;
  const begun = addDays(periodStart, slack);
  const [over, open] = [addDays(periodEnd, -slack), addDays(periodEnd, slack)];
  return ({ end, facts: { startDate, endDate } }) =>
    (startDate !== null && startDate > begun) ||
    (endDate !== null && (end > 0 ? endDate < over : endDate > open));
}

/** Raises what contradicts itself inside the book. Nothing is corrected: the founder decides which source is right. */
export function raiseContradictions(book: Book, policy: Policy, findings: Findings): void {
  countsAgainstArr(book, findings);
  const context = { book, policy, findings };
  raiseOdd(
    'churn-flag-disagrees',
    'churned_flag and ARR at period end name different customers',
    ({ end, facts: { churnedFlag } }) => churnedFlag !== null && churnedFlag !== (end === 0),
    context,
  );
  const byDates = datesAgainstArr(book);
  if (byDates !== null)
    raiseOdd(
      'dates-disagree',
      'start_date or end_date and ARR do not fit: a customer pays before it began or after it left, or left and pays nothing before its end',
      byDates,
      context,
    );
}
