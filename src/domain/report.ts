/** The envelope every analyzer answers in: memo, verdict, figures, findings, tables, questions and hand-offs. */
import * as z from 'zod';
import { figureSchema, type Unit } from './figure.ts';
import { findingSchema } from './finding.ts';
import { memoSchema } from './memo.ts';

/** A default or reading that was used because the input did not say; always listed, never silent. */
export const assumptionSchema = z.strictObject({
  field: z.string().describe('input field it stands in for'),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  source: z.string().describe('where it comes from'),
});

export type Assumption = z.infer<typeof assumptionSchema>;

/** What to ask the founder next, and which input field the answer fills. */
export const questionSchema = z.strictObject({
  id: z.string(),
  field: z.string().describe('input field the answer fills'),
  ask: z.string(),
  unlocks: z.array(z.string()).describe('what can be answered then'),
});

export type Question = z.infer<typeof questionSchema>;

/** The other advisors an analyzer may hand over to. */
export const advisors = ['cro', 'cfo', 'cpo', 'chro', 'cmo', 'ceo'] as const;

export const handoffSchema = z.strictObject({
  to: z.enum(advisors),
  kind: z.string().describe('names the payload schema'),
  question: z.string().describe('what to ask that advisor'),
  payload: z.record(z.string(), z.unknown()).nullable(),
  withheld_reason: z.string().optional().describe('why the payload is null'),
});

export type Handoff = z.infer<typeof handoffSchema>;

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export type Cell = z.infer<typeof cellSchema>;

/** A row of compact figures: the id of a cell is `<table>.<key>.<column>`. */
export const rowSchema = z.object({ key: z.string() }).catchall(cellSchema);

export type Row = { key: string } & Record<string, Cell>;

/** A table, or why there is none. */
export const tableSchema = z.strictObject({
  rows: z.array(rowSchema).nullable(),
  because: z.string().optional().describe('why rows is null'),
});

export type Table = { rows: Row[] | null; because?: string | undefined };

/** One column of a table. The lists of columns are the only place where they are named. */
export type Column = {
  id: string;
  label: string;
  unit: Unit | 'text' | 'flag';
  decimals?: number;
  signed?: boolean;
  formula?: string;
};

export const confidences = ['low', 'medium', 'high'] as const;

/** The fields all analyzers share; each adds its verdicts, tables and sections. */
export const answerShape = {
  ok: z.literal(true),
  tool: z.string(),
  report_id: z.string().describe('hash of the normalised input and the policy version'),
  policy_version: z.string(),
  as_of: z.string().nullable(),
  currency: z.string(),
  verdict_reasons: z.array(z.string()).describe('which rule matched, a sentence each'),
  confidence: z.enum(confidences),
  headline: z.string(),
  memo: memoSchema,
  figures: z.array(figureSchema),
  findings: z.array(findingSchema),
  questions: z.array(questionSchema),
  assumptions: z.array(assumptionSchema),
  conventions: z.array(z.string()),
  handoffs: z.array(handoffSchema),
  rows_omitted: z
    .strictObject({
      parts: z.record(z.string(), z.number()).describe('part: rows left out'),
      get: z.string(),
    })
    .optional()
    .describe('what was left out for size, and how to get it'),
};
