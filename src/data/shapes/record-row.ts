/** One row of a table of records: the object of its fields, and what it is worth. */
import type { AnySource } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Column } from './record-columns.ts';
import type { Kept } from './record-duplicates.ts';
import type { RecordShape } from './record-shape.ts';

/** Puts a value under a dotted name. Example: "icp_signals.advocates_publicly" goes one object deep. */
function put(record: Record<string, unknown>, target: string, value: unknown): void {
  const at = target.indexOf('.');
  if (at < 0) {
    record[target] = value;
    return;
  }
  const head = target.slice(0, at);
  const inner = (record[head] ?? {}) as Record<string, unknown>;
  record[head] = inner;
  put(inner, target.slice(at + 1), value);
}

/** Reads one row; the place of the first cell that cannot be read otherwise. */
export function readRow(
  row: readonly RawCell[],
  columns: readonly Column[],
  { keys, amount }: RecordShape,
  factor: number,
): Omit<Kept, 'at'> | { bad: number } {
  const record: Record<string, unknown> = {};
  const values = new Map<string, unknown>();
  for (const { field, at, target, kind, read } of columns) {
    const value = read(row[at]);
    if (value === undefined) return { bad: at };
    if (value === null) continue;
    values.set(field, value);
    if (kind !== 'currency') put(record, target, field === amount ? Number(value) * factor : value);
  }
  const key = keys.map((name) => values.get(name)).find((value) => value !== undefined);
  if (key === undefined) return { bad: columns.find(({ field }) => keys.includes(field))?.at ?? 0 };
  // A blank amount is 0, as in every file: a customer who pays nothing.
  const arr = Number(values.get(amount) ?? 0) * factor;
  if (!values.has(amount)) put(record, columns.find(({ field }) => field === amount)?.target ?? amount, 0);
  const code = columns.find(({ kind }) => kind === 'currency')?.field;
  return {
    record,
    key: String(key),
    arr,
    blank: !values.has(amount),
    code: code === undefined ? null : String(values.get(code) ?? ''),
  };
}

/** Whether a row is in another currency than asked for. One that names none is in the one the others name. */
export const isOtherCurrency = ({ code }: Omit<Kept, 'at'>, { currency }: AnySource): boolean =>
  currency !== undefined && code !== null && code !== '' && code !== currency;
