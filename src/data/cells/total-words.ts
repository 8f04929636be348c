/** Words at the foot of an export that make a row a total and no customer. */
import type { RawCell } from '../table.ts';

const words =
  /^(?:(?:grand |sub)?totals?|sum|summe|gesamt(?:summe|ergebnis)?|zwischensumme|insgesamt|total (?:g[eé]n[eé]ral|general|mrr|arr|customers|accounts)|sum of (?:arr|mrr|amounts?|revenue)|σ|(?:grand |sub)?total (?:mrr|arr)|totale|totaal|suma|somme|合計|小計|总计|合计|总和)\s*:?$/i;

/** The longest of them, in characters; most ids are told apart by their length alone. */
const longest = 20;

/** Whether a cell is such a word. Example: "Grand Total", "Gesamtergebnis:" and "合計" are; "Total Wine" is not. */
export function isTotalCell(cell: RawCell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  // Most ids end in a digit, and no such word does: asked once a row.
  const last = cell.charCodeAt(cell.length - 1);
  if (cell.length > longest || (last >= 48 && last <= 57)) return false;
  return words.test(cell.trim());
}
