/** Reports as a review reads them. Whatever comes inline is untrusted: only what has the right form is used. */
import * as z from 'zod';
import { dayNumber } from '../dates.ts';
import { reviewLines } from '../policy/review.ts';

export const reportTools = [
  'cco_decompose_retention',
  'cco_design_segments',
  'cco_size_coverage',
  'cco_plan_hires',
] as const;

export type ReportTool = (typeof reportTools)[number];

/** What a review needs of a report of any analyzer. */
export const evidenceSchema = z.object({
  ok: z.literal(true),
  tool: z.enum(reportTools),
  report_id: z.string().min(1).max(64),
  as_of: z.string().nullable(),
  verdict: z.string().max(64),
  figures: z.array(z.object({ id: z.string(), value: z.number().nullable() })).max(1_000),
  findings: z.array(z.object({ code: z.string() })).max(200),
  tables: z.record(
    z.string(),
    z.object({ rows: z.array(z.object({ key: z.string() }).catchall(z.unknown())).nullable() }).optional(),
  ),
});

export type Evidence = z.infer<typeof evidenceSchema>;

/** The reports of a review by tool; a tool speaks once. */
export type EvidenceSet = {
  of: (tool: ReportTool) => Evidence | null;
  /** The value of a figure; null where the report, or the figure, is not there. */
  figure: (tool: ReportTool, id: string) => number | null;
  rows: (tool: ReportTool, table: string) => readonly Record<string, unknown>[];
  has: (tool: ReportTool, code: string) => boolean;
  /** Whether the report is there and not too old. */
  fresh: (tool: ReportTool) => boolean;
};

/** Days from one date to another; null when one is none. */
const daysBetween = (from: string | null | undefined, to: string | null | undefined): number | null => {
  const [a, b] = [from, to].map((text) => (typeof text === 'string' ? dayNumber(text) : null));
  return a == null || b == null ? null : b - a;
};

/** Whether figures of a date are too old to stand on. Unknown dates are taken as they are. Example: 91 days are, 90 are not. */
export function stale(date: string | null | undefined, asOf: string | null): boolean {
  const age = daysBetween(date, asOf);
  return age !== null && age > reviewLines.freshDays;
}

/** Looks things up in reports. */
export function evidenceSet(reports: readonly Evidence[], asOf: string | null): EvidenceSet {
  const of = (tool: ReportTool): Evidence | null => reports.find((one) => one.tool === tool) ?? null;
  return {
    of,
    figure: (tool, id) => of(tool)?.figures.find((one) => one.id === id)?.value ?? null,
    rows: (tool, table) => of(tool)?.tables[table]?.rows ?? [],
    has: (tool, code) => of(tool)?.findings.some((one) => one.code === code) ?? false,
    fresh: (tool) => {
      const report = of(tool);
      return report !== null && !stale(report.as_of, asOf);
    },
  };
}
