/** What a row of a file is before its cells are read: nothing, a total, left out by the caller, or no row at all. */
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { isBlank } from '../readers/header.ts';
import type { RowSource } from '../rows.ts';
import type { AnySource } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { BadCell } from './bad-rows.ts';
import type { Notes } from './columns-read.ts';
import { excludedColumns, isExcluded, unmetExclusions } from './excluded.ts';

/** Why a row is not read: a reason to leave it out, or why it cannot be; null for one to read. */
export type RowKind = 'blank' | 'total_row' | 'excluded_by_caller' | BadCell | null;

/** Sorts rows, and says afterwards which values to leave out stood in none of them. */
export type RowSorter = ((row: readonly RawCell[], number: number) => RowKind) & {
  unmet: () => NonNullable<Reconciliation['notices']>;
};

/**
 * Sorts the rows of a file, once each. `isTotal` says whether a row is a total that the export added.
 * Example: a row "Grand total" of any number of fields is a total; another with a field too many cannot be read.
 */
export function rowSorter(
  { headers, broken }: Pick<RowSource, 'headers' | 'broken'>,
  source: AnySource,
  notes: Notes,
  isTotal: (row: readonly RawCell[]) => boolean,
): RowSorter {
  const excluded = excludedColumns({ headers: [...headers] }, source, notes);
  const width = headers.length;
  const kindOf = (row: readonly RawCell[], number: number): RowKind => {
    const because = broken.size > 0 ? broken.get(number) : undefined;
    if (because !== undefined) return { bad: -1, because };
    if (isBlank(row)) return 'blank';
    if (isTotal(row)) return 'total_row';
    // Empty fields past the last header come from spreadsheets and carry nothing.
    if (row.length !== width && !(row.length > width && isBlank(row.slice(width))))
      return { bad: -1, because: `${row.length} fields instead of ${width}` };
    return excluded.length > 0 && isExcluded(row, excluded) ? 'excluded_by_caller' : null;
  };
  return Object.assign(kindOf, { unmet: () => unmetExclusions(excluded) });
}

/**
 * What each row of a table is, and the table in which those that are not read hold nothing: what is left out has no say
 * in how a column is meant, and the others keep their places.
 */
export function sortTable(
  table: RawTable,
  kindOf: (row: readonly RawCell[], number: number) => RowKind,
): { kinds: RowKind[]; counted: RawTable } {
  const kinds = table.rows.map((row, i) => kindOf(row, table.firstRow + i));
  const all = kinds.every((kind) => kind === null);
  const rows = all ? table.rows : table.rows.map((row, i) => (kinds[i] === null ? row : []));
  return { kinds, counted: { ...table, rows } };
}
