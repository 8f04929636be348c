/** Earlier answers from files, as `--json` printed them. */
import { type Problem, problem } from '../domain/problem.ts';
import { type Access, readBytes } from './access.ts';

/** What stands in a file of JSON, or why it cannot be read. `named`: what the caller calls the file by. */
export async function readSavedReport(
  path: string,
  named: string,
  access: Access,
): Promise<{ ok: true; report: unknown } | { ok: false; problem: Problem }> {
  const file = await readBytes(path, access);
  if (!file.ok) {
    const { code, message } = file.problem;
    return { ok: false, problem: problem(named, code, message.replace(/^source\.path: /, '')) };
  }
  try {
    return { ok: true, report: JSON.parse(new TextDecoder().decode(file.bytes)) };
  } catch {
    const rest = 'is no JSON; save an answer with --json and pass that';
    return { ok: false, problem: problem(named, 'unsupported-format', rest) };
  }
}
