/** Readers for the columns of one table, each compiled once: decimal marks and date orders are decided here. */
import { sumOf } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { dateOrderOf, parseDate, parseFlag } from '../cells/dates.ts';
import { currencyIn, decimalOf, isMissing, parseNumber, plainAmount } from '../cells/numbers.ts';
import { dateQuestion, decimalQuestion } from '../cells/questions.ts';
import { cleanText } from '../clean.ts';
import type { AnySource, CanonicalColumn } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';

/** Reads a cell: null when nothing is there, undefined when it cannot be read. */
export type Read<T> = (cell: RawCell | undefined) => T | null | undefined;

/** The most characters of a cell that a message repeats. */
const shownCell = 40;

const asText = (cell: RawCell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell);

/** The texts of a column, without empty ones. */
function column(table: RawTable, at: number): string[] {
  const cells: string[] = [];
  for (const row of table.rows) {
    const cell = row[at];
    if (typeof cell === 'string' && cell !== '') cells.push(cell);
  }
  return cells;
}

/** Collects what compiling the columns of a table found: problems that stop the file, and assumptions that do not. */
export type Notes = { problems: Problem[]; assumptions: Assumption[] };

/** Reads a column in which every amount that counts is plain; what is no text comes from JSON. */
const plainReader: Read<number> = (cell) =>
  typeof cell === 'string' ? (cell === '' ? null : parseNumber(cell, '.')) : jsonNumber(cell);

/** A number of a JSON file; a boolean is none. */
const jsonNumber = (cell: RawCell | undefined): number | null | undefined =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : (cell ?? null) === null ? null : undefined;

/** The amounts of a column that are not plain: most columns have none, and need no closer look. */
export function oddAmounts({ rows }: Pick<RawTable, 'rows'>, at: number): string[] {
  const odd: string[] = [];
  for (const row of rows) {
    const cell = row[at];
    if (typeof cell === 'string' && cell !== '' && Number.isNaN(plainAmount(cell))) odd.push(cell);
  }
  return odd;
}

/**
 * Reads the amounts of some columns that are written in one way. Columns that could be read both ways are a question,
 * not a guess. `odd` are the amounts of each that are not plain.
 */
export function numberReader(
  table: RawTable,
  ats: readonly number[],
  source: AnySource,
  notes: Notes,
  odd: readonly string[][] = ats.map((at) => oddAmounts(table, at)),
): Read<number> {
  const meant = ats.filter((_, i) => odd[i]?.length !== 0);
  if (meant.length === 0 && source.decimal !== ',') return plainReader;
  const header = meant.map((at) => table.headers[at] ?? '').join('", "');
  const textsOf = (places: readonly number[]) => places.flatMap((at) => column(table, at));
  // Plain amounts of the other columns have a say, too.
  const reading = source.decimal === undefined ? decimalOf(textsOf(ats), table.delimiter) : null;
  if (reading?.kind === 'unclear') {
    const texts = textsOf(meant);
    notes.problems.push(
      decimalQuestion(header, reading.example, (mark) =>
        sumOf(texts.map((text) => parseNumber(text, mark) ?? 0)),
      ),
    );
  }
  if (reading?.kind === 'decided' && reading.assumed) {
    notes.assumptions.push({
      field: 'source.decimal',
      value: '.',
      source: `commas in column "${header}" separate thousands`,
    });
  }
  const mark = source.decimal ?? (reading?.kind === 'decided' ? reading.mark : '.');
  if (reading?.kind === 'unclear')
    // What one answer can read is no bad row yet.
    return (cell) =>
      typeof cell === 'string'
        ? (parseNumber(cell, '.') ?? parseNumber(cell, ',') ?? (isMissing(cell) ? null : undefined))
        : jsonNumber(cell);
  return (cell) => (typeof cell === 'string' ? parseNumber(cell, mark) : jsonNumber(cell));
}

