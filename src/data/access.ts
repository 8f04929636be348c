/** The only reader of the disk. A server reads inside allowed folders; a command line reads the file its user names. */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { clip, type Problem, problem } from '../domain/problem.ts';
import { cleanText } from './clean.ts';

/** Who may read what. `folders`: inside these only. `named`: whatever path the user typed, or "-" for standard input. */
export type Access =
  | { kind: 'folders'; folders: readonly string[] }
  | { kind: 'named'; standardInput: () => Promise<Uint8Array> };

/** A file that is open: its bytes from the start as often as wanted, and what tells it from a later version of itself. */
export type OpenFile = {
  name: string;
  size: number;
  /** Real path, size and time of the last change; null for what is no file, which is never the same twice. */
  version: string | null;
  chunks: () => AsyncIterable<Uint8Array>;
  bytes: () => Promise<Uint8Array>;
  close: () => Promise<void>;
};

export type Opened = { ok: true; file: OpenFile } | { ok: false; problem: Problem };

const extensions = new Set(['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.xlsx', '.parquet']);

/** Bytes read at a time. Larger pieces are slower to parse. */
const pieceSize = 64 * 1024;

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

/**
 * The largest file read, in bytes. Rows are read in pieces; a shape that needs all of them at once holds one text, of
 * which Node takes 512 MiB; JSON grows when parsed.
 */
export const sizeLimits = { rows: GiB, whole: 500 * MiB, json: 128 * MiB, workbook: 64 * MiB };

const at = 'source.path';

type Refused = { ok: false; problem: Problem };

const refuse = (code: string, rest: string): Refused => ({ ok: false, problem: problem(at, code, rest) });

const quote = (path: string): string => `"${clip(path, 200)}"`;

function sizeText(bytes: number): string {
  return bytes >= GiB ? `${Number((bytes / GiB).toFixed(1))} GiB` : `${Math.round(bytes / MiB)} MiB`;
}

/** Whether a path names a folder, links followed. */
export const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() === true;

/**
 * The problem that no folder is allowed, or that none of them is there, at the field that names a file; null where files
 * can be reached. A folder with a slip in its name would otherwise only look empty.
 */
export async function folderProblem(access: Access, field: string): Promise<Problem | null> {
  if (access.kind !== 'folders') return null;
  const { folders } = access;
  if (folders.length === 0)
    return problem(
      field,
      'no-folder',
      'no folder is allowed; start the server with a data folder (--data-dir <folder>)',
    );
  const there = await Promise.all(folders.map(isFolder));
  if (there.includes(true)) return null;
  const named = folders.map(quote).join(', ');
  const rest = `${named} ${folders.length > 1 ? 'are no folders' : 'is no folder'}; make it, or start the server with another (--data-dir <folder>)`;
  return problem(field, 'no-folder', rest);
}

/** The problem that a size is, or null within the limit. Example: 1.4 GiB of CSV "exceeds 1 GiB". */
export const sizeProblem = (bytes: number, limit: number): Problem | null =>
  bytes <= limit
    ? null
    : problem(
        at,
        'too-large',
        `${sizeText(bytes)} exceeds ${sizeText(limit)}; export fewer columns${limit === GiB ? ' or use Parquet' : ''}`,
      );

const other: Readonly<Record<string, string>> = {
  '.xls': 'is the old Excel format; save it as .xlsx or CSV',
  '.xlsm': 'holds macros; save it as .xlsx or CSV',
};

/** What is wrong with the name alone: hidden files and kinds that are not read; `also` are further kinds that are. */
function nameProblem(path: string, also: readonly string[] = []): Refused | null {
  const extension = extname(path).toLowerCase();
  if (basename(path).startsWith('.'))
    return refuse('unsupported-format', `${quote(path)} is a hidden file; give a CSV or JSON file`);
  if (extensions.has(extension) || also.includes(extension)) return null;
  return refuse(
    'unsupported-format',
    `${quote(path)} ${other[extension] ?? 'is not a CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file; export it as CSV'}`,
  );
}

/** Whether a file is one of data by its name. Example: "a.csv" is, "notes.md" and "old.xls" are not. */
export const isDataName = (path: string): boolean => nameProblem(path) === null;

/** Why a file of a list cannot be read, in words; null when it can. `info` is of the name itself, no link followed. */
export function whyNotReadable(path: string, info: Stats | null): string | null {
  if (info === null) return 'cannot be looked at';
  if (info.isSymbolicLink()) return 'is a link; name the file it stands for';
  if (!info.isFile()) return 'is no regular file';
  const named = nameProblem(path);
  if (named === null && info.size === 0) return 'is empty; export it again';
  const limit = limitOf(path);
  const wrong = named?.problem ?? sizeProblem(info.size, limit);
  return wrong === null ? null : wrong.message.slice(`${at}: `.length).replace(`${quote(path)} `, '');
}

