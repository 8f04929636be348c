/** The report of the retention decomposition. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { causes } from '../policy/causes.ts';
import { reconciliationSchema } from '../reconciliation.ts';
import { answerShape, tableSchema } from '../report.ts';
import { claimStatuses } from './claims.ts';
import { type RetentionTable, retentionTables } from './tables.ts';
import { verdicts } from './verdict.ts';

const claimTestSchema = z.strictObject({
  claim: z.string().describe('field of claims'),
  claimed: z.number().describe('as told'),
  computed: z.number().nullable().describe('as computed; null when the data do not say'),
  status: z.enum(claimStatuses).describe('what the test found'),
  codes: z.array(z.string()).describe('readings that give the claimed value'),
  corrected: z.number().nullable().describe('the value to quote instead'),
  readings: z
    .array(
      z.strictObject({
        reading: z.string().describe('A or B'),
        grr: z.number().describe('share'),
        nrr: z.number().describe('share'),
      }),
    )
    .optional()
    .describe('A: GRR is net of contraction; B: it is churn only'),
});

const leakSchema = z.strictObject({
  rank: z.number().describe('1 is the largest'),
  group: z.string().nullable().describe('segment or cohort'),
  cause: z.enum([...causes, 'contraction']).describe('churn category, or contraction'),
  lost_arr: z.number().describe('money'),
  lost_customers: z.number().nullable().describe('null when unknown'),
  share_of_lost: z.number().nullable().describe('share of all lost ARR'),
  grr_points: z.number().nullable().describe('points of GRR: 5.39'),
  basis: z.enum(['measured', 'estimated_from_counts']).describe('where lost_arr comes from'),
  playbook: z.string().describe('playbook id or a heading in one'),
});

const planStepSchema = z.strictObject({
  phase: z.number().describe('1 to 3'),
  start_day: z.number().describe('1 is the day after as_of'),
  end_day: z.number().describe('last day'),
  start_date: z.string().nullable().describe('null without as_of'),
  end_date: z.string().nullable().describe('null without as_of'),
  cause: z.string().describe('what it works on'),
  action: z.string().describe('what to do'),
  owner: z.string().describe('role'),
  leading_indicator: z.string().describe('what to watch'),
  playbook: z.string().describe('playbook id or a heading in one'),
});

const causeReadingSchema = z.strictObject({
  reading: z.enum(['cs_leverage', 'mixed', 'structural']).describe('how much is preventable'),
  by: z.enum(['arr', 'count']).describe('what it was read by'),
  provisional: z.boolean().describe('too many unknown reasons'),
  preventable_low: z.number().describe('share'),
  preventable_high: z.number().describe('if all unknown churn was preventable'),
});

const unmappedSchema = z.strictObject({
  text: z.string().describe('as written, cleaned'),
  customers: z.number().describe('customers lost'),
  arr: z.number().nullable().describe('their ARR'),
  suggestion: z.enum(causes).nullable().describe('never applied'),
});

const tableNames = Object.keys(retentionTables) as RetentionTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(
    tableNames.map((name) => [name, tableSchema.optional().describe('columns: see the tool reference')]),
  ) as Record<RetentionTable, z.ZodOptional<typeof tableSchema>>,
);

export const retentionReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_decompose_retention').describe('tool that answered'),
  verdict: z.enum(verdicts).describe('first matching rule'),
  indicative_verdict: z.enum(verdicts).nullable().describe('on the points alone, for orientation only'),
  trend: z
    .strictObject({
      direction: z.enum(['improving', 'degrading', 'flat']).describe('newest cohort against earlier ones'),
      distinguishable: z.boolean().nullable().describe('intervals do not overlap; null without counts'),
    })
    .nullable()
    .describe('null when cohorts have no order in time'),
  cause_reading: causeReadingSchema.nullable().describe('null when no cause is known'),
  claim_tests: z.array(claimTestSchema).describe('each claim against the data'),
  unmapped_reasons: z.array(unmappedSchema).describe('free-text reasons; answer with reason_map'),
  leakage_points: z.array(leakSchema).describe('the three largest leaks'),
  plan_90_days: z.array(planStepSchema).describe('one action per cause and phase'),
  reconciliation: reconciliationSchema.optional(),
  tables: tablesSchema.describe('rows by table'),
});

export type RetentionReport = z.infer<typeof retentionReportSchema>;
