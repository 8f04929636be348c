/**
 * The other side of reading a Parquet file, in a thread of its own: the parser can be led into an endless loop by a
 * broken file, and a thread can be ended. It gets the bytes and gives headers and rows, or why there are none.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

type Cell = string | number | boolean | null;

export type ParquetAnswer =
  | { headers: string[]; nested: string[]; rows: Cell[][] }
  | { tooLarge: string }
  | { broken: true };

export type ParquetQuestion = { bytes: ArrayBuffer; mostRows: number; mostColumns: number };

/** A value as the other readers give it: dates as YYYY-MM-DD, whole numbers that fit as numbers. */
function plain(value: unknown): Cell {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

async function read({ bytes, mostRows, mostColumns }: ParquetQuestion): Promise<ParquetAnswer> {
  const metadata = parquetMetadata(bytes);
  const columns = parquetSchema(metadata).children;
  const isFlat = (column: (typeof columns)[number]) =>
    column.children.length === 0 && column.element.repetition_type !== 'REPEATED';
  const headers = columns.filter(isFlat).map(({ element }) => element.name);
  const nested = columns.filter((column) => !isFlat(column)).map(({ element }) => element.name);
  if (metadata.num_rows > BigInt(mostRows)) return { tooLarge: `${metadata.num_rows} rows` };
  if (headers.length > mostColumns) return { tooLarge: `${headers.length} columns` };
  let rows: Cell[][] = [];
  await parquetRead({
    file: bytes,
    metadata,
    columns: headers,
    compressors,
    rowFormat: 'object',
    onComplete(found) {
      rows = found.map((row) => headers.map((name) => plain(row[name])));
    },
  });
  return { headers, nested, rows };
}

read(workerData as ParquetQuestion)
  .catch((): ParquetAnswer => ({ broken: true }))
  .then((answer) => parentPort?.postMessage(answer));
