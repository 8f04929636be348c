/** Parquet files to rows. Parsing is hyparquet's, in a thread that is ended when a file takes it nowhere. */
import { type Problem, problem } from '../../domain/problem.ts';
import type { OpenFile } from '../access.ts';
import { cleanText } from '../clean.ts';
import { mostHeld, type RowSource, rowsOf, type Watch } from '../rows.ts';
import type { RawTable } from '../table.ts';
import { rowLimits } from './delimited-rows.ts';
import { uniqueHeaders } from './header.ts';
import { nestedColumns } from './nested.ts';
import type { ParquetAnswer, ParquetQuestion } from './parquet-worker.ts';
import { askThread, waitFor } from './thread.ts';

/** How long a file may take: a fixed time and more for each MiB. Whole files of 100 MiB take some ten seconds. */
const patience = { base: 15_000, perMiB: 1_000 };

/** Whether bytes begin a Parquet file. */
export const isParquet = (bytes: Uint8Array): boolean =>
  [0x50, 0x41, 0x52, 0x31].every((byte, i) => bytes[i] === byte);

const refuse = (code: string, rest: string): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems: [problem('source.path', code, rest)],
});

/** Reads a file whole. Columns that hold lists or objects are left out and named. */
export async function readParquet(
  file: OpenFile,
  watch: Watch,
): Promise<{ ok: true; rows: RowSource } | { ok: false; problems: Problem[] }> {
  const bytes = (await file.bytes()).slice().buffer as ArrayBuffer;
  const { default: code } = await import('worker:./parquet-worker.ts');
  const question: ParquetQuestion = { bytes, mostRows: mostHeld, mostColumns: rowLimits.columns };
  const wait = waitFor(patience, bytes.byteLength);
  const answer = await askThread<ParquetQuestion, ParquetAnswer>(code, question, wait, watch);
  if (answer === 'late')
    return refuse(
      'too-large',
      `reading it took more than ${Math.round(wait / 1000)} seconds; export it as CSV`,
    );
  if (answer === null)
    return refuse('too-large', 'reading it takes more memory than it may; export fewer columns, or CSV');
  if ('broken' in answer)
    return refuse('unsupported-format', 'the Parquet file is cut off or broken; export it again, or as CSV');
  if ('tooLarge' in answer)
    return refuse(
      'too-large',
      `the file has ${answer.tooLarge}; of Parquet at most ${mostHeld} rows and ${rowLimits.columns} columns are read, so export fewer, or CSV, of which ${rowLimits.rows} rows are`,
    );
  if ('repeated' in answer)
    return refuse(
      'unsupported-format',
      `two columns are called "${cleanText(answer.repeated, 80)}"; give each a name of its own`,
    );
  if (answer.rows.length === 0) return refuse('empty-input', 'the file holds no rows; export it again');
  const table: RawTable = {
    format: 'parquet',
    delimiter: null,
    ...uniqueHeaders(answer.headers),
    rows: answer.rows,
    firstRow: 1,
    titles: 0,
    ragged: [],
    assumptions: nestedColumns(answer.nested),
  };
  return { ok: true, rows: rowsOf(table, { encoding: '', sheets: [], watch }) };
}