/** Reads the dates of a column. Day and month that could be swapped are a question. */
export function dateReader(table: RawTable, at: number, source: AnySource, notes: Notes): Read<string> {
  const header = table.headers[at] ?? '';
  const reading = source.date_order === undefined ? dateOrderOf(column(table, at)) : null;
  if (reading?.kind === 'mixed') {
    const cells = [reading.dayFirst, reading.monthFirst];
    const rows = cells.map((cell) => table.firstRow + table.rows.findIndex((row) => row[at] === cell));
    const both = cells.map((cell) => cleanText(cell, shownCell)).join(' and ');
    const rest = `column "${header}", rows ${rows.join(' and ')}: ${both} cannot both be right; fix the file`;
    notes.problems.push(problem('source.date_order', 'mixed-dates', rest));
  }
  if (reading?.kind === 'unclear') {
    notes.problems.push(dateQuestion(header, reading.dmy, reading.mdy));
  }
  const order = source.date_order ?? (reading?.kind === 'decided' ? reading.order : 'dmy');
  return (cell) => {
    const text = asText(cell);
    return isMissing(text) ? null : parseDate(text, order);
  };
}

/** Reads true and false. */
export const flagReader: Read<boolean> = (cell) => {
  if (typeof cell === 'boolean') return cell;
  const text = asText(cell);
  return isMissing(text) ? null : parseFlag(text);
};

/** No marker of a missing cell is longer: spares most cells the look. */
const longestMissing = 4;

/** Reads text, cleaned and capped. */
export const textReader =
  (limit: number): Read<string> =>
  (cell) => {
    const text = cleanText(asText(cell), limit);
    return text.length <= longestMissing && isMissing(text) ? null : text;
  };

/** How many different texts of a column are remembered. */
const rememberedLabels = 1_000;

/** Reads text of a column that repeats itself, such as a segment: each text is cleaned, and kept in memory, once. */
export function labelReader(limit: number): Read<string> {
  const read = textReader(limit);
  const known = new Map<string, string | null>();
  return (cell) => {
    const text = asText(cell);
    const before = known.get(text);
    if (before !== undefined) return before;
    const clean = read(text) ?? null;
    if (known.size < rememberedLabels) known.set(text, clean);
    return clean;
  };
}

/** The currency named inside an amount, and whether the columns name several. */
export type AmountCurrency = { read: (cell: RawCell | undefined) => string | null; several: boolean };

/** The currencies named inside amounts, for files without a currency column. "$" counts only beside others. */
export function currencyReader(odd: readonly string[]): AmountCurrency | null {
  const seen = new Set<string>();
  for (const cell of odd) {
    const code = currencyIn(cell);
    if (code !== null) seen.add(code);
  }
  if (seen.size === 0 || (seen.size === 1 && seen.has('USD'))) return null;
  return { read: (cell) => currencyIn(asText(cell)), several: seen.size > 1 };
}

/**
 * Reads a column of currency codes in any case. In a column that names several currencies a missing code cannot be
 * read: it could be any of them.
 */
export function codeReader(table: RawTable, at: number): Read<string> {
  const codes = new Set<string>();
  for (const cell of column(table, at)) if (!isMissing(cell)) codes.add(cell.trim().toUpperCase());
  const several = codes.size > 1;
  return (cell) => {
    const code = asText(cell).trim().toUpperCase();
    if (isMissing(code)) return several ? undefined : null;
    return /^[A-Z]{3}$/.test(code) ? code : undefined;
  };
}

/** Fields whose cells are numbers other than the two amounts, dates, flags and text, with the account key they fill. */
export const optionalNumbers: readonly CanonicalColumn[] = ['tenure_months', 'units_start', 'units_end'];
export const optionalDates: readonly CanonicalColumn[] = ['start_date', 'end_date', 'renewal_date'];
export const optionalFlags: readonly CanonicalColumn[] = [
  'paid_before',
  'churned_flag',
  'activated',
  'up_for_renewal',
  'past_due',
  'cancel_at_period_end',
  'paused',
];
