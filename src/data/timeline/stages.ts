/** The stages of deals: which are won, and those of which only the reader knows, with what hangs on them. */
import { numberText } from '../../domain/figure.ts';
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { openQuestion } from '../../domain/problem.ts';
import { parseFlag } from '../cells/dates.ts';
import { isMissing } from '../cells/numbers.ts';
import { stageKind } from '../cells/stages.ts';
import { cleanText, textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { StatusKind } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { Reading } from './read-ledger.ts';
import { noteUnmet } from './status.ts';

/** What the rows of a stage that nothing explains stand for. */
type Open = { rows: number; arr: RunningSum; unread: number };

/** How many stages a question lists. */
const shownStages = 10;

export type DealStages = {
  /** What a row is: active where it is won, incomplete where it is not, undefined where only the reader knows. */
  kindOf: (row: readonly RawCell[]) => StatusKind | undefined;
  /** Counts a row whose stage nothing explains; `arr` is what it would pay, null where that cannot be read. */
  noteOpen: (row: readonly RawCell[], arr: number | null, currency: string | null) => void;
  /** Asks for what is open; call after the last row. */
  ask: () => void;
};

/** Which column says that a deal is won: a flag, a stage, or a status where there is neither. */
export function dealStages({ rows, source, choice: { fields }, ledger, notes }: Reading): DealStages {
  const wonAt = fields.get('won')?.at;
  const statusAt = fields.get('status')?.at ?? -1;
  // A state may be one of a country.
  const ofStatus = !fields.has('stage') && normalHeader(rows.headers[statusAt] ?? '') !== 'state';
  const at = fields.get('stage')?.at ?? (ofStatus ? statusAt : -1);
  const known = new Map<string, StatusKind | undefined>();
  const unknown = new Map<string, Open>();
  const codes = new Set<string | null>();
  const textOf = (row: readonly RawCell[]): string => String(row[at] ?? '');
  return {
    kindOf(row) {
      if (wonAt !== undefined) return parseFlag(String(row[wonAt] ?? '')) === true ? 'active' : 'incomplete';
      if (at < 0) return 'active';
      const text = textOf(row);
      // A stage that is missing is won by nobody; a status that is missing says nothing against it.
      if (isMissing(text)) return ofStatus ? 'active' : 'incomplete';
      if (!known.has(text)) known.set(text, stageKind(text, source.status_map, ofStatus));
      return known.get(text);
    },
    noteOpen(row, arr, currency) {
      const text = cleanText(textOf(row), textLimits.label);
      const open = unknown.get(text) ?? { rows: 0, arr: startSum(), unread: 0 };
      open.rows++;
      if (arr === null) open.unread++;
      else addTo(open.arr, arr);
      codes.add(currency);
      unknown.set(text, open);
    },
    ask() {
      if (wonAt === undefined && at >= 0) noteUnmet(ledger, source.status_map, known.keys());
      if (unknown.size === 0) return;
      const list = [...unknown].slice(0, shownStages).map(([text, { rows: count, arr, unread }]) => {
        // Amounts of several currencies are never added.
        const worth = codes.size > 1 || unread === count ? '' : `, ARR ${numberText(readSum(arr), 2)}`;
        return `"${text}" (${count} row${count > 1 ? 's' : ''}${worth})`;
      });
      const more = unknown.size > shownStages ? ` and ${unknown.size - shownStages} more` : '';
      const [are, each] = unknown.size > 1 ? ['are stages', 'each'] : ['is a stage', 'it'];
      const rest = `${list.join(', ')}${more} ${are} that may be won; map ${each} to active where such deals are won, to incomplete where they are not`;
      notes.problems.push(
        openQuestion('source.status_map', 'unknown-stage', rest, [
          { value: 'active', effect: 'won: counts as ARR for its term' },
          { value: 'incomplete', effect: 'not won: no ARR' },
        ]),
      );
    },
  };
}
