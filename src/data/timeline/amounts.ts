/** From an amount as a file has it to ARR: what it stands for, cents or not, how many bills a year. */

import { largestAmount } from '../../domain/fields.ts';
import { numberText } from '../../domain/figure.ts';
import { openQuestion } from '../../domain/problem.ts';
import { saysMinor, unitsOf } from '../cells/currencies.ts';
import { billsPerYear } from '../cells/intervals.ts';
import { isMissing } from '../cells/numbers.ts';
import { normalHeader } from '../columns.ts';
import { type AmountBasis, basisMeanings } from '../source.ts';
import type { RawCell } from '../table.ts';
import { amountColumn, type Column } from './columns.ts';
import { amountField } from './fields.ts';
import { ownInterval } from './own-interval.ts';
import type { Reading, Turned } from './read-ledger.ts';

/** Whether an amount is written with decimals, as cents are not. Example: "99.00" is, "4,900" is not. */
const hasDecimals = (cell: RawCell | undefined): boolean =>
  typeof cell === 'string' && /[.,]\d{2}\s*$/.test(cell);

/** Headers whose amounts are a price for one of a quantity. */
const saysUnit = (header: string): boolean => /unit|price/.test(normalHeader(header));

/** ARR of a row, and what it was billed at where the rate follows from its days; else why it has none. */
export type RowArr = { arr: number; total?: number } | Turned;

export type AmountReader = {
  columns: readonly Column<unknown>[];
  basis: AmountBasis | null;
  header: string;
  /** The amount as the file has it, in whole units of money; null when there is none. */
  amount: (row: readonly RawCell[], currency: string | null) => number | null | undefined;
  /** The same of a row that does not count. */
  peekAmount: (row: readonly RawCell[], currency: string | null) => number | null | undefined;
  /** A number of this file in whole units of money. */
  inUnits: (value: number, currency: string | null) => number;
  /** The amount as ARR, for bases that need no span; `number` is that of the row, where it is to be named. */
  arr: (row: readonly RawCell[], currency: string | null, number?: number) => RowArr;
  /** The same of a row that does not count; null where it cannot be read. */
  peekArr: (row: readonly RawCell[], currency: string | null) => number | null;
  /** Asks for the billing interval where no column and no answer says it. */
  askInterval: () => void;
  /** Asks about cents where whole numbers leave it open; `mrr` is the total as read, null where it is in several currencies. */
  askUnit: (mrr: number | null) => void;
};

/** The basis of a column by its header, where the header says it. */
function basisBy(header: string): AmountBasis | null {
  const name = normalHeader(header);
  if (/mrr|month/.test(name)) return 'mrr';
  return /arr|annual|year/.test(name) ? 'arr' : null;
}

/** What an amount of a position or a change can stand for, and what one of a subscription can. */
export const rateBases = ['arr', 'mrr'] as const satisfies readonly AmountBasis[];
export const priceBases = ['arr', 'mrr', 'per_interval'] as const satisfies readonly AmountBasis[];

/** Asks what amounts stand for where nothing says it, or what was said is not what rows of this shape can hold. */
export function askBasis(
  { notes, source }: Reading,
  header: string,
  accepted: readonly AmountBasis[],
  detail = '',
): void {
  const given = source.amount_basis;
  const open =
    given === undefined
      ? `nothing says what an amount stands for${detail}`
      : `${given} is not what an amount of such rows stands for`;
  const rest = `column "${header}": ${open}; pass ${accepted.slice(0, -1).join(', ')} or ${accepted.at(-1)}`;
  const options = accepted.map((value) => ({ value, effect: basisMeanings[value] }));
  notes.problems.push(openQuestion('source.amount_basis', 'amount-basis', rest, options));
}

/**
 * Compiles how the amounts of a file become ARR. `fallback` is the basis of the shape itself, such as tcv for deals; `only`
 * the column to read where it is not the first, which is then what its name says.
 */
