/** Further rows of a customer in a month: copies of a row, rows of another product, or a second word about the same. */
import { sumOf } from '../../domain/numbers.ts';
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import { createRecall, ownText } from '../recall.ts';
import { rowHash } from '../row-hash.ts';
import type { RowSource } from '../rows.ts';
import type { RawCell } from '../table.ts';
import { textColumn } from './columns.ts';
import { columnFor, type Entry, type Ledger, paidIn } from './ledger.ts';
import type { Reading } from './read-ledger.ts';
import { ifCopies } from './repeats.ts';
import { rowIds } from './row-ids.ts';

/** Where a row stands, what it pays and in which segment. */
type Place = { slot: number; arr: number; label: string | null; number: number };

/**
 * What a further row is: a copy, which must not count; of another product, which adds; or one that speaks for what a row
 * before it spoke for, with what that one paid and in which segment.
 */
export type Further = 'copy' | 'adds' | { instead: number; label: string | null };

export type Twins = {
  /** Notes the first row of a customer in a month. */
  begin: (row: readonly RawCell[], entry: Entry, slot: number, label: string | null) => void;
  /** What a further one is. */
  further: (row: readonly RawCell[], entry: Entry, place: Place) => Further;
  /** What the row before this one paid for the same, and forgets it; null when there was none. */
  forget: (row: readonly RawCell[], entry: Entry, slot: number) => Exclude<Further, string> | null;
  /** What a customer pays in a month once a row of it was replaced or forgotten. */
  total: (entry: Entry, slot: number) => number;
  /** Whether the rows must be taken again, with what all first rows said. */
  anew: () => boolean;
};

/** What a pass learns: a customer has a second row in a month. */
const learnedKey = 'second row of a month';

/** Looks out for a second row of a customer in a month; in most files there is none, and nothing need be kept. */
function watchForSecond({ learned }: Pick<RowSource, 'learned'>): Twins {
  const learn = () => learned.set(learnedKey, 'yes');
  return {
    begin() {},
    further() {
      learn();
      return 'adds';
    },
    forget() {
      learn();
      return null;
    },
    total: () => 0,
    anew: () => learned.has(learnedKey),
  };
}

/** Nothing tells rows of a month apart: one that repeats another cell by cell is a copy, any other speaks for the month. */
function wholeMonths(ledger: Ledger, keepLast: boolean): Twins {
  // What the first row of a month looks like, by slot and place of the customer; 0 for none. Those after it are few.
  const first: Float64Array[] = [];
  const more = new Map<string, Set<number>>();
  const before = (entry: Entry, slot: number) => {
    const instead = paidIn(ledger, entry, slot);
    return instead === undefined ? null : { instead, label: null };
  };
  return {
    begin(row, entry, slot) {
      columnFor(first, slot, entry.at)[entry.at] = rowHash(row);
    },
    further(row, entry, { slot }) {
      const hash = rowHash(row);
      const key = `${slot} ${entry.at}`;
      const seen = more.get(key) ?? new Set([first[slot]?.[entry.at] ?? 0]);
      // The last row counts, also where an earlier one said the same.
      const copy = seen.has(hash) && !keepLast;
      more.set(key, seen.add(hash));
      return copy ? 'copy' : (before(entry, slot) ?? 'adds');
    },
    forget: (_, entry, slot) => before(entry, slot),
    total: () => 0,
    anew: () => false,
  };
}

/** The number of a product that a row does not name. */
const blank = 1;

/** More than the rows of any file, so that a customer and a product are one number. */
const mostProducts = 2 ** 26;

/** The same for the places of a month. */
const mostPlaces = 2 ** 32;

