/** `cco_review_plan`, from input to answer: does this plan stand on evidence? */
import * as z from 'zod';
import { withContent } from '../data/content.ts';
import { mergeInputs } from '../data/record-input.ts';
import { samples } from '../data/samples.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { analyzeReview } from '../domain/review/analyze.ts';
import { reviewProblems } from '../domain/review/check.ts';
import { type Evidence, evidenceSchema, reportTools } from '../domain/review/evidence.ts';
import { type ReviewInput, reviewInputSchema } from '../domain/review/input.ts';
import { reviewReportSchema } from '../domain/review/report.ts';
import { schemaProblems } from '../domain/validate.ts';
import { reviewText } from '../render/review.ts';
import { reviewFit } from '../render/review-fit.ts';
import type { ReportStore } from '../report-store.ts';
import { analyzerLine, commonFields, type Loaded } from './analyzer.ts';
import { reportsBy } from './chain.ts';
import type { ToolContext } from './define-tool.ts';

/** Where a file may come from: JSON with the fields of the tool. */
export const reviewSourceSchema = z
  .strictObject({ path: z.string().min(1).max(4096).meta({ description: 'file in an allowed folder' }) })
  .meta({ description: 'a JSON file with these fields' });

const inputSchema = reviewInputSchema.partial({ plan: true, type: true }).extend({
  reports: z
    .array(z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]).meta({ kind: 'report' }))
    .min(1)
    .max(reportTools.length)
    .meta({ description: 'report ids, or reports, of the analyzers' })
    .optional(),
  source: reviewSourceSchema.optional(),
  ...commonFields,
});

type Raw = Record<string, unknown>;

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The reports of a request, each in the form a review reads; a tool speaks once. */
function reportsOf(raw: unknown, store: ReportStore): { reports: Evidence[]; problems: Problem[] } {
  const { read, problems } = reportsBy(evidenceSchema, reportTools, raw, store);
  const reports: Evidence[] = [];
  for (const { path, report } of read) {
    if (reports.some(({ tool }) => tool === report.tool))
      problems.push(problem(path, 'conflicting-keys', `a second report of ${report.tool}; keep one`));
    else reports.push(report);
  }
  return { reports: reports.sort((a, b) => (a.tool < b.tool ? -1 : 1)), problems };
}

const required = (input: Raw): Problem[] =>
  (
    [
      ['plan', 'the plan, in your words'],
      ['type', 'what it is'],
    ] as const
  ).flatMap(([field, what]) =>
    input[field] === undefined ? [problem(field, 'missing-required', `missing; give ${what}`)] : [],
  );

/** The fields of a file or of the example, under those of the request. */
async function fieldsOf(raw: Raw, { access, watch = {} }: ToolContext): Promise<Raw | Problem[]> {
  const { source, sample, detail: _, ...fields } = raw;
  if (source !== undefined && sample !== undefined)
    return [problem('input', 'conflicting-keys', 'source and sample are both given; keep one')];
  if (sample === true) return mergeInputs(samples.review, fields);
  if (source === undefined) return fields;
  const wrong = schemaProblems(reviewSourceSchema, source);
  if (wrong.length > 0) return wrong.map((one) => ({ ...one, path: `source.${one.path}` }));
  const form = { is: (value: unknown) => isRecord(value), fields: 'plan and type' };
  const file = await withContent(source as { path: string }, { access, form, watch }, async (read) => read);
  if (!file.ok) return file.problems;
  if (!('input' in file))
    return [
      problem(
        'source.path',
        'unsupported-format',
        'is no JSON with the fields of this tool; write one with plan and type',
      ),
    ];
  const { source: _inner, sample: _sample, ...inside } = file.input;
  return mergeInputs(inside, fields);
}

async function load(raw: unknown, context: ToolContext): Promise<Loaded> {
  const own = isRecord(raw) ? raw : {};
  const fields = await fieldsOf(own, context);
  if (Array.isArray(fields)) return { ok: false, problems: fields };
  const { reports, problems } = reportsOf(fields['reports'], context.reports);
  const all = [
    ...schemaProblems(
      inputSchema,
      isRecord(raw) ? { ...fields, detail: own['detail'], sample: own['sample'] } : raw,
    ),
    ...(isRecord(raw) ? required(fields) : []),
    ...reviewProblems(fields),
    ...problems,
  ];
  if (all.length > 0) return { ok: false, problems: all };
  return {
    ok: true,
    input: { ...fields, reports },
    assumptions:
      own['sample'] === true
        ? [{ field: 'sample', value: true, source: 'the built-in example, not your data' }]
        : [],
  };
}

export const reviewPlan = analyzerLine({
  name: 'cco_review_plan',
  inputSchema,
  reportSchema: reviewReportSchema,
  load,
  analyze: ({ reports, ...input }, { reportId, assumptions }) =>
    analyzeReview(input as unknown as ReviewInput, {
      reportId,
      reports: reports as Evidence[],
      assumptions,
    }),
  fit: reviewFit,
  text: reviewText,
});
