/** `cco_decompose_retention`: is our retention honest? */
import * as z from 'zod';
import { loadRetention } from '../data/retention-book.ts';
import { sourceSchema } from '../data/source.ts';
import { refusal, refusalSchema } from '../domain/problem.ts';
import { analyzeRetention } from '../domain/retention/analyze.ts';
import { retentionInputSchema } from '../domain/retention/input.ts';
import { retentionReportSchema } from '../domain/retention/report.ts';
import { fitReport } from '../render/fit.ts';
import { retentionText } from '../render/retention.ts';
import { retentionFit } from '../render/retention-fit.ts';
import { reportId } from '../report-id.ts';
import { detailOf, type Tool } from './define-tool.ts';

const inputSchema = retentionInputSchema.extend({
  source: sourceSchema.optional(),
  sample: z.literal(true).meta({ description: 'the built-in example' }).optional(),
  detail: z.enum(['summary', 'full']).meta({ description: 'default summary' }).optional(),
});

export const decomposeRetention: Tool = {
  name: 'cco_decompose_retention',
  title: 'Decompose retention',
  description: `Answers whether retention is honest: GRR, NRR and logo retention with intervals, the ARR bridge, churn causes, what expansion rests on, claims tested, a verdict, the top leaks, a 90-day plan and a memo. Every number is computed.
Needs one of: cohorts (totals), accounts (rows), source (a CSV or JSON file in an allowed folder), sample: true; claims (figures as told) with any of them or alone. Shares are 0..1, money in currency units.
Leave unknown amounts out; never write 0 for unknown. Refuses contradictory or mistyped input with all problems at once. Withholds the verdict when the data cannot carry one.
Not for: forecasts, health scores, consumer or marketplace businesses. Rarer fields: cco://schemas/cco_decompose_retention.`,
  inputSchema,
  outputSchema: z.discriminatedUnion('ok', [retentionReportSchema, refusalSchema]),
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  alwaysLoad: true,
  async run(raw, { access, reports }) {
    const loaded = await loadRetention(inputSchema, raw, access);
    if (!loaded.ok) return refusal(loaded.problems);
    const { input, reconciliation, assumptions } = loaded;
    const id = reportId('cco_decompose_retention', input, reconciliation?.file ?? null);
    const report = analyzeRetention(input, { reportId: id, reconciliation, assumptions });
    reports.keep(id, report);
    const detail = detailOf(raw);
    const structured = fitReport(report, detail, retentionFit);
    return { ok: true, report, rendered: { text: retentionText(report, detail), structured } };
  },
};
