/** Published figures beside the founder's own: a position, never pass or fail. */
import { sourceText } from '../benchmark-text.ts';
import { atOrAbove } from '../numbers.ts';
import { type Benchmark, benchmarks } from '../policy/benchmarks.ts';
import { smallContract } from '../policy/retention.ts';
import { policyDate } from '../policy/version.ts';
import type { Row, Table } from '../report.ts';

/** What peers are chosen by; amounts in USD, null when they cannot be known. */
export type PeerQuery = {
  values: { grr: number | null; nrr: number | null; logo: number | null };
  acv: number | null;
  arr: number | null;
  /** False when amounts are in another currency and no USD figure was given. */
  inUsd: boolean;
  asOf: string | null;
};

export const positions = [
  'below_p25',
  'p25_to_median',
  'median_to_p75',
  'above_p75',
  'below_median',
  'at_or_above_median',
] as const;

/**
 * Where a value stands in a published row; null when either is missing.
 * Example: 0.823 against a median of 0.90 is "below_median".
 */
export function positionOf(value: number | null, row: Benchmark): (typeof positions)[number] | null {
  if (value === null || row.median === null) return null;
  if (row.p25 === null || row.p75 === null)
    return atOrAbove(value, row.median) ? 'at_or_above_median' : 'below_median';
  if (!atOrAbove(value, row.p25)) return 'below_p25';
  if (!atOrAbove(value, row.median)) return 'p25_to_median';
  return atOrAbove(value, row.p75) ? 'above_p75' : 'median_to_p75';
}

const within = (amount: number | null, { from, to }: Benchmark): boolean =>
  amount !== null && (from === null || amount >= from) && (to === null || amount < to);

/** The newest row of a metric that fits; all `small` rows for small contracts. */
function chosen(metric: Benchmark['metric'], query: PeerQuery): Benchmark[] {
  const rows = benchmarks.filter((row) => row.metric === metric);
  const newest = (some: Benchmark[]) => some.sort((a, b) => (b.year ?? 0) - (a.year ?? 0)).slice(0, 1);
  const small = query.acv !== null && query.acv < smallContract.acv;
  return [
    ...(query.inUsd ? newest(rows.filter((row) => row.by === 'acv' && within(query.acv, row))) : []),
    ...(query.inUsd ? newest(rows.filter((row) => row.by === 'arr' && within(query.arr, row))) : []),
    ...newest(rows.filter((row) => row.by === 'all')),
    ...(query.inUsd && small ? rows.filter((row) => row.by === 'small') : []),
  ];
}

/**
 * The published rows that fit, with the position of the founder's value in each.
 * Rows: by ACV (lower bound inclusive), by ARR, the newest of all companies; billing data and practitioner ranges
 * only for contracts below 5K. Amounts in another currency are compared with all companies only.
 */
export function comparePeers(query: PeerQuery): Table {
  const rows: Row[] = (['grr', 'nrr', 'logo'] as const).flatMap((metric) =>
    chosen(metric, query).map((row) => ({
      key: row.id,
      metric,
      population: row.population,
      value: query.values[metric],
      p25: row.p25,
      median: row.median,
      p75: row.p75,
      position: positionOf(query.values[metric], row),
      source: sourceText(row, query.asOf ?? policyDate),
      publisher: row.publisher,
      year: row.year === null ? null : String(row.year),
      n: row.n,
      grade: row.grade,
      relayed: row.relayed,
    })),
  );
  return query.inUsd ? { rows } : { rows, because: 'currency_not_usd' };
}
