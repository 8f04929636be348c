/** A founder's file, from path to accounts: read, decoded, understood and reconciled; or every reason why not. */

import { type Problem, problem } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import type { AccountInput } from '../domain/retention/account-input.ts';
import { type Access, readBytes, sizeLimits, sizeProblem } from './access.ts';
import { mapColumns } from './columns.ts';
import { readDelimited } from './readers/delimited.ts';
import { type InputForm, isListWith, type JsonInput, readJson } from './readers/json.ts';
import { isNdjson, readNdjson } from './readers/ndjson.ts';
import { decodeText } from './readers/text.ts';
import { isOldOffice, isZip, readWorkbook } from './readers/workbook.ts';
import { readSnapshots } from './shapes/two-snapshots.ts';
import type { AnySource, Source } from './source.ts';
import type { RawTable, TableOrProblem } from './table.ts';

/** Accounts from a file, or a tool's own input found in it, or problems. `basis`: whether amounts are monthly. */
export type LoadedFile =
  | {
      ok: true;
      kind: 'accounts';
      accounts: AccountInput[];
      basis: 'arr' | 'mrr' | null;
      reconciliation: Reconciliation;
      assumptions: Assumption[];
    }
  | { ok: true; kind: 'input'; file: string; input: Record<string, unknown> }
  | { ok: false; problems: Problem[] };

/** A difference of half a cent or more between rows and accounts is a fault of ours. */
const tieTolerance = 0.005;

/** A file whose rows and accounts differ was misread by us. @throws Error then. */
export function mustTie(reconciliation: Reconciliation): void {
  const { rows_read, rows_used, excluded, arr_start, arr_end } = reconciliation;
  const left = excluded.reduce((total, { rows }) => total + rows, 0);
  const off = (pair: { from_rows: number; from_accounts: number } | null) =>
    pair !== null && Math.abs(pair.from_rows - pair.from_accounts) >= tieTolerance;
  if (rows_read !== rows_used + left || off(arr_start) || off(arr_end)) {
    throw new Error('rows and accounts do not tie after reading the file');
  }
}

const looksJson = (text: string): boolean => /^\s*[[{]/.test(text.slice(0, 1000));

/** Retention's own input: cohorts, or accounts whose rows carry its field names; others are a table to be understood. */
const retentionForm: InputForm = {
  is: (value) =>
    value['cohorts'] !== undefined ||
    (isListWith(value['accounts'], 'id') && isListWith(value['accounts'], 'arr_start')),
  fields: 'cohorts or accounts',
};

/** A file as rows, or as the input of a tool. */
export type FileContent =
  | { ok: true; file: string; table: RawTable }
  | { ok: true; file: string; input: Record<string, unknown> }
  | { ok: false; problems: Problem[] };

/** Rows of bytes, by what they hold. */
async function readBytesAs(
  bytes: Uint8Array,
  source: AnySource,
  form: InputForm,
): Promise<TableOrProblem | JsonInput> {
  const refused = (wrong: Problem): TableOrProblem => ({ ok: false, problems: [wrong] });
  if (isOldOffice(bytes)) {
    const rest = 'is the old Excel format, or has a password; save it as .xlsx without one, or as CSV';
    return refused(problem('source.path', 'unsupported-format', rest));
  }
  if (isZip(bytes)) {
    const tooLarge = sizeProblem(bytes.length, sizeLimits.workbook);
    return tooLarge === null ? readWorkbook(bytes, source.sheet, []) : refused(tooLarge);
  }
  if (source.sheet !== undefined)
    return refused(problem('source.sheet', 'conflicting-keys', 'the file is no workbook; leave it out'));
  const { length } = bytes;
  const { text, assumptions } = decodeText(length > sizeLimits.delimited ? new Uint8Array() : bytes);
  // A stream and a file of another name are measured here, by what they hold.
  const tooLarge = sizeProblem(
    length,
    looksJson(text) && !isNdjson(text) ? sizeLimits.json : sizeLimits.delimited,
  );
  if (tooLarge !== null) return refused(tooLarge);
  if (!looksJson(text)) return readDelimited(text, source.delimiter, assumptions);
  return isNdjson(text) ? readNdjson(text, assumptions) : readJson(text, assumptions, form);
}

/** Reads the file of a source into rows. The format is decided by content, not by extension. */
export async function readContent(source: AnySource, access: Access, form: InputForm): Promise<FileContent> {
  const file = await readBytes(source.path, access);
  if (!file.ok) return { ok: false, problems: [file.problem] };
  const read = await readBytesAs(file.bytes, source, form);
  if (!read.ok) return read;
  return 'input' in read
    ? { ok: true, file: file.name, input: read.input }
    : { ok: true, file: file.name, table: read.table };
}

/**
 * Reads the accounts of a source. The format is decided by content, not by extension.
 * Example: a CSV with columns id, arr_start, arr_end gives its accounts and a reconciliation that ties.
 */
export async function loadFile(source: Source, access: Access): Promise<LoadedFile> {
  const read = await readContent(source, access, retentionForm);
  if (!read.ok) return read;
  if ('input' in read) return { ok: true, kind: 'input', file: read.file, input: read.input };
  const mapped = mapColumns(read.table.headers, source);
  if (!mapped.ok) return mapped;
  const rows = readSnapshots(read.table, mapped.mapping, source);
  if (!rows.ok) return rows;
  const reconciliation = { file: read.file, ...rows.reconciliation };
  mustTie(reconciliation);
  return {
    ok: true,
    kind: 'accounts',
    accounts: rows.accounts,
    basis: mapped.mapping.basis,
    reconciliation,
    assumptions: rows.assumptions,
  };
}
