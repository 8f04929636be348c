/** A report on its way into a review, or next to one: looked up, checked, and cut to what is kept. */

import { type Problem, problem } from '../domain/problem.ts';
import { type KeptTool, keptTools } from '../domain/progress/kept-review.ts';
import {
  citedFigures,
  type Recordable,
  recordableSchema,
  type Snapshot,
  snapshotOf,
} from '../domain/progress/snapshot.ts';
import type { Memory } from '../memory/store.ts';
import { coverageFit } from '../render/coverage-fit.ts';
import { hiringFit } from '../render/hiring-fit.ts';
import { retentionFit } from '../render/retention-fit.ts';
import { reviewFit } from '../render/review-fit.ts';
import { segmentationFit } from '../render/segmentation-fit.ts';
import { findReport, isProblem } from './chain.ts';
import type { ToolContext } from './define-tool.ts';

const headlines: Readonly<Record<KeptTool, readonly string[]>> = {
  cco_decompose_retention: retentionFit.headline,
  cco_design_segments: segmentationFit.headline,
  cco_size_coverage: coverageFit.headline,
  cco_plan_hires: hiringFit.headline,
  cco_review_plan: reviewFit.headline,
};

/** A report, whole where this run has it: an answer that was cut for size has lost assumptions and figures. */
export function findRecordable(
  item: unknown,
  path: string,
  { reports }: ToolContext,
): { ok: true; report: Recordable; whole: Record<string, unknown> } | { ok: false; problem: Problem } {
  const found = findReport(item, path, reports);
  if (isProblem(found)) return { ok: false, problem: found };
  const whole = reports.find(String(found['report_id'])) ?? found;
  const read = recordableSchema.safeParse(whole);
  if (read.success) return { ok: true, report: read.data, whole };
  const rest = `is no report of ${keptTools.join(', ')}; pass an answer of one of them as it came`;
  return { ok: false, problem: problem(path, 'wrong-type', rest) };
}

/** What of a report a review keeps: its headline figures, those its memo cites, and any others asked for. */
export const keptOf = (report: Recordable, others: readonly string[]): Snapshot =>
  snapshotOf(report, new Set([...headlines[report.tool], ...citedFigures(report), ...others]));

/** What to do where no folder for reviews was given. */
export const noMemory = (): Problem =>
  problem(
    '--memory-dir',
    'no-folder',
    'no folder keeps reviews; start with one, such as --memory-dir ./cco-reviews (it is made at the first record)',
  );

/** The folder for reviews; the problem when none was given. */
export const memoryOf = ({ memory }: ToolContext): Memory | Problem => memory ?? noMemory();
