/** The files of options that take earlier answers: `--from`, `--report`. */
import type { Access } from '../data/access.ts';
import { readSavedReport } from '../data/saved-reports.ts';
import { clip, type Problem } from '../domain/problem.ts';

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
    const file = await readSavedReport(path, `${option} ${clip(path, 200)}`, access);
    if (file.ok) reports.push(file.report);
    else problems.push(file.problem);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, reports };
}
