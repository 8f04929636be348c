/** Rows that an export adds up: left out, and held against the rows they stand for. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { totalRules } from '../../domain/policy/files.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { cleanText } from '../clean.ts';
import type { RawCell } from '../table.ts';
import type { RowArr } from './exclusions.ts';

type Total = { row: number; name: string; arr: RowArr };

export type TotalRows = {
  /** Notes a row that counts, or one that is left out with its amounts. */
  row: (arr: RowArr) => void;
  /** Notes a total; one without amounts says nothing. */
  total: (row: number, name: RawCell | undefined, arr: RowArr | null) => void;
  /** Totals that are the sum of nothing above them: a customer may be called so, or the export is cut. `scale` makes ARR of their amounts. */
  notices: (scale: number) => NonNullable<Reconciliation['notices']>;
};

type Sums = { start: ReturnType<typeof startSum>; end: ReturnType<typeof startSum> };

const startSums = (): Sums => ({ start: startSum(), end: startSum() });

const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= totalRules.slack * Math.max(Math.abs(a), Math.abs(b));

const isSum = ({ arr_start, arr_end }: RowArr, { start, end }: Sums): boolean =>
  near(arr_start, readSum(start)) && near(arr_end, readSum(end));

/** Starts to watch totals. Example: after rows of 10 and 20, a total of 30 is one, and one of 12 is named. */
export function watchTotals(): TotalRows {
  const [all, block] = [startSums(), { sums: startSums(), rows: 0 }];
  const odd: Total[] = [];
  return {
    row({ arr_start, arr_end }) {
      for (const sums of [all, block.sums]) {
        addTo(sums.start, arr_start);
        addTo(sums.end, arr_end);
      }
      block.rows++;
    },
    total(row, name, arr) {
      // A subtotal is of the rows since the one before; a total may stand above what it sums, and is not looked at then.
      if (arr !== null && block.rows > 0 && !isSum(arr, all) && !isSum(arr, block.sums))
        odd.push({ row, name: cleanText(String(name ?? ''), 40), arr });
      block.sums = startSums();
    },
    notices: (scale) =>
      odd.map(({ row, name, arr }) => ({
        code: 'total-differs',
        count: 1,
        first_rows: [row],
        column: null,
        message: `"${name}" was left out as a total, and its ARR of ${numberText(arr.arr_start * scale, 2)} and ${numberText(arr.arr_end * scale, 2)} is not the sum of the rows above it (${numberText(readSum(all.start) * scale, 2)} and ${numberText(readSum(all.end) * scale, 2)} in all); if it is a customer, give it another name, else export again: rows may be missing`,
      })),
  };
}
