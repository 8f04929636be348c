/** The table that says what a chart shows: all rows on a large page, a few at a time within a conversation. */
import type { Column } from '../../domain/column.ts';
import type { Row } from '../../domain/report.ts';
import { isNumber, plainCell } from '../../render/table.ts';
import type { Chart } from '../chart.ts';
import { button, element } from './element.ts';

/** Columns that hold something. */
const filled = (columns: readonly Column[], rows: readonly Row[]): Column[] =>
  columns.filter(({ id }) => rows.some((row) => row[id] !== null && row[id] !== undefined));

function tableElement(chart: Chart, columns: readonly Column[], rows: readonly Row[], currency: string) {
  const head = columns.map((column) =>
    element('th', { scope: 'col', class: isNumber(column) ? 'number' : null }, column.label),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      ...columns.map((column, i) =>
        element(
          i === 0 ? 'th' : 'td',
          { scope: i === 0 ? 'row' : null, class: isNumber(column) ? 'number' : null },
          plainCell(row[column.id], column, currency),
        ),
      ),
    ),
  );
  return element(
    'table',
    {},
    element('caption', {}, chart.title),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}

/**
 * A table of a chart. `room`: how many rows and columns fit at once, the rest by paging; null shows everything.
 * `page` counts from 0; `turn` is called with another one.
 */
export function dataTable(
  chart: Chart,
  currency: string,
  room: { rows: number; columns: number } | null,
  page: number,
  turn: (page: number) => void,
): HTMLElement {
  const { rows } = chart.table;
  const columns = filled(chart.table.columns, rows);
  if (room === null) return tableElement(chart, columns, rows, currency);
  const [first, ...others] = columns;
  const perPage = Math.max(1, room.columns - 1);
  const blocks = Math.max(1, Math.ceil(others.length / perPage));
  const sheets = Math.max(1, Math.ceil(rows.length / room.rows));
  const count = blocks * sheets;
  const at = Math.min(page, count - 1);
  const [sheet, block] = [Math.floor(at / blocks), at % blocks];
  const shownColumns =
    first === undefined ? [] : [first, ...others.slice(block * perPage, (block + 1) * perPage)];
  const shownRows = rows.slice(sheet * room.rows, (sheet + 1) * room.rows);
  const table = tableElement(chart, shownColumns, shownRows, currency);
  if (count === 1) return table;
  return element(
    'div',
    { class: 'paged' },
    table,
    element(
      'div',
      { class: 'pages' },
      button({ id: 'page-back', disabled: at === 0 }, 'Back', () => turn(at - 1)),
      element('span', { role: 'status' }, `Part ${at + 1} of ${count}`),
      button({ id: 'page-more', disabled: at === count - 1 }, 'More', () => turn(at + 1)),
    ),
  );
}
