/** Cells without an amount in snapshots: nothing is paid, unless a whole column is blank. */
import { clip, type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { isMissing } from '../cells/numbers.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { RowPlan } from './account-row.ts';

/** Whether a cell holds no amount. Most do, and need no closer look. */
const isNothing = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.length <= 4 && isMissing(cell));

/** What blank amounts were taken as, where a row has one: nothing is paid, which a reader may want to know otherwise. */
export function blankAmounts(table: RawTable, rows: readonly number[], plan: RowPlan): Assumption[] {
  return ([plan.start, plan.end] as const).flatMap(({ at }, i) => {
    const n = rows.filter((row) => isNothing(table.rows[row]?.[at])).length;
    if (n === 0) return [];
    return [
      {
        field: `source.columns.${i === 0 ? 'arr_start' : 'arr_end'}`,
        value: 0,
        source: `${n} row${n > 1 ? 's' : ''} without an amount: exclude what is only unknown`,
      },
    ];
  });
}

/** The problem that a column of ends is in which nothing stands: nobody wrote that all customers left. */
export function blankEnd(table: RawTable, rows: readonly number[], plan: RowPlan): Problem[] {
  const { at } = plan.end;
  if (rows.length < 2 || !rows.every((row) => isNothing(table.rows[row]?.[at]))) return [];
  const rest = `column "${clip(table.headers[at] ?? '', 80)}" is blank in all ${rows.length} rows; name the column of closing ARR, or write 0 where nobody pays`;
  return [problem('source.columns.arr_end', 'missing-amount', rest)];
}
