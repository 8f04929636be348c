/** Billing intervals as exports name them, and how many of them a year has. */

/** Intervals a year by name. A week is 52/12 of a month, never 4. Words that mean two things (bimonthly, biannual) are none. */
const names: Readonly<Record<string, number>> = {
  day: 365,
  daily: 365,
  days: 365,
  week: 52,
  weekly: 52,
  weeks: 52,
  biweekly: 26,
  fortnight: 26,
  fortnightly: 26,
  month: 12,
  monthly: 12,
  months: 12,
  mo: 12,
  m: 12,
  quarter: 4,
  quarterly: 4,
  quarters: 4,
  q: 4,
  semiannual: 2,
  semi_annual: 2,
  semiannually: 2,
  semi_annually: 2,
  half_year: 2,
  half_yearly: 2,
  year: 1,
  yearly: 1,
  years: 1,
  annual: 1,
  annually: 1,
  yr: 1,
  y: 1,
};

/** Spans that are names of their own, in months' or weeks' words. */
const counted = /^(?:every )?(\d{1,3})[ _-]?(day|week|month|year|quarter|mo|yr)s?$/;

/** Bills of two or four weeks have a number a year of their own: 26 and 13. */
const weeks: Readonly<Record<number, number>> = { 1: 52, 2: 26, 4: 13 };

/**
 * How many bills a year an interval and its count make; null for a word that names none.
 * Example: `billsPerYear('month', 3)` is 4, `billsPerYear('every 2 weeks', 1)` is 26.
 */
export function billsPerYear(interval: string, count: number): number | null {
  const word = interval.trim().toLowerCase();
  const match = counted.exec(word);
  const [unit, times] =
    match === null ? [word.replace(/[ -]+/g, '_'), count] : [match[2] ?? '', Number(match[1]) * count];
  if (!(times > 0) || !Object.hasOwn(names, unit)) return null;
  const perYear = names[unit] ?? 0;
  return perYear === 52 ? (weeks[times] ?? 52 / times) : perYear / times;
}
