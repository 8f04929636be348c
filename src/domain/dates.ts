/** Calendar arithmetic on `YYYY-MM-DD` texts. No clock and no time zone: a date is a day, not a moment. */

const DAY_MS = 86_400_000;

/**
 * Days since 1970-01-01 of a calendar date, or null when the text is none.
 * Example: `dayNumber('1970-01-02')` is 1; `dayNumber('2025-02-30')` is null.
 */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const ms = Date.UTC(year, month, day);
  const date = new Date(ms);
  // 30 February is another day, and years before 100 are taken for those of the last century.
  return date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day
    ? ms / DAY_MS
    : null;
}

/** The date text of a day number. Example: `dateText(1)` is "1970-01-02". */
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * The date some days later. Example: `addDays('2024-02-28', 2)` is "2024-03-01".
 * @throws RangeError when the text is not a calendar date: callers validate first.
 */
export function addDays(date: string, days: number): string {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`${date} is not a calendar date`);
  return dateText(day + days);
}

/**
 * The first day on which a position counts as open: a month's last day means its close, so the day after.
 * Example: `asOpenDate('2025-12-31')` is "2026-01-01"; `asOpenDate('2026-01-01')` is itself.
 */
export function asOpenDate(date: string): string {
  const next = addDays(date, 1);
  return next.endsWith('-01') ? next : date;
}

const parts = (date: string) => ({
  months: Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/**
 * The date some months later, on the same day, or the last of a shorter month.
 * Example: `addMonths('2025-01-31', 1)` is "2025-02-28".
 */
export function addMonths(date: string, months: number): string {
  const from = parts(date);
  const total = from.months - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const text = (day: number) =>
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  for (let day = from.day; day > 28; day--) if (dayNumber(text(day)) !== null) return text(day);
  return text(Math.min(from.day, 28));
}

/** Completed calendar months from one date to a later one; negative when it is earlier. Example: 2024-01-15 to 2025-01-14 is 11. */
export function completedMonths(from: string, to: string): number {
  const a = parts(from);
  const b = parts(to);
  return b.months - a.months - (b.day < a.day ? 1 : 0);
}

/** Days of a month, on average over leap years. */
export const monthDays = 30.4375;

/**
 * Length of a period in months: whole months when both open dates fall on the same day of the month,
 * else days / `monthDays` to 2 decimals. Example: 2025-01-01 to 2026-01-01 is 12.
 */
export function monthsBetween(from: string, to: string): number {
  const a = asOpenDate(from);
  const b = asOpenDate(to);
  if (parts(a).day === parts(b).day) return parts(b).months - parts(a).months;
  const days = (dayNumber(b) ?? 0) - (dayNumber(a) ?? 0);
  return Math.round((days / monthDays) * 100) / 100;
}

/** The calendar quarter of a date. Example: `quarterOf('2025-05-09')` is "2025-Q2". */
export const quarterOf = (date: string): string =>
  `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/** The same with its year last, as plans of people write it. Example: `quarterName('2026-07-01')` is "Q3-2026". */
export const quarterName = (date: string): string =>
  `Q${Math.ceil(Number(date.slice(5, 7)) / 3)}-${date.slice(0, 4)}`;

/**
 * Months since year 0 that a cohort name stands for, or null when it names no time.
 * Read are YYYY, YYYY-MM and YYYY-Qn. Example: `monthIndexOf('2025-Q2')` is 24303 (April 2025).
 */
export function monthIndexOf(name: string): number | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(name.trim());
  if (match === null) return null;
  const month = match[2] !== undefined ? Number(match[2]) * 3 - 3 : Number(match[3] ?? 1) - 1;
  return Number(match[1]) * 12 + month;
}
