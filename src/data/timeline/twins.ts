/** Monthly rows of a customer that say the same twice: dropped where a row's own id repeats, else kept and named. */
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { RawCell } from '../table.ts';
import { textColumn } from './columns.ts';
import type { Entry } from './ledger.ts';
import type { Reading } from './read-ledger.ts';
import { rowIds } from './repeats.ts';

/** Where a row stands and what it pays; `before` is what its customer has in the month so far. */
type Place = { slot: number; arr: number; before: number | undefined; number: number };

/** Whether a row repeats another of its customer and month, and must not count. */
export type Twins = (row: readonly RawCell[], entry: Entry, place: Place) => boolean;

/**
 * Watches rows of several products a customer and month; null where no column tells products apart. Of a month one
 * product is kept, and more only where a second row comes.
 */
export function twinRows({ rows, choice, ledger }: Reading): Twins | null {
  const at = choice.fields.get('product')?.at;
  if (at === undefined) return null;
  const product = textColumn(rows, at, textLimits.label);
  const ids = rowIds.has(normalHeader(rows.headers[at] ?? ''));
  const first = new Map<Entry, (string | null)[]>();
  const more = new Map<Entry, Map<number, Set<string>>>();
  const keyOf = (name: string | null, arr: number): string => `${arr}|${name ?? ''}`;
  return (row, entry, { slot, arr, before, number }) => {
    const name = product.read(row[product.at]) ?? null;
    const names = first.get(entry) ?? [];
    if (before === undefined) {
      if (names.length === 0) first.set(entry, names);
      names[slot] = name;
      return false;
    }
    const months = more.get(entry) ?? new Map<number, Set<string>>();
    more.set(entry, months);
    // What a month held before its second row is what its first one brought.
    const seen = months.get(slot) ?? new Set([keyOf(names[slot] ?? null, before)]);
    months.set(slot, seen);
    const key = keyOf(name, arr);
    const twice = seen.has(key);
    seen.add(key);
    // A blank id repeats nothing.
    const dropped = twice && ids && name !== null;
    if (twice && !dropped)
      ledger.issues.add(
        'duplicate-rows',
        'rows of one customer, month, product and amount stand twice and count twice; drop them if they are copies',
        { row: number },
        'warning',
      );
    return dropped;
  };
}
