/** A column of losses, which some files write as negative amounts: a whole column one way, never cell by cell. */
import type { RowSource } from '../rows.ts';
import type { Column } from '../timeline/columns.ts';

/**
 * Reads losses as positive amounts. A column in which every amount but 0 is negative is turned round and said to be;
 * one with both signs is read as it stands, so that its negative amounts are bad cells.
 * Example: the cells "(10)", "0" and "-5" are losses of 10, 0 and 5; of "(10)" and "5" the first is -10.
 */
export function lossColumn(
  rows: Pick<RowSource, 'learned'>,
  amounts: Column<number>,
  field: 'churned_arr' | 'contraction_arr',
): Column<number> {
  const key = `losses ${amounts.at}`;
  let turned = rows.learned.get(key) === 'negative';
  let [above, below] = [0, 0];
  const asLoss = (value: number | null | undefined) =>
    turned && typeof value === 'number' ? 0 - value : value;
  return {
    ...amounts,
    peek: (cell) => asLoss(amounts.peek(cell)),
    read(cell) {
      const value = amounts.read(cell);
      if (typeof value === 'number' && value > 0) above++;
      if (typeof value === 'number' && value < 0) below++;
      return asLoss(value);
    },
    settle(notes) {
      const again = amounts.settle(notes);
      const negative = above === 0 && below > 0;
      [above, below] = [0, 0];
      if (negative !== turned) {
        turned = negative;
        rows.learned.set(key, negative ? 'negative' : 'positive');
        return true;
      }
      if (turned)
        notes.assumptions.push({
          field: `source.columns.${field}`,
          value: 'negative amounts are losses',
          source: `column "${amounts.header}" has no positive amount`,
        });
      return again;
    },
  };
}
