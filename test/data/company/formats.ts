/** A table in each format that is read. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import writeExcelFile from 'write-excel-file/node';
import type { Cell, Table } from './shapes.ts';

const quoted = (cell: Cell, mark: string): string => {
  const text = String(cell);
  return text.includes(mark) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Delimited text. */
export const delimited = ({ headers, rows }: Table, mark = ',', newline = '\n'): string =>
  [headers, ...rows].map((row) => row.map((cell) => quoted(cell, mark)).join(mark) + newline).join('');

const objects = ({ headers, rows }: Table): Record<string, Cell>[] =>
  rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i] ?? ''])));

export const json = (table: Table): string => JSON.stringify(objects(table));

export const ndjson = (table: Table): string =>
  objects(table)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');

export async function xlsx({ headers, rows }: Table): Promise<Uint8Array> {
  const cells = (row: readonly Cell[]) =>
    row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String }));
  const sheet = [{ sheet: 'Data', data: [headers, ...rows].map(cells) }];
  // biome-ignore lint/suspicious/noExplicitAny: the cells of a sheet in the writer's own form
  return new Uint8Array(await writeExcelFile(sheet as any).toBuffer());
}

/** A Parquet file; a column of which every filled cell is a number is of doubles, with nulls where it is empty. */
export function parquet({ headers, rows }: Table): Uint8Array {
  const columnData = headers.map((name, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    const numbers = cells.some((cell) => typeof cell === 'number');
    return numbers
      ? { name, type: 'DOUBLE' as const, data: cells.map((cell) => (typeof cell === 'number' ? cell : null)) }
      : { name, type: 'STRING' as const, data: cells.map((cell) => (cell === '' ? null : String(cell))) };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** UTF-16 with its mark, as spreadsheets save "Unicode text". */
export const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
