/** Tables of a page: all rows within reason, and wide ones in parts that fit a sheet of paper. */
import type { Column } from '../domain/column.ts';
import type { Row } from '../domain/report.ts';
import { escapeHtml, lineHtml } from './html.ts';
import { isNumber, plainCell } from './table.ts';

/** The most rows shown; a page is read, and a file of rows is for the rest. */
export const mostRows = 500;

/** Columns beside each other that a sheet of paper carries, the first one not counted. */
const columnsBeside = 8;

/** Up to so many rows a table stays on one sheet. */
const shortTable = 12;

/** Columns that hold something. */
const filled = (columns: readonly Column[], rows: readonly Row[]): Column[] =>
  columns.filter(({ id }) => rows.some((row) => row[id] !== null && row[id] !== undefined));

/** A word longer than this may be broken anywhere, so that it does not push a table off the paper. */
const longWord = /\S{25}/;

const cell = (tag: string, scope: string, column: Column, text: string): string => {
  const classes = [...(isNumber(column) ? ['number'] : []), ...(longWord.test(text) ? ['long'] : [])];
  const attributes = `${scope === '' ? '' : ` scope="${scope}"`}${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}`;
  return `<${tag}${attributes}>${escapeHtml(text)}</${tag}>`;
};

/** `title` is the caption as HTML. */
function oneTable(title: string, columns: readonly Column[], rows: readonly Row[], currency: string): string {
  const head = columns.map((column) => cell('th', 'col', column, column.label)).join('');
  const body = rows
    .map((row) =>
      columns
        .map((column, i) =>
          cell(
            i === 0 ? 'th' : 'td',
            i === 0 ? 'row' : '',
            column,
            plainCell(row[column.id], column, currency),
          ),
        )
        .join(''),
    )
    .map((line) => `<tr>${line}</tr>`)
    .join('');
  return `<table${rows.length <= shortTable ? ' class="short"' : ''}>${title}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/**
 * A table as HTML; nothing without rows. Wide ones come in parts that begin with the same column.
 * Example: 17 columns give two tables of 9.
 */
export function tableHtml(
  title: string,
  columns: readonly Column[],
  rows: readonly Row[],
  currency: string,
): string {
  if (rows.length === 0) return '';
  const [first, ...others] = filled(columns, rows);
  if (first === undefined) return '';
  const shown = rows.slice(0, mostRows);
  const parts = Math.max(1, Math.ceil(others.length / columnsBeside));
  const each = Math.ceil(others.length / parts);
  const tables = Array.from({ length: parts }, (_, i) => {
    // The heading above says it too; only what it does not say is seen twice.
    const part = parts === 1 ? '' : `, part ${i + 1} of ${parts}`;
    const caption = `<caption${part === '' ? ' class="said"' : ''}>${escapeHtml(`${title}${part}`)}</caption>`;
    return oneTable(caption, [first, ...others.slice(i * each, (i + 1) * each)], shown, currency);
  });
  const left = rows.length - shown.length;
  const note =
    left === 0
      ? ''
      : `<p class="note">${lineHtml(`The first ${mostRows} of ${rows.length} rows; \`--json\` gives all.`)}</p>`;
  return `<div class="table">${tables.join('')}${note}</div>`;
}
