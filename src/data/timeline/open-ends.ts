/** Asks what an end is where the file leaves it open and the period asked for hangs on it. */
import { dateText } from '../../domain/dates.ts';
import { numberText } from '../../domain/figure.ts';
import { readSum } from '../../domain/numbers.ts';
import { openQuestion, type Problem } from '../../domain/problem.ts';
import type { Position, Timeline } from './positions.ts';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/**
 * The question whether ends are last paid days, at positions where the answer moves a figure; none elsewhere.
 * Example: a span to 31 December counts at the close of that day in one reading alone.
 */
export function endProblems({ ledger, graceDays }: Timeline, positions: readonly Position[]): Problem[] {
  const { openEnds, currencies } = ledger;
  if (openEnds === null) return [];
  const { votes, byDay, totals } = openEnds;
  const hanging = positions.flatMap(({ day, label }) => {
    // Within grace a span stays in for longer after its end.
    const last = day - 1 - graceDays;
    const found = byDay.get(last);
    if (found === undefined) return [];
    // ARR of several currencies is never added.
    const arr = currencies.size > 1 ? '' : ` with ARR ${numberText(readSum(found.arr), 2)}`;
    return [
      `${count(found.spans, 'span', 'spans')}${arr} ${found.spans === 1 ? 'ends' : 'end'} on ${dateText(last)}, which decides whether ${found.spans === 1 ? 'it counts' : 'they count'} at ${label}`,
    ];
  });
  const spread = totals.filter(({ from, until }) =>
    positions.some(({ day }) => from < day && day <= until + 1),
  ).length;
  if (hanging.length === 0 && spread > 0)
    hanging.push(
      `the days that ${count(spread, 'total is', 'totals are')} spread over, and so the ARR, hang on what an end is`,
    );
  if (hanging.length === 0) return [];
  const seen = `${count(votes.paid, 'end reads', 'ends read')} like a last paid day and ${votes.unpaid} like the day after (${count(votes.oneDay, 'span is', 'spans are')} followed by another a day later, ${votes.noDay} on the same day)`;
  const rest = `${hanging.join('; ')}; ${seen}; say whether an end is the last paid day (true) or the day after (false)`;
  return [
    openQuestion('source.end_inclusive', 'ambiguous-end', rest, [
      { value: 'true', effect: 'an end is the last paid day: what ends on the day of a close counts at it' },
      { value: 'false', effect: 'an end is the day after the last paid one: it no longer counts then' },
    ]),
  ];
}
