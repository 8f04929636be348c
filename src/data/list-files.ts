/** What can be read: the files of the allowed folders, three folders deep. Nothing is opened and no link is followed. */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ListedFile } from '../domain/inspection.ts';
import { compareText } from '../domain/numbers.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { type Access, folderProblem, isDataName, whyNotReadable } from './access.ts';
import { cleanText } from './clean.ts';

/** House limits of a list that a person or a model still reads. */
const limits = { depth: 3, files: 200, seen: 20_000, name: 400 };

async function filesUnder(root: string): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
      if (found.length >= limits.seen) return;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < limits.depth) await walk(path, depth + 1);
        continue;
      }
      const info = await lstat(join(root, path)).catch(() => null);
      const why = whyNotReadable(path, info);
      // Files of other kinds are no data; saying so for each would bury those that are.
      if (isDataName(path) || extname(path) === '.xls' || extname(path) === '.xlsm' || info?.isSymbolicLink())
        found.push({
          path: cleanText(path, limits.name),
          format: extname(path).slice(1).toLowerCase(),
          bytes: info?.isFile() === true ? info.size : null,
          readable: why === null,
          why_not: why,
        });
    }
  };
  await walk('', 0);
  return found;
}

/** Whether anything is at a path, links followed. */
export const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null)) !== null;

/** What keeps files from being listed: fields of the call that are about one file, or no folder to look in. */
export async function listProblems(fields: readonly string[], access: Access): Promise<Problem[]> {
  const none = await folderProblem(access, 'path');
  const rest = 'missing; give the file that the other fields are about';
  return [
    ...(fields.length > 0 ? [problem('path', 'missing-required', rest)] : []),
    ...(none === null ? [] : [none]),
  ];
}

/** Lists the files of the allowed folders by path; those beyond the first 200 are counted. Without folders there are none. */
export async function listFiles(access: Access): Promise<{ files: ListedFile[]; omitted: number }> {
  const folders = access.kind === 'folders' ? access.folders : [];
  const roots = new Set<string>();
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => null);
    if (real !== null) roots.add(real);
  }
  const all = (await Promise.all([...roots].map(filesUnder))).flat();
  const files = all.sort((a, b) => compareText(a.path, b.path));
  return { files: files.slice(0, limits.files), omitted: Math.max(0, files.length - limits.files) };
}
