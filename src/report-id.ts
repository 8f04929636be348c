/** The id of a report: a hash of what was asked and of the policy it was answered under. */
import { compareText, inTextOrder } from './domain/numbers.ts';
import { policyVersion } from './domain/policy/version.ts';

/** Fields that say how an answer is shown, not what is asked. */
const presentation = new Set(['detail']);

/** Distinct values of a field that are numbered. */
const mostDistinct = 1_000;

/** Lists whose order says nothing. */
const unordered = new Set(['cohorts', 'customers', 'outcomes']);

/** JSON with keys in order, so that the order in which a caller writes them does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

/** Rows in an order of their own, as the order of rows in a file or list says nothing. */
const orderless = (rows: readonly unknown[]): string[] => rows.map(canonical).sort(compareText);

type Rows = readonly Record<string, unknown>[];

/** The values of a field that rows have: a number for each of them, and in row order the number, -1 where there is none. */
type Field = { known: Map<unknown, number>; codes: Int32Array };

/** The fields that rows have beside an id and amounts. Rows of a file are alike, so all are taken in one pass. */
function otherFields(rows: Rows): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? {};
    for (const key in row) {
      if (key === 'id' || key === 'arr_start' || key === 'arr_end') continue;
      const value = row[key];
      if (value === undefined) continue;
      let field = fields.get(key);
      if (field === undefined) {
        field = { known: new Map(), codes: new Int32Array(rows.length).fill(-1) };
        fields.set(key, field);
      }
      const { known, codes } = field;
      if (known.size > mostDistinct) continue;
      const plain = typeof value === 'object' ? canonical(value) : value;
      let code = known.get(plain);
      if (code === undefined) {
        code = known.size;
        known.set(plain, code);
      }
      codes[i] = code;
    }
  }
  return fields;
}

/** A field as the text of its distinct values and their numbers; one with hardly a value twice, such as a name, is one text of all. */
const fieldPieces = (rows: Rows, key: string, { known, codes }: Field): (string | Int32Array)[] =>
  known.size > mostDistinct
    ? [`\u001e${key}\u001f${canonical(rows.map((row) => row[key] ?? null))}`]
    : [`\u001e${key}\u001f${canonical([...known.keys()])}`, codes];

/** Ids joined in one piece take three times as long as in several. */
const idsInPiece = 1_000;

/** The ids of rows as one text, in pieces. */
function idPieces(rows: Rows): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < rows.length; from += idsInPiece) {
    const ids = rows.slice(from, from + idsInPiece).map((row) => String(row['id']));
    pieces.push(`${from > 0 ? '\u001f' : ''}${ids.join('\u001f')}`);
  }
  return [...pieces, '\u001e'];
}

/**
 * Accounts in id order as few pieces: amounts as they are in memory, ids as one text, other fields as numbered values.
 * Large books are hashed many times faster so than row by row.
 */
function accountPieces(rows: Rows): (string | Float64Array | Int32Array)[] {
  const ordered = inTextOrder(rows, (row) => String(row['id']));
  const amounts = new Float64Array(2 * ordered.length);
  for (let i = 0; i < ordered.length; i++) {
    amounts[2 * i] = Number(ordered[i]?.['arr_start']);
    amounts[2 * i + 1] = Number(ordered[i]?.['arr_end']);
  }
  const fields = [...otherFields(ordered)].sort(([a], [b]) => compareText(a, b));
  return [
    ...idPieces(ordered),
    amounts,
    ...fields.flatMap(([key, field]) => fieldPieces(ordered, key, field)),
  ];
}

/**
 * A 16-digit hexadecimal id. The same question gives the same id in any row order, key order and time zone;
 * another policy version gives another.
 */
export async function reportId(
  tool: string,
  input: Record<string, unknown>,
  beside: unknown = null,
): Promise<string> {
  // Loading it takes a good part of starting up, and only an answer needs it.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  hash.update(`${tool}\u001e${policyVersion}\u001e${canonical(beside)}`);
  for (const key of Object.keys(input).sort(compareText)) {
    const value = input[key];
    if (presentation.has(key) || value === undefined) continue;
    hash.update(`\u001e${key}\u001e`);
    if (key === 'accounts' && Array.isArray(value)) {
      for (const piece of accountPieces(value)) hash.update(piece);
    } else
      hash.update(
        unordered.has(key) && Array.isArray(value) ? orderless(value).join('\n') : canonical(value),
      );
  }
  return hash.digest('hex').slice(0, 16);
}
