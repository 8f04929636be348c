/** What a published row is: value, population, publisher, year, n and grade. Shares are 0..1, money is USD, rates are a year's unless the metric says otherwise. */
import type { Unit } from '../figure.ts';

/** What stands behind a row, best first. `practitioner`: experience or a vendor's rule, without a sample. */
export const benchmarkGrades = ['survey', 'billing data', 'practitioner'] as const;

export type Grade = (typeof benchmarkGrades)[number];

/** What is measured, and the unit of its values unless a value brings its own. */
export const benchmarkMetrics = {
  grr: { label: 'GRR', unit: 'share' },
  nrr: { label: 'NRR', unit: 'share' },
  logo: { label: 'Logo retention', unit: 'share' },
  retention: { label: 'GRR and NRR', unit: 'share' },
  dollar_churn: { label: 'Gross dollar churn', unit: 'share' },
  monthly_churn: { label: 'Churn a month', unit: 'share' },
  arr_per_csm: { label: 'ARR per CSM', unit: 'money' },
  accounts_per_csm: { label: 'Accounts per CSM', unit: 'count' },
  service_cost: { label: 'Cost of customer success / ARR', unit: 'share' },
  account_hours: { label: 'Hours for an account', unit: 'hours' },
  csm_hours: { label: 'Hours of a CSM', unit: 'hours' },
  ramp: { label: 'Output of a new CSM', unit: 'share' },
  csm_pay: { label: 'Pay of a CSM a year', unit: 'money' },
  base_share: { label: 'Base / on-target pay', unit: 'share' },
  first_manager: { label: 'CSMs at the first manager', unit: 'count' },
  direct_reports: { label: 'Direct reports of a manager', unit: 'count' },
  time_to_value: { label: 'Time to first value', unit: 'hours' },
  first_csm: { label: 'ARR at the first CSM', unit: 'money' },
  first_person: { label: 'Place of the first person in customer success among hires', unit: 'count' },
} as const satisfies Readonly<Record<string, { label: string; unit: Unit }>>;

export type BenchmarkMetric = keyof typeof benchmarkMetrics;

/** A value that is no quartile: a point (both ends equal), a range, or an end that is open (null). */
export type BenchmarkValue = {
  /** What or whom it holds for; null where the population says it all. */
  label: string | null;
  low: number | null;
  high: number | null;
  /** Where it is not the unit of the metric. */
  unit?: Unit;
  /** The publisher gives it as a rough number. */
  about?: true;
};

export type Benchmark = {
  id: string;
  metric: BenchmarkMetric;
  /** What a peer is chosen by; `small` rows apply to contracts below 5K only; null rows are context and never a peer. */
  by: 'acv' | 'arr' | 'all' | 'small' | null;
  /** Bounds of ACV or ARR in USD, lower inclusive, upper exclusive; null is open. */
  from: number | null;
  to: number | null;
  population: string;
  p25: number | null;
  median: number | null;
  p75: number | null;
  values: readonly BenchmarkValue[];
  /** What the reader has to know beside the value; holds no value. */
  note: string | null;
  publisher: string;
  /** Of publication; null where the text has no date. */
  year: number | null;
  /** As the publisher words it; null is unknown. */
  n: string | null;
  grade: Grade;
  /** Seen through a third party, not in the publisher's own text. */
  relayed: boolean;
};

/** What every context row leaves empty. */
const open = { from: null, to: null, p25: null, median: null, p75: null, values: [] } as const;

/**
 * A row from what it has; all else is empty, its note, n and year unknown, and it is not relayed.
 * Example: `rowOf({ id: 'b.x', metric: 'nrr', by: null, population: 'all', publisher: 'P', grade: 'survey' }).n` is null.
 */
export function rowOf(
  row: Pick<Benchmark, 'id' | 'metric' | 'by' | 'population' | 'publisher' | 'grade'> & Partial<Benchmark>,
): Benchmark {
  return { ...open, note: null, year: null, n: null, relayed: false, ...row };
}

/** A point with its label. Example: `point('scaling', 1_000_000)`. */
export const point = (label: string | null, value: number, unit?: Unit): BenchmarkValue => ({
  label,
  low: value,
  high: value,
  ...(unit === undefined ? {} : { unit }),
});

/** A range with its label; an end that is null is open. Example: `range('high touch', 1, 50)`. */
export const range = (
  label: string | null,
  low: number | null,
  high: number | null,
  unit?: Unit,
): BenchmarkValue => ({ label, low, high, ...(unit === undefined ? {} : { unit }) });

/** The same value, marked as a rough one. Example: `about(point('GRR', 0.85))`. */
export const about = (value: BenchmarkValue): BenchmarkValue => ({ ...value, about: true });
