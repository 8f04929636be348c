/** Rows that the caller asked to leave out, by the value of a column. */
import { clip, problem } from '../../domain/problem.ts';
import type { AnySource } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { Notes } from './columns-read.ts';

export type ExcludedValues = { at: number; values: ReadonlySet<string> };

/** The columns a source excludes by; one that the file does not have is a problem. */
export function excludedColumns(
  table: Pick<RawTable, 'headers'>,
  source: AnySource,
  notes: Notes,
): ExcludedValues[] {
  return (source.exclude ?? []).flatMap(({ column, values }, i) => {
    const at = table.headers.indexOf(column);
    if (at >= 0) return [{ at, values: new Set(values) }];
    const rest = `no header "${clip(column, 80)}"; headers: ${table.headers.slice(0, 40).join(', ')}`;
    notes.problems.push(problem(`source.exclude[${i}].column`, 'unknown-column', rest));
    return [];
  });
}

/** Whether the caller asked to leave a row out. */
export const isExcluded = (row: readonly RawCell[], excluded: readonly ExcludedValues[]): boolean =>
  excluded.some(({ at, values }) => values.has(String(row[at] ?? '').trim()));
