/** A number that stands for the cells of a row, to tell copies apart where the rows themselves are not kept. */
import type { RawCell } from './table.ts';

/** Factors of the two hashes: odd, so that no letter is lost. */
const factors = [0x01000193, 0x85ebca6b] as const;

/** What separates cells: no cell begins or ends with it once read. */
const between = 0x1f;

/**
 * A row as a number from 1 to 2^53: the same for the same cells in the same order, and for others the same only by a
 * chance of one in 2^52. Example: rows `['A', 1]` and `['A', '1']` have one number, `['A1']` has another.
 */
export function rowHash(row: readonly RawCell[]): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  const take = (code: number) => {
    a = Math.imul(a ^ code, factors[0]);
    b = Math.imul(b ^ (b >>> 15) ^ code, factors[1]);
  };
  for (const cell of row) {
    const text = cell === null ? '' : String(cell);
    for (let i = 0; i < text.length; i++) take(text.charCodeAt(i));
    take(between);
  }
  return 1 + (a >>> 0) + ((b ^ (b >>> 13)) & 0xfffff) * 2 ** 32;
}
