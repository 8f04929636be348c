/** The only reader of the disk. A server reads inside allowed folders; a command line reads the file its user names. */
import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { clip, type Problem, problem } from '../domain/problem.ts';

/** Who may read what. `folders`: inside these only. `named`: whatever path the user typed, or "-" for standard input. */
export type Access =
  | { kind: 'folders'; folders: readonly string[] }
  | { kind: 'named'; standardInput: () => Promise<Uint8Array> };

export type FileBytes = { ok: true; name: string; bytes: Uint8Array } | { ok: false; problem: Problem };

const extensions = new Set(['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.xlsx']);

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

/** The largest file read, in bytes. A file is decoded as one text, which Node holds up to 512 MiB; JSON grows when parsed. */
export const sizeLimits = { delimited: 500 * MiB, json: 128 * MiB, workbook: 64 * MiB };

const at = 'source.path';

const refuse = (code: string, rest: string): FileBytes => ({ ok: false, problem: problem(at, code, rest) });

const quote = (path: string): string => `"${clip(path, 200)}"`;

function sizeText(bytes: number): string {
  return bytes >= GiB ? `${Number((bytes / GiB).toFixed(1))} GiB` : `${Math.round(bytes / MiB)} MiB`;
}

/** The problem that a size is, or null within the limit. Example: 1.4 GiB of CSV "exceeds 500 MiB". */
export const sizeProblem = (bytes: number, limit: number): Problem | null =>
  bytes <= limit
    ? null
    : problem(at, 'too-large', `${sizeText(bytes)} exceeds ${sizeText(limit)}; export fewer columns`);

const other: Readonly<Record<string, string>> = {
  '.xls': 'is the old Excel format; save it as .xlsx or CSV',
  '.parquet': 'is a Parquet file, which is not read yet; export it as CSV',
  '.xlsm': 'holds macros; save it as .xlsx or CSV',
};

/** What is wrong with the name alone: hidden files and kinds that are not read; `also` are further kinds that are. */
function nameProblem(path: string, also: readonly string[] = []): FileBytes | null {
  const extension = extname(path).toLowerCase();
  if (basename(path).startsWith('.'))
    return refuse('unsupported-format', `${quote(path)} is a hidden file; give a CSV or JSON file`);
  if (extensions.has(extension) || also.includes(extension)) return null;
  return refuse(
    'unsupported-format',
    `${quote(path)} ${other[extension] ?? 'is not a CSV, TSV, TXT, JSON, NDJSON or XLSX file; export it as CSV'}`,
  );
}

/** Whether a real path lies under a real folder; "/data-2" is not under "/data". */
function isInside(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest !== '' && rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

/** The real path of a file inside one of the folders, or why there is none. */
async function locate(path: string, folders: readonly string[]): Promise<{ real: string } | FileBytes> {
  let missing = false;
  // By name alone, whether the caller may know if a file is there.
  let named = false;
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => null);
    if (root === null) continue;
    named ||= [folder, root].some((inner) => isInside(resolve(inner, path), resolve(inner)));
    const real = await realpath(isAbsolute(path) ? path : join(root, path)).catch(() => null);
    if (real === null) missing = true;
    else if (isInside(real, root)) {
      const hidden = relative(root, real)
        .split(sep)
        .some((part) => part.startsWith('.'));
      return hidden
        ? refuse('unsupported-format', `${quote(path)} is a hidden file; give a CSV or JSON file`)
        : { real };
    }
  }
  // Outside the folders nothing is told apart: whether a file is there is none of the caller's business.
  return missing && named
    ? refuse('file-not-found', `${quote(path)} is in none of the allowed folders; check its name`)
    : refuse(
        'outside-folders',
        `${quote(path)} is outside the allowed folders; move the file or add its folder at start-up`,
      );
}

async function readHandle(handle: FileHandle, path: string, real: string): Promise<FileBytes> {
  const [opened, named] = [await handle.stat(), await stat(real)];
  if (!opened.isFile() || opened.dev !== named.dev || opened.ino !== named.ino) {
    return refuse('not-a-file', `${quote(path)} is no regular file; give a CSV or JSON file`);
  }
  const extension = extname(real).toLowerCase();
  const limit =
    extension === '.json'
      ? sizeLimits.json
      : extension === '.xlsx'
        ? sizeLimits.workbook
        : sizeLimits.delimited;
  const tooLarge = sizeProblem(opened.size, limit);
  if (tooLarge !== null) return { ok: false, problem: tooLarge };
  return { ok: true, name: basename(path), bytes: await handle.readFile() };
}

async function readReal(path: string, real: string): Promise<FileBytes> {
  const info = await stat(real).catch(() => null);
  if (info === null) return refuse('file-not-found', `${quote(path)} was not found; check the path`);
  if (!info.isFile())
    return refuse('not-a-file', `${quote(path)} is no regular file; give a CSV or JSON file`);
  // The real path has no links left; one that appears between look and open is not followed.
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  );
  if (handle === null)
    return refuse('file-not-found', `${quote(path)} cannot be opened; check its permissions`);
  try {
    return await readHandle(handle, path, real);
  } finally {
    await handle.close();
  }
}

/**
 * The bytes of a file, or one problem that says what to do. Links that lead out of an allowed folder, directories,
 * devices, hidden files and other kinds are refused.
 * Example: "../x.csv" gives `outside-folders`; with no folder allowed every path gives `no-folder`.
 */
export async function readBytes(
  path: string,
  access: Access,
  also: readonly string[] = [],
): Promise<FileBytes> {
  if (access.kind === 'named' && path === '-') {
    return { ok: true, name: 'standard input', bytes: await access.standardInput() };
  }
  if (path.includes('\0'))
    return refuse('file-not-found', 'the path holds a character no file name has; check it');
  if (access.kind === 'named') {
    const wrong = nameProblem(path, also);
    if (wrong !== null) return wrong;
    const real = await realpath(path).catch(() => null);
    return real === null
      ? refuse('file-not-found', `${quote(path)} was not found; check the path`)
      : readReal(path, real);
  }
  if (access.folders.length === 0) {
    return refuse(
      'no-folder',
      'no folder is allowed; start the server with a data folder (--data-dir <folder>)',
    );
  }
  const found = await locate(path, access.folders);
  if (!('real' in found)) return found;
  return nameProblem(path) ?? nameProblem(found.real) ?? readReal(path, found.real);
}
