/** Published figures and the house's own lines as one page: a band with its grade in each line, never pass or fail. */
import { bandText, publishedBy } from '../domain/benchmark-text.ts';
import { type Benchmark, benchmarkMetrics } from '../domain/policy/benchmark.ts';
import { benchmarkRules, benchmarks, notPublished, withheld } from '../domain/policy/benchmarks.ts';
import type { PolicyRow } from '../domain/policy/policy-row.ts';
import { policyRows } from '../domain/policy/policy-rows.ts';
import { policyDate, policyVersion } from '../domain/policy/version.ts';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: string[], rows: string[][]): string[] => [
  row(...head),
  row(...head.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
];

function benchmarkCells(benchmark: Benchmark, asOf: string): string[] {
  const { id, metric, population, note } = benchmark;
  const source = [publishedBy(benchmark, asOf), ...(note === null ? [] : [note])].join('; ');
  return [`\`${id}\``, benchmarkMetrics[metric].label, population, bandText(benchmark), source];
}

function policyCells({ id, title, value, grades, why, sources, otherwise }: PolicyRow): string[] {
  const beside = sources.map((source) => `\`${source}\``).join(', ');
  const reason = [why, ...(otherwise === null ? [] : [`If it were otherwise: ${otherwise}.`])].join(' ');
  return [`\`${id}\``, title, value, grades.join(', '), reason, beside];
}

const list = (lines: readonly string[]): string[] => lines.map((line) => `- ${line}`);

/**
 * The page. `asOf` dates the rows: an old one carries its year first.
 * Example: a line of it is "| `b.grr.all.2026` | GRR | private B2B | P25 76%, median 84%, P75 91% | Aleph and Benchmarkit 2026, survey, n unknown, relayed |".
 */
export function benchmarksPage(asOf: string = policyDate): string {
  return [
    '# Benchmarks and house lines',
    '',
    `Version ${policyVersion}, reviewed ${policyDate}. Rates are percent of a year unless a line says otherwise; money is USD; ACV and ARR are a year's.`,
    '',
    '## Rules',
    '',
    ...benchmarkRules.map((rule, i) => `${i + 1}. ${rule}`),
    '',
    '## Published figures',
    '',
    'What others published. "Relayed" means seen through a third party, not in the publisher’s own text. A practitioner’s row is experience or a vendor’s rule, without a sample.',
    '',
    ...table(
      ['Row', 'Metric', 'Population', 'Value', 'Published by'],
      benchmarks.map((benchmark) => benchmarkCells(benchmark, asOf)),
    ),
    '',
    '## Not published by anybody neutral',
    '',
    'Say "no published figure" for these:',
    '',
    ...list(notPublished),
    '',
    '## Left out',
    '',
    ...list(withheld),
    '',
    '## House lines',
    '',
    'What the tools compute with. A **house target** comes from practitioner guides and has no survey behind it; an **assumption** was chosen here and has no evidence. Neither is a norm. Your own figure beats each of them.',
    '',
    ...table(['Row', 'About', 'Value', 'Grade', 'Why', 'Beside it'], policyRows.map(policyCells)),
    '',
  ].join('\n');
}

/**
 * The same as data. Shares are 0..1; every row has its grade.
 * Example: `benchmarksData().benchmarks[0].grade` is "survey".
 */
export const benchmarksData = () => ({
  policy_version: policyVersion,
  reviewed: policyDate,
  units: 'shares 0..1, money USD, a null end of a range is open, a null n or year is unknown',
  rules: benchmarkRules,
  benchmarks: benchmarks.map(({ values, ...benchmark }) => {
    const { label, unit } = benchmarkMetrics[benchmark.metric];
    return { ...benchmark, metric_label: label, unit, values: values.map((value) => ({ unit, ...value })) };
  }),
  not_published: notPublished,
  withheld,
  policies: policyRows,
});
