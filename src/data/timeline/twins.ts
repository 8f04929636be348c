/** Monthly rows of a customer that say the same twice: dropped where a row's own id repeats, else kept and named. */
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import { createRecall, ownText } from '../recall.ts';
import type { RowSource } from '../rows.ts';
import type { RawCell } from '../table.ts';
import { textColumn } from './columns.ts';
import { columnFor, type Entry } from './ledger.ts';
import type { Reading } from './read-ledger.ts';
import { rowIds } from './repeats.ts';

/** Where a row stands and what it pays; `before` is what its customer has in the month so far. */
type Place = { slot: number; arr: number; before: number; number: number };

export type Twins = {
  /** Notes the first row of a customer in a month. */
  begin: (row: readonly RawCell[], entry: Entry, slot: number) => void;
  /** Whether a further one repeats another, and must not count. */
  repeats: (row: readonly RawCell[], entry: Entry, place: Place) => boolean;
  /** Whether the rows must be taken again, with the products of all first rows. */
  anew: () => boolean;
};

/** What a pass learns: a customer has a second row in a month. */
const learnedKey = 'second row of a month';

/** Looks out for a second row of a customer in a month; in most files there is none, and nothing need be kept. */
function watchForSecond({ learned }: Pick<RowSource, 'learned'>): Twins {
  return {
    begin() {},
    repeats() {
      learned.set(learnedKey, 'yes');
      return false;
    },
    anew: () => learned.has(learnedKey),
  };
}

/** The number of a product that a row does not name. */
const blank = 1;

/** More than the rows of any file, so that a customer and a product are one number. */
const mostProducts = 2 ** 26;

/** The same for the places of a month. */
const mostPlaces = 2 ** 32;

/**
 * Watches rows of several products a customer and month; null where no column tells products apart. Once a second row
 * of a month has come, the rows are taken again, and of each month the product of its first row is kept; amounts by
 * product only of months where a second row comes.
 */
export function twinRows({ rows, choice, ledger }: Reading): Twins | null {
  const at = choice.fields.get('product')?.at;
  if (at === undefined) return null;
  if (!rows.learned.has(learnedKey)) return watchForSecond(rows);
  const product = textColumn(rows, at, textLimits.label);
  const ids = rowIds.has(normalHeader(rows.headers[at] ?? ''));
  // Products by number from 1, as one fits in the place of an amount.
  const byName = new Map<string | null, number>([[null, blank]]);
  const byCell = createRecall<number>();
  const numberOf = (cell: RawCell | undefined): number => {
    const text = String(cell ?? '');
    const known = byCell.get(text);
    if (known !== undefined) return known;
    const name = product.read(cell) ?? null;
    const fresh = byName.get(name) ?? byName.size + 1;
    byName.set(name, fresh);
    byCell.set(ownText(text), fresh);
    return fresh;
  };
  // The product of each first row, by slot of the month and place of the customer; 0 once it stands below.
  const first: Float64Array[] = [];
  // Amounts by slot of the month and place of a customer's product.
  const amounts: Float64Array[] = [];
  // Earlier amounts of a row's own id that has several in a month, which is rare: what repeats must not hang on the order.
  const more = new Map<number, Set<number>>();
  const places = new Map<number, number>();
  const placeOf = (entry: Entry, which: number): number => {
    const key = entry.at * mostProducts + which;
    const known = places.get(key) ?? places.size;
    places.set(key, known);
    return known;
  };
  /** Notes what a product pays in a month; whether it did so before. */
  const put = (entry: Entry, which: number, slot: number, amount: number): boolean => {
    const place = placeOf(entry, which);
    const column = columnFor(amounts, slot, place);
    const before = column[place] ?? 0;
    column[place] = amount;
    if (before === amount || before === 0 || !ids || which === blank) return before === amount;
    const key = slot * mostPlaces + place;
    const earlier = more.get(key) ?? new Set<number>();
    more.set(key, earlier.add(before));
    return earlier.has(amount);
  };
  return {
    begin(row, entry, slot) {
      columnFor(first, slot, entry.at)[entry.at] = numberOf(row[product.at]);
    },
    repeats(row, entry, { slot, arr, before, number }) {
      const firsts = columnFor(first, slot, entry.at);
      const begun = firsts[entry.at] ?? 0;
      // What a month held before its second row is what its first one brought.
      if (begun !== 0) put(entry, begun, slot, before);
      firsts[entry.at] = 0;
      const which = numberOf(row[product.at]);
      const twice = put(entry, which, slot, arr);
      // A blank id repeats nothing.
      const dropped = twice && ids && which !== blank;
      if (twice && !dropped)
        ledger.issues.add(
          'duplicate-rows',
          'rows of one customer, month, product and amount stand twice and count twice; drop them if they are copies',
          { row: number },
          'warning',
        );
      return dropped;
    },
    anew: () => false,
  };
}
