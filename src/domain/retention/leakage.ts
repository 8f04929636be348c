/** Where ARR leaves: churn by cause and contraction, by segment where known, else by cohort. */
import {
  addTo,
  atOrAbove,
  compareText,
  type RunningSum,
  ratio,
  readSum,
  startSum,
  sumOf,
} from '../numbers.ts';
import { causeTable, type LeakCause } from '../policy/causes.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Account, Book } from './book.ts';
import type { Losses } from './losses.ts';
import type { Totals } from './totals.ts';

/** One leak. `basis` tells whether its ARR was measured or estimated from counts. */
export type Leak = {
  rank: number;
  group: string | null;
  cause: LeakCause;
  lost_arr: number;
  lost_customers: number | null;
  share_of_lost: number | null;
  grr_points: number | null;
  basis: 'measured' | 'estimated_from_counts';
  playbook: string;
};

type Entry = {
  segment: string | null;
  cohort: string | null;
  cause: LeakCause;
  arr: number;
  customers: number | null;
  estimated: boolean;
};

function churnEntries(losses: Losses): Entry[] {
  return losses.rows.flatMap((row) => {
    const arr =
      row.arr ?? (row.meanArr === null || row.customers === null ? null : row.meanArr * row.customers);
    return arr === null
      ? []
      : [
          {
            segment: row.segment,
            cohort: row.cohort,
            cause: row.cause,
            arr,
            customers: row.customers,
            estimated: row.arr === null,
          },
        ];
  });
}

function contractionEntries(book: Book): Entry[] {
  const place = { cause: 'contraction' as const, estimated: false };
  if (book.kind !== 'accounts') {
    return book.cohorts
      .filter((cohort) => cohort.mature && (cohort.contraction ?? 0) > 0)
      .map(({ segment, name, contraction }) => ({
        ...place,
        segment,
        cohort: name,
        arr: contraction ?? 0,
        customers: null,
      }));
  }
  const piles = new Map<string, { account: Account; customers: number; arr: RunningSum }>();
  for (const account of book.accounts) {
    if (account.end === 0 || account.end >= account.start) continue;
    const key = `${account.segment ?? ''}\u001f${account.cohort ?? ''}`;
    let pile = piles.get(key);
    if (pile === undefined) {
      pile = { account, customers: 0, arr: startSum() };
      piles.set(key, pile);
    }
    pile.customers++;
    addTo(pile.arr, account.start - account.end);
  }
  return [...piles.values()].map(({ account: { segment, cohort }, customers, arr }) => ({
    ...place,
    segment,
    cohort,
    arr: readSum(arr),
    customers,
  }));
}

/** Group by segment when 80% of lost ARR has one, else by cohort when as much has one, else by cause alone. */
function grouping(entries: readonly Entry[]): 'segment' | 'cohort' | null {
  const all = sumOf(entries.map((entry) => entry.arr));
  for (const by of ['segment', 'cohort'] as const) {
    const covered = sumOf(entries.map((entry) => (entry[by] === null ? 0 : entry.arr)));
    if (all > 0 && atOrAbove(covered / all, fixedLines.leakSegmentCoverage)) return by;
  }
  return null;
}

/**
 * All leaks, largest first: lost ARR, then customers, then names. `grr_points` are points of GRR (5.39).
 * They sum to churn + contraction. Example: 150,000 of a base of 2,784,000 is 5.39 points.
 */
export function rankLeaks(book: Book, totals: Totals, losses: Losses): Leak[] {
  if (losses.exceeded) return [];
  const entries = [...churnEntries(losses), ...contractionEntries(book)].filter((entry) => entry.arr > 0);
  const by = grouping(entries);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.cause} ${by === null ? '' : (entry[by] ?? '')}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [entry]);
    else list.push(entry);
  }
  const lost = sumOf(entries.map((entry) => entry.arr));
  const leaks = [...groups.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const arr = sumOf(list.map((entry) => entry.arr));
    const customers = list.every((entry) => entry.customers !== null)
      ? sumOf(list.map((entry) => entry.customers ?? 0))
      : null;
    const points = ratio(arr, totals.start);
    return [
      {
        rank: 0,
        group: by === null ? null : first[by],
        cause: first.cause,
        lost_arr: arr,
        lost_customers: customers,
        share_of_lost: ratio(arr, lost),
        grr_points: points === null ? null : points * 100,
        basis: list.some((entry) => entry.estimated)
          ? ('estimated_from_counts' as const)
          : ('measured' as const),
        playbook: causeTable[first.cause].playbook,
      },
    ];
  });
  leaks.sort(
    (a, b) =>
      b.lost_arr - a.lost_arr ||
      (b.lost_customers ?? 0) - (a.lost_customers ?? 0) ||
      compareText(a.group ?? '', b.group ?? '') ||
      compareText(a.cause, b.cause),
  );
  return leaks.map((leak, i) => ({ ...leak, rank: i + 1 }));
}
