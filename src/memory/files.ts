/** Every touch of the disk that keeping reviews needs, each a step of its own, so that tests can break any of them. */
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A file that is being written. */
export type Writing = Pick<FileHandle, 'writeFile' | 'sync' | 'close'>;

export type Files = {
  /** Makes a folder whose parent is there; one that is there already stays. */
  makeFolder: (folder: string) => Promise<void>;
  list: (folder: string) => Promise<string[]>;
  /** The bytes of a plain file up to a size; `null` for one that is larger. Links are not followed. */
  read: (path: string, most: number) => Promise<Uint8Array | null>;
  /** Makes a file that is not there yet. */
  create: (path: string) => Promise<Writing>;
  write: (file: Writing, bytes: Uint8Array) => Promise<void>;
  sync: (file: Writing) => Promise<void>;
  close: (file: Writing) => Promise<void>;
  /** Gives a file a second name that no file has yet. */
  link: (path: string, name: string) => Promise<void>;
  rename: (path: string, name: string) => Promise<void>;
  remove: (path: string) => Promise<void>;
  /** Puts the names of a folder on the disk, where the system can. */
  syncFolder: (folder: string) => Promise<void>;
};

/** The code of an error of the system, such as ENOSPC; "" for any other. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Systems that cannot open or sync a folder keep its names in order by themselves. */
const folderSyncMissing = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EBADF', 'EACCES']);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch((error: unknown) => {
    if (folderSyncMissing.has(codeOf(error))) return null;
    throw error;
  });
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!folderSyncMissing.has(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

/** An error that names what a file is instead of a plain one. */
const notPlain = (code: 'ELOOP' | 'ENOTPLAIN'): Error =>
  Object.assign(new Error('is no plain file'), { code });

async function read(path: string, most: number): Promise<Uint8Array | null> {
  // Looked at before it is opened, as not every system can be told not to follow a link; and again when it is open.
  const look = await lstat(path);
  if (!look.isFile()) throw notPlain(look.isSymbolicLink() ? 'ELOOP' : 'ENOTPLAIN');
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw notPlain('ENOTPLAIN');
    return info.size > most ? null : await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  // A file in a folder that is not on the disk yet would go with it.
  await syncFolder(dirname(resolve(folder)));
}

/** The disk itself. */
export const disk: Files = {
  makeFolder,
  list: (folder) => readdir(folder),
  read,
  create: (path) => open(path, 'wx'),
  write: (file, bytes) => file.writeFile(bytes),
  sync: (file) => file.sync(),
  close: (file) => file.close(),
  link,
  rename,
  remove: unlink,
  syncFolder,
};
