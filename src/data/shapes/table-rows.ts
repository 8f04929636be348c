/** What shapes of one row each share: every row of a source to a use, or out for a named reason. */
import type { Problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { isTotalCell } from '../cells/total-words.ts';
import type { RowSource } from '../rows.ts';
import type { Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Column } from '../timeline/columns.ts';
import { type BadCell, createBadRows } from './bad-rows.ts';
import type { Notes } from './columns-read.ts';
import { createExclusions, type Exclusions, type RowArr } from './exclusions.ts';
import { rowSorter } from './sort-rows.ts';

export type ReadRows = {
  used: number;
  read: number;
  bad: number;
  out: Exclusions;
  notes: Notes;
  notices: NonNullable<Reconciliation['notices']>;
};

/** A row that is read and does not count, such as one in another currency than asked for. */
export type LeftOut = { out: string; arr: RowArr | null; currency: string | null };

/** Takes a row, or says why it is left out or which column cannot be read. */
export type TakeRow = (row: readonly RawCell[], number: number) => BadCell | LeftOut | null;

/** The ARR of a row, null where it cannot be read, and what it is in. */
export type Worth = { arr: RowArr | null; currency: string | null };

const unknownWorth = (): Worth => ({ arr: null, currency: null });

/**
 * Reads all rows; again when a column shows late how its cells are meant. `begin` starts each pass afresh; `worth` is
 * the ARR of a row that cannot be used.
 */
export async function eachRow(
  rows: RowSource,
  source: Source,
  columns: readonly Column<unknown>[],
  keyAt: number,
  begin: () => TakeRow,
  worth: (row: readonly RawCell[]) => Worth = unknownWorth,
): Promise<({ ok: true } & ReadRows) | { ok: false; problems: Problem[] }> {
  for (let pass = 0; pass < 4; pass++) {
    const take = begin();
    const notes: Notes = { problems: [], assumptions: [...rows.assumptions] };
    const out = createExclusions();
    for (let i = 0; i < rows.titles; i++) out.add('title', null, i + 1);
    const kindOf = rowSorter(rows, source, notes, (row) => isTotalCell(row[keyAt]));
    const bad = createBadRows(
      rows.headers,
      (at) => columns.find((column) => column.at === at)?.unreadable ?? 'bad-value',
    );
    let [used, read] = [0, rows.titles];
    const one = (row: readonly RawCell[], number: number) => {
      read++;
      const kind = kindOf(row, number);
      if (kind === 'blank') return out.add(kind, null, number);
      const leaveOut = (reason: string, { arr, currency }: Worth) => out.add(reason, arr, number, currency);
      // A total that is not as wide as the headers has its amounts elsewhere.
      if (kind === 'total_row')
        return leaveOut(kind, row.length === rows.headers.length ? worth(row) : unknownWorth());
      if (kind === 'excluded_by_caller') return leaveOut(kind, worth(row));
      const taken = kind ?? take(row, number);
      if (taken === null) used++;
      else if ('out' in taken) leaveOut(taken.out, taken);
      else {
        leaveOut('bad_row', kind === null ? worth(row) : unknownWorth());
        bad.add(number, taken, row);
      }
    };
    const ended = await rows.each((batch, first) => {
      for (const [i, row] of batch.entries()) one(row, first + i);
    });
    if (ended.problems.length > 0) return { ok: false, problems: ended.problems };
    let again = ended.again;
    if (!again) for (const column of columns) again = column.settle(notes) || again;
    if (again) continue;
    const wrong = bad.problem(read, source);
    const problems = [...notes.problems, ...(wrong === null ? [] : [wrong])];
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, used, read, bad: bad.count(), out, notes, notices: kindOf.unmet() };
  }
  throw new Error('a file was read over and over without an end');
}
