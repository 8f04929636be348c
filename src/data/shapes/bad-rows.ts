/** Rows that cannot be read: the file is refused with their list, unless the caller leaves them out knowingly. */
import { type Problem, problem } from '../../domain/problem.ts';
import type { AnySource } from '../source.ts';

/** A cell that cannot be read, as the user finds it in a spreadsheet. */
export type BadRow = { row: number; column: string; value: string };

/** How many bad rows a message lists, and how many may be skipped when the caller does not say: 10, or 1% of the rows. */
const limits = { listed: 20, least: 10, share: 100 };

/** The problem that bad rows are, or null when there is none or they may be skipped. */
export function badRowProblem(bad: readonly BadRow[], rows: number, source: AnySource): Problem | null {
  if (bad.length === 0) return null;
  if (source.skip_bad_rows === true) {
    const allowed = source.max_bad_rows ?? Math.max(limits.least, Math.floor(rows / limits.share));
    const rest = `${bad.length} bad rows exceed max_bad_rows ${allowed}; the mapping is probably wrong, check source.columns`;
    return bad.length <= allowed ? null : problem('source.max_bad_rows', 'bad-rows', rest);
  }
  const list = bad
    .slice(0, limits.listed)
    .map(({ row, column, value }) => `row ${row}, column ${column}: "${value}"`);
  const more = bad.length > limits.listed ? '; ...' : '';
  return problem(
    'source.path',
    'bad-rows',
    `${bad.length} of ${rows} rows cannot be read (${list.join('; ')}${more}); fix them, or pass skip_bad_rows: true`,
  );
}
