/** One row of a table as an account: which columns are read how, compiled once for the whole table. */
import { largestAmount } from '../../domain/fields.ts';
import { problem } from '../../domain/problem.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import { saysMinor, unitsOf } from '../cells/currencies.ts';
import { currencyOfHeader } from '../cells/header-currency.ts';
import { cleanText, textLimits } from '../clean.ts';
import type { Mapping } from '../columns.ts';
import type { CanonicalColumn, Source } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import type { BadCell, BadCode } from './bad-rows.ts';
import {
  type AmountCurrency,
  codeReader,
  currencyReader,
  dateReader,
  flagReader,
  labelReader,
  type Notes,
  numberReader,
  oddAmounts,
  optionalDates,
  optionalFlags,
  optionalNumbers,
  type Read,
  textReader,
} from './columns-read.ts';
import type { RowArr } from './exclusions.ts';

type Field = { key: CanonicalColumn; at: number; read: Read<string | number | boolean> };

/** How each column of a table is read. */
export type RowPlan = {
  id: { at: number; read: Read<string> };
  start: { at: number; read: Read<number> };
  end: { at: number; read: Read<number> };
  currency: AmountCurrency | null;
  /** The currency that the headers of both amounts name. */
  inHeader: string | null;
  /** How many of what amounts are in make one unit of a currency: 100 where they are cents. */
  unitsOf: (currency: string | undefined) => number;
  fields: Field[];
};

/** Whether amounts are cents: as the caller says, else as both headers say. */
function unitsOfAmounts(headers: readonly string[], source: Source, notes: Notes): RowPlan['unitsOf'] {
  const named = headers.every((header) => saysMinor(header)) ? 'minor' : 'major';
  if (named === 'minor' && source.amount_unit === undefined)
    notes.assumptions.push({
      field: 'source.amount_unit',
      value: 'minor',
      source: `header "${headers[0] ?? ''}"`,
    });
  // A file that names no currency is in the one that was asked for.
  return (source.amount_unit ?? named) === 'minor'
    ? (currency) => unitsOf(currency ?? source.currency ?? '')
    : () => 1;
}

/** Compiles the readers of a table's mapped columns; what they cannot decide goes to the notes. */
export function planRows(table: RawTable, mapping: Mapping, source: Source, notes: Notes): RowPlan {
  const { index } = mapping;
  const at = (field: CanonicalColumn) => index.get(field) ?? -1;
  const fields: Field[] = [];
  const add = (key: CanonicalColumn, make: () => Read<string | number | boolean>) => {
    if (index.has(key)) fields.push({ key, at: at(key), read: make() });
  };
  add('customer_name', () => textReader(textLimits.name));
  add('segment', () => labelReader(textLimits.label));
  add('cohort', () => labelReader(textLimits.label));
  add('currency', () => codeReader(table, at('currency')));
  add('churn_reason', () => labelReader(textLimits.reason));
  for (const key of optionalNumbers) add(key, () => numberReader(table, [at(key)], source, notes));
  for (const key of optionalDates) add(key, () => dateReader(table, at(key), source, notes));
  for (const key of optionalFlags) add(key, () => flagReader);
  const [atStart, atEnd] = [at('arr_start'), at('arr_end')];
  const named = [atStart, atEnd].map((place) => currencyOfHeader(table.headers[place] ?? ''));
  if (named[0] && named[1] && named[0] !== named[1]) {
    const rest = `the amounts at start are in ${named[0]} and those at end in ${named[1]}; name columns of one currency`;
    notes.problems.push(problem('source.columns.arr_end', 'mixed-currencies', rest));
  }
  const inHeader = named[0] ?? named[1] ?? null;
  const odd = [oddAmounts(table, atStart), oddAmounts(table, atEnd)];
  // Both are of one hand, so what one says of the decimal mark holds for the other.
  const read = numberReader(table, [atStart, atEnd], source, notes, odd);
  return {
    id: { at: at('customer_id'), read: textReader(textLimits.id) },
    start: { at: atStart, read },
    end: { at: atEnd, read },
    currency: index.has('currency') ? null : currencyReader(odd.flat()),
    inHeader,
    unitsOf: unitsOfAmounts(
      [atStart, atEnd].map((place) => table.headers[place] ?? ''),
      source,
      notes,
    ),
    fields,
  };
}

/** A blank amount is 0; one below 0 cannot be an account's ARR. */
function amountOf(value: number | null | undefined): number | undefined {
  if (value === null) return 0;
  return value === undefined || value < 0 || value > largestAmount ? undefined : value;
}

