/** The id of a report: a hash of what was asked and of the policy it was answered under. */
import { createHash } from 'node:crypto';
import { compareText, inTextOrder } from './domain/numbers.ts';
import { policyVersion } from './domain/policy/version.ts';

/** Fields that say how an answer is shown, not what is asked. */
const presentation = new Set(['detail']);

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

/**
 * Accounts in id order, a piece each key: all its values. Numbers go in as they are in memory and texts as one text,
 * which is many times faster than writing out every row.
 */
function* accountPieces(rows: readonly Record<string, unknown>[]): Generator<string | Float64Array> {
  const keys = new Set<string>();
  for (const row of rows) for (const key in row) keys.add(key);
  const ordered = inTextOrder(rows, (row) => String(row['id']));
  for (const key of [...keys].sort(compareText)) {
    yield `${key}\u001f`;
    if (ordered.every((row) => typeof row[key] === 'number') && key !== 'id') {
      const numbers = new Float64Array(ordered.length);
      for (let i = 0; i < numbers.length; i++) numbers[i] = Number(ordered[i]?.[key]);
      yield numbers;
    } else {
      const texts = ordered.map((row) => {
        const value = row[key];
        return typeof value === 'object' ? canonical(value) : (value ?? '');
      });
      yield texts.join('\u001f');
    }
  }
}

/**
 * A 16-digit hexadecimal id. The same question gives the same id in any row order, key order and time zone;
 * another policy version gives another.
 */
export function reportId(tool: string, input: Record<string, unknown>, beside: unknown = null): string {
  const hash = createHash('sha256');
  hash.update(`${tool}\u001e${policyVersion}\u001e${canonical(beside)}`);
  for (const key of Object.keys(input).sort(compareText)) {
    const value = input[key];
    if (presentation.has(key) || value === undefined) continue;
    hash.update(`\u001e${key}\u001e`);
    if (key === 'accounts' && Array.isArray(value)) {
      for (const piece of accountPieces(value)) hash.update(piece);
    } else
      hash.update(key === 'cohorts' && Array.isArray(value) ? orderless(value).join('\n') : canonical(value));
  }
  return hash.digest('hex').slice(0, 16);
}
