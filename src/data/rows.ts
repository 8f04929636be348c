/** Rows as they come, batch by batch: a whole table in memory, or a file too large for one. */
import { type Problem, problem } from '../domain/problem.ts';
import type { Assumption } from '../domain/report.ts';
import type { RawCell, RawTable, RepeatedHeader, TableOrProblem } from './table.ts';

/** How a long read tells of itself and is stopped. `share` is 0..1 of the file. */
export type Watch = {
  progress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Takes a batch of rows; `first` is the number of the first of them as a spreadsheet shows it. Answers 'anew' to stop,
 * when a row shows that all before it must be taken another way.
 */
export type TakeRows = (rows: readonly (readonly RawCell[])[], first: number) => 'anew' | undefined;

/**
 * How a read ended: problems are of the file itself, such as a quote that never closes; `again` when what was handed on
 * was read wrongly (the encoding showed itself late), or taken so, and the rows must be read anew.
 */
export type ReadThrough = { problems: Problem[]; again: boolean };

/** A file as headers and rows that can be read again and again, in order. */
export type RowSource = {
  format: RawTable['format'];
  encoding: string;
  delimiter: string | null;
  /** Sheets of a workbook that hold data; empty for all others. */
  sheets: readonly string[];
  headers: readonly string[];
  repeated: readonly RepeatedHeader[];
  firstRow: number;
  titles: number;
  assumptions: readonly Assumption[];
  /** The first rows: enough to understand what the columns are. */
  head: readonly (readonly RawCell[])[];
  /** What later rows showed of how a column is meant, kept for the next pass: by kind and place of the column. */
  learned: Map<string, string>;
  /** Why a row is none, by its number, where the count of its fields does not say it. */
  broken: ReadonlyMap<number, string>;
  /** Hands on every row in order. */
  each: (take: TakeRows) => Promise<ReadThrough>;
  /** All rows at once, for shapes that need them. */
  table: () => Promise<TableOrProblem>;
};

/** The most rows that are held at once, and the most customers: more would not fit in the memory that Node gives. */
export const mostHeld = 2_000_000;

/** The same for cells. */
const mostCells = 40_000_000;

/** The problem that a file of more rows is, where its shape needs all of them at once. */
const tooManyHeld = (rows: number): Problem =>
  problem(
    'source.path',
    'too-large',
    `more than ${rows} rows, one a customer; export fewer columns, or a file a segment`,
  );

/** All rows of a source at once, which shapes of one row a customer need. */
export async function allRows(
  source: Pick<RowSource, 'each' | 'headers'>,
): Promise<{ ok: true; rows: RawCell[][] } | { ok: false; problems: Problem[] }> {
  const most = Math.min(mostHeld, Math.floor(mostCells / Math.max(1, source.headers.length)));
  for (let pass = 0; pass < mostPasses; pass++) {
    const rows: RawCell[][] = [];
    let read = 0;
    const { problems, again } = await source.each((batch) => {
      read += batch.length;
      if (read <= most) for (const row of batch) rows.push(row as RawCell[]);
      return undefined;
    });
    if (problems.length > 0) return { ok: false, problems };
    if (read > most) return { ok: false, problems: [tooManyHeld(most)] };
    if (!again) return { ok: true, rows };
  }
  throw new Error('a file was read over and over without an end');
}

/** Reading anew is needed when a later row shows how earlier ones are meant; more than this often is a fault of ours. */
export const mostPasses = 6;

/** Rows looked at before a column is read. */
export const headRows = 2_000;

/** Rows handed on at a time from a table in memory; between batches a long read can be stopped. */
const batch = 10_000;

/** Stops a read that its caller has given up. @throws AbortError then. */
export const mayGoOn = (watch: Watch): void => watch.signal?.throwIfAborted();

/** Why rows of a table are none, by their number, where the count of their fields does not say it. */
export const brokenRows = ({ ragged }: Pick<RawTable, 'ragged'>): ReadonlyMap<number, string> =>
  new Map(ragged.flatMap(({ row, because }) => (because === undefined ? [] : [[row, because]])));

/** A table in memory as a source of rows. */
export function rowsOf(
  table: RawTable,
  { encoding, sheets, watch }: { encoding: string; sheets: readonly string[]; watch: Watch },
): RowSource {
  const { rows, ragged, ...rest } = table;
  return {
    ...rest,
    encoding,
    sheets,
    head: rows.slice(0, headRows),
    learned: new Map(),
    broken: brokenRows(table),
    async each(take) {
      for (let from = 0; from < rows.length; from += batch) {
        mayGoOn(watch);
        if (take(rows.slice(from, from + batch), table.firstRow + from) === 'anew')
          return { problems: [], again: true };
        watch.progress?.(Math.min(1, (from + batch) / rows.length));
      }
      return { problems: [], again: false };
    },
    table: async () => ({ ok: true, table }),
  };
}
