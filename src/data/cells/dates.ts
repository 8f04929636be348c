/** Dates as exports write them, to YYYY-MM-DD. The order of day and month is decided once a column. */
import { dateText, dayNumber } from '../../domain/dates.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The first and the last date of a column under one reading. */
export type Span = { first: string; last: string };

/** What a column says about its order: decided, open both ways, or impossible. */
export type DateReading =
  | { kind: 'decided'; order: DateOrder }
  | { kind: 'unclear'; dmy: Span; mdy: Span }
  | { kind: 'mixed'; dayFirst: string; monthFirst: string };

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T](.*))?$/;

/** A time of day behind a date, with or without seconds and zone. Other words make a cell something else than one date. */
const timeOfDay =
  /^\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*(?:\(?[a-z]{1,5}\)?|[+-]\d{2}:?(?:\d{2})?))?$/i;

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const two = (value: number): string => String(value).padStart(2, '0');

/** Years of two digits are 20yy; one written 0001 is a system's "no date", never 2001. */
function dateOf(year: string | undefined, month: number, day: number): string | undefined {
  const text = `${year?.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;
  return dayNumber(text) === null ? undefined : text;
}

function widen(span: Span | null, date: string | undefined): Span | null {
  if (date === undefined) return span;
  if (span === null) return { first: date, last: date };
  return { first: date < span.first ? date : span.first, last: date > span.last ? date : span.last };
}

/** What was seen of a column so far. */
export type DateVotes = { add: (cell: string) => void; reading: () => DateReading };

/** Starts to look at a column of dates, cell by cell, for files too large to look at twice. */
export function dateVotes(): DateVotes {
  let dayFirst: string | null = null;
  let monthFirst: string | null = null;
  let dmy: Span | null = null;
  let mdy: Span | null = null;
  let any = false;
  return {
    add(cell) {
      const match = slashed.exec(cell.trim());
      if (match === null) return;
      any = true;
      const [a, b] = [Number(match[1]), Number(match[2])];
      // A date with two parts over 12 is none, and one with equal parts is the same both ways: neither says anything.
      if ((a > 12 && b > 12) || a === b) return;
      if (a > 12) dayFirst ??= cell;
      else if (b > 12) monthFirst ??= cell;
      else {
        dmy = widen(dmy, parseDate(cell, 'dmy'));
        mdy = widen(mdy, parseDate(cell, 'mdy'));
      }
    },
    reading() {
      if (dayFirst !== null && monthFirst !== null) return { kind: 'mixed', dayFirst, monthFirst };
      if (dayFirst !== null) return { kind: 'decided', order: 'dmy' };
      if (monthFirst !== null) return { kind: 'decided', order: 'mdy' };
      if (dmy !== null && mdy !== null) return { kind: 'unclear', dmy, mdy };
      return { kind: 'decided', order: any ? 'dmy' : 'ymd' };
    },
  };
}

/** Decides the order of a column of a/b/year dates. Example: "13/04/2025" decides day first. */
export function dateOrderOf(cells: Iterable<string>): DateReading {
  const votes = dateVotes();
  for (const cell of cells) votes.add(cell);
  return votes.reading();
}

/** Days of 1899-12-30, from which spreadsheets count, before 1970-01-01; and the serial numbers taken for dates (1954 to 2119). */
const serial = { epoch: 25_569, from: 20_000, to: 80_000 };

/** A moment in digits as a date: a spreadsheet's serial number, or Unix seconds or milliseconds; undefined for other numbers. */
function numberedDate(cell: string): string | undefined {
  const value = Number(cell);
  if (/^\d{5}(?:\.\d+)?$/.test(cell) && value >= serial.from && value < serial.to)
    return dateText(Math.floor(value) - serial.epoch);
  if (/^\d{9,10}$/.test(cell)) return dateText(Math.floor(value / 86_400));
  return /^\d{12,13}$/.test(cell) ? dateText(Math.floor(value / 86_400_000)) : undefined;
}

/** Whether a cell is a spreadsheet's serial number for a date. Example: "45292" is, for 2024-01-01. */
export const isSerialDate = (cell: string): boolean =>
  /^\d{5}(?:\.\d+)?$/.test(cell.trim()) && numberedDate(cell.trim()) !== undefined;

/** Whether a cell is a date whose year has two digits. Example: "03/04/25" is. */
export const hasShortYear = (cell: string): boolean =>
  /^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2})(?:[ T].*)?$/.test(cell.trim());

/** Months of German, French and Spanish exports whose first letters are not the English ones. */
const elsewhere: readonly (readonly [string, number])[] = [
  ['januar', 1],
  ['janvier', 1],
  ['enero', 1],
  ['februar', 2],
  ['février', 2],
  ['febrero', 2],
  ['märz', 3],
  ['maerz', 3],
  ['mrz', 3],
  ['mars', 3],
  ['marzo', 3],
  ['avril', 4],
  ['abril', 4],
  ['mai', 5],
  ['mayo', 5],
  ['juin', 6],
  ['juni', 6],
  ['junio', 6],
  ['juillet', 7],
  ['juli', 7],
  ['julio', 7],
  ['août', 8],
  ['agosto', 8],
  ['septembre', 9],
  ['septiembre', 9],
  ['oktober', 10],
  ['octobre', 10],
  ['octubre', 10],
  ['novembre', 11],
  ['noviembre', 11],
  ['dezember', 12],
  ['décembre', 12],
  ['diciembre', 12],
];

/** 1 to 12 for a month's name, or its first three letters or more; 0 for other words. Example: "Sept" is 9, "Marble" is 0. */
const monthNumber = (word: string): number => {
  const name = word.toLowerCase();
  if (name.length < 3) return 0;
  const own = months.findIndex((month) => month.startsWith(name)) + 1;
  return own > 0 ? own : (elsewhere.find(([month]) => month.startsWith(name))?.[1] ?? 0);
};

/** Whether what stands behind a date is nothing, or a time of day. */
const isTime = (rest: string | undefined): boolean => rest === undefined || timeOfDay.test(rest);

/**
 * The calendar date in a cell as written, without any shift of time zone; undefined when there is none.
 * Example: "2025-03-01T23:00:00Z" is "2025-03-01"; "Feb 1, 2024" is "2024-02-01"; "30/02/2025" is undefined.
 */
export function parseDate(text: string, order: DateOrder): string | undefined {
  const cell = text.trim();
  const iso =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](.*))?$/.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell);
  if (iso !== null) return isTime(iso[4]) ? dateOf(iso[1], Number(iso[2]), Number(iso[3])) : undefined;
  const month = /^(\d{4})-(\d{1,2})$/.exec(cell);
  if (month !== null) return dateOf(month[1], Number(month[2]), 1);
  const parts = slashed.exec(cell);
  if (parts !== null) {
    const [a, b] = [Number(parts[1]), Number(parts[2])];
    const [c, long] = [parts[3], parts[3]?.length === 4];
    if (!isTime(parts[4])) return undefined;
    if (order === 'ymd') return long ? undefined : dateOf(parts[1], b, Number(c));
    return order === 'mdy' ? dateOf(c, a, b) : dateOf(c, b, a);
  }
  const worded = /^(\d{1,2})[ -]([\p{L}]+)[ -](\d{4}|\d{2})(?:[ T](.*))?$/u.exec(cell);
  if (worded !== null)
    return isTime(worded[4]) ? dateOf(worded[3], monthNumber(worded[2] ?? ''), Number(worded[1])) : undefined;
  const american = /^([A-Za-z]+)\.? (\d{1,2}),? (\d{4})$/.exec(cell);
  return american === null
    ? numberedDate(cell)
    : dateOf(american[3], monthNumber(american[1] ?? ''), Number(american[2]));
}

/** The month in a cell that names no day, as its first day; undefined for others. Example: "2025-03", "03/2025", "Mar-25". */
function bareMonth(cell: string): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})$/.exec(cell) ?? /^(\d{4})(\d{2})$/.exec(cell);
  if (iso !== null) return dateOf(iso[1], Number(iso[2]), 1);
  const american = /^(\d{1,2})[-/.](\d{4})$/.exec(cell);
  if (american !== null) return dateOf(american[2], Number(american[1]), 1);
  const worded = /^([\p{L}]+)\.?[ '/-]*(\d{4}|\d{2})$/u.exec(cell);
  return worded === null ? undefined : dateOf(worded[2], monthNumber(worded[1] ?? ''), 1);
}

/**
 * The month in a cell or a header, as its first day; undefined when there is none. A whole date is the month it lies in.
 * Example: "2025-03", "Mar 2025", "Mar-25" and "31.03.2025" (day first) are all "2025-03-01".
 */
export function parseMonth(text: string, order: DateOrder): string | undefined {
  const month = bareMonth(text.trim());
  if (month !== undefined) return month;
  const date = parseDate(text, order);
  return date === undefined ? undefined : `${date.slice(0, 7)}-01`;
}

/** The date in a cell that names a day; undefined for others. Example: "2025-03-31" is, "2025-03" and "Mar-25" are not. */
export const parseDay = (text: string, order: DateOrder): string | undefined =>
  bareMonth(text.trim()) === undefined ? parseDate(text, order) : undefined;

const yes = new Set(['true', 'yes', 'y', 't', '1']);
const no = new Set(['false', 'no', 'n', 'f', '0']);

/** true, false, or undefined for a cell that says neither. Example: "Yes" is true. */
export function parseFlag(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}
