/** Dates as exports write them, to YYYY-MM-DD. The order of day and month is decided once a column. */
import { dayNumber } from '../../domain/dates.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The first and the last date of a column under one reading. */
export type Span = { first: string; last: string };

/** What a column says about its order: decided, open both ways, or impossible. */
export type DateReading =
  | { kind: 'decided'; order: DateOrder }
  | { kind: 'unclear'; dmy: Span; mdy: Span }
  | { kind: 'mixed'; dayFirst: string; monthFirst: string };

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (value: number): string => String(value).padStart(2, '0');

function dateOf(year: number, month: number, day: number): string | undefined {
  const text = `${String(year < 100 ? 2000 + year : year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return dayNumber(text) === null ? undefined : text;
}

function widen(span: Span | null, date: string | undefined): Span | null {
  if (date === undefined) return span;
  if (span === null) return { first: date, last: date };
  return { first: date < span.first ? date : span.first, last: date > span.last ? date : span.last };
}

/** Decides the order of a column of a/b/year dates. Example: "13/04/2025" decides day first. */
export function dateOrderOf(cells: Iterable<string>): DateReading {
  let dayFirst: string | null = null;
  let monthFirst: string | null = null;
  let dmy: Span | null = null;
  let mdy: Span | null = null;
  let any = false;
  for (const cell of cells) {
    const match = slashed.exec(cell.trim());
    if (match === null) continue;
    any = true;
    const [a, b] = [Number(match[1]), Number(match[2])];
    // A date with two parts over 12 is none, and one with equal parts is the same both ways: neither says anything.
    if ((a > 12 && b > 12) || a === b) continue;
    if (a > 12) dayFirst ??= cell;
    else if (b > 12) monthFirst ??= cell;
    else {
      dmy = widen(dmy, parseDate(cell, 'dmy'));
      mdy = widen(mdy, parseDate(cell, 'mdy'));
    }
  }
  if (dayFirst !== null && monthFirst !== null) return { kind: 'mixed', dayFirst, monthFirst };
  if (dayFirst !== null) return { kind: 'decided', order: 'dmy' };
  if (monthFirst !== null) return { kind: 'decided', order: 'mdy' };
  if (dmy !== null && mdy !== null) return { kind: 'unclear', dmy, mdy };
  return { kind: 'decided', order: any ? 'dmy' : 'ymd' };
}

/**
 * The calendar date in a cell as written, without any shift of time zone; undefined when there is none.
 * Example: "2025-03-01T23:00:00Z" is "2025-03-01"; "Feb 1, 2024" is "2024-02-01"; "30/02/2025" is undefined.
 */
export function parseDate(text: string, order: DateOrder): string | undefined {
  const cell = text.trim();
  const iso =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = slashed.exec(cell);
  if (parts !== null) {
    const [a, b] = [Number(parts[1]), Number(parts[2])];
    const [c, long] = [Number(parts[3]), parts[3]?.length === 4];
    if (order === 'ymd') return long ? undefined : dateOf(a, b, c);
    return order === 'mdy' ? dateOf(c, a, b) : dateOf(c, b, a);
  }
  const worded = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})$/.exec(cell);
  if (worded !== null)
    return dateOf(Number(worded[3]), months.indexOf((worded[2] ?? '').toLowerCase()) + 1, Number(worded[1]));
  const american = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/.exec(cell);
  return american === null
    ? undefined
    : dateOf(Number(american[3]), months.indexOf((american[1] ?? '').toLowerCase()) + 1, Number(american[2]));
}

const yes = new Set(['true', 'yes', 'y', 't', '1']);
const no = new Set(['false', 'no', 'n', 'f', '0']);

/** true, false, or undefined for a cell that says neither. Example: "Yes" is true. */
export function parseFlag(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}
