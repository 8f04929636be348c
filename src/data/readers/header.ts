/** Finding the header of a grid, and telling its names apart. */
import { cleanText } from '../clean.ts';
import type { RawCell, RepeatedHeader } from '../table.ts';

/** Rows looked at to find the header. */
const headerRows = 20;

/** Whether a cell holds something; most begin with a character that can be seen. */
const isFilled = (cell: RawCell): boolean => {
  if (typeof cell !== 'string') return cell !== null;
  const first = cell.charCodeAt(0);
  return (first > 32 && first < 127) || cell.trim() !== '';
};

/** Whether a row holds nothing. A loop, as it runs once a row. */
export function isBlank(row: readonly RawCell[]): boolean {
  for (const cell of row) if (isFilled(cell)) return false;
  return true;
}

/** A date with points may head a column of a month. */
const dotted = /^\s*\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\s*$/;

const looksNumeric = (cell: RawCell): boolean =>
  typeof cell === 'string'
    ? !dotted.test(cell) && /^[\s$€£¥(+-]*\d[\d.,'\s]*[)%]?\s*$/.test(cell)
    : cell !== null;

/** A year by itself, as a number or a text. */
const yearOf = (cell: RawCell): number =>
  /^\s*(?:19|20)\d{2}\s*$/.test(String(cell)) ? Number(cell) : Number.NaN;

/** Whether numbers are years in a row, which head columns of amounts as no amounts do. Example: 2023 and 2024 beside "Customer". */
function areYears(cells: readonly RawCell[]): boolean {
  const years = cells.map(yearOf);
  const [first = Number.NaN, second = Number.NaN] = years;
  const step = second - first;
  return Math.abs(step) === 1 && years.every((year, i) => year === first + i * step);
}

/** What a caller says of the top of a file: the number of the header's row, or how many rows to pass over. */
export type Top = { header_row?: number | undefined; skip_rows?: number | undefined };

/**
 * The first row with two or more cells and no number in it but years; -1 when there is none. A caller's word goes before.
 * Example: a title row above the header is passed over; `{ header_row: 3 }` is row 3 whatever it holds.
 */
export function findHeader(
  rows: readonly (readonly RawCell[])[],
  { header_row, skip_rows = 0 }: Top = {},
): number {
  if (header_row !== undefined) return header_row <= rows.length ? header_row - 1 : -1;
  const found = rows.slice(skip_rows, skip_rows + headerRows).findIndex((row) => {
    const filled = row.filter((cell) => cell !== null && String(cell).trim() !== '');
    const numbers = filled.filter(looksNumeric);
    return (
      filled.length >= 2 && (numbers.length === 0 || (numbers.length < filled.length && areYears(numbers)))
    );
  });
  return found < 0 ? -1 : found + skip_rows;
}

/**
 * Headers cleaned and told apart, and those that had to be renamed for it.
 * Example: the second "ARR" becomes "ARR_2" and is in `repeated`; an "ARR_2" that stands in the file alone is not.
 */
export function uniqueHeaders(cells: readonly RawCell[]): {
  headers: string[];
  repeated: RepeatedHeader[];
} {
  const repeated: RepeatedHeader[] = [];
  const times = new Map<string, number>();
  const taken = new Set<string>();
  const headers = cells.map((cell, i) => {
    const name = cleanText(cell === null ? '' : String(cell), 80) || `column_${i + 1}`;
    let unique = name;
    let n = times.get(name) ?? 1;
    while (taken.has(unique)) unique = `${name}_${++n}`;
    times.set(name, n);
    taken.add(unique);
    if (unique !== name) repeated.push({ header: name, name: unique });
    return unique;
  });
  return { headers, repeated };
}
