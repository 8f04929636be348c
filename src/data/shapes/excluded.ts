/** Rows that the caller asked to leave out, by the value of a column. */
import { clip, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { AnySource } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { Notes } from './columns-read.ts';

type Notice = NonNullable<Reconciliation['notices']>[number];

/** What a column is excluded by, and which of it a row had. */
export type ExcludedValues = { at: number; column: string; values: ReadonlySet<string>; met: Set<string> };

/** Values that are listed; more are counted. */
const listedValues = 5;

/** The columns a source excludes by; one that the file does not have is a problem. */
export function excludedColumns(
  table: Pick<RawTable, 'headers'>,
  source: AnySource,
  notes: Notes,
): ExcludedValues[] {
  return (source.exclude ?? []).flatMap(({ column, values }, i) => {
    const at = table.headers.indexOf(column);
    if (at >= 0) return [{ at, column, values: new Set(values), met: new Set<string>() }];
    const rest = `no header "${clip(column, 80)}"; headers: ${table.headers.slice(0, 40).join(', ')}`;
    notes.problems.push(problem(`source.exclude[${i}].column`, 'unknown-column', rest));
    return [];
  });
}

/** Whether the caller asked to leave a row out; notes every value that it has. */
export function isExcluded(row: readonly RawCell[], excluded: readonly ExcludedValues[]): boolean {
  let asked = false;
  for (const { at, values, met } of excluded) {
    const cell = String(row[at] ?? '').trim();
    if (!values.has(cell)) continue;
    met.add(cell);
    asked = true;
  }
  return asked;
}

/** A notice for each column of which the caller named values that no row has: a mistyped one leaves nothing out. */
export function unmetExclusions(excluded: readonly ExcludedValues[]): Notice[] {
  return excluded.flatMap(({ column, values, met }): Notice[] => {
    const unmet = [...values].filter((value) => !met.has(value));
    if (unmet.length === 0) return [];
    const more = unmet.length > listedValues ? ` and ${unmet.length - listedValues} more` : '';
    const list = unmet.slice(0, listedValues).map((value) => `"${clip(value, 40)}"`);
    const message = `no row has ${list.join(', ')}${more}, so nothing was left out by it; cells are compared as they are written`;
    return [{ code: 'nothing-excluded', count: 1, first_rows: [], column, message }];
  });
}
