/** Currencies of customers over time: named by a column or inside the amounts, and never added to each other. */
import { type Problem, problem } from '../../domain/problem.ts';
import { currencyIn } from '../cells/numbers.ts';
import { cleanText } from '../clean.ts';
import type { RowSource } from '../rows.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Entry, Ledger } from './ledger.ts';

/** The file whose currencies are kept. */
type Named = { rows: RowSource; choice: Choice; source: Source; ledger: Ledger };

/** The problems that currencies are: customers of several, and customers of none where others name several. */
export function currencyProblems({ entries, currencies }: Ledger, mixed: ReadonlySet<string>): Problem[] {
  const ask = (ids: readonly string[], what: string, todo: string): Problem[] =>
    ids.length === 0
      ? []
      : [
          problem(
            'source.currency',
            'mixed-currencies',
            `customer "${cleanText(ids[0] ?? '', 60)}"${ids.length > 1 ? ` and ${ids.length - 1} more` : ''}: ${what}; ${todo}`,
          ),
        ];
  const none = currencies.size > 1 ? [...entries.values()].filter(({ currency }) => currency === null) : [];
  return [
    ...ask(
      [...mixed],
      'several currencies, which are never added',
      'pass source.currency to keep one, or split the ids',
    ),
    ...ask(
      none.map(({ id }) => id),
      'no currency in a file of several',
      'fill in the currency, or pass source.currency',
    ),
  ];
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The currency that a row's amounts name by sign or code: null for none, undefined for several. */
function signOf(row: readonly RawCell[], amounts: readonly number[]): string | null | undefined {
  let found: string | null = null;
  for (const at of amounts) {
    const cell = row[at];
    if (typeof cell !== 'string' || cell === '') continue;
    if (isDigit(cell.charCodeAt(0)) && isDigit(cell.charCodeAt(cell.length - 1))) continue;
    const code = currencyIn(cell);
    if (code === null) continue;
    if (found !== null && found !== code) return undefined;
    found = code;
  }
  return found;
}

/** Notes on the currencies of customers, shared by all shapes. */
export function currencyKeeper({ rows, choice, source, ledger }: Named) {
  const at = choice.fields.get('currency')?.at;
  const mixed = new Set<string>();
  // Where no column names the currency, the amounts may.
  const amounts = [
    ...(['mrr', 'arr', 'amount'] as const).flatMap((field) => choice.fields.get(field)?.at ?? []),
    ...(ledger.shape === 'monthly_wide' ? choice.months.map((month) => month.at) : []),
  ];
  return {
    mixed,
    at,
    /** The currency of a row: null without one, undefined for a cell that names none, false for another than asked for. */
    of(row: readonly RawCell[]): string | null | undefined | false {
      if (at === undefined) {
        const sign = signOf(row, amounts);
        return typeof sign === 'string' && source.currency !== undefined && sign !== source.currency
          ? false
          : sign;
      }
      const text = String(row[at] ?? '')
        .trim()
        .toUpperCase();
      if (text === '') return ledger.currencies.size > 1 ? undefined : null;
      if (!/^[A-Z]{3}$/.test(text)) return undefined;
      return source.currency !== undefined && text !== source.currency ? false : text;
    },
    set(entry: Entry, code: string | null) {
      if (code === null) return;
      ledger.currencies.add(code);
      if (entry.currency === null) entry.currency = code;
      else if (entry.currency !== code) mixed.add(entry.id);
    },
    header: at === undefined ? '' : (rows.headers[at] ?? ''),
  };
}

export type CurrencyKeeper = ReturnType<typeof currencyKeeper>;
