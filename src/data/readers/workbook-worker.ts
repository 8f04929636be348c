/**
 * The other side of reading a workbook, in a thread of its own: a small archive can unpack to more than it promises, and
 * one cell far from the others makes a sheet of billions.
 */
import { parentPort, workerData } from 'node:worker_threads';
import readSheets from 'read-excel-file/universal';
import type { RawCell } from '../table.ts';
import { isBlank } from './header.ts';
import type { Hidden } from './hidden.ts';
import { withMarks } from './workbook-marks.ts';

export type WorkbookQuestion = { bytes: ArrayBuffer };

export type Sheet = { name: string; rows: RawCell[][]; hidden: Hidden };

export type WorkbookAnswer = { sheets: Sheet[] } | { broken: true };

/** Day 0 of a spreadsheet, in milliseconds: times of day and short durations stand on it and the day after. */
const dayZero = Date.UTC(1899, 11, 30);
const firstDay = Date.UTC(1900, 0, 1);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A time as hours, minutes and seconds. Example: 30 hours are "30:00:00". */
function timeText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
}

/** A cell as the other readers give it: dates as YYYY-MM-DD, and times as times. */
function plainCell(cell: unknown): RawCell {
  if (cell instanceof Date) {
    const time = cell.getTime();
    if (Number.isNaN(time)) return null;
    return time >= dayZero && time < firstDay ? timeText(time - dayZero) : cell.toISOString().slice(0, 10);
  }
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
}

/**
 * The reader takes a sheet in pieces, copies all rows at each, and halves the piece when one took it longer than a few
 * milliseconds: on a slow machine a large sheet would never end. In this thread no time passes.
 */
function stopTheClock(): void {
  Date.now = () => 0;
}

async function read({ bytes }: WorkbookQuestion): Promise<WorkbookAnswer> {
  stopTheClock();
  const { bytes: told, hidden } = withMarks(new Uint8Array(bytes));
  const sheets = await readSheets(told.slice().buffer as ArrayBuffer);
  return {
    sheets: sheets.map(({ sheet, data }) => {
      const rows = data.map((row) => row.map(plainCell));
      while (rows.length > 0 && isBlank(rows.at(-1) ?? [])) rows.pop();
      return { name: sheet, rows, hidden: hidden.get(sheet) ?? { rows: [], columns: [] } };
    }),
  };
}

read(workerData as WorkbookQuestion)
  .catch((): WorkbookAnswer => ({ broken: true }))
  .then((answer) => parentPort?.postMessage(answer));
