/** Months without rows: of all customers, as files of quarters have them, and of single ones, as bills have them. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { rhythmRules } from '../../domain/policy/files.ts';
import { clip } from '../../domain/problem.ts';
import { monthIndex, monthText } from './columns.ts';
import { type Entry, paidIn } from './ledger.ts';
import { missingMonths, type Timeline } from './positions.ts';

/** Months that a message names one by one. */
const listedMonths = 5;

/** The months between two and two of a list where that is always the same number; null else. Example: of 3, 6 and 9 it is 3. */
function stepOf(months: readonly number[]): number | null {
  const [first = 0, second = 0] = months;
  const step = second - first;
  const even = months.every((month, i) => i === 0 || month - (months[i - 1] ?? 0) === step);
  return months.length > 1 && even ? step : null;
}

/** What months that nobody has a row for are told with: all of them, or the rhythm of the others. */
function missingMessage({ calendar, first, last }: Timeline, missing: readonly string[]): string {
  const step = calendar.length < rhythmRules.fewest ? null : stepOf(calendar.map(({ month }) => month));
  if (step !== null)
    return `the file has rows for one month in ${step} only, ${monthText(first)} to ${monthText(last)}; the months between cannot be positions, no monthly lines are made of them, and when a customer came or left is known to ${step} months`;
  const rest = missing.length - listedMonths;
  const named = `${missing.slice(0, listedMonths).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return `no customer has a row for ${named}; ${missing.length > 1 ? 'they cannot be positions' : 'it cannot be a position'}`;
}

/** The rhythm of a customer that pays in every so many months of the file only; null for one that pays in two in a row. */
function rhythmOf({ ledger, calendar }: Timeline, entry: Entry): number | null {
  const paid: number[] = [];
  for (const [place, { slot }] of calendar.entries()) {
    if (paidIn(ledger, entry, slot) === undefined) continue;
    if (paid.at(-1) === place - 1) return null;
    paid.push(place);
  }
  return paid.length < rhythmRules.fewest ? null : stepOf(paid);
}

/**
 * Names months without rows. Example: rows for March, June, September and December tell that the file is one of quarters;
 * a customer with rows in these months of a file of all months seems to be billed by the quarter.
 */
export function tellGaps(timeline: Timeline): void {
  const { ledger, entries, calendar, graceDays } = timeline;
  if (ledger.kind !== 'months') return;
  const missing = missingMonths(timeline);
  const message = missingMessage(timeline, missing);
  for (const _ of missing) ledger.issues.add('missing-month', message, {}, 'warning');
  const sum = startSum();
  let [customers, example] = [0, ''];
  for (const entry of entries) {
    const step = rhythmOf(timeline, entry);
    if (step === null || (step - 1) * 30 <= graceDays) continue;
    customers++;
    if (example === '') example = `"${clip(entry.id, 60)}" every ${step} months`;
    for (const { slot } of [...calendar].reverse()) {
      const arr = paidIn(ledger, entry, slot);
      if (arr === undefined) continue;
      addTo(sum, arr);
      break;
    }
  }
  const says = `customers with rows at even distances and never in two months running, such as ${example}, with ${numberText(readSum(sum), 2)} of ARR in their last ones: they look like bills, of which each month between reads as churn; spread them over their months, or read them as invoices`;
  for (let i = 0; i < customers; i++) ledger.issues.add('regular-gaps', says, {}, 'warning');
}

/** The months that nobody has a row for, as months since year 0. */
export const missingIndexes = (timeline: Timeline): Set<number> =>
  new Set(missingMonths(timeline).map((month) => monthIndex(`${month}-01`)));
