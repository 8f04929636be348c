/** Whether the end of a span is its last paid day or the first one after it: decided by the spans that follow each other. */
import { dateText } from '../../domain/dates.ts';
import { atOrAbove } from '../../domain/numbers.ts';
import { endRules } from '../../domain/policy/files.ts';
import { openQuestion } from '../../domain/problem.ts';
import type { Notes } from '../shapes/columns-read.ts';
import type { Ledger } from './ledger.ts';
import { type Days, settleSums } from './row-sums.ts';
import { spanYears } from './span-years.ts';

const startsMonth = (day: number): boolean => dateText(day).endsWith('-01');

/** Whether two days are a number of whole months apart. Example: 15 March and 15 June. */
const monthsApart = (from: number, until: number): boolean =>
  dateText(from).slice(8) === dateText(until).slice(8);

/**
 * Whether an end reads like a last paid day: the last of a month, or the day before the one that a whole number of months
 * ends at. Example: 15 March to 14 June, or to 30 June; not to 15 June, nor 30 June to 30 September.
 */
const looksPaid = ({ from, until }: Days): boolean =>
  startsMonth(until + 1) ? !monthsApart(from, until) : monthsApart(from, until + 1);

/**
 * Adds the last paid day to every span where ends are inclusive, and to what the rows said. Asks when the pairs
 * contradict each other. The span of a movement ends where the next begins, so movements have no ends to settle.
 */
export function settleEnds(ledger: Ledger, asked: boolean | undefined, notes: Notes): void {
  if (ledger.kind !== 'spans' || ledger.shape === 'movements') return;
  const ended = [...ledger.entries.values()].flatMap(({ spans }) =>
    spans.filter(({ until }) => until !== Number.POSITIVE_INFINITY),
  );
  const settle = (inclusive: boolean) => {
    settleSums(ledger.rowSums, inclusive);
    for (const span of inclusive ? ended : []) {
      span.until++;
      // A total is spread over the days it was for, the last one among them.
      if (span.total !== null) span.arr = span.total / spanYears(span.from, span.until);
    }
  };
  if (asked !== undefined || ended.length === 0) {
    settle(asked ?? false);
    return;
  }
  let [oneDay, noDay] = [0, 0];
  for (const { spans } of ledger.entries.values()) {
    if (spans.length < 2) continue;
    const starts = new Set(spans.map(({ from }) => from));
    for (const { until } of spans) {
      if (starts.has(until + 1)) oneDay++;
      if (starts.has(until)) noDay++;
    }
  }
  const whole = ended.filter(looksPaid).length;
  const mostlyWhole = atOrAbove(whole, endRules.wholeMonths * ended.length);
  const inclusive =
    noDay === 0
      ? (oneDay > 0 || mostlyWhole) && (mostlyWhole || oneDay >= endRules.pairs)
      : oneDay >= endRules.pairs && oneDay >= endRules.times * noDay;
  const exclusive = oneDay === 0 || (noDay > 0 && noDay >= endRules.times * oneDay);
  if (inclusive) {
    settle(true);
    ledger.issues.add(
      'inclusive-end',
      'the end of a span is its last paid day: the next one starts a day later',
    );
    ledger.assumptions.push({
      field: 'source.end_inclusive',
      value: true,
      source: 'how spans of one customer follow each other, or run to the end of a month (inclusive-end)',
    });
  } else if (exclusive) settle(false);
  else {
    const rest = `${oneDay} span${oneDay === 1 ? ' is' : 's are'} followed by another a day later and ${noDay} on the same day; say whether an end is the last paid day (true) or the day after (false)`;
    notes.problems.push(
      openQuestion('source.end_inclusive', 'ambiguous-end', rest, [
        { value: 'true', effect: 'an end is the last paid day' },
        { value: 'false', effect: 'an end is the day after the last paid one' },
      ]),
    );
  }
}
