/** The envelope every analyzer answers in: memo, verdict, figures, findings, tables, questions and hand-offs. */
import * as z from 'zod';
import { figureSchema } from './figure.ts';
import { findingSchema } from './finding.ts';
import { memoSchema } from './memo.ts';

/** A default or reading that was used because the input did not say; always listed, never silent. */
export const assumptionSchema = z.strictObject({
  field: z.string().describe('input field it stands in for'),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe('the value used'),
  source: z.string().describe('where it comes from'),
});

export type Assumption = z.infer<typeof assumptionSchema>;

/** What to ask the founder next, and which input field the answer fills. */
export const questionSchema = z.strictObject({
  id: z.string().describe('stable id'),
  field: z.string().describe('input field the answer fills'),
  ask: z.string().describe('what to ask the founder'),
  unlocks: z.array(z.string()).describe('what can be answered then'),
});

export type Question = z.infer<typeof questionSchema>;

/** The other advisors an analyzer may hand over to. */
export const advisors = ['cro', 'cfo', 'cpo', 'chro', 'cmo', 'ceo'] as const;

export const handoffSchema = z.strictObject({
  to: z.enum(advisors).describe('advisor'),
  kind: z.string().describe('names the payload schema, cco://schemas/handoffs/{kind}'),
  version: z.int().describe("of the payload's shape"),
  question: z.string().describe('what to ask that advisor'),
  payload: z.record(z.string(), z.unknown()).nullable().describe('typed by kind'),
  withheld_reason: z.string().optional().describe('why the payload is null'),
});

export type Handoff = z.infer<typeof handoffSchema>;

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export type Cell = z.infer<typeof cellSchema>;

/** A row of compact figures: the id of a cell is `<table>.<key>.<column>`. */
export const rowSchema = z
  .object({ key: z.string().describe('id of the row in its table') })
  .catchall(cellSchema);

export type Row = { key: string } & Record<string, Cell>;

/** A table, or why there is none. */
export const tableSchema = z
  .strictObject({
    rows: z.array(rowSchema).nullable().describe('compact figures; null when not computed'),
    because: z.string().optional().describe('why rows is null'),
  })
  .meta({ id: 'table' });

export type Table = { rows: Row[] | null; because?: string | undefined };

export const confidences = ['low', 'medium', 'high'] as const;

/** The fields all analyzers share; each adds its verdicts, tables and sections. */
export const answerShape = {
  ok: z.literal(true).describe('the input was answered'),
  tool: z.string().describe('tool that answered'),
  report_id: z.string().describe('hash of the normalised input and the policy version'),
  policy_version: z.string().describe('version of lines and benchmarks'),
  as_of: z.string().nullable().describe('date of the plan'),
  currency: z.string().describe('of every amount'),
  verdict_reasons: z.array(z.string()).describe('which rule matched, a sentence each'),
  confidence: z.enum(confidences).describe('in the verdict'),
  headline: z.string().describe('the bottom line'),
  memo: memoSchema,
  figures: z.array(figureSchema).describe('every number that the answer shows'),
  findings: z.array(findingSchema).describe('worst first'),
  questions: z.array(questionSchema).describe('what to ask next'),
  assumptions: z.array(assumptionSchema).describe('defaults and readings used'),
  conventions: z.array(z.string()).describe('how rates are defined'),
  definitions: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('what the figures are defined by: where one differs, two reports cannot be compared'),
  handoffs: z.array(handoffSchema).describe('questions for other advisors'),
  next_inputs: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .optional()
    .describe('tool: input it can take over from this report, by its `from`'),
  rows_omitted: z
    .strictObject({
      parts: z.record(z.string(), z.number()).describe('part: rows left out'),
      get: z.string().describe('how to get them'),
    })
    .optional()
    .describe('what was left out for size, and how to get it'),
};
