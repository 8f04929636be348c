/** What a deal pays: its ARR or MRR where the row has it, else its amount over its term. */
import { numberText } from '../../domain/figure.ts';
import { sumOf } from '../../domain/numbers.ts';
import type { Notes } from '../shapes/columns-read.ts';
import type { RawCell } from '../table.ts';
import { type AmountReader, amountReader } from './amounts.ts';
import type { Column } from './columns.ts';
import type { Reading } from './read-ledger.ts';

/** A column of amounts of deals. */
export type DealAmount = AmountReader & {
  at: number;
  /** Whether its amounts are for a whole contract and not a rate. */
  whole: boolean;
};

export type DealAmounts = {
  /** The column that speaks first. */
  first: DealAmount;
  columns: readonly Column<unknown>[];
  /** The column that speaks for a row: the first with something in it. */
  of: (row: readonly RawCell[]) => DealAmount;
  /** Notes what a row pays that took the place of a blank. */
  noteInstead: (amount: DealAmount, row: number, arr: number) => void;
  /** Names those rows, and asks what is open; call after the last row. */
  finish: () => void;
};

/** The columns of amounts of deals in their order. Example: of "ARR" and "Amount", a row with no ARR is its amount over its term. */
export function dealAmounts(reading: Reading): DealAmounts {
  const { fields } = reading.choice;
  const withPlace = (amount: AmountReader): DealAmount => ({
    ...amount,
    at: amount.columns[0]?.at ?? -1,
    whole: amount.basis === 'tcv' || amount.basis === 'period_total',
  });
  const first = withPlace(amountReader(reading, 'tcv'));
  const others = (['mrr', 'arr', 'amount'] as const)
    .filter((field) => fields.has(field) && fields.get(field)?.at !== first.at)
    .map((field) => withPlace(amountReader(reading, 'tcv', field)));
  const all = [first, ...others];
  const used = new Set<DealAmount>();
  const instead: { row: number; arr: number; header: string }[] = [];
  return {
    first,
    // What no row is read from leaves nothing open.
    columns: all.flatMap((amount) =>
      amount.columns.map((column) => ({
        ...column,
        settle: (notes: Notes) => (amount === first || used.has(amount)) && column.settle(notes),
      })),
    ),
    of(row) {
      const found = all.find((amount) => amount.peekAmount(row, null) !== null) ?? first;
      used.add(found);
      return found;
    },
    noteInstead({ header }, row, arr) {
      instead.push({ row, arr, header });
    },
    finish() {
      for (const amount of all) amount.askInterval();
      for (const { header, whole } of others) {
        const own = instead.filter((one) => one.header === header);
        // Amounts of several currencies are never added.
        const several = reading.ledger.currencies.size > 1;
        const sum = several ? '' : `, ARR ${numberText(sumOf(own.map(({ arr }) => arr)), 2)}`;
        const rest = `deals with nothing in column "${first.header}" are read from column "${header}"${whole ? ' over their term' : ''}${sum}`;
        for (const { row } of own)
          reading.ledger.issues.add('amount-instead', rest, { row, column: header }, 'warning');
      }
    },
  };
}
