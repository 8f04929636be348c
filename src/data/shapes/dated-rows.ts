/** Positions of customers one under the other, by a date in a column whose header does not say that it is one. */
import { parseMonth } from '../cells/dates.ts';
import { isMissing, parseNumber } from '../cells/numbers.ts';
import type { RowSource } from '../rows.ts';
import type { TimelineColumn } from '../source.ts';
import type { FieldIndex } from '../timeline/fields.ts';
import { customersShape } from './customers.ts';
import { recordColumns } from './record-columns.ts';

/** A cell as a date or a month, written one way; null where it is neither. Bare numbers are amounts or ids. */
function dated(cell: string): string | null {
  if (parseNumber(cell, '.') !== undefined || parseNumber(cell, ',') !== undefined) return null;
  return parseMonth(cell, 'dmy') ?? parseMonth(cell, 'mdy') ?? null;
}

/** Whether the dates of a column are shared by customers, each of whom has one at most once and some several. */
function isPosition(rows: RowSource, idAt: number, at: number): boolean {
  const seen = new Map<string, Set<string>>();
  const dates = new Set<string>();
  for (const row of rows.head) {
    const [id, cell] = [String(row[idAt] ?? '').trim(), String(row[at] ?? '').trim()];
    if (isMissing(id) || isMissing(cell)) continue;
    if (dated(cell) === null) return false;
    const own = seen.get(id) ?? new Set();
    if (own.has(cell)) return false;
    seen.set(id, own.add(cell));
    dates.add(cell);
  }
  // Days on which contracts were signed differ from customer to customer; positions do not.
  return dates.size <= seen.size && [...seen.values()].some(({ size }) => size > 1);
}

/**
 * The header of the column whose dates tell rows of one customer apart, in a list of customers; null where there is none.
 * Example: A and B, each on 2024-12-31 and on 2025-12-31 under "Snapshot date".
 */
export function undeclaredPositions(rows: RowSource, fields: FieldIndex<TimelineColumn>): string | null {
  const idAt = (fields.get('customer_id') ?? fields.get('customer_name'))?.at;
  if (idAt === undefined) return null;
  const known = new Set(recordColumns(rows.headers, customersShape.fields, undefined).values());
  return rows.headers.find((_, at) => at !== idAt && !known.has(at) && isPosition(rows, idAt, at)) ?? null;
}
