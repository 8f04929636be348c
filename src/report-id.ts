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

/** The keys that rows have beside an id and amounts, in order. Rows of a file are alike, so most add none. */
function otherKeys(rows: Rows): string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key in row) if (!keys.has(key)) keys.add(key);
  for (const known of ['id', 'arr_start', 'arr_end']) keys.delete(known);
  return [...keys].sort(compareText);
}

/**
 * A field of all rows as a text of its distinct values and, in row order, the number of each, -1 where there is none. A
 * field with hardly a value twice, such as a name, is one text of all.
 */
function fieldPieces(rows: Rows, key: string): (string | Int32Array)[] {
  const known = new Map<unknown, number>();
  const codes = new Int32Array(rows.length).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]?.[key];
    if (value === undefined) continue;
    const plain = typeof value === 'object' ? canonical(value) : value;
    let code = known.get(plain);
    if (code === undefined) {
      code = known.size;
      known.set(plain, code);
      if (code >= mostDistinct)
        return [`\u001e${key}\u001f${canonical(rows.map((row) => row[key] ?? null))}`];
    }
    codes[i] = code;
  }
  return known.size === 0 ? [] : [`\u001e${key}\u001f${canonical([...known.keys()])}`, codes];
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
  return [
    `${ordered.map((row) => String(row['id'])).join('\u001f')}\u001e`,
    amounts,
    ...otherKeys(ordered).flatMap((key) => fieldPieces(ordered, key)),
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
