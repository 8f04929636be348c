/** MRR and ARR of one row in two columns: one must be twelve times the other, and only one of them counts. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { rateRules } from '../../domain/policy/files.ts';
import { clip } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { normalHeader } from '../columns.ts';
import type { RawCell, RawTable } from '../table.ts';

type Notice = NonNullable<Reconciliation['notices']>[number];

type ReadCell = (cell: RawCell | undefined) => number | null | undefined;

/** A column of amounts that counts, and the one of the other kind beside it. */
export type Beside = { at: number; beside: number; monthly: boolean };

/** Row numbers that a notice shows. */
const shownRows = 5;

/** The column of the same name with MRR for ARR, or ARR for MRR; null without one. Example: beside "Opening ARR" it is "Opening MRR". */
export function besideOf(headers: readonly string[], at: number): Beside | null {
  const normal = headers.map(normalHeader);
  const own = normal[at] ?? '';
  const monthly = /(?:^|_)mrr(?:_|$)/.test(own);
  if (!monthly && !/(?:^|_)arr(?:_|$)/.test(own)) return null;
  const other = monthly ? own.replace('mrr', 'arr') : own.replace('arr', 'mrr');
  const beside = normal.indexOf(other);
  return beside < 0 ? null : { at, beside, monthly };
}

/** Whether ARR is twelve times MRR, as far as both are rounded. Example: 8 and 100 may be, 8 and 120 are not. */
const isYear = (mrr: number, arr: number): boolean =>
  Math.abs(arr - 12 * mrr) <=
  Math.max(rateRules.rounding, rateRules.slack * Math.max(Math.abs(arr), Math.abs(12 * mrr)));

/** Holds two columns against each other, row by row; `how` says how to count the other one. */
export function watchRates(headers: readonly string[], { at, beside, monthly }: Beside, how: string) {
  let [rows, count] = [0, 0];
  const first: number[] = [];
  const off = startSum();
  const shown = (place: number) => `"${clip(headers[place] ?? '', 80)}"`;
  return {
    /** Notes a row that counts. One in which a cell is blank says nothing. */
    note(row: readonly RawCell[], number: number, [read, readBeside]: readonly [ReadCell, ReadCell]): void {
      const [own, other] = [read(row[at]), readBeside(row[beside])];
      if (typeof own !== 'number' || typeof other !== 'number') return;
      rows++;
      const [mrr, arr] = monthly ? [own, other] : [other, own];
      if (isYear(mrr, arr)) return;
      count++;
      addTo(off, Math.abs(arr - 12 * mrr));
      if (first.length < shownRows) first.push(number);
    },
    notices: (): Notice[] =>
      count === 0
        ? []
        : [
            {
              code: 'mrr-arr-differ',
              count,
              first_rows: [...first],
              column: headers[beside] ?? null,
              message: `${shown(monthly ? beside : at)} is not twelve times ${shown(monthly ? at : beside)} in ${count} of ${rows} rows, by ${numberText(readSum(off), 2)} of ARR in all; ${shown(at)} counts${how}`,
            },
          ],
  };
}

/** Holds the amounts of a table against the column of the other kind beside them, over the rows that count. */
export function besideNotices(
  { headers, rows, firstRow }: Pick<RawTable, 'headers' | 'rows' | 'firstRow'>,
  used: readonly number[],
  { at, read }: { at: number; read: ReadCell },
  how: string,
): Notice[] {
  const columns = besideOf(headers, at);
  if (columns === null) return [];
  const watch = watchRates(headers, columns, how);
  for (const row of used) watch.note(rows[row] ?? [], firstRow + row, [read, read]);
  return watch.notices();
}
