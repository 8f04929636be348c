/** Files that the command line reads beside a tool's own: earlier answers, as `--json` printed them, and a memo. */
import { type Access, readBytes } from '../data/access.ts';
import { decodeText } from '../data/readers/text.ts';
import { readSavedReport } from '../data/saved-reports.ts';
import { clip, type Problem, problem } from '../domain/problem.ts';
import type { Request } from './command.ts';

type Read = { ok: true; reports: unknown[] } | { ok: false; problems: Problem[] };

/** The problem of a file, as the command line calls it. */
const named = (flag: string, found: Problem): Problem =>
  problem(flag, found.code, found.message.replace(/^source\.path: /, ''));

/** Reads the files of an option; all that cannot be read are named at once. */
export async function readReports(paths: readonly string[], access: Access, option: string): Promise<Read> {
  const reports: unknown[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const file = await readSavedReport(path, `${option} ${clip(path, 200)}`, access);
    if (file.ok) reports.push(file.report);
    else problems.push(file.problem);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, reports };
}

/** Kinds of files that a memo may be in, beside those of data. */
const memoKinds = ['.md', '.markdown'];

/** Reads a memo as text. `called`: what the user calls it by, such as --memo. */
export async function readMemo(
  path: string,
  called: string,
  access: Access,
): Promise<{ ok: true; memo: string } | { ok: false; problems: Problem[] }> {
  const file = await readBytes(path, access, memoKinds);
  return file.ok
    ? { ok: true, memo: decodeText(file.bytes).text }
    : { ok: false, problems: [named(called, file.problem)] };
}

/** Options that take a report, by the field they fill. */
const optionOf = {
  from: '--from',
  reports: '--from',
  report: 'the report',
  compare_to: '--compare-to',
} as const satisfies Record<Request['reportsField'], string>;

/** The input of a request with the files it names read into it; all that cannot be read are named at once. */
export async function withFiles(
  { input, reports, reportsField: field, reportsOption, memoFile, problems: known = [] }: Request,
  access: Access,
): Promise<{ ok: true; input: Record<string, unknown> } | { ok: false; problems: Problem[] }> {
  const read = await readReports(reports, access, reportsOption ?? optionOf[field]);
  const text =
    memoFile === undefined ? null : await readMemo(memoFile, `--memo ${clip(memoFile, 200)}`, access);
  const problems = [
    ...known,
    ...(read.ok ? [] : read.problems),
    ...(text === null || text.ok ? [] : text.problems),
  ];
  if (!read.ok || problems.length > 0) return { ok: false, problems };
  const one = field === 'report' || field === 'compare_to';
  return {
    ok: true,
    input: {
      ...input,
      ...(read.reports.length > 0 ? { [field]: one ? read.reports[0] : read.reports } : {}),
      ...(text?.ok === true ? { memo: text.memo } : {}),
    },
  };
}
