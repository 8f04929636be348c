/** The id of a report: a hash of what was asked and of the policy it was answered under. */
import { compareText, inTextOrder } from './domain/numbers.ts';
import { policyVersion } from './domain/policy/version.ts';

/** Fields that say how an answer is shown, not what is asked. */
const presentation = new Set(['detail']);

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

/** The values of one field in row order: each distinct one numbered at its first use, `-1` where there is none. */
type Codes = { known: Map<unknown, number>; codes: Int32Array };

/**
 * Accounts in id order as few pieces: amounts as they are in memory, ids as one text, other fields as numbered values.
 * Large books are hashed many times faster so than row by row.
 */
function accountPieces(rows: readonly Record<string, unknown>[]): (string | Float64Array | Int32Array)[] {
  const ordered = inTextOrder(rows, (row) => String(row['id']));
  const ids: string[] = [];
  const amounts = new Float64Array(2 * ordered.length);
  const fields = new Map<string, Codes>();
  for (const [i, row] of ordered.entries()) {
    ids.push(String(row['id']));
    amounts[2 * i] = Number(row['arr_start']);
    amounts[2 * i + 1] = Number(row['arr_end']);
    for (const key in row) {
      if (key === 'id' || key === 'arr_start' || key === 'arr_end') continue;
      const value = row[key];
      if (value === undefined) continue;
      let field = fields.get(key);
      if (field === undefined) {
        field = { known: new Map(), codes: new Int32Array(ordered.length).fill(-1) };
        fields.set(key, field);
      }
      const plain = typeof value === 'object' ? canonical(value) : value;
      let code = field.known.get(plain);
      if (code === undefined) {
        code = field.known.size;
        field.known.set(plain, code);
      }
      field.codes[i] = code;
    }
  }
  const others = [...fields].sort(([a], [b]) => compareText(a, b));
  return [
    `${ids.join('\u001f')}\u001e`,
    amounts,
    ...others.flatMap(([key, { known, codes }]) => [
      `\u001e${key}\u001f${canonical([...known.keys()])}`,
      codes,
    ]),
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
