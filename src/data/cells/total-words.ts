/** Words at the foot of an export that make a row a total and no customer. */
import type { RawCell } from '../table.ts';

const total =
  '(?:(?:grand |sub)?totals?|sum|summe|gesamt(?:summe|ergebnis)?|zwischensumme|insgesamt|total (?:g[eé]n[eé]ral|general|mrr|arr|customers|accounts)|sum of (?:arr|mrr|amounts?|revenue)|σ|(?:grand |sub)?total (?:mrr|arr)|totale|totaal|suma|somme|合計|小計|总计|合计|总和)';

/** What a foot of averages begins with; companies are called "Median" too. */
const average =
  '(?:(?:average|avg\\.?)(?: (?:mrr|arr|per (?:customer|account)))?|(?:mean|median) (?:mrr|arr)|durchschnitt|mittelwert|moyenne|promedio|gemiddelde)';

/** Such a word alone, or with a count behind it in brackets or a year. Example: "Total (3 customers)", "Total 2025". */
const words = new RegExp(
  `^(?:${total}(?: ?\\(\\D{0,10}[\\d.,]+\\D{0,20}\\)| (?:fy ?)?(?:20)?\\d\\d)?|${average})\\s*:?$`,
  'i',
);

/** Words for a sum of a part, whatever stands behind them: no customer is called so. */
const parts = /^(?:sub[- ]?total|zwischensumme|teilsumme|sous[- ]total|subtotaal|subtotale)(?![\p{L}])/iu;

/** The longest of them, in characters; most ids are told apart by their length alone. */
const longest = 40;

/** The first letters of words for a sum of a part, as most ids begin with others: s and z, and t of German. */
const firstOfParts: ReadonlySet<number> = new Set([...'sSzZtT'].map((letter) => letter.charCodeAt(0)));

/** Whether a text begins with "t" or "T", as a total that ends in a year does. */
const beginsTotal = (cell: string): boolean => (cell.charCodeAt(0) | 32) === 116;

/**
 * Whether a cell is such a word. Example: "Grand Total", "Subtotal Enterprise", "Average", "Gesamtergebnis:" and "合計" are;
 * "Total Wine" is not.
 */
export function isTotalCell(cell: RawCell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  if (firstOfParts.has(cell.charCodeAt(0)) && parts.test(cell)) return true;
  // Most ids end in a digit, and no such word does but a total of a year: asked once a row.
  const last = cell.charCodeAt(cell.length - 1);
  if (cell.length > longest || (last >= 48 && last <= 57 && !beginsTotal(cell))) return false;
  return words.test(cell.trim());
}
