/** The charts of the built-in examples: which there are, and that picture and table say what the report says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, Table } from '../../src/domain/report.ts';
import type { ChartReport } from '../../src/views/chart.ts';
import { chartsOf } from '../../src/views/decisions.ts';
import { svgOf } from '../../src/views/draw.ts';
import { dark, light } from '../../src/views/theme.ts';
import { chartTools, reportOf } from './samples.ts';

const reports = Object.fromEntries(
  await Promise.all(
    chartTools.map(async (tool) => [tool, (await reportOf(tool)) as unknown as ChartReport] as const),
  ),
);

const reportNamed = (tool: string): ChartReport => reports[tool] as ChartReport;

const draw = (report: ChartReport, id: string, width = 640): string => {
  const chart = chartsOf(report).find((one) => one.id === id);
  if (chart === undefined) throw new Error(`no chart ${id}`);
  return svgOf(chart, light, width, 300);
};

/** The texts of a picture, in the order in which they are drawn. */
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

/** A report with one table changed. */
const withTable = (report: ChartReport, name: string, table: Table | undefined): ChartReport => ({
  ...report,
  tables: { ...report.tables, [name]: table },
});

it.each([
  ['cco_decompose_retention', ['bridge', 'rates', 'causes', 'cohorts', 'expansion']],
  ['cco_design_segments', ['accounts', 'spend']],
  ['cco_size_coverage', ['months', 'estimates', 'cost']],
  ['cco_plan_hires', ['roles', 'sequence']],
  ['cco_review_plan', []],
  ['constructor', []],
])('%s has its charts', (tool, ids) => {
  const report = reports[tool] ?? { tool, currency: 'USD', figures: [], tables: {} };
  expect(chartsOf(report).map(({ id }) => id)).toEqual(ids);
});

