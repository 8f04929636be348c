/** Tables as Markdown, aligned so that they also read well in a terminal. */

import type { Column } from '../domain/column.ts';
import { displayValue } from '../domain/display.ts';
import type { Cell, Row } from '../domain/report.ts';
import { padText, textWidth } from './text-width.ts';

/** A cell as plain text, for pages: figures by their unit, null as "n/a", flags as yes or no, other text as it is. */
export function plainCell(cell: Cell | undefined, column: Column, currency: string): string {
  if (cell === null || cell === undefined) return 'n/a';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return cell;
  if (column.unit === 'text' || column.unit === 'flag') return String(cell);
  return displayValue(cell, { ...column, unit: column.unit }, { currency });
}

/** A cell in Markdown: the same, with the text of a founder kept from breaking the table. */
export const cellText = (cell: Cell | undefined, column: Column, currency: string): string =>
  typeof cell === 'string'
    ? cell.replaceAll('|', '/').replace(/[`<>]/g, "'")
    : plainCell(cell, column, currency);

/** Whether a column is set flush right. */
export const isNumber = (column: Column): boolean => column.unit !== 'text' && column.unit !== 'flag';

/**
 * The lines of a table: head (2 lines) and one line a row. Columns that hold nothing are left out.
 * Example: a row { key: 'start', arr: 100 } with columns key and arr gives "| start | $100 |".
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly Row[],
  currency: string,
): { head: string[]; lines: string[] } {
  const used = columns.filter((column) =>
    rows.some((row) => row[column.id] !== null && row[column.id] !== undefined),
  );
  const cells = rows.map((row) => used.map((column) => cellText(row[column.id], column, currency)));
  const widths = used.map((column, i) =>
    Math.max(textWidth(column.label), ...cells.map((line) => textWidth(line[i] ?? ''))),
  );
  const pad = (text: string, i: number) => {
    const column = used[i];
    const width = widths[i] ?? 0;
    return padText(text, width, column !== undefined && isNumber(column) ? 'left' : 'right');
  };
  const line = (texts: readonly string[]) => `| ${texts.map(pad).join(' | ')} |`;
  const rule = used.map((column, i) => {
    const dashes = '-'.repeat(Math.max(2, (widths[i] ?? 3) - 1));
    return isNumber(column) ? `${dashes}:` : `:${dashes}`;
  });
  return {
    head: [line(used.map((column) => column.label)), `| ${rule.join(' | ')} |`],
    lines: cells.map(line),
  };
}
