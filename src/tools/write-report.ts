/** `cco_write_report`, from input to answer: one self-contained page of reports, in the output folder. */
import * as z from 'zod';
import { fileNameProblem, writeNew } from '../data/output.ts';
import { coverageReportSchema } from '../domain/coverage/report.ts';
import { hiringReportSchema } from '../domain/hiring/report.ts';
import { type Problem, problem, refusal, refusalSchema } from '../domain/problem.ts';
import { retentionReportSchema } from '../domain/retention/report.ts';
import { reviewReportSchema } from '../domain/review/report.ts';
import { segmentationReportSchema } from '../domain/segmentation/report.ts';
import { schemaProblems } from '../domain/validate.ts';
import type { PageReport } from '../render/html-report.ts';
import type { ReportStore } from '../report-store.ts';
import { findReport, isProblem } from './chain.ts';
import type { ToolLine } from './define-tool.ts';

/** The reports that a page can show, by the tool that made them. */
const schemas = {
  cco_decompose_retention: retentionReportSchema,
  cco_design_segments: segmentationReportSchema,
  cco_size_coverage: coverageReportSchema,
  cco_plan_hires: hiringReportSchema,
  cco_review_plan: reviewReportSchema,
} as const;

const inputSchema = z.strictObject({
  reports: z
    .array(z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]).meta({ kind: 'report' }))
    .min(1)
    .max(4)
    .meta({ description: 'report ids of this run, or reports; one a tool' }),
  file: z.string().min(1).max(200).meta({ description: 'new file name without folder, such as board.html' }),
  title: z.string().min(1).max(200).meta({ description: 'heading of the page' }).optional(),
  memo: z.string().min(1).max(20_000).meta({ description: 'Markdown shown before the reports' }).optional(),
});

const outputSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true).describe('the page was written'),
    tool: z.literal('cco_write_report').describe('tool that answered'),
    file: z.string().describe('its name in the output folder'),
    bytes: z.number().describe('its size'),
    report_ids: z.array(z.string()).describe('reports it shows'),
  }),
  refusalSchema,
]);

type Found = { reports: PageReport[]; problems: Problem[] };

/** The reports of a request; all that cannot be shown are named at once. */
export function pageReports(items: readonly unknown[], store: ReportStore): Found {
  const problems: Problem[] = [];
  const reports: PageReport[] = [];
  for (const [i, item] of items.entries()) {
    const path = `reports[${i}]`;
    const found = findReport(item, path, store);
    if (isProblem(found)) {
      problems.push(found);
      continue;
    }
    const { tool } = found;
    const known = Object.entries(schemas).find(([name]) => name === tool);
    const read = known?.[1].safeParse(found);
    if (read?.success !== true) {
      const rest = `is no report of ${Object.keys(schemas).join(', ')}; pass an answer of one of them as it came`;
      problems.push(problem(path, 'wrong-type', rest));
    } else if (reports.some((other) => other.tool === tool)) {
      problems.push(problem(path, 'conflicting-keys', `a second report of ${String(tool)}; keep one`));
    } else reports.push(read.data);
  }
  return { reports, problems };
}

const noFolder = problem(
  'file',
  'no-output-folder',
  'no output folder is given; start the server with one (--out-dir <folder>)',
);

export const writeReport: ToolLine = {
  inputSchema,
  outputSchema,
  async run(raw, { reports: store, output }) {
    const parsed = inputSchema.safeParse(raw);
    if (!parsed.success) return refusal(schemaProblems(inputSchema, raw));
    const { file, title, memo } = parsed.data;
    const { reports, problems } = pageReports(parsed.data.reports, store);
    const name = fileNameProblem(file, 'file');
    const wrong = [
      ...problems,
      ...(name === null ? [] : [name]),
      ...(output === undefined ? [noFolder] : []),
    ];
    if (output === undefined || wrong.length > 0) return refusal(wrong);
    const { reportPage } = await import('../views/report-page.ts');
    const written = await writeNew(output, file, reportPage(reports, { title, memo }), 'file');
    if (!written.ok) return refusal([written.problem]);
    const ids = reports.map(({ report_id: id }) => id);
    const structured = {
      ok: true as const,
      tool: 'cco_write_report' as const,
      file: written.name,
      bytes: written.bytes,
      report_ids: ids,
    };
    const text = `Written: ${written.name} in the output folder, ${Math.ceil(written.bytes / 1024)} KB, reports ${ids.join(', ')}. It opens offline in any browser and prints on A4 or Letter.`;
    return { ok: true, report: structured, rendered: { text, structured } };
  },
};
