/** The charts of each decision, and the one action its view offers. The only list of both. */
import type { Chart, ChartMaker, ChartReport } from './chart.ts';
import { accountMap } from './charts/account-map.ts';
import { arrBridge } from './charts/arr-bridge.ts';
import { churnCauses } from './charts/churn-causes.ts';
import { cohortHeatmap } from './charts/cohort-heatmap.ts';
import { coverageCost } from './charts/coverage-cost.ts';
import { coverageEstimates } from './charts/coverage-estimates.ts';
import { coverageMonths } from './charts/coverage-months.ts';
import { expansionConcentration } from './charts/expansion-concentration.ts';
import { hiringSequence } from './charts/hiring-sequence.ts';
import { retentionRates } from './charts/retention-rates.ts';
import { roleValue } from './charts/role-value.ts';
import { tierSpend } from './charts/tier-spend.ts';

const makers: Readonly<Record<string, readonly ChartMaker[]>> = {
  cco_decompose_retention: [arrBridge, retentionRates, churnCauses, cohortHeatmap, expansionConcentration],
  cco_design_segments: [accountMap, tierSpend],
  cco_size_coverage: [coverageMonths, coverageEstimates, coverageCost],
  cco_plan_hires: [roleValue, hiringSequence],
};

/** The charts that a report can bear, in the order in which they are read. Example: a team without a book has none. */
export const chartsOf = (report: ChartReport): Chart[] =>
  (Object.hasOwn(makers, report.tool) ? (makers[report.tool] ?? []) : []).flatMap(
    (make) => make(report) ?? [],
  );

/** Whether reports of a tool have charts. */
export const hasCharts = (tool: string): boolean => Object.hasOwn(makers, tool);
