/** Rows of one cohort more than once, where each may stand once within its segment. */
import { clip, problem } from '../../domain/problem.ts';
import type { CohortInput } from '../../domain/retention/cohort-input.ts';
import type { Source } from '../source.ts';
import { listedClashes } from './bad-rows.ts';
import type { Notes } from './columns-read.ts';

/** A row that was read as a cohort: its number, and what stands for its cells. */
export type CohortRow = { cohort: CohortInput; row: number; hash: number };

export type SettledCohorts = {
  cohorts: CohortInput[];
  /** Rows that were added to another. */
  merged: number;
  /** Rows that do not count: repeats, or those before the last where it is kept. */
  dropped: CohortRow[];
};

const keyOf = ({ name, segment }: CohortInput): string => JSON.stringify([name, segment ?? null]);

/** Two cohorts as one: numbers add up, other facts are those of the first. A part that one alone gives is unknown. */
function addedUp(first: CohortInput, next: CohortInput): CohortInput {
  const other: Readonly<Record<string, unknown>> = next;
  const sum: Record<string, unknown> = { ...first };
  for (const [field, value] of Object.entries(first)) {
    if (typeof value !== 'number') continue;
    const more = other[field];
    if (typeof more === 'number') sum[field] = value + more;
    else delete sum[field];
  }
  return sum as CohortInput;
}

const shownName = ({ name, segment }: CohortInput): string =>
  `cohort "${clip(name, 60)}"${segment === undefined ? '' : ` of segment "${clip(segment, 60)}"`}`;

/** What to do about two rows of one cohort that are not the same; null where the caller said it. */
function clashOf(
  first: CohortInput,
  next: CohortInput,
  { dedupe }: Source,
): [code: string, how: string] | null {
  if (dedupe === 'keep_last') return null;
  if (first.currency !== next.currency) {
    const codes = `${first.currency ?? 'no currency'} and ${next.currency ?? 'no currency'}`;
    return ['mixed-currencies', `in ${codes}, which are never added; name the cohorts apart`];
  }
  return dedupe === 'sum' ? null : ['duplicate-id', 'with different values; set dedupe to sum or keep_last'];
}

/**
 * Each cohort once: a repeated row is dropped, differing ones are settled as the caller said, or refused.
 * Example: rows of Q1 with 1,000 and 2,000 are a problem; with `dedupe: 'sum'` they are one cohort of 3,000.
 */
export function settleCohorts(read: readonly CohortRow[], source: Source, notes: Notes): SettledCohorts {
  const kept = new Map<string, CohortRow & { added: Set<number> }>();
  const dropped: CohortRow[] = [];
  let [merged, clashes] = [0, 0];
  for (const next of read) {
    const key = keyOf(next.cohort);
    const first = kept.get(key);
    if (first === undefined) {
      kept.set(key, { ...next, added: new Set([next.hash]) });
      continue;
    }
    const clash = clashOf(first.cohort, next.cohort, source);
    if (first.hash === next.hash || (source.dedupe === 'sum' && first.added.has(next.hash))) {
      dropped.push(next);
    } else if (clash !== null) {
      const [code, how] = clash;
      const rest = `${shownName(next.cohort)} is on rows ${first.row} and ${next.row} ${how}`;
      if (++clashes <= listedClashes) notes.problems.push(problem('source.dedupe', code, rest));
    } else if (source.dedupe === 'sum') {
      merged++;
      first.cohort = addedUp(first.cohort, next.cohort);
      first.added.add(next.hash);
    } else {
      dropped.push({ cohort: first.cohort, row: first.row, hash: first.hash });
      Object.assign(first, next);
    }
  }
  if (clashes > listedClashes) {
    const rest = `${clashes - listedClashes} more rows repeat a cohort; set dedupe to sum or keep_last`;
    notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
  }
  return { cohorts: [...kept.values()].map(({ cohort }) => cohort), merged, dropped };
}
