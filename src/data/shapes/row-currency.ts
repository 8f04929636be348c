/** The currency of each row of a file that passes row by row: named by a column, or by signs inside its amounts. */
import type { RowSource } from '../rows.ts';
import type { RawCell } from '../table.ts';
import type { Column } from '../timeline/columns.ts';
import { codeOf, signOf } from '../timeline/currency-keeper.ts';

/** What the whole file shows, which decides what a row that names nothing, or "$", is in. */
type Known = 'several' | 'dollar' | 'one';

export type RowCurrency = Column<unknown> & {
  /** The code of a row: null for none, undefined where it cannot be told. */
  of: (row: readonly RawCell[]) => string | null | undefined;
  /** The same of a row that does not count: it has no say in what the others are in. */
  peekOf: (row: readonly RawCell[]) => string | null | undefined;
};

/**
 * Reads the currencies of rows; `at` is their column, `amounts` the columns whose cells may name them where there is
 * none. In a file of several a row that names none cannot be told, and "$" counts only beside others.
 * Example: amounts of "€10" and "$10" are EUR and USD; of "$10" and "10" they are in none.
 */
export function rowCurrency(
  rows: RowSource,
  at: number | undefined,
  amounts: readonly number[],
): RowCurrency {
  const key = `currency ${at ?? 'signs'}`;
  const learned = rows.learned.get(key);
  let known: Known = learned === 'several' || learned === 'dollar' ? learned : 'one';
  const seen = new Set<string>();
  const named = (row: readonly RawCell[]) => (at === undefined ? signOf(row, amounts) : codeOf(row[at]));
  const meant = (code: string | null | undefined) => {
    if (code === null) return known === 'several' ? undefined : null;
    return code === 'USD' && known === 'dollar' ? null : code;
  };
  return {
    at: at ?? -1,
    header: at === undefined ? '' : (rows.headers[at] ?? ''),
    unreadable: 'bad-currency',
    read: () => null,
    peek: () => null,
    of(row) {
      const code = named(row);
      if (typeof code === 'string') seen.add(code);
      return meant(code);
    },
    peekOf: (row) => meant(named(row)),
    settle() {
      const dollar = at === undefined && seen.size === 1 && seen.has('USD');
      const now: Known = seen.size > 1 ? 'several' : dollar ? 'dollar' : 'one';
      seen.clear();
      if (now === known) return false;
      known = now;
      rows.learned.set(key, now);
      return true;
    },
  };
}
