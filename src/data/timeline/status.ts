/** The status column of a file: what each status says about money, and those that nobody has explained. */
import { openQuestion } from '../../domain/problem.ts';
import { isMissing } from '../cells/numbers.ts';
import { statusKind } from '../cells/statuses.ts';
import { cleanText } from '../clean.ts';
import { type StatusKind, statusKinds, statusMeanings } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Column } from './columns.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './read-ledger.ts';

/** Names what the caller gave a meaning and no row that counts has: most often a slip of the pen. */
export function noteUnmet(
  { issues }: Ledger,
  given: Readonly<Record<string, StatusKind>> = {},
  found: Iterable<string>,
): void {
  const met = new Set([...found].flatMap((text) => [text.trim(), text.trim().toLowerCase()]));
  const unmet = Object.keys(given).filter((status) => !met.has(status));
  if (unmet.length === 0) return;
  const list = unmet.slice(0, 10).map((status) => `"${cleanText(status, 40)}"`);
  const message = `${list.join(', ')} ${unmet.length > 1 ? 'were' : 'was'} given a meaning, and no row that counts has ${unmet.length > 1 ? 'them' : 'it'}`;
  issues.add('unmet-status', message, {}, 'warning');
}

/**
 * Reads the status of a row; active where there is no column or no status. Unknown ones are counted and asked at the end.
 * `meanings` are those that a shape gives a status where the caller does not.
 */
export function statusColumn(
  { rows, source, choice, ledger }: Reading,
  meanings: Readonly<Record<string, StatusKind>> = {},
): Column<StatusKind> & { given: boolean } {
  const at = choice.fields.get('status')?.at;
  const given = { ...meanings, ...source.status_map };
  const unknown = new Map<string, number>();
  const known = new Map<string, StatusKind | undefined>();
  const kindOf = (text: string) => {
    if (!known.has(text)) known.set(text, statusKind(text, given));
    return known.get(text);
  };
  const peek = (cell: RawCell | undefined): StatusKind | undefined => {
    const text = cell === null || cell === undefined ? '' : String(cell);
    return at === undefined || isMissing(text) ? 'active' : kindOf(text);
  };
  return {
    at: at ?? -1,
    header: at === undefined ? '' : (rows.headers[at] ?? ''),
    unreadable: 'bad-value',
    given: at !== undefined,
    peek,
    read(cell: RawCell | undefined) {
      const kind = peek(cell);
      if (kind === undefined) unknown.set(String(cell), (unknown.get(String(cell)) ?? 0) + 1);
      return kind ?? 'active';
    },
    settle(notes) {
      noteUnmet(ledger, source.status_map, known.keys());
      if (unknown.size === 0) return false;
      const list = [...unknown]
        .slice(0, 10)
        .map(([text, count]) => `"${cleanText(text, 40)}" (${count} row${count > 1 ? 's' : ''})`)
        .join(', ');
      const rest = `${list} ${unknown.size > 1 ? 'are' : 'is'} unknown; map ${unknown.size > 1 ? 'them' : 'it'} to ${statusKinds.join(', ')}`;
      const options = statusKinds.map((value) => ({ value, effect: statusMeanings[value] }));
      notes.problems.push(openQuestion('source.status_map', 'unknown-status', rest, options));
      return false;
    },
  };
}
