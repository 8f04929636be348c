/** Currencies of customers over time: named by a column or inside the amounts, and never added to each other. */
import { type Problem, problem } from '../../domain/problem.ts';
import { disagreement, otherSign, startsAndEndsInDigits } from '../cells/amount-signs.ts';
import { currencyOfHeaders } from '../cells/header-currency.ts';
import { currencyIn, isMissing } from '../cells/numbers.ts';
import { cleanText } from '../clean.ts';
import type { RowSource } from '../rows.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Entry, Ledger } from './ledger.ts';

/** The file whose currencies are kept. */
type Named = { rows: RowSource; choice: Choice; source: Source; ledger: Ledger };

/** What the rows of a file said of currencies, and what they did not. */
export type Seen = { mixed: ReadonlySet<string>; codes: ReadonlySet<string>; blank: readonly number[] };

/** The problems that currencies are: customers of several, and rows of none where others name several. */
export function currencyProblems({ entries }: Ledger, { mixed, codes, blank }: Seen): Problem[] {
  const [first] = mixed;
  const several =
    first === undefined
      ? []
      : [
          problem(
            'source.currency',
            'mixed-currencies',
            `customer "${cleanText(entries.get(first)?.id ?? first, 60)}"${mixed.size > 1 ? ` and ${mixed.size - 1} more` : ''}: several currencies, which are never added; pass source.currency to keep one, or split the ids`,
          ),
        ];
  const none =
    codes.size < 2 || blank.length === 0
      ? []
      : [
          problem(
            'source.path',
            'bad-rows',
            `${blank.length} row${blank.length > 1 ? 's name' : ' names'} no currency in a file of several (row ${blank.slice(0, 5).join(', ')}); fill it in, or exclude them`,
          ),
        ];
  return [...several, ...none];
}

/** The currency that a row's amounts name by sign or code: null for none, undefined for several. Example: "€10" and "5" are EUR. */
export function signOf(row: readonly RawCell[], amounts: readonly number[]): string | null | undefined {
  let found: string | null = null;
  for (const at of amounts) {
    const cell = row[at];
    if (typeof cell !== 'string' || cell === '') continue;
    if (startsAndEndsInDigits(cell)) continue;
    const code = currencyIn(cell);
    if (code === null) continue;
    if (found !== null && found !== code) return undefined;
    found = code;
  }
  return found;
}

/** Rows without a currency that are remembered; more are not counted. */
const mostBlank = 1_000;

/** The code in a cell: null for a missing one, undefined for what is none. Example: "eur" is EUR, "Euro" is none. */
export function codeOf(cell: RawCell | undefined): string | null | undefined {
  const text = String(cell ?? '').trim();
  if (isMissing(text)) return null;
  return /^[A-Z]{3}$/i.test(text) ? text.toUpperCase() : undefined;
}

/** Notes on the currencies of customers, shared by all shapes. */
export function currencyKeeper({ rows, choice, source, ledger }: Named) {
  const at = choice.fields.get('currency')?.at;
  const mixed = new Set<string>();
  const codes = new Set<string>();
  const blank: number[] = [];
  // Where no column names the currency, the amounts may.
  const amounts = [
    ...(['mrr', 'arr', 'amount'] as const).flatMap((field) => choice.fields.get(field)?.at ?? []),
    ...(ledger.shape === 'monthly_wide' ? choice.months.map((month) => month.at) : []),
  ];
  const [first = -1] = amounts;
  const own = choice.provider?.columns.amount !== undefined ? choice.fields.get('amount')?.at : undefined;
  const inHeader = currencyOfHeaders(
    (ledger.shape === 'monthly_wide' ? amounts : [own ?? first]).map((one) => rows.headers[one] ?? ''),
  );
  const named = (row: readonly RawCell[]) => {
    if (at !== undefined) {
      const code = codeOf(row[at]);
      return code === null ? inHeader : code;
    }
    const sign = signOf(row, amounts);
    // "$" under "MRR (CAD)" is of Canada.
    const other = inHeader === null || typeof sign !== 'string' || otherSign(row, amounts, inHeader) !== null;
    return sign === null || !other ? inHeader : sign;
  };
  const said = at === undefined ? 'the header' : `column "${rows.headers[at] ?? ''}"`;
  /** Names an amount whose sign is that of another currency than its column or header says. */
  const compare = (row: readonly RawCell[], number: number, code: string) => {
    const stated = at === undefined ? inHeader : code;
    const found = stated === null ? null : otherSign(row, amounts, stated);
    if (stated === null || found === null) return;
    const message = disagreement(said, stated, code, found.cell);
    const column = rows.headers[found.at] ?? '';
    ledger.issues.add('currency-disagrees', message, { row: number, column }, 'warning');
  };
  return {
    named,
    seen: { mixed, codes, blank } satisfies Seen,
    at,
    /** The currency of a row: null without one, undefined for a cell that names none, false for another than asked for. */
    of(row: readonly RawCell[], number: number): string | null | undefined | false {
      const code = named(row);
      if (code === undefined) return undefined;
      if (code === null) {
        // Whether that matters is known when every row has passed.
        if (blank.length < mostBlank) blank.push(number);
        return null;
      }
      codes.add(code);
      compare(row, number, code);
      return source.currency !== undefined && code !== source.currency ? false : code;
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
