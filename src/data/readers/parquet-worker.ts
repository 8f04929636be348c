/**
 * The other side of reading a Parquet file, in a thread of its own: the parser can be led into an endless loop by a
 * broken file, and a thread can be ended. It gets the bytes and gives headers and rows, or why there are none.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { RawCell } from '../table.ts';
import { cellsOf, isCellKind } from './parquet-values.ts';

export type ParquetAnswer =
  | { headers: string[]; nested: string[]; rows: RawCell[][] }
  | { tooLarge: string }
  | { repeated: string }
  | { broken: true };

export type ParquetQuestion = { bytes: ArrayBuffer; mostRows: number; mostColumns: number };

async function read({ bytes, mostRows, mostColumns }: ParquetQuestion): Promise<ParquetAnswer> {
  const metadata = parquetMetadata(bytes);
  const columns = parquetSchema(metadata).children;
  const isFlat = (column: (typeof columns)[number]) =>
    column.children.length === 0 &&
    column.element.repetition_type !== 'REPEATED' &&
    isCellKind(column.element);
  const flat = columns.filter(isFlat);
  const headers = flat.map(({ element }) => element.name);
  const nested = columns.filter((column) => !isFlat(column)).map(({ element }) => element.name);
  if (metadata.num_rows > BigInt(mostRows)) return { tooLarge: `${metadata.num_rows} rows` };
  if (headers.length > mostColumns) return { tooLarge: `${headers.length} columns` };
  // The parser finds columns by name, and would give one of them twice.
  const repeated = headers.find((name, at) => headers.indexOf(name) < at);
  if (repeated !== undefined) return { repeated };
  const cells = flat.map(({ element }) => cellsOf(element));
  let rows: RawCell[][] = [];
  await parquetRead({
    file: bytes,
    metadata,
    columns: headers,
    compressors,
    rowFormat: 'object',
    utf8: false,
    onComplete(found) {
      rows = found.map((row) => headers.map((name, at) => cells[at]?.(row[name]) ?? null));
    },
  });
  return { headers, nested, rows };
}

read(workerData as ParquetQuestion)
  .catch((): ParquetAnswer => ({ broken: true }))
  .then((answer) => parentPort?.postMessage(answer));
