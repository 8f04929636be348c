/** The report of a plan review. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { planAims, planTypes } from '../policy/review.ts';
import { answerShape, tableSchema } from '../report.ts';
import { type ReviewTable, reviewTables } from './tables.ts';
import { reviewVerdicts } from './verdict.ts';

const tableNames = Object.keys(reviewTables) as ReviewTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(
    tableNames.map((name) => [name, tableSchema.optional().describe('columns: see the tool reference')]),
  ) as Record<ReviewTable, z.ZodOptional<typeof tableSchema>>,
);

export const reviewReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_review_plan').describe('tool that answered'),
  verdict: z.enum(reviewVerdicts).describe('go ahead, mend first, or stop'),
  plan: z.string().describe('the plan as quoted data'),
  plan_type: z.enum(planTypes).describe('what it is'),
  aim: z.enum(planAims).describe('what it is for'),
  tables: tablesSchema.describe('rows by table'),
});

export type ReviewReport = z.infer<typeof reviewReportSchema>;
