/** Files that the command line reads beside a tool's own: earlier answers, as `--json` printed them, and a memo. */
import { type Access, readBytes } from '../data/access.ts';
import { clip, type Problem, problem } from '../domain/problem.ts';
import type { Request } from './command.ts';

type Read = { ok: true; reports: unknown[] } | { ok: false; problems: Problem[] };

/** The problem of a file, as the command line calls it. */
const named = (flag: string, found: Problem): Problem =>
  problem(flag, found.code, found.message.replace(/^source\.path: /, ''));

/** Reads the files of an option; all that cannot be read are named at once. */
async function readReports(paths: readonly string[], access: Access, option = '--from'): Promise<Read> {
  const reports: unknown[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const flag = `${option} ${clip(path, 200)}`;
    const file = await readBytes(path, access);
    if (!file.ok) {
      problems.push(named(flag, file.problem));
      continue;
    }
    try {
      reports.push(JSON.parse(new TextDecoder().decode(file.bytes)));
    } catch {
      problems.push(
        problem(flag, 'unsupported-format', 'is no JSON; save an answer with --json and pass that'),
      );
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, reports };
}

/** Reads a memo as text. Example: a file that is not there gives one problem that begins with `--memo`. */
async function readMemo(
  path: string,
  access: Access,
): Promise<{ ok: true; memo: string } | { ok: false; problems: Problem[] }> {
  const file = await readBytes(path, access, '.md');
  return file.ok
    ? { ok: true, memo: new TextDecoder().decode(file.bytes) }
    : { ok: false, problems: [named(`--memo ${clip(path, 200)}`, file.problem)] };
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
  { input, reports, reportsField: field, memoFile }: Request,
  access: Access,
): Promise<{ ok: true; input: Record<string, unknown> } | { ok: false; problems: Problem[] }> {
  const read = await readReports(reports, access, optionOf[field]);
  const text = memoFile === undefined ? null : await readMemo(memoFile, access);
  const problems = [...(read.ok ? [] : read.problems), ...(text === null || text.ok ? [] : text.problems)];
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
