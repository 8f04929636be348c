/** Taking over numbers from earlier reports, so that nobody retypes them: `from` names reports, `next_inputs` carries the fields. */
import * as z from 'zod';
import { mergeInputs, type Taken } from '../data/record-input.ts';
import { clip, type Problem, problem } from '../domain/problem.ts';
import type { Assumption } from '../domain/report.ts';
import type { ReportStore } from '../report-store.ts';

/** Reports to take over from: ids of this run, or reports themselves. */
export const fromSchema = z
  .array(z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]).meta({ kind: 'report' }))
  .min(1)
  .max(4)
  .meta({ description: 'report ids, or reports, whose next_inputs to take over; own fields win' });

type Raw = Record<string, unknown>;

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value taken over, by its path, as an assumption names it; a list by its length. */
function leaves(value: unknown, path: string, source: string): Assumption[] {
  if (Array.isArray(value)) return [{ field: path, value: `${value.length} rows`, source }];
  if (isRecord(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      leaves(inner, path === '' ? key : `${path}.${key}`, source),
    );
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [{ field: path, value, source }]
    : [];
}

/**
 * A report as a caller names it: by its id in this run, or as it is. The problem otherwise.
 * Example: an id that this run does not know says to pass the report itself.
 */
export function findReport(item: unknown, path: string, reports: ReportStore): Raw | Problem {
  const report = typeof item === 'string' ? reports.find<Raw>(item) : isRecord(item) ? item : undefined;
  if (report === undefined) {
    const id = `"${clip(String(item), 40)}"`;
    const rest = reports.keeps
      ? `${id} is no report of this run; pass the report itself, or the id of one made here`
      : `${id} cannot be looked up, as no reports are kept over HTTP; pass the report itself`;
    return problem(path, 'unknown-report', rest);
  }
  if (report['ok'] !== true || typeof report['report_id'] !== 'string')
    return problem(path, 'wrong-type', 'this is no report; pass an answer of a tool as it came');
  return report;
}

/**
 * The reports of a list, each read by a schema that names what the tool needs of them; all that cannot be read are
 * named at once. `makers`: the tools whose reports fit.
 */
export function reportsBy<R>(
  schema: z.ZodType<R>,
  makers: readonly string[],
  items: unknown,
  reports: ReportStore,
): { read: { path: string; report: R }[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const read: { path: string; report: R }[] = [];
  for (const [i, item] of (Array.isArray(items) ? items : []).entries()) {
    const path = `reports[${i}]`;
    const found = findReport(item, path, reports);
    if (isProblem(found)) {
      problems.push(found);
      continue;
    }
    const parsed = schema.safeParse(found);
    if (parsed.success) read.push({ path, report: parsed.data });
    else {
      const rest = `is no report of ${makers.join(', ')}; pass an answer of one of them as it came`;
      problems.push(problem(path, 'wrong-type', rest));
    }
  }
  return { read, problems };
}

/** Whether looking up a report gave a problem. */
export const isProblem = (found: Raw | Problem): found is Problem =>
  'code' in found && !('report_id' in found);

const valueAt = (root: Raw, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), root);

/**
 * Collects what the reports named in `from` carry for a tool. The first report that has a field gives it; what a later
 * one says otherwise is listed beside it, never mixed in.
 * Example: a segmentation report carries `book` for `cco_size_coverage`.
 */
export function takeOver(
  from: unknown,
  tool: string,
  own: Raw,
  reports: ReportStore,
): { ok: true; taken: Taken } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = [];
  const assumptions: Assumption[] = [];
  let input: Raw = {};
  for (const [i, item] of (Array.isArray(from) ? from : []).entries()) {
    const path = `from[${i}]`;
    const report = findReport(item, path, reports);
    if (isProblem(report)) {
      problems.push(report);
      continue;
    }
    const carried = isRecord(report['next_inputs']) ? report['next_inputs'][tool] : undefined;
    if (!isRecord(carried)) {
      const maker = clip(String(report['tool']), 40);
      problems.push(
        problem(path, 'nothing-to-take', `a report of ${maker} carries nothing for ${tool}; leave it out`),
      );
      continue;
    }
    const source = `report ${clip(String(report['report_id']), 40)}`;
    for (const leaf of leaves(carried, '', source)) {
      if (valueAt(own, leaf.field) !== undefined) continue;
      const before = valueAt(input, leaf.field);
      if (before === undefined) assumptions.push(leaf);
      else if (before !== valueAt(carried, leaf.field) && !Array.isArray(before))
        assumptions.push({ ...leaf, source: `${source} says so; not used, an earlier report gave it` });
    }
    input = mergeInputs(carried, input);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, taken: { input, assumptions } };
}
