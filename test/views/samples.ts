/** The complete reports of the built-in examples, for tests that draw them. */
import type { PageReport } from '../../src/render/html-report.ts';
import { createReportStore } from '../../src/report-store.ts';
import { tools } from '../../src/tools/index.ts';

const context = { access: { kind: 'folders' as const, folders: [] }, reports: createReportStore() };

/** The report of a tool on an input; the built-in example unless one is given. */
export async function reportOf(
  tool: string,
  input: Record<string, unknown> = { sample: true },
): Promise<PageReport> {
  const line = await tools.find(({ name }) => name === tool)?.load();
  const answer = await line?.run({ ...input, detail: 'full' }, context);
  if (answer?.ok !== true) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.report as unknown as PageReport;
}

export const chartTools = [
  'cco_decompose_retention',
  'cco_design_segments',
  'cco_size_coverage',
  'cco_plan_hires',
] as const;
