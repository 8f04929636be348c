/** `cco_decompose_retention`, from input to answer: is our retention honest? */
import * as z from 'zod';
import { loadRetention } from '../data/retention-book.ts';
import { sourceSchema } from '../data/source.ts';
import { refusal, refusalSchema } from '../domain/problem.ts';
import { analyzeRetention } from '../domain/retention/analyze.ts';
import { retentionInputSchema } from '../domain/retention/input.ts';
import { type RetentionReport, retentionReportSchema } from '../domain/retention/report.ts';
import { fitReport } from '../render/fit.ts';
import { retentionText } from '../render/retention.ts';
import { retentionFit } from '../render/retention-fit.ts';
import { reportId } from '../report-id.ts';
import { detailOf, type ToolLine } from './define-tool.ts';

const inputSchema = retentionInputSchema.extend({
  source: sourceSchema.optional(),
  sample: z.literal(true).meta({ description: 'the built-in example' }).optional(),
  detail: z.enum(['summary', 'full']).meta({ description: 'default summary' }).optional(),
});

export const decomposeRetention: ToolLine = {
  inputSchema,
  outputSchema: z.discriminatedUnion('ok', [retentionReportSchema, refusalSchema]),
  async run(raw, { access, reports }) {
    const loaded = await loadRetention(inputSchema, raw, access);
    if (!loaded.ok) return refusal(loaded.problems);
    const { input, reconciliation, assumptions } = loaded;
    const id = await reportId('cco_decompose_retention', input, reconciliation?.file ?? assumptions);
    const extras = { reportId: id, reconciliation, assumptions };
    // Asking the same again, in full say, needs no second computation; what a file left out is not part of the id.
    const known = reconciliation === undefined ? reports.find<RetentionReport>(id) : undefined;
    const report = known ?? analyzeRetention(input, extras);
    reports.keep(id, report);
    const detail = detailOf(raw);
    const structured = fitReport(report, detail, retentionFit);
    return { ok: true, report, rendered: { text: retentionText(report, detail), structured } };
  },
};
