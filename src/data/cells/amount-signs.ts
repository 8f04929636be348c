/** Amounts that name another currency than their column or header says. */
import { cleanText } from '../clean.ts';
import type { RawCell } from '../table.ts';
import { mayBe } from './header-currency.ts';
import { currencyIn } from './numbers.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whether an amount can name no currency, as most do. Example: "1,200.00" cannot, "$5" and "5 EUR" can. */
export const startsAndEndsInDigits = (cell: string): boolean =>
  isDigit(cell.charCodeAt(0)) && isDigit(cell.charCodeAt(cell.length - 1));

/** An amount that names another currency than its row is in, and its place; null where none does. */
export function otherSign(
  row: readonly RawCell[],
  amounts: readonly number[],
  code: string,
): { at: number; cell: string } | null {
  for (const at of amounts) {
    const cell = row[at];
    if (typeof cell !== 'string' || cell === '') continue;
    if (startsAndEndsInDigits(cell)) continue;
    const named = currencyIn(cell);
    if (named !== null && !mayBe(code, named, cell)) return { at, cell };
  }
  return null;
}

/** What to say of such an amount. Example: column "Currency" says EUR and an amount "$10": it is taken in EUR. */
export const disagreement = (said: string, stated: string, taken: string, cell: string): string =>
  `${said} says ${stated} and an amount "${cleanText(cell, 40)}": it is taken in ${taken}; correct the one that is wrong`;
