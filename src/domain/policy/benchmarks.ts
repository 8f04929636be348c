/**
 * Published retention figures, each with publisher, year, population, n and grade. Shares are 0..1.
 * They stand beside the house targets and are never pass or fail. `relayed`: seen through a third party.
 */

export type Grade = 'survey' | 'billing data' | 'practitioner';

export type Benchmark = {
  id: string;
  metric: 'grr' | 'nrr' | 'logo';
  /** What a row is chosen by; `small` rows apply to contracts below 5K only. */
  by: 'acv' | 'arr' | 'all' | 'small';
  /** Bounds of ACV or ARR in USD, lower inclusive, upper exclusive; null is open. */
  from: number | null;
  to: number | null;
  population: string;
  p25: number | null;
  median: number | null;
  p75: number | null;
  /** What is said in words where there is no distribution. */
  note: string | null;
  publisher: string;
  year: number;
  n: string | null;
  grade: Grade;
  relayed: boolean;
};

const saasCapital2023 = {
  by: 'acv' as const,
  p25: null,
  p75: null,
  note: null,
  publisher: 'SaaS Capital',
  year: 2023,
  n: '1,500+ companies',
  grade: 'survey' as const,
  relayed: false,
};

const acvBands: readonly (readonly [string, number | null, number | null, string, number, number])[] = [
  ['lt12', null, 12_000, 'ACV below 12K', 1.0, 0.9],
  ['12_25', 12_000, 25_000, 'ACV 12-25K', 1.02, 0.9],
  ['25_50', 25_000, 50_000, 'ACV 25-50K', 1.03, 0.92],
  ['50_100', 50_000, 100_000, 'ACV 50-100K', 1.05, 0.93],
  ['100_250', 100_000, 250_000, 'ACV 100-250K', 1.07, 0.93],
  ['gt250', 250_000, null, 'ACV above 250K', 1.1, 0.93],
];

const byAcv: Benchmark[] = acvBands.flatMap(([band, from, to, population, nrr, grr]) => [
  { ...saasCapital2023, id: `b.nrr.acv.${band}`, metric: 'nrr' as const, from, to, population, median: nrr },
  { ...saasCapital2023, id: `b.grr.acv.${band}`, metric: 'grr' as const, from, to, population, median: grr },
]);

const aleph2026 = {
  note: null,
  publisher: 'Aleph and Benchmarkit',
  year: 2026,
  n: null,
  grade: 'survey' as const,
  relayed: true,
};

const byArr: Benchmark[] = (
  [
    ['lt5m', null, 5_000_000, 'ARR below 5M', 0.94],
    ['20_50m', 20_000_000, 50_000_000, 'ARR 20-50M', 1.01],
    ['gt100m', 100_000_000, null, 'ARR above 100M', 1.03],
  ] as const
).map(([band, from, to, population, median]) => ({
  ...aleph2026,
  id: `b.nrr.arr.${band}`,
  metric: 'nrr' as const,
  by: 'arr' as const,
  from,
  to,
  population,
  p25: null,
  median,
  p75: null,
}));

const anySize = { from: null, to: null };

export const benchmarks: readonly Benchmark[] = [
  ...byAcv,
  {
    ...saasCapital2023,
    id: 'b.nrr.acv.25_50.2025',
    metric: 'nrr',
    from: 25_000,
    to: 50_000,
    population: 'ACV 25-50K',
    p25: 0.97,
    median: 1.02,
    p75: 1.11,
    year: 2025,
    n: null,
    relayed: true,
  },
  ...byArr,
  {
    ...aleph2026,
    ...anySize,
    id: 'b.nrr.all.2026',
    metric: 'nrr',
    by: 'all',
    population: 'private B2B',
    p25: 0.92,
    median: 1.02,
    p75: 1.1,
  },
  {
    ...aleph2026,
    ...anySize,
    id: 'b.grr.all.2026',
    metric: 'grr',
    by: 'all',
    population: 'private B2B',
    p25: 0.76,
    median: 0.84,
    p75: 0.91,
  },
  {
    ...anySize,
    id: 'b.grr.kbcm.2024',
    metric: 'grr',
    by: 'all',
    population: 'private SaaS, larger firms',
    p25: 0.82,
    median: 0.91,
    p75: 0.95,
    note: null,
    publisher: 'KeyBanc and Sapphire',
    year: 2024,
    n: null,
    grade: 'survey',
    relayed: true,
  },
  {
    ...anySize,
    id: 'b.logo.kbcm.2017',
    metric: 'logo',
    by: 'all',
    population: 'private SaaS',
    p25: null,
    median: 0.89,
    p75: null,
    note: 'published as 11% logo churn',
    publisher: 'KeyBanc',
    year: 2017,
    n: null,
    grade: 'survey',
    relayed: false,
  },
  {
    ...anySize,
    id: 'b.grr.smb',
    metric: 'grr',
    by: 'small',
    population: 'selling to small business',
    p25: null,
    median: null,
    p75: null,
    note: '75-80% called strong',
    publisher: 'SaaS Capital',
    year: 2024,
    n: null,
    grade: 'practitioner',
    relayed: false,
  },
  {
    ...anySize,
    id: 'b.nrr.cm.2025',
    metric: 'nrr',
    by: 'small',
    population: 'billing users, B2B, 250K+ ARR',
    p25: null,
    median: 0.82,
    p75: 0.97,
    note: 'self-serve skew; never averaged with surveys',
    publisher: 'ChartMogul',
    year: 2025,
    n: '~2,700',
    grade: 'billing data',
    relayed: true,
  },
];

/** A row older than this many months carries its year first. */
export const staleMonths = 36;