/** A number that was read and is below 0 is called so. */
const below = (value: unknown): { code?: BadCode } =>
  typeof value === 'number' && value < 0 ? { code: 'below-zero' } : {};

const badAmount = (row: readonly RawCell[], { at, read }: RowPlan['start']): BadCell => ({
  bad: at,
  ...below(read(row[at])),
});

/** Whether a value that was read fits its field: a tenure or a number of seats is never negative. */
const fits = (value: string | number | boolean | null | undefined): boolean =>
  value !== undefined && !(typeof value === 'number' && value < 0);

/** The currency named inside a row's amounts; undefined for two, and for none where other rows name several. */
function currencyOf(row: readonly RawCell[], plan: RowPlan, account: RowArr): string | null | undefined {
  if (plan.currency === null) return null;
  const { read, several } = plan.currency;
  const [start, end] = [read(row[plan.start.at]), read(row[plan.end.at])];
  if (start !== null && end !== null && start !== end) return undefined;
  const code = start ?? end;
  return code === null && several && account.arr_start + account.arr_end > 0 ? undefined : code;
}

/** Reads one row. Example: ["A-1", "$1,200", ""] gives id "A-1", arr_start 1200, arr_end 0. */
export function parseRow(row: readonly RawCell[], plan: RowPlan): AccountInput | BadCell {
  const id = plan.id.read(row[plan.id.at]);
  if (typeof id !== 'string') return { bad: plan.id.at };
  const start = amountOf(plan.start.read(row[plan.start.at]));
  if (start === undefined) return badAmount(row, plan.start);
  const end = amountOf(plan.end.read(row[plan.end.at]));
  if (end === undefined) return badAmount(row, plan.end);
  const account: AccountInput = { id, arr_start: start, arr_end: end };
  const slots: Record<string, unknown> = account;
  for (const { key, at, read } of plan.fields) {
    const value = read(row[at]);
    if (!fits(value)) return { bad: at, ...below(value) };
    const noSeats = value === 0 && key.startsWith('units_');
    if (value !== null && !noSeats) slots[key === 'customer_name' ? 'name' : key] = value;
  }
  // Seats are told apart from price only where both ends have them: an account that left has none at its end.
  if ((account.units_start === undefined) !== (account.units_end === undefined)) {
    delete account.units_start;
    delete account.units_end;
  }
  const { start_date: from, end_date: to } = account;
  if (from !== undefined && to !== undefined && to < from) {
    const at = plan.fields.find(({ key }) => key === 'end_date')?.at ?? plan.id.at;
    return { bad: at, code: 'end-before-start', because: `${to} is before the start ${from}` };
  }
  const code = currencyOf(row, plan, account);
  if (code === undefined) {
    const shown = [row[plan.start.at], row[plan.end.at]].map((cell) => cleanText(String(cell ?? ''), 40));
    return { bad: plan.end.at, code: 'bad-currency', because: `${shown.join(', ')}: no one currency` };
  }
  if (code !== null) account.currency = code;
  else if (account.currency === undefined && plan.inHeader !== null) account.currency = plan.inHeader;
  const units = plan.unitsOf(account.currency);
  account.arr_start /= units;
  account.arr_end /= units;
  return account;
}

/** What a row that cannot be used is worth: its amounts as far as they can be read; null for neither, or in no one currency. */
export function worthOf(
  row: readonly RawCell[],
  plan: RowPlan,
): { arr: RowArr | null; currency: string | null } {
  const [start, end] = [plan.start, plan.end].map(({ at, read }) => amountOf(read(row[at])));
  const arr = { arr_start: start ?? 0, arr_end: end ?? 0 };
  const field = plan.fields.find(({ key }) => key === 'currency');
  const code = field === undefined ? currencyOf(row, plan, arr) : field.read(row[field.at]);
  if ((start === undefined && end === undefined) || code === undefined) return { arr: null, currency: null };
  const currency = code === null ? null : String(code);
  const units = plan.unitsOf(currency ?? undefined);
  return { arr: { arr_start: arr.arr_start / units, arr_end: arr.arr_end / units }, currency };
}

/** What a column fails at when its cell cannot be read. */
export function expectedAt(plan: RowPlan, at: number): BadCode {
  if (at === plan.id.at) return 'no-id';
  const key = plan.fields.find((field) => field.at === at)?.key;
  const among = (keys: readonly string[]) => key !== undefined && keys.includes(key);
  if (key === 'currency') return 'bad-currency';
  if (among(optionalDates)) return 'bad-date';
  return among(optionalFlags) ? 'bad-flag' : 'bad-number';
}
