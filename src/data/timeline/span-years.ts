/** How many years an invoiced span is, for turning its total into a rate a year. */
import { addMonths, dateText } from '../../domain/dates.ts';

/** Lengths in years that bills usually have: one within half a hundredth of them is taken as exactly that. */
const usual = new Set([0.25, 0.5, 0.75, 1, 2, 3, 4, 5, 6]);

/**
 * Years from one day to a later one. One, two and three calendar months count as such: a quarter from 1 February has 89
 * days. Example: 2025-03-01 to 2025-09-01 is 0.5; 2025-01-01 to 2025-08-01 is 212 / 365.25.
 */
export function spanYears(from: number, until: number): number {
  const [start, end] = [dateText(from), dateText(until)];
  for (const months of [1, 2, 3]) if (addMonths(start, months) === end) return months / 12;
  const years = (until - from) / 365.25;
  const near = Math.round(years * 100) / 100;
  return usual.has(near) ? near : years;
}
