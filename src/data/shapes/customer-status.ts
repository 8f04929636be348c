/** The status column of a list of customers: trials pay nothing yet, and who has gone is said to be gone. */
import { isMissing } from '../cells/numbers.ts';
import { statusKind } from '../cells/statuses.ts';
import { cleanText } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { StatusKind } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { Notes } from './columns-read.ts';

/** Headers of such a column, normalised; "state" may be one of a country. */
const names = new Set(['status', 'customer_status', 'account_status', 'subscription_status']);

/**
 * How the status of a row is read; null where no column has one, or where one of its words is none of ours: then it is
 * left alone and said to be. Example: of "In trial" it is trial, of a blank cell null.
 */
export function customerStatus(
  { headers, rows }: Pick<RawTable, 'headers' | 'rows'>,
  taken: ReadonlySet<number>,
  notes: Notes,
): ((row: readonly RawCell[]) => StatusKind | null) | null {
  const at = headers.findIndex((header, i) => names.has(normalHeader(header)) && !taken.has(i));
  if (at < 0) return null;
  const textOf = (row: readonly RawCell[]): string => String(row[at] ?? '');
  const read = (row: readonly RawCell[]): StatusKind | null | undefined =>
    isMissing(textOf(row)) ? null : statusKind(textOf(row));
  const odd = rows.find((row) => read(row) === undefined);
  const tell = (value: string, source: string) =>
    notes.assumptions.push({ field: 'source.columns.status', value, source });
  if (odd !== undefined) {
    const word = cleanText(textOf(odd), 40);
    tell(`"${headers[at] ?? ''}" left out`, `it holds "${word}", which is no known status: all rows count`);
    return null;
  }
  const counts = new Map<StatusKind | null, number>();
  for (const row of rows) counts.set(read(row) ?? null, (counts.get(read(row) ?? null) ?? 0) + 1);
  const gone = counts.get('canceled') ?? 0;
  const free = (counts.get('trial') ?? 0) + (counts.get('incomplete') ?? 0);
  if (gone > 0) tell(`${gone} churned`, `column "${headers[at] ?? ''}" says that they left`);
  if (free > 0) tell(`${free} left out`, `column "${headers[at] ?? ''}" says that they pay nothing yet`);
  return (row) => read(row) ?? null;
}
