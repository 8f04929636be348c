/** `cco_check_memo`, from input to answer: does this memo say what its reports say? */
import * as z from 'zod';
import type { Access } from '../data/access.ts';
import { readSavedReport } from '../data/saved-reports.ts';
import { checkMemo, longestMemo } from '../domain/check-memo/check.ts';
import { citedReportSchema, citedTools } from '../domain/check-memo/cited-report.ts';
import { memoCheckSchema } from '../domain/check-memo/result.ts';
import { type Language, languages } from '../domain/language.ts';
import { type Problem, refusal, refusalSchema } from '../domain/problem.ts';
import { schemaProblems } from '../domain/validate.ts';
import { memoCheckText } from '../render/memo-check.ts';
import { reportsBy } from './chain.ts';
import type { ToolLine } from './define-tool.ts';

/** The most reports a memo may cite. */
const mostReports = 8;

const inputSchema = z.strictObject({
  memo: z.string().min(1).max(longestMemo).meta({ description: 'the memo, Markdown' }),
  reports: z
    .array(z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]).meta({ kind: 'report' }))
    .min(1)
    .max(mostReports)
    .meta({ description: 'what it may cite: report ids, reports, or { path } of a saved one' }),
  language: z.enum(languages).meta({ description: 'of the labels; default: detected' }).optional(),
});

const pathOf = (item: unknown): string | null =>
  typeof item === 'object' &&
  item !== null &&
  'path' in item &&
  typeof item.path === 'string' &&
  !('ok' in item)
    ? item.path
    : null;

/** The reports of a request; those named by file are read, and every file that cannot be is a problem. */
async function opened(items: unknown, access: Access): Promise<{ items: unknown[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const out: unknown[] = [];
  for (const [i, item] of (Array.isArray(items) ? items : []).slice(0, mostReports).entries()) {
    const path = pathOf(item);
    const file =
      path === null
        ? { ok: true as const, report: item }
        : await readSavedReport(path, `reports[${i}]`, access);
    if (file.ok) out.push(file.report);
    else problems.push(file.problem);
  }
  return { items: out, problems };
}

export const checkMemoLine: ToolLine = {
  inputSchema,
  outputSchema: z.union([memoCheckSchema, refusalSchema]),
  async run(raw, { access, reports }) {
    const wrong = schemaProblems(inputSchema, raw);
    if (wrong.length > 0) return refusal(wrong);
    const input = raw as { memo: string; reports: unknown[]; language?: Language };
    const files = await opened(input.reports, access);
    if (files.problems.length > 0) return refusal(files.problems);
    const { read, problems } = reportsBy(citedReportSchema, citedTools, files.items, reports);
    if (problems.length > 0) return refusal(problems);
    const report = checkMemo(
      input.memo,
      read.map((one) => one.report),
      input.language,
    );
    return { ok: true, report, rendered: { text: memoCheckText(report), structured: report } };
  },
};
