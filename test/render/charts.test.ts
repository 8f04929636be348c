/** The charts of each decision: as they are drawn for the built-in examples, and what holds for any company. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetentionReport } from '../../src/domain/retention/report.ts';
import { retentionCharts } from '../../src/render/charts-retention.ts';
import type { Ink } from '../../src/render/ink.ts';
import { host } from '../../src/render/reader.ts';
import { sizes } from '../../src/render/section.ts';
import { textWidth } from '../../src/render/text-width.ts';
import { createReportStore } from '../../src/report-store.ts';
import { analyzers } from '../analyzers.ts';
import {
  claimsInput,
  coverageInput,
  hiringInput,
  retentionInput,
  segmentationInput,
} from '../domain/check-memo/companies.ts';
import { heavyInputs, heavyOthers } from './heavy.ts';

const inks: readonly Ink[] = ['markdown', 'plain', 'terminal'];

const lines = new Map(
  await Promise.all(analyzers.map(async (tool) => [tool.name, await tool.load()] as const)),
);

/** The text of an answer in an ink; null where the input is refused. */
async function textOf(name: string, input: Record<string, unknown>, ink: Ink): Promise<string | null> {
  const context = {
    access: { kind: 'folders' as const, folders: [] },
    reports: createReportStore(),
    reader: { ...host, ink },
  };
  const answer = await lines.get(name)?.run(input, context);
  return answer?.ok === true ? answer.rendered.text : null;
}

/** The charts of a text, each without its fence. */
const chartsOf = (text: string): string[] =>
  [...text.matchAll(/```text\n([\s\S]*?)\n```/g)].map(([, chart]) => chart ?? '');

const decisions = ['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'];

it.each(['markdown', 'plain'] as const)('the examples in %s', async (ink) => {
  const pages = await Promise.all(
    decisions.map(async (name) => {
      const charts = chartsOf((await textOf(name, { sample: true, detail: 'full' }, ink)) ?? '');
      expect(charts.length).toBeGreaterThan(0);
      return `${name}\n\n${charts.join('\n\n')}\n`;
    }),
  );
  await expect(pages.join('\n')).toMatchFileSnapshot(`snapshots/charts-${ink}.txt`);
});

it('a terminal sees all charts beside the whole summary, in colour and without fences', async () => {
  for (const name of decisions) {
    const [terminal, full] = await Promise.all([
      textOf(name, { sample: true }, 'terminal'),
      textOf(name, { sample: true, detail: 'full' }, 'markdown'),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one.
    const bare = (terminal ?? '').replace(/\u001b\[\d+m/g, '');
    expect(terminal).not.toContain('```');
    const trimmed = (text: string) =>
      text
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n');
    for (const chart of chartsOf(full ?? '')) expect(trimmed(bare)).toContain(trimmed(chart));
  }
  const retention = await textOf('cco_decompose_retention', { sample: true }, 'terminal');
  expect(retention).toContain('\u001b[31m');
});

describe('a summary', () => {
  const all = [
    ...decisions.map((name) => [name, { sample: true }] as const),
    ...Object.values(heavyInputs).map((input) => ['cco_decompose_retention', input] as const),
    ...heavyOthers,
  ];
  it.each(all)('of %s has one small chart at most, and keeps its size', async (name, input) => {
    for (const ink of ['markdown', 'plain'] as const) {
      const text = (await textOf(name, input, ink)) ?? '';
      expect(text.length).toBeLessThanOrEqual(sizes.summary.text);
      const charts = chartsOf(text);
      expect(charts.length).toBeLessThanOrEqual(1);
      for (const chart of charts) expect(chart.length).toBeLessThanOrEqual(700);
      // A fence that opens is closed.
      expect((text.match(/```/g) ?? []).length).toBe(charts.length * 2);
    }
  });
});

describe('the bridge', () => {
  const bars = (report: Pick<RetentionReport, 'tables'>) =>
    retentionCharts({ figures: [], currency: 'USD', ...report } as unknown as RetentionReport, 'en')[1];

  it('hangs each movement where the one before it ended, and ends where the report does', () => {
    const rows = [
      ['start', 100],
      ['new', 20],
      ['expansion', 10],
      ['reactivation', null],
      ['contraction', -5],
      ['churn', -25],
      ['end', 100],
    ].map(([key, arr]) => ({ key: String(key), arr: arr ?? null, customers: null }));
    const chart = bars({ tables: { bridge: { rows } } });
    expect(
      chart !== undefined && 'bars' in chart ? chart.bars.map(({ from, to }) => [from, to]) : [],
    ).toEqual([
      [0, 100],
      [100, 120],
      [120, 130],
      [130, null],
      [130, 125],
      [125, 100],
      [0, 100],
    ]);
  });
});

const generated = [
  ['cco_decompose_retention', retentionInput],
  ['cco_decompose_retention', claimsInput],
  ['cco_design_segments', segmentationInput],
  ['cco_size_coverage', coverageInput],
  ['cco_plan_hires', hiringInput],
] as const;

describe.each(generated)('any answer of %s', (name, input) => {
  it('draws whole charts that line up, in every language and ink', async () => {
    await fc.assert(
      fc.asyncProperty(
        input as fc.Arbitrary<Record<string, unknown>>,
        fc.constantFrom(...inks),
        fc.constantFrom('en', 'zh', 'ja'),
        async (given, ink, language) => {
          const text = await textOf(name, { ...given, detail: 'full', language }, ink);
          for (const chart of chartsOf(text ?? '')) {
            const [title = '', ...rows] = chart.split('\n');
            expect(title).toMatch(/^[A-Z]/);
            expect(rows.length).toBeGreaterThan(0);
            expect(rows.length).toBeLessThanOrEqual(8);
            expect(chart).not.toMatch(/NaN|Infinity|undefined|\[object|`/);
            for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(120);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
