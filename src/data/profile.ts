/** What the columns of a file look like, seen while its rows pass by on their way to an analysis. */
import type { InspectedColumn, InspectedIssue } from '../domain/inspection.ts';
import { hasShortYear, isSerialDate, parseDate, parseFlag, parseMonth } from './cells/dates.ts';
import { currencyIn, isMissing, parseNumber } from './cells/numbers.ts';
import { cleanText } from './clean.ts';
import { createRecall, once, type Recall } from './recall.ts';
import type { RowSource } from './rows.ts';
import type { RawCell } from './table.ts';

type Type = InspectedColumn['type'];

/** Values counted exactly; samples shown; characters of a sample. */
const limits = { distinct: 1000, sample: 40 };

/** House rules for what a column is: nearly all cells read so, or few enough values to be a category. */
const rules = { nearlyAll: 0.95, mixed: 0.5, categories: 50, repeats: 2 };

type Column = { filled: number; seen: Recall<true> };

export type Profile = {
  /** The same rows, watched as they pass. */
  rows: RowSource;
  /** Passes the rows if nobody has; for files that no analysis read to the end. */
  complete: () => Promise<void>;
  count: () => number;
  columns: (
    fieldOf: (at: number) => { canonical: string | null; match: InspectedColumn['match'] },
    samples: number,
  ) => InspectedColumn[];
  issues: () => InspectedIssue[];
};

/** An e-mail address without the name of its owner. Example: "jane@acme.com" is "j***@acme.com". */
export const maskEmails = (text: string): string =>
  text.replace(/([\p{L}\p{N}_%+-])[\p{L}\p{N}._%+-]*@([\p{L}\p{N}.-]+)/gu, '$1***@$2');

const filledCells = (rows: RowSource, at: number): string[] =>
  rows.head.flatMap((row) => {
    const cell = row[at];
    return cell === null || cell === undefined || isMissing(String(cell)) ? [] : [String(cell)];
  });

const readsAs: readonly { type: Type; reads: (cell: string) => boolean }[] = [
  { type: 'boolean', reads: (cell) => parseFlag(cell) !== undefined },
  {
    type: 'month',
    reads: (cell) =>
      parseMonth(cell, 'dmy') !== undefined &&
      (/^\d{4}-\d{1,2}$/.test(cell.trim()) || parseDate(cell, 'dmy') === undefined),
  },
  {
    type: 'number',
    reads: (cell) => parseNumber(cell, '.') !== undefined || parseNumber(cell, ',') !== undefined,
  },
  { type: 'date', reads: (cell) => (parseDate(cell, 'dmy') ?? parseDate(cell, 'mdy')) !== undefined },
];

const shareOf = (cells: readonly string[], reads: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(reads).length / cells.length;

function typeOf(cells: readonly string[], canonical: string | null, distinct: number): Type {
  if (cells.length === 0) return 'empty';
  if (canonical === 'customer_id' || canonical === 'id') return 'id';
  // A column of ones is a count; one of ones and zeros is a flag.
  const ones = distinct < 2 && cells.every((cell) => /^\d+$/.test(cell.trim()));
  const found = readsAs.find(
    ({ type, reads }) => !(ones && type === 'boolean') && shareOf(cells, once(reads)) >= rules.nearlyAll,
  )?.type;
  if (found === 'number') {
    const money = /^(?:mrr|arr|amount|balance)|_arr$|^arr_/.test(canonical ?? '');
    return money || cells.some((cell) => currencyIn(cell) !== null) ? 'money' : 'number';
  }
  if (found !== undefined) return found;
  return distinct <= rules.categories && cells.length >= rules.repeats * distinct ? 'category' : 'text';
}

/** Watches the rows of a file. Example: a column of 3 different plans in 1,000 rows has distinct "3" and type category. */
export function profileOf(rows: RowSource): Profile {
  const start = (): Column[] => rows.headers.map(() => ({ filled: 0, seen: createRecall<true>() }));
  let columns = start();
  let total = 0;
  let passed = false;
  const look = (batch: readonly (readonly RawCell[])[]) => {
    total += batch.length;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at];
      if (column === undefined) continue;
      const { seen } = column;
      for (const row of batch) {
        const cell = row[at];
        if (cell === '' || cell === null || cell === undefined) continue;
        const text = typeof cell === 'string' ? cell : String(cell);
        if (seen.size() <= limits.distinct && seen.get(text) !== undefined) column.filled++;
        else if (!isMissing(text)) {
          column.filled++;
          if (seen.size() <= limits.distinct) seen.set(text, true);
        }
      }
    }
  };
  const each: RowSource['each'] = async (take) => {
    columns = start();
    total = 0;
    passed = true;
    return rows.each((batch, first) => {
      look(batch);
      return take(batch, first);
    });
  };
  const watched: RowSource = Object.create(rows, { each: { value: each } }) as RowSource;
  return {
    rows: watched,
    async complete() {
      while (!passed) {
        const { again } = await each(() => undefined);
        if (again) passed = false;
      }
    },
    count: () => total,
    columns: (fieldOf, samples) =>
      columns.map(({ filled, seen }, at) => {
        const field = fieldOf(at);
        const distinct = seen.size();
        return {
          header: cleanText(rows.headers[at] ?? '', 80),
          ...field,
          type: typeOf(filledCells(rows, at), field.canonical, Math.max(1, distinct)),
          missing: total - filled,
          distinct: distinct > limits.distinct ? `${limits.distinct}+` : String(distinct),
          samples: [...seen.texts()]
            .slice(0, samples)
            .map((cell) => maskEmails(cleanText(cell, limits.sample))),
        };
      }),
    issues: () => rows.headers.flatMap((header, at) => cellIssues(rows, header, at)),
  };
}

/** What the first rows of a column show that a reader should know of. */
function cellIssues(rows: RowSource, header: string, at: number): InspectedIssue[] {
  const cells = rows.head.map((row, i) => ({ row: rows.firstRow + i, text: String(row[at] ?? '').trim() }));
  const filled = cells.filter(({ text }) => !isMissing(text));
  const found = (code: string, message: string, hits: typeof cells): InspectedIssue[] =>
    hits.length === 0
      ? []
      : [
          {
            code,
            severity: 'info',
            count: hits.length,
            first_rows: hits.slice(0, 5).map(({ row }) => row),
            column: cleanText(header, 80),
            message,
          },
        ];
  const number = once(readsAs.find(({ type }) => type === 'number')?.reads ?? (() => false));
  const share = shareOf(
    filled.map(({ text }) => text),
    number,
  );
  const mixed = share >= rules.mixed && share < 1 ? filled.filter(({ text }) => !number(text)) : [];
  const short = filled.filter(({ text }) => hasShortYear(text));
  const dates =
    short.length > 0 && filled.some(({ text }) => parseDate(text, 'dmy') ?? parseDate(text, 'mdy'));
  const serials = /date|_at$|utc|start|end/i.test(header)
    ? filled.filter(({ text }) => isSerialDate(text))
    : [];
  return [
    ...found('mixed-types', 'most cells are numbers, these are not', mixed),
    ...found(
      'abbreviated-amount',
      'amounts are shortened with k or m, and read as written',
      filled.filter(({ text }) => /\d\s*[km]$/i.test(text) && number(text)),
    ),
    ...(dates ? found('two-digit-year', 'years have two digits and are taken as 20yy', short) : []),
    ...found('excel-serial-date', 'dates are serial numbers of a spreadsheet', serials),
  ];
}
