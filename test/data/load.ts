/** Loads texts as if they came on standard input, and files from a folder that is gone after the test. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from '../../src/data/access.ts';
import { type LoadedFile, loadFile } from '../../src/data/load.ts';
import type { Source } from '../../src/data/source.ts';

export type Options = Omit<Source, 'path'>;

type Loaded = Extract<LoadedFile, { kind: 'book' }>;

export type Book = Loaded & { accounts: NonNullable<Loaded['book']['accounts']> };

export const input = (content: string | Uint8Array): Access => ({
  kind: 'named',
  standardInput: async () => (typeof content === 'string' ? new TextEncoder().encode(content) : content),
});

export const load = (content: string | Uint8Array, options: Options = {}): Promise<LoadedFile> =>
  loadFile({ path: '-', ...options }, {}, { access: input(content) });

/** The accounts and reconciliation of a file that must be accepted. */
export async function book(content: string | Uint8Array, options: Options = {}): Promise<Book> {
  const file = await load(content, options);
  if (!file.ok) throw new Error(file.problems.map(({ message }) => message).join('\n'));
  if (file.kind !== 'book') throw new Error('the file holds a tool input');
  return { ...file, accounts: file.book.accounts ?? [] };
}

/** Messages of the file; empty when it is accepted. */
export async function refusals(content: string | Uint8Array, options: Options = {}): Promise<string[]> {
  const file = await load(content, options);
  return file.ok ? [] : file.problems.map(({ message }) => message);
}

/** What was left out of a file: reason and rows. */
export const leftOut = ({ reconciliation }: Book): Record<string, number> =>
  Object.fromEntries(reconciliation.excluded.map(({ reason, rows }) => [reason, rows]));

export const csv = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** A temporary folder with files, for the time of a test. Its path holds no link. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cco-data-')));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