export function amountReader(
  reading: Reading,
  fallback: AmountBasis | null,
  only?: 'mrr' | 'arr' | 'amount',
): AmountReader {
  const { rows, source, choice, ledger, notes } = reading;
  const { fields, provider } = choice;
  const field = only ?? amountField(fields, provider, source);
  const at = fields.get(field)?.at ?? -1;
  const header = rows.headers[at] ?? '';
  const column = amountColumn(rows, at, source);
  const intervalAt = fields.get('interval')?.at;
  const countAt = fields.get('interval_count')?.at;
  const quantityAt = fields.get('quantity')?.at;
  const byInterval = intervalAt !== undefined || source.interval !== undefined;
  const basis =
    (only === undefined ? source.amount_basis : undefined) ??
    (field === 'amount' ? (provider?.basis ?? (byInterval ? 'per_interval' : basisBy(header))) : field) ??
    fallback;
  // Rows of monthly and of annual plans stand in one file: each says by its own period what its price is for.
  const own = basis === 'per_interval' && intervalAt === undefined ? ownInterval(rows, source) : null;
  const counts = countAt === undefined ? null : amountColumn(rows, countAt, source);
  const quantities = quantityAt === undefined ? null : amountColumn(rows, quantityAt, source);
  const minor = saysMinor(header) ? ('minor' as const) : undefined;
  const unit = source.amount_unit ?? minor ?? provider?.unit ?? 'major';
  if (unit === 'minor' && source.amount_unit === undefined)
    notes.assumptions.push({
      field: 'source.amount_unit',
      value: 'minor',
      source: minor === undefined ? `exports of ${provider?.name ?? 'this system'}` : `header "${header}"`,
    });
  // Prices are for one of a quantity; what a provider calls an amount is one too.
  const perUnit = quantities !== null && (saysUnit(header) || provider?.basis === 'per_interval');
  if (quantities !== null && !perUnit)
    notes.assumptions.push({
      field: 'source.columns.quantity',
      value: 'not applied',
      source: `"${header}" is taken as the total of a row, not as the price of one`,
    });
  // A file that names no currency is in the one that was asked for.
  const inUnits = (value: number, currency: string | null): number =>
    unit === 'minor' ? value / unitsOf(currency ?? source.currency ?? '') : value;
  let fraction = false;
  let unsaid = 0;
  let said = 0;
  type How = 'read' | 'peek';
  const amountOf = (how: How) => {
    const readCell = column[how];
    return (row: readonly RawCell[], currency: string | null): number | null | undefined => {
      const value = readCell(row[at]);
      if (value === null || value === undefined) return value;
      if (how === 'read' && !fraction) fraction = !Number.isInteger(value) || hasDecimals(row[at]);
      if (Math.abs(value) > largestAmount) return undefined;
      return inUnits(value, currency);
    };
  };
  const intervalOf = (row: readonly RawCell[]): string | null => {
    const cell = intervalAt === undefined ? '' : String(row[intervalAt] ?? '');
    return isMissing(cell) ? (source.interval ?? null) : cell;
  };
  /** A price for one is what a row pays only where it is for one. */
  const noteBlank = (number: number | undefined): void => {
    const column = rows.headers[quantityAt ?? -1] ?? '';
    const rest = `rows with nothing in column "${column}" are taken as one of what "${header}" is the price of; fill it in where they are more`;
    ledger.issues.add(
      'blank-quantity',
      rest,
      number === undefined ? { column } : { row: number, column },
      'warning',
    );
  };
  const rateOf = (arr: number): RowArr => {
    if (arr > largestAmount) return { bad: quantityAt ?? at };
    return arr === 0 ? { out: 'zero_amount', arr: [] } : { arr };
  };
  const arrOf = (how: How) => {
    const amount = amountOf(how);
    return (row: readonly RawCell[], currency: string | null, number?: number): RowArr => {
      const value = amount(row, currency);
      if (value === undefined) return { bad: at };
      if (value === null || value === 0) return { out: 'zero_amount', arr: [] };
      if (value < 0) return { bad: at, code: 'below-zero', because: `${numberText(value, 2)} is below 0` };
      // A price of one is one whatever it is for; an amount that the caller calls MRR is a total.
      const counted = basis === 'mrr' || basis === 'arr' ? perUnit && saysUnit(header) : perUnit;
      const quantity = counted && quantityAt !== undefined ? quantities?.[how](row[quantityAt]) : 1;
      if (quantity === undefined || (quantity !== null && quantity < 0)) return { bad: quantityAt ?? at };
      if (quantity === null && how === 'read') noteBlank(number);
      const whole = value * (quantity ?? 1);
      if (basis === 'mrr' || basis === 'arr') return rateOf(whole * (basis === 'mrr' ? 12 : 1));
      const months = own?.months(row) ?? null;
      if (months !== null) {
        if (how === 'read') said++;
        return rateOf(whole * (12 / months));
      }
      const interval = intervalOf(row);
      if (interval === null) {
        if (!byInterval && how === 'read') unsaid++;
        return { out: 'one_off', arr: null };
      }
      const written = countAt === undefined ? null : counts?.[how](row[countAt]);
      const count = written ?? source.interval_count ?? 1;
      // A count that cannot be read is not 1, and nobody is billed every half interval.
      if (written === undefined || !Number.isInteger(count) || count < 1)
        return { bad: countAt ?? at, code: 'bad-interval' };
      const bills = billsPerYear(interval, count);
      if (bills === null) return { bad: intervalAt ?? at, code: 'bad-interval' };
      return rateOf(whole * bills);
    };
  };
  const peeked = arrOf('peek');
  return {
    columns: [column, own?.column ?? null, counts, quantities].filter((one) => one !== null),
    basis,
    header,
    inUnits,
    amount: amountOf('read'),
    peekAmount: amountOf('peek'),
    arr: arrOf('read'),
    peekArr(row, currency) {
      const read = peeked(row, currency);
      return 'arr' in read && !('out' in read) ? read.arr : null;
    },
    askInterval() {
      if (said > 0)
        notes.assumptions.push({
          field: 'source.interval',
          value: 'by row',
          source: `${said} price${said > 1 ? 's are' : ' is'} for the months between ${own?.header}`,
        });
      if (unsaid === 0) return;
      const some = said === 0 ? '' : ` of ${unsaid} row${unsaid > 1 ? 's' : ''} whose own period is no bill`;
      const rest = `column "${header}" is a price for each billing interval and no column says which${some}; pass interval, such as month or year`;
      notes.problems.push(
        openQuestion('source.interval', 'missing-interval', rest, [
          { value: 'month', effect: 'amounts are for a month' },
          { value: 'year', effect: 'amounts are for a year' },
        ]),
      );
    },
    askUnit(mrr) {
      if (unit !== 'ask' || fraction || source.amount_unit !== undefined) return;
      const [cents, whole] = mrr === null ? [] : [numberText(mrr / 100, 2), numberText(mrr, 2)];
      const both =
        cents === undefined
          ? 'they may be cents (minor) or not (major), and are in several currencies, which are never added'
          : `total MRR is ${cents} if they are cents (minor), ${whole} if not (major)`;
      const rest = `column "${header}" holds whole numbers only: ${both}; say which`;
      notes.problems.push(
        openQuestion('source.amount_unit', 'amount-unit', rest, [
          { value: 'minor', effect: cents === undefined ? 'amounts are cents' : `total MRR ${cents}` },
          { value: 'major', effect: whole === undefined ? 'amounts are no cents' : `total MRR ${whole}` },
        ]),
      );
    },
  };
}
