/** The reports that the memos of the corpus cite: the built-in examples as the tools answer them, and a few made for a rule. */
import { type CitedReport, citedReportSchema } from '../../../src/domain/check-memo/cited-report.ts';
import { createReportStore } from '../../../src/report-store.ts';
import { tools } from '../../../src/tools/index.ts';

const context = { access: { kind: 'folders' as const, folders: [] }, reports: createReportStore() };

/** The structured answer of a tool, as a caller holds it. */
export async function answerOf(
  name: string,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const line = await tools.find((tool) => tool.name === name)?.load();
  const answer = await line?.run(input, context);
  if (answer?.ok !== true) throw new Error(`${name} refused: ${JSON.stringify(answer)}`);
  return answer.rendered.structured;
}

const ask = async (name: string, input: Record<string, unknown>): Promise<CitedReport> =>
  citedReportSchema.parse(await answerOf(name, { detail: 'full', ...input }));

const example = (name: string, more: Record<string, unknown> = {}) => ask(name, { sample: true, ...more });

/** Ten accounts, of which two shrink or leave: too few for a verdict. */
const few = Array.from({ length: 10 }, (_, i) => ({
  id: `A-${i}`,
  arr_start: 10_000,
  arr_end: i === 0 ? 0 : i === 1 ? 2_000 : i === 2 ? 20_000 : 10_000,
}));

type Given = readonly [
  id: string,
  value: number,
  unit: CitedReport['figures'][number]['unit'],
  display: string,
];

/** The figures that the examples of the output standard stand on. */
const standardFigures: readonly Given[] = [
  ['grr', 0.84, 'share', '84.0%'],
  ['nrr', 1.14, 'share', '114.0%'],
  ['starting_arr', 2_000_000, 'money', '$2,000,000'],
  ['nrr_without_top2', 0.95, 'share', '95.0%'],
  ['causes.nvr.arr', 140_000, 'money', '$140,000'],
  ['causes.nvr.share', 0.53846, 'share', '53.8%'],
  ['ttv.mid', 58, 'days', '58 days'],
  ['p.ttv', 30, 'days', '30 days'],
];

const standardChinese: readonly Given[] = [
  ['lost_arr', 300_000, 'money', '$300,000'],
  ['never_live_arr', 180_000, 'money', '$180,000'],
  ['never_live_share', 0.6, 'share', '60.0%'],
  ['ttv', 64, 'days', '64 days'],
  ['p.ttv', 30, 'days', '30 days'],
  ['role_cost', 120_000, 'money', '$120,000'],
  ['break_even', 0.3239, 'share', '32.4%'],
];

/** A report with these figures and nothing that must be carried over. */
export const reportWith = (figures: readonly Given[], rest: Partial<CitedReport> = {}): CitedReport => ({
  ok: true,
  tool: 'cco_decompose_retention',
  report_id: 'standard',
  currency: 'USD',
  verdict: 'leaky_bucket',
  memo: { bottom_line: '', decision: 'retention', evidence: [], how_to_act: [], your_decision: '' },
  figures: figures.map(([id, value, unit, display]) => ({ id, label: id, value, unit, display })),
  findings: [],
  assumptions: [],
  tables: {},
  ...rest,
});

/** Every report of the corpus, by the name its table uses. */
export const corpusReports = async (): Promise<Readonly<Record<string, CitedReport>>> => ({
  retention: await example('cco_decompose_retention'),
  segmentation: await example('cco_design_segments'),
  coverage: await example('cco_size_coverage'),
  hires: await example('cco_plan_hires'),
  review: await example('cco_review_plan'),
  yen: await example('cco_decompose_retention', { currency: 'JPY' }),
  few: await ask('cco_decompose_retention', { accounts: few, stage: 'growth' }),
  contradiction: await ask('cco_decompose_retention', {
    cohorts: [
      {
        name: 'all',
        starting_arr: 1_000_000,
        churned_arr: 150_000,
        contraction_arr: 0,
        expansion_arr: 0,
        starting_customer_count: 50,
        churned_customer_count: 0,
      },
    ],
    stage: 'growth',
  }),
  standard: reportWith(standardFigures),
  standardChinese: reportWith(standardChinese, {
    tool: 'cco_plan_hires',
    verdict: 'hire',
    memo: {
      bottom_line: '',
      decision: 'next hire',
      evidence: ['Break-even share 32.4% (assumption) [break_even]'],
      how_to_act: [],
      your_decision: '',
    },
  }),
});
