/** From what a caller passed (fields, a file, the sample, an earlier report) to a checked input of an analyzer whose rows are records. */
import type * as z from 'zod';
import { type Problem, problem } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import { schemaProblems } from '../domain/validate.ts';
import { type FileContent, withContent } from './content.ts';
import type { DataContext } from './context.ts';
import { mustTie } from './load.ts';
import type { InputForm } from './readers/json.ts';
import type { RecordShape } from './shapes/record-shape.ts';
import { readRecords } from './shapes/records.ts';
import type { AnySource } from './source.ts';

/** What an analyzer says about where its rows may come from. */
export type RecordKind = {
  /** The tool's whole input, `source`, `sample`, `detail` and `from` included. */
  schema: z.ZodType;
  /** What fields must not say together; works on raw input. */
  check: (raw: unknown) => Problem[];
  sample: Readonly<Record<string, unknown>>;
  /** The field that holds the rows; a file fills it. */
  rowsField: string;
  /** Whether there is nothing to analyse without rows, a file, the sample or an earlier report. */
  needsRows: boolean;
  form: InputForm;
  shape: RecordShape;
  /** The rows as the field takes them. */
  fieldOf: (records: Record<string, unknown>[]) => unknown;
};

/** What was taken over from earlier reports. */
export type Taken = { input: Record<string, unknown>; assumptions: Assumption[] };

export type LoadedInput =
  | {
      ok: true;
      input: Record<string, unknown>;
      reconciliation?: Reconciliation;
      assumptions: Assumption[];
    }
  | { ok: false; problems: Problem[] };

type Raw = Record<string, unknown>;

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Two inputs as one: objects are merged field by field, anything else of `own` wins. */
export function mergeInputs(taken: Raw, own: Raw): Raw {
  const out: Raw = { ...taken };
  for (const [key, value] of Object.entries(own)) {
    if (value === undefined) continue;
    const before = out[key];
    out[key] = isRecord(before) && isRecord(value) ? mergeInputs(before, value) : value;
  }
  return out;
}

const sampleAssumption: Assumption = {
  field: 'sample',
  value: true,
  source: 'the built-in example, not your data',
};

/** Problems of where the rows come from: more than one place, or none. */
function placeProblems(raw: Raw, kind: RecordKind, taken: Taken): Problem[] {
  const places = [kind.rowsField, 'source', 'sample'].filter((field) => raw[field] !== undefined);
  if (places.length > 1)
    return [problem('input', 'conflicting-keys', `${places.join(' and ')} are both given; keep one`)];
  const some = places.length > 0 || taken.input[kind.rowsField] !== undefined || raw['team'] !== undefined;
  if (some || !kind.needsRows) return [];
  const rest = `nothing to analyse; give ${kind.rowsField}, source (a file) or sample: true`;
  return [problem(kind.rowsField, 'empty-input', rest)];
}

/** A problem of a row of a file, by the number the row has there. */
function inFile({ path, code, message }: Problem, kind: RecordKind, rows: readonly number[]): Problem {
  const match = new RegExp(`^${kind.rowsField}\\[(\\d+)\\]\\.?(.*)$`).exec(path);
  const rest = message.slice(path.length + 2);
  if (match === null) return { path, code, message };
  const row = rows[Number(match[1])] ?? 0;
  return problem('source.path', code, `row ${row}${match[2] === '' ? '' : `, ${match[2]}`}: ${rest}`);
}

async function fromFile(
  kind: RecordKind,
  source: AnySource,
  options: Raw,
  { access, watch = {} }: DataContext,
): Promise<LoadedInput> {
  return withContent(source, { access, form: kind.form, watch }, (file) =>
    fromContent(kind, source, options, file),
  );
}

async function fromContent(
  kind: RecordKind,
  source: AnySource,
  options: Raw,
  file: FileContent,
): Promise<LoadedInput> {
  if (!file.ok) return file;
  if ('input' in file) {
    const merged = mergeInputs(file.input, options);
    const problems = [...schemaProblems(kind.schema, merged), ...kind.check(merged)];
    for (const field of Object.keys(source).filter((name) => name !== 'path')) {
      const rest =
        'the file is in the form of the tool itself, which leaves nothing to be read; leave it out';
      problems.push(problem(`source.${field}`, 'conflicting-keys', rest));
    }
    for (const field of ['source', 'sample', 'from'].filter((name) => name in file.input))
      problems.push(problem(field, 'conflicting-keys', 'a file cannot name other data; pass that instead'));
    return problems.length > 0 ? { ok: false, problems } : { ok: true, input: merged, assumptions: [] };
  }
  const table = await file.rows.table();
  if (!table.ok) return table;
  const read = readRecords(table.table, kind.shape, source);
  if (!read.ok) return read;
  const input: Raw = {
    ...(read.currency === null ? {} : { currency: read.currency }),
    ...options,
    [kind.rowsField]: kind.fieldOf(read.records),
  };
  if (read.currency !== null && input['currency'] !== read.currency) {
    const rest = `${String(input['currency'])}, but the file is in ${read.currency}; correct one`;
    return { ok: false, problems: [problem('currency', 'conflicting-keys', rest)] };
  }
  const problems = kind.check(input).map((one) => inFile(one, kind, read.rows));
  if (problems.length > 0) return { ok: false, problems };
  const reconciliation = { file: file.file, ...read.reconciliation };
  mustTie(reconciliation);
  return { ok: true, input, reconciliation, assumptions: read.assumptions };
}

/**
 * Checks a raw request and brings in its rows. All problems come at once; nothing is computed on a refused input.
 * Example: `{ sample: true }` gives the rows of the built-in example.
 */
export async function loadRecordInput(
  kind: RecordKind,
  raw: unknown,
  taken: Taken,
  context: DataContext,
): Promise<LoadedInput> {
  const own = isRecord(raw) ? raw : {};
  const { source, sample, from: _, detail, ...fields } = own;
  const options = mergeInputs(taken.input, fields);
  const whole = { ...options, ...(detail === undefined ? {} : { detail }) };
  const later = source !== undefined || sample !== undefined;
  const problems = [
    ...(isRecord(raw)
      ? schemaProblems(kind.schema, { ...whole, source, sample })
      : schemaProblems(kind.schema, raw)),
    ...placeProblems(own, kind, taken),
    // What a file or the sample will bring is not missing yet.
    ...kind
      .check(options)
      .filter(({ code }) => !(later && (code === 'empty-input' || code === 'missing-required'))),
  ];
  const { assumptions } = taken;
  const distinct = problems.filter(
    (one, i) => problems.findIndex(({ path, code }) => path === one.path && code === one.code) === i,
  );
  if (distinct.length > 0) return { ok: false, problems: distinct };
  if (sample === true) {
    const input = mergeInputs(kind.sample, options);
    const wrong = kind.check(input);
    return wrong.length > 0
      ? { ok: false, problems: wrong }
      : { ok: true, input, assumptions: [sampleAssumption, ...assumptions] };
  }
  if (source === undefined) return { ok: true, input: options, assumptions: [...assumptions] };
  const loaded = await fromFile(kind, source as AnySource, options, context);
  return loaded.ok ? { ...loaded, assumptions: [...assumptions, ...loaded.assumptions] } : loaded;
}