describe('pictures show the numbers of the report', () => {
  it.each([
    ['cco_decompose_retention', 'bridge', ['2.78M', '+360K', '+506K', '+12K', '-66K', '-426K', '3.17M']],
    ['cco_decompose_retention', 'rates', ['GRR 82.3%', 'NRR 100.5%', 'Logo 80.0%']],
    ['cco_decompose_retention', 'causes', ['$168,000 (39.4%)', '$150,000 (35.2%)', 'no value realized']],
    ['cco_decompose_retention', 'cohorts', ['95.9%', '127.1%', '63.2%', '60.0%', '2023', '2024']],
    ['cco_decompose_retention', 'expansion', ['100.5%', '97.1%', '86.4%', 'less top 10']],
    ['cco_design_segments', 'accounts', ['Fit, 0 to 10', '100K']],
    ['cco_design_segments', 'spend', ['$35,000', '$13,500', '$14,000', '$500', 'mid market']],
    ['cco_size_coverage', 'months', ['Month', '12']],
    ['cco_size_coverage', 'estimates', ['6.83', '7.76', '3.90', 'hours: what we promise']],
    ['cco_size_coverage', 'cost', ['15%', 'Month']],
    ['cco_plan_hires', 'roles', ['$216,090 (1.66)', '$77,175 (0.79)', 'cs ops']],
    ['cco_plan_hires', 'sequence', ['implementation, 12.5%', 'csm, 15.0%', 'Q3-2026', 'cs ops waits, 12.2%']],
  ])('%s, %s', (tool, id, expected) => {
    const texts = textsIn(draw(reportNamed(tool), id));
    for (const text of expected) expect(texts).toContain(text);
  });

  it('stands each step of the bridge on the one before: a bar begins where the last one ended', () => {
    const report = reportNamed('cco_decompose_retention');
    // Without expansion the later bars move down with it, and nothing else does.
    const rows = report.tables['bridge']?.rows ?? [];
    expect(rows.map(({ after }) => after)).toEqual([
      2_784_000, 3_144_000, 3_650_000, 3_662_000, 3_596_000, 3_170_000, 3_170_000,
    ]);
    const bars = [...draw(report, 'bridge').matchAll(/<path d="M([\d.]+) ([\d.]+)l[\d.]+ 0l0 ([\d.]+)/g)].map(
      ([, , top, height]) => [Number(top), Number(top) + Number(height)] as const,
    );
    expect(bars).toHaveLength(7);
    // Going up, a bar ends at the bottom of the next; going down, at its top.
    for (const i of [1, 2]) expect(bars[i]?.[1]).toBeCloseTo(bars[i - 1]?.[0] ?? 0, 0);
    expect(bars[5]?.[1]).toBeCloseTo(bars[6]?.[0] ?? 0, 0);
  });

  it('marks exits and growth by form, not by colour alone', () => {
    const report = reportNamed('cco_design_segments');
    const none = withTable(report, 'accounts', {
      rows: (report.tables['accounts']?.rows ?? []).map((row) => ({
        ...row,
        disposition: 'keep',
        growth: null,
      })),
    });
    const forms = (svg: string) => (svg.match(/<path d="M[^"]*"/g) ?? []).length;
    expect(draw(report, 'accounts')).not.toBe(draw(none, 'accounts'));
    expect(forms(draw(report, 'accounts'))).toBeGreaterThan(4);
  });

  it.each([320, 480, 760])('names every column and cohort of a heatmap at %i px', (width) => {
    const texts = textsIn(draw(reportNamed('cco_decompose_retention'), 'cohorts', width));
    for (const text of ['GRR', 'NRR', 'Logo', '2023', '2024']) expect(texts).toContain(text);
  });

  it('shows a cohort triangle by age where there is one', () => {
    const rows: Row[] = [
      { key: '1', cohort: '2025-01', basis: 'arr', size: 10, m1: 1, m2: 0.9, m3: 0.5 },
      { key: '2', cohort: '2025-02', basis: 'arr', size: 12, m1: 1, m2: 1.1, m3: null },
    ];
    const chart = chartsOf(withTable(reportNamed('cco_decompose_retention'), 'triangle', { rows })).find(
      ({ id }) => id === 'cohorts',
    );
    expect(chart?.title).toBe('Cohorts by month of life');
    expect(chart?.table.columns.map(({ id }) => id)).toEqual(['cohort', 'basis', 'size', 'm1', 'm2', 'm3']);
    if (chart === undefined) return;
    const texts = textsIn(svgOf(chart, dark, 640, 300));
    for (const text of ['90.0%', '50.0%', '110.0%', '2025-02']) expect(texts).toContain(text);
  });
});

describe('a report that lacks what a chart shows has no such chart', () => {
  it.each([
    ['cco_decompose_retention', 'bridge', 'bridge'],
    ['cco_decompose_retention', 'bands', 'rates'],
    ['cco_decompose_retention', 'causes', 'causes'],
    ['cco_decompose_retention', 'cohorts', 'cohorts'],
    ['cco_decompose_retention', 'concentration', 'expansion'],
    ['cco_design_segments', 'accounts', 'accounts'],
    ['cco_design_segments', 'tiers', 'spend'],
    ['cco_size_coverage', 'months', 'months'],
    ['cco_size_coverage', 'estimates', 'estimates'],
    ['cco_plan_hires', 'roles', 'roles'],
    ['cco_plan_hires', 'sequence', 'sequence'],
  ])('%s without %s', (tool, table, id) => {
    for (const lost of [undefined, { rows: null, because: 'not given' }, { rows: [] }])
      expect(chartsOf(withTable(reportNamed(tool), table, lost)).map((chart) => chart.id)).not.toContain(id);
  });
});

it('says what a role waits for under the sequence', () => {
  const chart = chartsOf(reportNamed('cco_plan_hires')).find(({ id }) => id === 'sequence');
  expect(chart?.note).toBe(
    'Length: cost of the team / ARR of the quarter. Q4-2026: csm waits until what it saves reaches its cost. Q2-2027: cs ops waits until the CSM hired before has ramped.',
  );
});

it('says how many rows a short answer shows', () => {
  const report = { ...reportNamed('cco_size_coverage'), rows_omitted: { parts: { 'tables.months': 8 } } };
  expect(
    chartsOf(withTable(report, 'months', { rows: (report.tables['months']?.rows ?? []).slice(0, 5) }))[0]
      ?.note,
  ).toBe('5 of 13 rows are shown here.');
});

/** Cells as a broken or hostile sender might make them. */
const anyCell = fc.oneof(
  fc.constant(null),
  // As fine as shares are told apart; numbers below that are not drawn apart by anything.
  fc.integer({ min: -1e12, max: 1e12 }).map((whole) => whole / 1e4),
  fc.integer({ min: -1e12, max: 1e12 }),
  fc.string(),
  fc.boolean(),
);

it('draws whatever rows there are, without NaN and without markup of a name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...chartTools),
      fc.array(anyCell, { minLength: 1, maxLength: 40 }),
      (tool, cells) => {
        const report = reportNamed(tool);
        let next = 0;
        const tables = Object.fromEntries(
          Object.entries(report.tables).map(([name, table]) => [
            name,
            {
              rows: (table?.rows ?? []).map((row) => ({
                ...Object.fromEntries(
                  Object.keys(row).map((id) => {
                    const cell = cells[next++ % cells.length];
                    return [id, cell === undefined ? null : cell];
                  }),
                ),
                key: `<b>${String(cells[next % cells.length])}`,
              })),
            },
          ]),
        );
        for (const chart of chartsOf({ ...report, tables })) {
          const svg = svgOf(chart, light, 500, 300);
          expect(svg).not.toMatch(/NaN|Infinity|<b>/);
          expect(svg).toMatch(/^<svg[\s\S]*<\/svg>$/);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('gives the same picture for the same report, with nothing that acts or counts', () => {
  for (const tool of chartTools)
    for (const chart of chartsOf(reportNamed(tool))) {
      const svg = svgOf(chart, light, 640, 300);
      expect(svgOf(chart, light, 640, 300)).toBe(svg);
      expect(svg).not.toMatch(/<style|<script|class=|ecmeta|\bzr\d/);
      // Every attribute is closed where it should be.
      expect(svg.replace(/<[a-zA-Z]+(?:\s+[\w:-]+="[^"<>]*")*\s*\/?>|<\/[a-zA-Z]+>|[^<>]/g, '')).toBe('');
    }
});
