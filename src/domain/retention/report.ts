/** The report of the retention decomposition. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { causes } from '../policy/causes.ts';
import { answerShape, tableSchema } from '../report.ts';
import { claimStatuses } from './claims.ts';
import { type RetentionTable, retentionTables } from './tables.ts';
import { verdicts } from './verdict.ts';

const claimTestSchema = z.strictObject({
  claim: z.string(),
  claimed: z.number(),
  computed: z.number().nullable(),
  status: z.enum(claimStatuses),
  codes: z.array(z.string()),
  corrected: z.number().nullable().describe('the value to quote instead'),
  readings: z
    .array(z.strictObject({ reading: z.string(), grr: z.number(), nrr: z.number() }))
    .optional()
    .describe('A: GRR is net of contraction; B: it is churn only'),
});

const leakSchema = z.strictObject({
  rank: z.number(),
  group: z.string().nullable().describe('segment or cohort'),
  cause: z.enum([...causes, 'contraction']),
  lost_arr: z.number(),
  lost_customers: z.number().nullable(),
  share_of_lost: z.number().nullable(),
  grr_points: z.number().nullable().describe('points of GRR: 5.39'),
  basis: z.enum(['measured', 'estimated_from_counts']),
  playbook: z.string(),
});

const planStepSchema = z.strictObject({
  phase: z.number(),
  start_day: z.number(),
  end_day: z.number(),
  start_date: z.string().nullable(),
  end_date: z.string().nullable(),
  cause: z.string(),
  action: z.string(),
  owner: z.string(),
  leading_indicator: z.string(),
  playbook: z.string(),
});

const causeReadingSchema = z.strictObject({
  reading: z.enum(['cs_leverage', 'mixed', 'structural']),
  by: z.enum(['arr', 'count']),
  provisional: z.boolean().describe('too many unknown reasons'),
  preventable_low: z.number(),
  preventable_high: z.number().describe('if all unknown churn was preventable'),
});

const tableNames = Object.keys(retentionTables) as RetentionTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(tableNames.map((name) => [name, tableSchema.optional()])) as Record<
    RetentionTable,
    z.ZodOptional<typeof tableSchema>
  >,
);

export const retentionReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_decompose_retention'),
  verdict: z.enum(verdicts),
  indicative_verdict: z.enum(verdicts).nullable().describe('on the points alone, for orientation only'),
  trend: z
    .strictObject({
      direction: z.enum(['improving', 'degrading', 'flat']),
      distinguishable: z.boolean().nullable(),
    })
    .nullable(),
  cause_reading: causeReadingSchema.nullable(),
  claim_tests: z.array(claimTestSchema),
  unmapped_reasons: z.array(
    z.strictObject({
      text: z.string(),
      customers: z.number(),
      arr: z.number().nullable(),
      suggestion: z.enum(causes).nullable().describe('never applied'),
    }),
  ),
  leakage_points: z.array(leakSchema),
  plan_90_days: z.array(planStepSchema),
  reconciliation: z.record(z.string(), z.unknown()).optional().describe('files: rows and ARR accounted for'),
  tables: tablesSchema,
});

export type RetentionReport = z.infer<typeof retentionReportSchema>;
