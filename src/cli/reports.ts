/** Earlier answers from files, as `--json` printed them, for `--from` and `--report`. */
import { type Access, readBytes } from '../data/access.ts';
import { clip, type Problem, problem } from '../domain/problem.ts';

type Read = { ok: true; reports: unknown[] } | { ok: false; problems: Problem[] };

/** Reads the files of an option; all that cannot be read are named at once. */
export async function readReports(
  paths: readonly string[],
  access: Access,
  option = '--from',
): Promise<Read> {
  const reports: unknown[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const named = `${option} ${clip(path, 200)}`;
    const file = await readBytes(path, access);
    if (!file.ok) {
      problems.push(problem(named, file.problem.code, file.problem.message.replace(/^source\.path: /, '')));
      continue;
    }
    try {
      reports.push(JSON.parse(new TextDecoder().decode(file.bytes)));
    } catch {
      problems.push(
        problem(named, 'unsupported-format', 'is no JSON; save an answer with --json and pass that'),
      );
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, reports };
}
