/** The report of hiring. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { antiPatterns, roleNames } from '../policy/hiring.ts';
import { reconciliationSchema } from '../reconciliation.ts';
import { answerShape, tableSchema } from '../report.ts';
import { splitVerdicts } from './split.ts';
import { type HiringTable, hiringTables } from './tables.ts';
import { hiringVerdicts, proposalVerdicts } from './verdict.ts';

const tableNames = Object.keys(hiringTables) as HiringTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(
    tableNames.map((name) => [name, tableSchema.optional().describe('columns: see the tool reference')]),
  ) as Record<HiringTable, z.ZodOptional<typeof tableSchema>>,
);

const role = z.enum(roleNames);

export const hiringReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_plan_hires').describe('tool that answered'),
  verdict: z.enum(hiringVerdicts).describe('first matching rule'),
  next_hire: z
    .strictObject({
      role: role.describe('role to open or promote'),
      by_promotion: z.boolean().describe('from within, with training'),
      pays: z.enum(['one_year', 'three_year', 'no']).nullable().describe('null without a score'),
    })
    .nullable()
    .describe('null when nobody is hired'),
  next_outside_hire: role.nullable().describe('the next hire from outside'),
  runner_up: z
    .strictObject({
      role: role.describe('second-highest score'),
      why_not: z.enum(['lower-score', 'gate', 'does-not-pay']).describe('why it is not first'),
      gate: z.string().nullable().describe('the first false gate'),
    })
    .nullable()
    .describe('null when no other role has a score'),
  proposed: z
    .strictObject({
      role: role.describe('as given'),
      verdict: z.enum(proposalVerdicts).describe('what becomes of it'),
    })
    .nullable()
    .describe('null when no role was proposed'),
  am_csm_split: z.enum(splitVerdicts).describe('who owns contract and expansion'),
  stage_next: z.string().nullable().describe('what companies of the stage usually hire'),
  unchecked: z.array(z.enum(antiPatterns)).describe('anti-patterns the facts say nothing on'),
  boundaries: z.array(z.string()).describe('what a CSM is not'),
  reconciliation: reconciliationSchema.optional(),
  tables: tablesSchema.describe('rows by table'),
});

export type HiringReport = z.infer<typeof hiringReportSchema>;
