/** Which number of a line belongs to which of its ids: in order, the numbers that are no horizons first. */
import type { Entry } from './catalogue.ts';
import type { MemoNumber } from './numbers.ts';
import { isFigure, isMisnamed } from './trace.ts';

/** A number with the words before it, as the line calls it. */
export type Named = { number: MemoNumber; words: string };

/** An id of the line with everything the reports hold under it. */
export type Cited = { id: string; entries: readonly Entry[] };

/** Numbers and ids that go together; `null` where one stands alone. */
export type Pair = { named: Named | null; cited: Cited | null; matches: boolean };

/** Each number with the words since the one before; a horizon or a rank is one of these words. */
export function namedNumbers(text: string, numbers: readonly MemoNumber[]): Named[] {
  let from = 0;
  return numbers.map((number) => {
    const named = { number, words: text.slice(from, number.from) };
    if (number.kind !== 'soft') from = number.interval?.[1].to ?? number.to;
    return named;
  });
}

/** Whether a number is what an id holds, under a name that fits. */
export const fits = ({ number, words }: Named, { entries }: Cited): boolean =>
  entries.some((entry) => isFigure(number, entry) && !isMisnamed(words, entry));

/** Numbers looked at in one line; nobody reads a line with more. */
const mostNumbers = 60;

/** A horizon counts less than a number that has to be a figure. */
const weights = { soft: 1, other: 100 } as const;

/** The pairs in order that explain most numbers: a longest common subsequence, weighted. */
function bestPairs(numbers: readonly Named[], ids: readonly Cited[]): [number, number][] {
  const [n, m] = [Math.min(numbers.length, mostNumbers), ids.length];
  const best: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const gain = (i: number, j: number): number => {
    const [named, cited] = [numbers[i], ids[j]];
    if (named === undefined || cited === undefined || !fits(named, cited)) return 0;
    return named.number.kind === 'soft' ? weights.soft : weights.other;
  };
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const both = gain(i, j);
      const row = best[i];
      if (row !== undefined)
        row[j] = Math.max(at(i + 1, j), at(i, j + 1), both > 0 ? both + at(i + 1, j + 1) : 0);
    }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    const both = gain(i, j);
    if (both > 0 && at(i, j) === both + at(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/**
 * Pairs the numbers of a line with its ids. Where the numbers are as many as the ids, they go together one by one, so
 * that a wrong one is told against its own id.
 */
export function alignNumbers(numbers: readonly Named[], ids: readonly Cited[]): Pair[] {
  const pairs = bestPairs(numbers, ids);
  const required = numbers.filter(({ number }) => number.kind !== 'soft');
  const explained = pairs.filter(([i]) => numbers[i]?.number.kind !== 'soft').length;
  if (required.length === ids.length && explained < required.length)
    return required.map((named, i): Pair => {
      const cited = ids[i] ?? null;
      return { named, cited, matches: cited !== null && fits(named, cited) };
    });
  const [numberOf, idOf] = [new Map(pairs), new Set(pairs.map(([, j]) => j))];
  return [
    ...numbers.flatMap((named, i): Pair[] => {
      const j = numberOf.get(i);
      if (j !== undefined) return [{ named, cited: ids[j] ?? null, matches: true }];
      return named.number.kind === 'soft' ? [] : [{ named, cited: null, matches: false }];
    }),
    ...ids.flatMap((cited, j): Pair[] => (idOf.has(j) ? [] : [{ named: null, cited, matches: false }])),
  ];
}
