/** The only writer of pages: new files, by name alone, in the one folder that was given at start-up or on the command line. */
import { link, open, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { clip, type Problem, problem } from '../domain/problem.ts';

export type Written = { ok: true; name: string; bytes: number } | { ok: false; problem: Problem };

/** The longest name of a file, in characters; with an ending of its own it stays below what file systems take. */
const longestName = 120;

/** Names that systems keep for devices, whatever follows the first point. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const quote = (name: string): string => `"${clip(name, 80)}"`;

/**
 * What is wrong with a file name; null when it is a plain name that ends in .html.
 * Example: `fileNameProblem('../x.html', 'file')` says to give a name without a folder.
 */
export function fileNameProblem(name: string, path: string): Problem | null {
  const bad = (rest: string) => problem(path, 'bad-file-name', `${quote(name)} ${rest}`);
  if (/[/\\:]/.test(name)) return bad('holds a folder; give a name alone, such as board.html');
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"|?*]/u.test(name))
    return bad('holds a character that file names cannot have everywhere; use letters, digits, - and _');
  if (name.startsWith('.') || devices.test(name) || name !== name.trim())
    return bad('is hidden or kept by the system; give a name such as board.html');
  if (!/\.html?$/i.test(name)) return bad('does not end in .html; the page is HTML');
  return name.length > longestName ? bad(`is longer than ${longestName} characters; shorten it`) : null;
}

const code = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Puts a finished file in its place, where none is. A file system without links gets it by an exclusive copy. */
async function place(finished: string, target: string, text: string): Promise<void> {
  try {
    await link(finished, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'].includes(code(error))) throw error;
    const handle = await open(target, 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  }
}

/**
 * Writes a new file into a folder: first beside its place, then there at once, so that nobody reads half of it and
 * nothing that is there is written over. Refuses when the folder or the name will not do.
 * Example: writing "board.html" twice refuses the second time with `file-exists`.
 */
export async function writeNew(folder: string, name: string, text: string, path: string): Promise<Written> {
  const wrong = fileNameProblem(name, path);
  if (wrong !== null) return { ok: false, problem: wrong };
  const refuse = (kind: string, rest: string): Written => ({ ok: false, problem: problem(path, kind, rest) });
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await stat(root)).isDirectory())
    return refuse('no-output-folder', `${quote(folder)} is no folder; make it, or name another one`);
  const target = join(root, name);
  const beside = join(root, `.${name}.part`);
  try {
    const handle = await open(beside, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      await place(beside, target, text);
    } finally {
      await rm(beside, { force: true });
    }
  } catch (error) {
    return code(error) === 'EEXIST'
      ? refuse('file-exists', `${quote(name)} is there already, or is being written; give another name`)
      : refuse('not-written', `${quote(name)} could not be written (${code(error)}); check folder and disk`);
  }
  return { ok: true, name, bytes: Buffer.byteLength(text) };
}

/** The path that a person typed, as folder and name. Example: `splitPath('out/board.html')` is `{ folder: 'out', name: 'board.html' }`. */
export const splitPath = (path: string): { folder: string; name: string } => ({
  folder: dirname(path),
  name: basename(path),
});
