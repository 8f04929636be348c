/** The published rows keep the rules: each has its source and grade, and none is more than a position. */
import { describe, expect, it } from 'vitest';
import { bandText, publishedBy, sourceText } from '../../../src/domain/benchmark-text.ts';
import { benchmarkGrades, benchmarkMetrics } from '../../../src/domain/policy/benchmark.ts';
import {
  type Benchmark,
  benchmarkRules,
  benchmarks,
  notPublished,
  staleMonths,
} from '../../../src/domain/policy/benchmarks.ts';
import { policyDate } from '../../../src/domain/policy/version.ts';
import { comparePeers, positions } from '../../../src/domain/retention/benchmarks.ts';

const row = (id: string): Benchmark => {
  const found = benchmarks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
};

describe('every row', () => {
  it('has an id of its own, as the playbooks cite it', () => {
    expect(new Set(benchmarks.map(({ id }) => id)).size).toBe(benchmarks.length);
    expect(benchmarks.filter(({ id }) => !/^b\.[a-z0-9_.]+$/.test(id))).toEqual([]);
  });

  it.each(benchmarks.map((one) => [one.id, one] as const))('%s has value, source and grade', (_, one) => {
    expect(benchmarkGrades).toContain(one.grade);
    expect(one.publisher).not.toBe('');
    expect(one.population).not.toBe('');
    const { p25, median, p75, values } = one;
    expect([p25, median, p75].some((value) => value !== null) || values.length > 0).toBe(true);
    const quartiles = [p25, median, p75].filter((value) => value !== null);
    expect(quartiles).toEqual([...quartiles].sort((a, b) => a - b));
    for (const { low, high } of values) {
      expect(low !== null || high !== null).toBe(true);
      if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high);
    }
    const line = publishedBy(one, policyDate);
    for (const part of [one.publisher, one.grade, one.n ?? 'n unknown', String(one.year ?? 'year unknown')])
      expect(line).toContain(part);
    expect(line.includes('relayed')).toBe(one.relayed);
  });

  it('keeps a note for words: its numbers stand in values', () => {
    const numbers = benchmarks.filter(({ note }) =>
      /\d+(?:\.\d+)?%?/.test((note ?? '').replace(/\b(?:20\d\d|100%)/g, '')),
    );
    expect(numbers.map(({ id }) => id)).toEqual([]);
  });

  it('has a metric that some row measures', () => {
    const used = new Set(benchmarks.map(({ metric }) => metric));
    expect(Object.keys(benchmarkMetrics).filter((metric) => !used.has(metric as never))).toEqual([]);
  });

  it('that is a peer is a rate; a practitioner’s never has a position', () => {
    for (const { by, metric, grade, median } of benchmarks.filter((one) => one.by !== null)) {
      expect(by).not.toBeNull();
      expect(['grr', 'nrr', 'logo']).toContain(metric);
      if (grade === 'practitioner') expect(median).toBeNull();
    }
  });
});

describe('the words of a row', () => {
  it.each([
    [
      'b.grr.all.2026',
      'P25 76%, median 84%, P75 91%',
      'Aleph and Benchmarkit 2026, survey, n unknown, relayed',
    ],
    ['b.nrr.acv.lt12', 'median 100%', '2023: SaaS Capital, survey, n 1,500+ companies'],
    [
      'b.arrcsm.saastr',
      'guide: 2M; scaling: 1M; triple-digit growth: 500K',
      '2016: SaaStr, practitioner, n unknown',
    ],
    [
      'b.mchurn.cm',
      'ARPA below 25: 6.1%; ARPA above 500: 2.2%',
      'ChartMogul, year unknown, billing data, n unknown, relayed',
    ],
    [
      'b.ret.bvp.2021',
      'GRR: about 85% or more; NRR: about 120% or more',
      '2021: Bessemer, practitioner, n unknown, relayed',
    ],
    ['b.first.early', 'up to 9', 'SaaStr, year unknown, practitioner, n unknown, relayed'],
    [
      'b.cost.sc.2026',
      'median 9%; a year earlier: 8%; at 3-5M ARR: 10%',
      'SaaS Capital 2026, survey, n unknown, relayed',
    ],
    ['b.ttv.up.2025', 'median 36.4 hours', 'Userpilot 2025, survey, n 547'],
  ])('%s', (id, band, source) => {
    expect(bandText(row(id))).toBe(band);
    expect(publishedBy(row(id), policyDate)).toBe(source);
  });

  it('put the year first from the month after it is 36 months old', () => {
    expect(staleMonths).toBe(36);
    expect(publishedBy(row('b.grr.kbcm.2024'), '2027-01-31')).toMatch(/^KeyBanc and Sapphire 2024/);
    expect(publishedBy(row('b.grr.kbcm.2024'), '2027-02-01')).toMatch(/^2024: KeyBanc and Sapphire/);
  });

  it('carry values and note beside the source', () => {
    expect(sourceText(row('b.grr.smb'), policyDate)).toBe(
      'SaaS Capital 2024, practitioner, n unknown; called strong: 75-80%; expected of those who sell to enterprises: 90% or more; commentary of a survey publisher',
    );
  });
});

describe('peers', () => {
  const peers = (acv: number | null, arr: number | null) =>
    comparePeers({ values: { grr: 0.88, nrr: 1.01, logo: 0.9 }, acv, arr, inUsd: true, asOf: null }).rows ??
    [];

  it('are chosen by ACV, then ARR, then all companies, the newest of each', () => {
    expect(peers(30_000, 4_000_000).map(({ key }) => key)).toEqual([
      'b.grr.acv.25_50',
      'b.grr.all.2026',
      'b.nrr.acv.25_50.2025',
      'b.nrr.arr.lt5m',
      'b.nrr.all.2026',
      'b.logo.kbcm.2017',
    ]);
  });

  it('are context rows never, and billing data only below 5K', () => {
    const context = new Set(benchmarks.filter(({ by }) => by === null).map(({ id }) => id));
    for (const acv of [null, 0, 4_999, 5_000, 24_999, 25_000, 90_000, 400_000]) {
      const rows = peers(acv, 10_000_000);
      expect(rows.filter(({ key }) => context.has(String(key)))).toEqual([]);
      const billing = rows.some(({ grade }) => grade === 'billing data');
      expect(billing).toBe(acv !== null && acv < 5_000);
      for (const { position } of rows) expect([null, ...positions]).toContain(position);
    }
  });
});

it('says what nobody publishes, and the rules in ten', () => {
  expect(notPublished.length).toBeGreaterThan(0);
  expect(benchmarkRules).toHaveLength(10);
});
