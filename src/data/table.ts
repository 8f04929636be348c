/** A file as rows and columns, before anyone knows what they mean. */
import type { Problem } from '../domain/problem.ts';
import type { Assumption } from '../domain/report.ts';

/** A cell as read: text from delimited files, also numbers and booleans from JSON. */
export type RawCell = string | number | boolean | null;

/** A row that does not have as many fields as there are headers. */
export type RaggedRow = {
  row: number;
  fields: number;
  /** What stands there, where the count of fields does not say it. */
  because?: string;
};

/** A header that stood in the file before, and the name that tells it apart. */
export type RepeatedHeader = { header: string; name: string };

export type RawTable = {
  format: 'csv' | 'json' | 'ndjson' | 'xlsx' | 'parquet';
  /** The separator of a delimited file; null for all others. */
  delimiter: string | null;
  headers: string[];
  repeated: readonly RepeatedHeader[];
  rows: RawCell[][];
  /** Number of the first row as a spreadsheet shows it; the others follow. */
  firstRow: number;
  titles: number;
  ragged: RaggedRow[];
  assumptions: Assumption[];
};

export type TableOrProblem = { ok: true; table: RawTable } | { ok: false; problems: Problem[] };
