/** The report of segmentation. Its schema is the tool's output schema and the type of everything downstream. */
import * as z from 'zod';
import { reconciliationSchema } from '../reconciliation.ts';
import { answerShape, tableSchema } from '../report.ts';
import { dispositions, paths } from './exits.ts';
import { type SegmentationTable, segmentationTables } from './tables.ts';
import { segmentationVerdicts } from './verdict.ts';

const tableNames = Object.keys(segmentationTables) as SegmentationTable[];

const tablesSchema = z.strictObject(
  Object.fromEntries(
    tableNames.map((name) => [name, tableSchema.optional().describe('columns: see the tool reference')]),
  ) as Record<SegmentationTable, z.ZodOptional<typeof tableSchema>>,
);

const fireTodaySchema = z.strictObject({
  id: z.string().describe('customer id'),
  name: z.string().describe('customer name'),
  disposition: z.enum(dispositions).describe('what the criteria say'),
  path: z.enum(paths).describe('what to do'),
  if_refused: z.enum(paths).nullable().describe('what follows when new terms are refused'),
  notice_closes: z.string().nullable().describe('last day to give notice; null when unknown'),
});

export const segmentationReportSchema = z.strictObject({
  ...answerShape,
  tool: z.literal('cco_design_segments').describe('tool that answered'),
  verdict: z.enum(segmentationVerdicts).describe('first matching rule'),
  fire_today: fireTodaySchema.nullable().describe('the account to act on first'),
  fire_today_reason: z.string().nullable().describe('why there is none'),
  reconciliation: reconciliationSchema.optional(),
  tables: tablesSchema.describe('rows by table'),
});

export type SegmentationReport = z.infer<typeof segmentationReportSchema>;