/** Rows of several products a customer and month. Of each month the product of its first row is kept; amounts by product only of months where a second row comes. */
function byProduct({ rows, source, ledger }: Reading, at: number): Twins {
  const keepLast = source.dedupe === 'keep_last';
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
  // Amounts by slot of the month and place of a customer's product, and the segment where a last row may replace it.
  const amounts: Float64Array[] = [];
  const labels = new Map<number, string | null>();
  // Earlier amounts of a row's own id that has several in a month, which is rare: what repeats must not hang on the order.
  const more = new Map<number, Set<number>>();
  const places = new Map<number, number>();
  const placesOf = new Map<number, number[]>();
  const placeOf = (entry: Entry, which: number): number => {
    const key = entry.at * mostProducts + which;
    const known = places.get(key);
    if (known !== undefined) return known;
    const fresh = places.size;
    places.set(key, fresh);
    const own = placesOf.get(entry.at);
    if (own === undefined) placesOf.set(entry.at, [fresh]);
    else own.push(fresh);
    return fresh;
  };
  const keyOf = (slot: number, place: number): number => slot * mostPlaces + place;
  /** Notes what a product pays in a month; what it paid before, 0 for nothing. */
  const put = (place: number, { slot, arr, label }: Omit<Place, 'number'>): number => {
    const column = columnFor(amounts, slot, place);
    const before = column[place] ?? 0;
    column[place] = arr;
    if (keepLast) labels.set(keyOf(slot, place), label);
    return before;
  };
  /** Whether a row of this id and amount came before in the month. */
  const cameBefore = (place: number, which: number, { slot, arr }: Place, before: number): boolean => {
    if (before === arr || before === 0 || !ids || which === blank) return before === arr;
    const key = keyOf(slot, place);
    const earlier = more.get(key) ?? new Set<number>();
    more.set(key, earlier.add(before));
    return earlier.has(arr);
  };
  /** What a month held before its second row is what its first one brought. */
  const settleFirst = (entry: Entry, slot: number): void => {
    const firsts = columnFor(first, slot, entry.at);
    const begun = firsts[entry.at] ?? 0;
    if (begun === 0) return;
    const place = placeOf(entry, begun);
    const label = labels.get(keyOf(slot, place)) ?? null;
    put(place, { slot, arr: paidIn(ledger, entry, slot) ?? 0, label });
    firsts[entry.at] = 0;
  };
  return {
    begin(row, entry, slot, label) {
      const which = numberOf(row[product.at]);
      columnFor(first, slot, entry.at)[entry.at] = which;
      if (keepLast) labels.set(keyOf(slot, placeOf(entry, which)), label);
    },
    further(row, entry, place) {
      settleFirst(entry, place.slot);
      const which = numberOf(row[product.at]);
      const own = placeOf(entry, which);
      const label = labels.get(keyOf(place.slot, own)) ?? null;
      const before = put(own, place);
      if (keepLast) return before === 0 ? 'adds' : { instead: before, label };
      const twice = cameBefore(own, which, place, before);
      // A blank id repeats nothing.
      if (twice && ids && which !== blank) return 'copy';
      if (twice)
        ledger.issues.add(
          'duplicate-rows',
          `rows of one customer, month, product and amount stand twice and count twice; ${ifCopies}`,
          { row: place.number },
          'warning',
        );
      return 'adds';
    },
    forget(row, entry, slot) {
      settleFirst(entry, slot);
      const place = placeOf(entry, numberOf(row[product.at]));
      const label = labels.get(keyOf(slot, place)) ?? null;
      const instead = put(place, { slot, arr: 0, label: null });
      return instead === 0 ? null : { instead, label };
    },
    total: (entry, slot) => sumOf((placesOf.get(entry.at) ?? []).map((place) => amounts[slot]?.[place] ?? 0)),
    anew: () => false,
  };
}

/** Watches further rows of a customer in a month. Once one has come, the rows are taken again with what is needed to judge it. */
export function twinRows(reading: Reading): Twins {
  const { rows, source, choice, ledger } = reading;
  if (!rows.learned.has(learnedKey)) return watchForSecond(rows);
  const at = choice.fields.get('product')?.at;
  return at === undefined ? wholeMonths(ledger, source.dedupe === 'keep_last') : byProduct(reading, at);
}