/** Whether a real path lies under a real folder; "/data-2" is not under "/data". */
function isInside(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest !== '' && rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

/** The real path of a file inside one of the folders, or why there is none. */
async function locate(path: string, folders: readonly string[]): Promise<{ real: string } | Refused> {
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

/** The bytes of an open file in pieces, from its start. The disk reads the next piece while one is taken. */
async function* piecesOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  let [taken, ahead] = [new Uint8Array(pieceSize), new Uint8Array(pieceSize)];
  const read = (from: number) => {
    const reading = handle.read(ahead, 0, pieceSize, from);
    // Nobody waits for it once the taker has stopped.
    reading.catch(() => {});
    return reading;
  };
  for (let from = 0, reading = read(0); ; ) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return;
    from += bytesRead;
    [taken, ahead] = [ahead, taken];
    reading = read(from);
    yield taken.subarray(0, bytesRead);
  }
}

/** The largest size by extension; what a file holds decides again when it is read. */
function limitOf(path: string): number {
  const extension = extname(path).toLowerCase();
  if (extension === '.json') return sizeLimits.json;
  return extension === '.xlsx' ? sizeLimits.workbook : sizeLimits.rows;
}

async function checkHandle(handle: FileHandle, path: string, real: string): Promise<Opened> {
  const [opened, named] = [await handle.stat(), await stat(real)];
  if (!opened.isFile() || opened.dev !== named.dev || opened.ino !== named.ino) {
    return refuse('not-a-file', `${quote(path)} is no regular file; give a CSV or JSON file`);
  }
  const tooLarge = sizeProblem(opened.size, limitOf(real));
  if (tooLarge !== null) return { ok: false, problem: tooLarge };
  return {
    ok: true,
    file: {
      name: cleanText(basename(path), 120),
      size: opened.size,
      version: [real, opened.size, opened.mtimeMs, opened.ctimeMs, opened.ino].join('\0'),
      chunks: () => piecesOf(handle),
      async bytes() {
        const bytes = new Uint8Array(opened.size);
        let from = 0;
        for await (const piece of piecesOf(handle)) {
          // A file that grows while it is read is read as long as it was.
          bytes.set(piece.subarray(0, Math.max(0, bytes.length - from)), from);
          from = Math.min(bytes.length, from + piece.length);
        }
        return bytes.subarray(0, from);
      },
      close: () => handle.close(),
    },
  };
}

async function openReal(path: string, real: string): Promise<Opened> {
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
  const checked = await checkHandle(handle, path, real);
  if (!checked.ok) await handle.close();
  return checked;
}

/** Bytes that came by themselves, such as standard input, as a file. */
const openBytes = (name: string, bytes: Uint8Array): OpenFile => ({
  name,
  size: bytes.length,
  version: null,
  async *chunks() {
    for (let from = 0; from < bytes.length; from += pieceSize) yield bytes.subarray(from, from + pieceSize);
  },
  bytes: async () => bytes,
  close: async () => {},
});

/**
 * Opens a file, or gives one problem that says what to do. The caller closes it. Links that lead out of an allowed folder, directories,
 * devices, hidden files and other kinds are refused; a file its user named may also end in `also`.
 * Example: "../x.csv" gives `outside-folders`; with no folder allowed every path gives `no-folder`.
 */
export async function openFile(path: string, access: Access, also: readonly string[] = []): Promise<Opened> {
  if (access.kind === 'named' && path === '-') {
    return { ok: true, file: openBytes('standard input', await access.standardInput()) };
  }
  if (path.includes('\0'))
    return refuse('file-not-found', 'the path holds a character no file name has; check it');
  if (access.kind === 'named') {
    const real = await realpath(path).catch(() => null);
    if (real !== null && (await stat(real).catch(() => null))?.isDirectory() === true)
      return refuse('not-a-file', `${quote(path)} is a folder; name a file in it`);
    const wrong = nameProblem(path, also);
    // A name that ends in nothing known is a slip more often than a file.
    if (real === null && (wrong === null || !(extname(path).toLowerCase() in other)))
      return refuse('file-not-found', `${quote(path)} was not found; check the path`);
    return wrong ?? openReal(path, real ?? path);
  }
  const none = await folderProblem(access, at);
  if (none !== null) return { ok: false, problem: none };
  const found = await locate(path, access.folders);
  if (!('real' in found)) return found;
  return nameProblem(path) ?? nameProblem(found.real) ?? openReal(path, found.real);
}

/** The bytes of a whole file, for those who need no more than that: saved reports, memos. */
export async function readBytes(
  path: string,
  access: Access,
  also: readonly string[] = [],
): Promise<{ ok: true; name: string; bytes: Uint8Array } | Refused> {
  const opened = await openFile(path, access, also);
  if (!opened.ok) return opened;
  const { file } = opened;
  try {
    return { ok: true, name: file.name, bytes: await file.bytes() };
  } finally {
    await file.close();
  }
}
