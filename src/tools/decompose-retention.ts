/** `cco_decompose_retention`, from input to answer: is our retention honest? */
import { loadRetention } from '../data/retention-book.ts';
import { sourceSchema } from '../data/source.ts';
import { analyzeRetention } from '../domain/retention/analyze.ts';
import { type RetentionInput, retentionInputSchema } from '../domain/retention/input.ts';
import { retentionReportSchema } from '../domain/retention/report.ts';
import { retentionText } from '../render/retention.ts';
import { retentionFit } from '../render/retention-fit.ts';
import { analyzerLine, commonFields } from './analyzer.ts';

const inputSchema = retentionInputSchema.extend({ source: sourceSchema.optional(), ...commonFields });

export const decomposeRetention = analyzerLine({
  name: 'cco_decompose_retention',
  inputSchema,
  reportSchema: retentionReportSchema,
  load: (raw, context) => loadRetention(inputSchema, raw, context),
  analyze: (input, extras) => analyzeRetention(input as RetentionInput, extras),
  fit: retentionFit,
  text: retentionText,
});
