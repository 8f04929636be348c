/** Data that cannot both be true: counts against ARR, and churn flags against what is billed. */
import type { Findings } from '../collect.ts';
import { above, addTo, ratio, readSum, startSum } from '../numbers.ts';
import { clip, quoted } from '../problem.ts';
import type { Book } from './book.ts';
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

function flagsAgainstArr(book: Book, policy: Policy, findings: Findings): void {
  const odd: string[] = [];
  const base = startSum();
  const arr = startSum();
  let n = 0;
  if (!book.hasFacts) return;
  for (const { id, start, end, facts } of book.accounts) {
    if (start === 0) continue;
    n++;
    addTo(base, start);
    if (facts.churnedFlag === null || facts.churnedFlag === (end === 0)) continue;
    odd.push(id);
    addTo(arr, start);
  }
  if (odd.length === 0) return;
  const share = Math.max(ratio(odd.length, n) ?? 0, ratio(readSum(arr), readSum(base)) ?? 0);
  const list = odd
    .slice(0, 5)
    .map((id) => quoted(clip(id, 40)))
    .join(', ');
  const more = odd.length > 5 ? ' and others' : '';
  findings.raise(
    'churn-flag-disagrees',
    `churned_flag and ARR at period end name different customers: ${list}${more}.`,
    ['churned_customers', 'starting_customers'],
    above(share, policy.flag_disagreement_share) ? 'contradiction' : 'warning',
  );
}

/** Raises what contradicts itself inside the book. Nothing is corrected: the founder decides which source is right. */
export function raiseContradictions(book: Book, policy: Policy, findings: Findings): void {
  countsAgainstArr(book, findings);
  flagsAgainstArr(book, policy, findings);
}
