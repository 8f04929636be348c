/** What a header says of its amounts beside their name: the currency, and that they are cents. */
import { isCurrencyCode } from './currencies.ts';

const signs: Readonly<Record<string, string | null>> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', $: null };

/** Brackets at the end, or a code or sign behind a word for money. */
const forms = [
  /[\s_-]{0,3}[([]\s*(?:in\s+)?([A-Za-z]{3}|[$€£¥])\s*[)\]]\s*$/,
  /(?<=(?:mrr|arr|amount|revenue|price|value|total|acv|cost)[\w ]{0,60})[\s_,-]+(?:in[\s_-]+)?([A-Za-z]{3}|[$€£¥])\s*$/i,
] as const;

/** Codes that are words: "Total all" is no amount in lek. */
const words: ReadonlySet<string> = new Set(['ALL', 'TOP']);

function found(header: string): { code: string | null; at: number } | null {
  for (const [i, form] of forms.entries()) {
    const match = form.exec(header);
    const word = match?.[1] ?? '';
    if (match === null || (!Object.hasOwn(signs, word) && !isCurrencyCode(word))) continue;
    if (i > 0 && words.has(word.toUpperCase())) continue;
    return { code: Object.hasOwn(signs, word) ? (signs[word] ?? null) : word.toUpperCase(), at: match.index };
  }
  return null;
}

/** The currency a header names; null for none, and for "$", the usual label. Example: "MRR (EUR)" and "arr_eur" are EUR. */
export const currencyOfHeader = (header: string): string | null => found(header)?.code ?? null;

/** The one currency that headers of amounts name; null where they name none or several. */
export function currencyOfHeaders(headers: readonly string[]): string | null {
  const codes = new Set(headers.flatMap((header) => currencyOfHeader(header) ?? []));
  const [only = null] = codes;
  return codes.size === 1 ? only : null;
}

/** A header without the currency or the cents of its amounts. Example: "MRR (EUR)" is "MRR", "ARR [in cents]" "ARR". */
export function bareHeader(header: string): string {
  const text = header.replace(/[\s_-]{0,3}[([]\s*(?:in\s+)?cents\s*[)\]]\s*$/i, '');
  const at = found(text)?.at ?? text.length;
  return text.slice(0, at);
}

/** Currencies that are written with a sign that stands for another one too. */
const shared: Readonly<Record<string, ReadonlySet<string>>> = {
  $: new Set(
    'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BRL UYU JMD BSD BBD BMD BND FJD TTD XCD DOP'.split(' '),
  ),
  '£': new Set('GBP EGP LBP GIP FKP SHP SDG SSP SYP'.split(' ')),
  '¥': new Set(['JPY', 'CNY']),
};

/** Whether an amount that names `named` can be one of a row in `code`. Example: "$5" can be CAD, "$5" and "USD 5" cannot be EUR. */
export function mayBe(code: string, named: string, cell: string): boolean {
  if (named === code) return true;
  const sign = /[$£¥]/.exec(cell)?.[0];
  return sign !== undefined && !/[A-Z]{3}/i.test(cell) && shared[sign]?.has(code) === true;
}
