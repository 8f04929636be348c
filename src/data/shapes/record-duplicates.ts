/** Rows of one key more than once, where each key may stand once only. */
import { clip, problem } from '../../domain/problem.ts';
import type { AnySource } from '../source.ts';
import type { RawTable } from '../table.ts';
import { listedClashes } from './bad-rows.ts';
import type { Notes } from './columns-read.ts';
import type { RecordShape } from './record-shape.ts';

/** A row that was read: its record and key, its ARR and currency, whether its amount was blank, and its place. */
export type Kept = {
  record: Record<string, unknown>;
  key: string;
  arr: number;
  code: string | null;
  blank: boolean;
  at: number;
};

/** Adds the amounts of a row to one of the same key; other facts are those of the first. */
function addUp(first: Kept, next: Kept, shape: RecordShape): void {
  first.arr += next.arr;
  for (const [field, { kind, target }] of Object.entries(shape.fields)) {
    if (kind !== 'amount') continue;
    const name = target ?? field;
    const [a, b] = [first.record[name], next.record[name]];
    if (typeof a === 'number' && typeof b === 'number') first.record[name] = a + b;
    // A part that only one row has would pass for the whole.
    else delete first.record[name];
  }
}

/** Rows of one key more than once: repeats are dropped, differing ones settled as the caller said, or refused. */
export function settleDuplicates(
  candidates: readonly Kept[],
  table: RawTable,
  shape: RecordShape,
  source: AnySource,
  notes: Notes,
  leaveOut: (kept: Kept) => void,
): { kept: Kept[]; merged: number } {
  const byKey = new Map<string, Kept>();
  const textOf = ({ at }: Kept): string => JSON.stringify(table.rows[at]);
  // The rows that a sum is made of, as text: one of them that comes again is a repeat wherever it stands.
  const added = new Map<string, Set<string>>();
  let [merged, clashes] = [0, 0];
  for (const next of candidates) {
    const first = byKey.get(next.key);
    if (first === undefined) {
      byKey.set(next.key, { ...next, record: { ...next.record } });
      continue;
    }
    const text = textOf(next);
    if (textOf(first) === text || added.get(next.key)?.has(text) === true) leaveOut(next);
    else if (source.dedupe === 'sum') {
      addUp(first, next, shape);
      added.set(next.key, (added.get(next.key) ?? new Set<string>()).add(text));
      merged++;
    } else if (source.dedupe === 'keep_last') {
      leaveOut(first);
      byKey.delete(next.key);
      byKey.set(next.key, next);
    } else if (++clashes <= listedClashes) {
      const rows = [table.firstRow + first.at, table.firstRow + next.at].join(' and ');
      const rest = `"${clip(next.key, 60)}" is on rows ${rows} with different values; set dedupe to sum or keep_last`;
      notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
    }
  }
  if (clashes > listedClashes) {
    const rest = `${clashes - listedClashes} more rows repeat an id; set dedupe to sum or keep_last`;
    notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
  }
  return { kept: [...byKey.values()], merged };
}
