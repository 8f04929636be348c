/** The report of coverage. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { reconciliationSchema } from '../reconciliation.ts';
import { answerShape, tableSchema } from '../report.ts';
import { type CoverageTable, coverageTables } from './tables.ts';
import { coverageVerdicts, moneyVerdicts, staffingVerdicts } from './verdict.ts';

const tableNames = Object.keys(coverageTables) as CoverageTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(
    tableNames.map((name) => [name, tableSchema.optional().describe('columns: see the tool reference')]),
  ) as Record<CoverageTable, z.ZodOptional<typeof tableSchema>>,
);

export const coverageReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_size_coverage').describe('tool that answered'),
  verdict: z.enum(coverageVerdicts).describe('staffing against money'),
  staffing_verdict: z
    .enum(staffingVerdicts)
    .nullable()
    .describe('first matching rule; null for a team alone'),
  money_verdict: z.enum(moneyVerdicts).nullable().describe('against the budget; null for a team alone'),
  notes: z.array(z.string()).describe('when the tier rule may be overridden'),
  reconciliation: reconciliationSchema.optional(),
  tables: tablesSchema.describe('rows by table'),
});

export type CoverageReport = z.infer<typeof coverageReportSchema>;
