/** Cells of tables as charts need them: the amount for the length of a bar, the text as it is shown everywhere. */
import type { Column } from '../domain/column.ts';
import type { Language } from '../domain/language.ts';
import type { Cell, Row } from '../domain/report.ts';
import { localMoney } from './localise.ts';
import { cellText } from './table.ts';

/** The amount of a cell; null where it is not known. Example: `amount('n/a')` is null. */
export const amount = (cell: Cell | undefined): number | null =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : null;

/** The shown text of a cell, in the money marks of the language. Text of founders keeps to one line. */
export function text(
  columns: readonly Column[],
  row: Row,
  id: string,
  currency: string,
  language: Language,
): string {
  const column = columns.find((one) => one.id === id);
  if (column === undefined) return '';
  return localMoney(cellText(row[id], column, currency), language).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    '',
  );
}
