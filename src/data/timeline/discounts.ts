/** Discounts that stand beside a price: they are told, and not applied, as a file seldom says for how long they hold. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { isMissing, parseNumber } from '../cells/numbers.ts';
import { cleanText } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { RawCell } from '../table.ts';
import type { Reading } from './read-ledger.ts';

/** Headers that say that a price is lowered, normalised. Example: "Coupon", "discount.coupon.percent_off". */
const saysDiscount =
  /^(?:plan_|subscription_)?(?:coupons?|discounts?|promotion_code|(?:amount|percent)_off)(?:_(?:coupon_)?(?:id|name|code|amount|percent|percentage|amount_off|percent_off))?$/;

/** Whether cells of a header are money. Example: "Discount" and "amount_off" are, "Coupon" and "percent_off" are not. */
const saysMoney = (name: string): boolean => /amount|^(?:plan_|subscription_)?discounts?$/.test(name);

/** A cell that lowers nothing. Example: "", "0", "0.00 %" and "false". */
const isNone = (text: string): boolean =>
  isMissing(text) || parseNumber(text.replace('%', ''), '.') === 0 || /^(?:false|no)$/i.test(text.trim());

/** Collects the rows whose price is lowered, and tells of them in one issue a file. */
export function discountTeller({ rows, ledger }: Reading) {
  const columns = rows.headers.flatMap((header, at) => {
    const name = normalHeader(header);
    return saysDiscount.test(name) ? [{ at, header, money: saysMoney(name) }] : [];
  });
  const found: number[] = [];
  const arrs = startSum();
  const amounts = startSum();
  let counted = 0;
  return {
    /** A row that counts, with the ARR it counts with. */
    note(row: readonly RawCell[], number: number, arr: number): void {
      const given = columns.filter(({ at }) => !isNone(String(row[at] ?? '')));
      if (given.length === 0) return;
      found.push(number);
      addTo(arrs, arr);
      const money = given.find((one) => one.money);
      const amount = money === undefined ? undefined : parseNumber(String(row[money.at] ?? ''), '.');
      if (typeof amount !== 'number') return;
      counted++;
      addTo(amounts, amount);
    },
    tell(): void {
      if (found.length === 0) return;
      const several = ledger.currencies.size > 1;
      const list = columns.map(({ header }) => `"${cleanText(header, 40)}"`).join(', ');
      const arr = several ? '' : `, with ${numberText(readSum(arrs), 2)} of ARR before it`;
      const off =
        several || counted < found.length
          ? ''
          : `; the file says ${numberText(Math.abs(readSum(amounts)), 2)} of discounts in all, as it writes them`;
      const message = `prices that a discount or coupon lowers (${list})${arr}: it is not taken off, so MRR is at most what is shown${off}; where it holds on, give the price after it`;
      for (const row of found) ledger.issues.add('discount-not-applied', message, { row }, 'warning');
    },
  };
}
