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

/** Accounts in id order, a text each key: all its values. Joining columns is many times faster than joining rows. */
function* accountTexts(rows: readonly Record<string, unknown>[]): Generator<string> {
  const keys = new Set<string>();
  for (const row of rows) for (const key in row) keys.add(key);
  const ordered = inTextOrder(rows, (row) => String(row['id']));
  for (const key of [...keys].sort(compareText)) {
    const values = ordered.map((row) => {
      const value = row[key];
      return typeof value === 'object' ? canonical(value) : (value ?? '');
    });
    yield `${key}\u001f${values.join('\u001f')}`;
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
      for (const text of accountTexts(value)) hash.update(`${text}\n`);
    } else
      hash.update(key === 'cohorts' && Array.isArray(value) ? orderless(value).join('\n') : canonical(value));
  }
  return hash.digest('hex').slice(0, 16);
}
