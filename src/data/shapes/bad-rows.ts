/** Rows that cannot be read: the file is refused with their list, unless the caller leaves them out knowingly. */
import { numberText } from '../../domain/figure.ts';
import { badRowLines } from '../../domain/policy/files.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { isMissing } from '../cells/numbers.ts';
import { cleanText } from '../clean.ts';
import type { AnySource } from '../source.ts';
import type { RawCell } from '../table.ts';

/** Why a row cannot be read. */
export type BadCode =
  | 'field-count'
  | 'no-id'
  | 'missing-value'
  | 'bad-number'
  | 'bad-date'
  | 'bad-flag'
  | 'bad-currency'
  | 'bad-interval'
  | 'bad-value'
  | 'below-zero'
  | 'exceeds-start'
  | 'conflicting-keys'
  | 'end-before-start'
  | 'term-against-dates'
  | 'no-end'
  | 'unknown-movement';

/** The place of a cell that cannot be read (-1 for the whole row), why, and what to show where the cell does not say it. */
export type BadCell = { bad: number; code?: BadCode; because?: string };

/** What is said of a span whose end lies before its start, or on it. */
export const endsEarly = { code: 'end-before-start', because: 'it ends before it starts' } as const;

/** Differing rows of one id listed one by one; more are counted. */
export const listedClashes = 5;

/** A cell that cannot be read, as the user finds it in a spreadsheet. */
export type BadRow = { row: number; column: string; code: BadCode; value: string };

/** How many bad rows a message lists, and characters of a cell that it shows. */
const limits = { listed: 20, shown: 40 };

/** Stands for the column where it is the row that is wrong. */
const wholeRow = '-';

/** What a cell holds, in quotes; a sentence that quotes the cell itself stays as it is. Example: `"pause" is no movement`. */
const quotedOnce = (value: string): string => (/^"[^"]*" is no /.test(value) ? value : `"${value}"`);

/** Rows kept one by one; of a file that is misread as a whole the rest is counted. */
const kept = 1_000;

export type BadRows = {
  add: (number: number, cell: BadCell, row: readonly RawCell[]) => void;
  count: () => number;
  /** The problem that they are in so many rows, those of some columns aside; null when there is none or they may be skipped. */
  problem: (rows: number, source: AnySource, aside?: ReadonlySet<string>) => Problem | null;
};

/** How many rows each reason has, most first. Example: "bad-number 5, bad-date 2". */
const countsText = (counts: ReadonlyMap<BadCode, number>): string =>
  [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');

/**
 * As many rows as a message lists, in order, from each reason of each column in turn: the first of one kind would hide
 * the others. Example: of 20 bad amounts and one bad date after them, the date and the first 19 amounts.
 */
function someOfEach(rows: readonly BadRow[]): BadRow[] {
  const turns = new Map<string, number>();
  const ranked = rows.map((one) => {
    const kind = `${one.code} ${one.column}`;
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return { one, turn };
  });
  return ranked
    .sort((a, b) => a.turn - b.turn || a.one.row - b.one.row)
    .slice(0, limits.listed)
    .map(({ one }) => one)
    .sort((a, b) => a.row - b.row);
}

/** How many bad rows of so many may be left out. Example: 10 of 500, unless the caller says otherwise. */
export const mayBeSkipped = (rows: number, source: AnySource): number =>
  source.max_bad_rows ?? Math.max(badRowLines.least, Math.floor(rows / badRowLines.oneIn));

/** What a file says that cannot be read, row by row; `expected` is what a column fails at when nothing else is said. */
export function createBadRows(headers: readonly string[], expected: (at: number) => BadCode): BadRows {
  const first: BadRow[] = [];
  const counts = new Map<string, Map<BadCode, number>>();
  let total = 0;
  return {
    add(number, { bad, code, because }, row) {
      const column = headers[bad] ?? wholeRow;
      const cell = String(row[bad] ?? '');
      const fails = bad < 0 ? 'field-count' : expected(bad);
      const found = code ?? (fails !== 'no-id' && bad >= 0 && isMissing(cell) ? 'missing-value' : fails);
      total++;
      const own = counts.get(column) ?? new Map<BadCode, number>();
      counts.set(column, own.set(found, (own.get(found) ?? 0) + 1));
      if (first.length < kept)
        first.push({ row: number, column, code: found, value: because ?? cleanText(cell, limits.shown) });
    },
    count: () => total,
    problem(rows, source, aside = new Set()) {
      const kinds = new Map<BadCode, number>();
      for (const [column, own] of counts)
        if (!aside.has(column)) for (const [code, n] of own) kinds.set(code, (kinds.get(code) ?? 0) + n);
      const bad = [...kinds.values()].reduce((sum, n) => sum + n, 0);
      if (bad === 0) return null;
      const allowed = mayBeSkipped(rows, source);
      if (source.skip_bad_rows === true) {
        const rest = `${bad} bad rows exceed max_bad_rows ${allowed}; the mapping is probably wrong, check source.columns, or where it is right pass max_bad_rows ${bad} (${countsText(kinds)})`;
        return bad <= allowed ? null : problem('source.max_bad_rows', 'bad-rows', rest);
      }
      const listed = someOfEach(first.filter(({ column }) => !aside.has(column)));
      const list = listed.map(
        ({ row, column, value }) =>
          `row ${row}${column === wholeRow ? '' : `, column ${column}`}: ${quotedOnce(value)}`,
      );
      const more = bad > listed.length ? '; ...' : '';
      const several = kinds.size > 1 ? `: ${countsText(kinds)}` : '';
      const rest = `${bad} of ${rows} rows cannot be read (${list.join('; ')}${more})${several}; fix them, or pass skip_bad_rows: true${bad > allowed && bad < rows ? ` and max_bad_rows ${bad}` : ''}`;
      return { ...problem('source.path', 'bad-rows', rest), rows: listed };
    },
  };
}

/** What a reader has to know of rows that were left out because they cannot be read; `becomes`: of their customers then. */
export const skippedRows = (
  excluded: Reconciliation['excluded'],
  becomes: string,
): NonNullable<Reconciliation['notices']> =>
  excluded
    .filter(({ reason }) => reason === 'bad_row')
    .map(({ rows, arr, currency, rows_without_arr: unread = 0, first_rows }) => {
      const sum =
        arr === null ? '' : `, ARR ${numberText(arr, 2)}${currency === undefined ? '' : ` ${currency}`}`;
      const rest = unread === 0 ? '' : ` and ${unread} row${unread > 1 ? 's' : ''} whose ARR cannot be read`;
      return {
        code: 'bad-rows',
        count: rows,
        first_rows,
        column: null,
        message: `rows that cannot be read were left out as asked${sum}${rest}; ${becomes}`,
      };
    });
