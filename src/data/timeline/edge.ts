/** Whether a file ends before its customers do: an export in which everyone seems to leave in its last months. */
import { atOrAbove, ratio } from '../../domain/numbers.ts';
import { edgeRules } from '../../domain/policy/files.ts';
import type { MonthFlow } from '../../domain/retention/monthly.ts';
import { monthIndex } from './columns.ts';
import { closeOf, type Position, type Timeline } from './positions.ts';

/** `sure`: so many end at once that no verdict is given past it; else it is told, and not taken unasked. */
export type Edge = { lastUsable: Position; month: number; loss: number; sure: boolean };

const median = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b);
  const half = Math.floor(ordered.length / 2);
  const [low, high] = [ordered[half - 1] ?? 0, ordered[half] ?? 0];
  return ordered.length === 0 ? 0 : ordered.length % 2 === 1 ? high : (low + high) / 2;
};

/**
 * The edge of a file, or null where it has none. A file with any subscription that has no end has none.
 * A last month that was not over when the file was made may lose less than half: such an edge is not sure.
 * Example: 40 accounts lose one a month and 35 of them in June, the last month: the last usable close is 31 May.
 */
export function findEdge(timeline: Timeline, months: readonly MonthFlow[]): Edge | null {
  const { ledger, entries } = timeline;
  const spans = ledger.kind === 'spans';
  if (spans && entries.some((entry) => entry.spans.some(({ until }) => until === Number.POSITIVE_INFINITY)))
    return null;
  const all = months.map(({ accounts, lost }) => ({ share: ratio(lost, accounts) ?? 0, accounts }));
  const last = all.at(-1);
  if (last === undefined) return null;
  // The longest tail: each month in it loses much, and much more than the months before the whole tail.
  for (let length = Math.min(edgeRules.mostMonths, all.length); length > 0; length--) {
    const tail = all.slice(-length);
    const before = all.slice(0, -length).filter(({ accounts }) => accounts > 0);
    const usual = median(before.map(({ share }) => share));
    const much = tail.every(
      ({ share }) => atOrAbove(share, edgeRules.tailLoss) && atOrAbove(share, edgeRules.timesMedian * usual),
    );
    if (!much || !tail.some(({ accounts }) => accounts >= edgeRules.fewestAccounts)) continue;
    const month = monthIndex(`${months.at(-length)?.month ?? ''}-01`);
    return {
      lastUsable: closeOf(month - 1),
      month,
      loss: last.share,
      sure: atOrAbove(last.share, edgeRules.lastLoss),
    };
  }
  return null;
}
