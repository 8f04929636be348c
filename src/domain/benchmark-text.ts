/** A published row in words: what it says, and who says it. Made from the row, so that no value is written twice. */
import { type Benchmark, type BenchmarkValue, benchmarkMetrics } from './policy/benchmark.ts';
import { staleMonths } from './policy/benchmarks.ts';
import { shortNumber, shortRange } from './short-number.ts';

function valueText({ label, low, high, unit, about }: BenchmarkValue, row: Benchmark): string {
  const text = shortRange(low, high, unit ?? benchmarkMetrics[row.metric].unit);
  return `${label === null ? '' : `${label}: `}${about === true ? 'about ' : ''}${text}`;
}

/** Values that are no quartile, each with what it holds for; null where there are none. Example: "guide: 2M; scaling: 1M". */
export const valuesText = (row: Benchmark): string | null =>
  row.values.length === 0 ? null : row.values.map((value) => valueText(value, row)).join('; ');

/**
 * All that a row says: quartiles first, then its other values.
 * Example: the row of all private companies is "P25 92%, median 102%, P75 110%".
 */
export function bandText(row: Benchmark): string {
  const { unit } = benchmarkMetrics[row.metric];
  const quartiles = (['p25', 'median', 'p75'] as const).flatMap((name) => {
    const value = row[name];
    return value === null
      ? []
      : [`${name === 'median' ? name : name.toUpperCase()} ${shortNumber(value, unit)}`];
  });
  return [quartiles.join(', '), valuesText(row)].filter((part) => part !== null && part !== '').join('; ');
}

/** Months from the January of a row's year to a date; null where the row has no year. */
const ageInMonths = (year: number | null, asOf: string): number | null =>
  year === null ? null : Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - (year * 12 + 1);

/**
 * Publisher, year, grade, n and whether it is relayed, in one line. A row that is old at the date carries its year first.
 * Example: "2017: KeyBanc, survey, n unknown" at 2026-11-01; "KeyBanc and Sapphire 2024, survey, n unknown, relayed".
 */
export function publishedBy(row: Benchmark, asOf: string): string {
  const months = ageInMonths(row.year, asOf);
  const old = months !== null && months > staleMonths;
  const year = row.year === null ? 'year unknown' : String(row.year);
  const name = old ? `${year}: ${row.publisher}` : `${row.publisher}${row.year === null ? ',' : ''} ${year}`;
  const n = row.n === null ? 'n unknown' : `n ${row.n}`;
  return [name, row.grade, n, ...(row.relayed ? ['relayed'] : [])].join(', ');
}

/** `publishedBy` and the note; of a row without a median also what it says instead. */
export function sourceText(row: Benchmark, asOf: string): string {
  const values = row.median === null ? valuesText(row) : null;
  return [publishedBy(row, asOf), values, row.note].filter((part) => part !== null).join('; ');
}
