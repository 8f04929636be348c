/** Reports as a check reads them. Whatever comes inline is untrusted: only what has the right form is used. */
import * as z from 'zod';
import type { Column } from '../column.ts';
import { coverageTables } from '../coverage/tables.ts';
import { units } from '../figure.ts';
import { severities } from '../finding.ts';
import { hiringTables } from '../hiring/tables.ts';
import { decisions } from '../memo.ts';
import { retentionTables } from '../retention/tables.ts';
import { reviewTables } from '../review/tables.ts';
import { segmentationTables } from '../segmentation/tables.ts';

/** The tools whose reports a memo may cite, with the columns of their tables. */
export const citedTables = {
  cco_decompose_retention: retentionTables,
  cco_design_segments: segmentationTables,
  cco_size_coverage: coverageTables,
  cco_plan_hires: hiringTables,
  cco_review_plan: reviewTables,
} as const satisfies Record<string, Readonly<Record<string, readonly Column[]>>>;

export type CitedTool = keyof typeof citedTables;

export const citedTools = Object.keys(citedTables) as CitedTool[];

const text = z.string().max(4_000);
const rowsSchema = z.array(z.object({ key: z.string() }).catchall(z.unknown())).max(200_000);

/** What a check needs of a report of any analyzer. */
export const citedReportSchema = z.object({
  ok: z.literal(true),
  tool: z.enum(citedTools as [CitedTool, ...CitedTool[]]),
  report_id: z.string().min(1).max(64),
  currency: z.string().max(8),
  verdict: z.string().max(64),
  memo: z.object({
    bottom_line: text,
    decision: z.enum(decisions),
    evidence: z.array(z.string().max(1_000)).max(10),
    how_to_act: z.array(text).max(10),
    your_decision: text,
  }),
  figures: z
    .array(
      z.object({
        id: z.string().max(200),
        label: text,
        value: z.number().nullable(),
        unit: z.enum(units),
        display: text,
      }),
    )
    .max(2_000),
  findings: z
    .array(
      z.object({ code: z.string().max(80), severity: z.enum(severities), evidence: z.array(z.string()) }),
    )
    .max(500),
  assumptions: z.array(z.object({ field: z.string().max(200) })).max(1_000),
  tables: z.record(z.string(), z.object({ rows: rowsSchema.nullable() }).optional()),
  leakage_points: z
    .array(z.object({ rank: z.number() }).catchall(z.unknown()))
    .max(50)
    .optional(),
  claim_tests: z
    .array(z.object({ claim: z.string() }).catchall(z.unknown()))
    .max(100)
    .optional(),
  rows_omitted: z.unknown().optional(),
});

export type CitedReport = z.infer<typeof citedReportSchema>;
