/** What a server may read: regular CSV and JSON files inside its folders, and nothing else. */
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../../src/data/access.ts';
import { refusals, withFolder } from './load.ts';

const files = { 'a.csv': 'inside', 'b.JSON': '[]', '.hidden.csv': 'x', 'book.xls': 'x', 'note.docx': 'x' };

/** A folder that is allowed, beside one that is not and whose name begins the same. */
async function withFolders<T>(use: (folder: string, beside: string) => Promise<T>): Promise<T> {
  return withFolder({ 'outside.csv': 'outside' }, async (base) => {
    const [folder, beside] = [join(base, 'data'), join(base, 'data-2')];
    await mkdir(folder);
    await mkdir(beside);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await writeFile(join(beside, 'x.csv'), 'beside');
    await mkdir(join(folder, 'sub', '.git'), { recursive: true });
    await writeFile(join(folder, 'sub', 'c.tsv'), 'below');
    await writeFile(join(folder, 'sub', '.git', 'd.csv'), 'x');
    await mkdir(join(folder, 'dir.csv'));
    return use(folder, beside);
  });
}

/** The text and name of a file, or the message and code of its refusal. */
async function read(path: string, ...folders: string[]): Promise<[string, string]> {
  const file = await readBytes(path, { kind: 'folders', folders });
  return file.ok
    ? [Buffer.from(file.bytes).toString(), file.name]
    : [file.problem.message.replace('source.path: ', ''), file.problem.code];
}

const outside = (path: string): [string, string] => [
  `"${path}" is outside the allowed folders; move the file or add its folder at start-up`,
  'outside-folders',
];
const missing = (path: string): [string, string] => [
  `"${path}" is in none of the allowed folders; check its name`,
  'file-not-found',
];
const hidden = (path: string): [string, string] => [
  `"${path}" is a hidden file; give a CSV or JSON file`,
  'unsupported-format',
];

describe('files inside', () => {
  test('are read by relative and by absolute path, in the order of the folders', async () => {
    await withFolders(async (folder, beside) => {
      expect(await read('a.csv', folder)).toEqual(['inside', 'a.csv']);
      expect(await read(join(folder, 'a.csv'), folder)).toEqual(['inside', 'a.csv']);
      expect(await read('./sub/../sub/c.tsv', folder)).toEqual(['below', 'c.tsv']);
      expect(await read('b.JSON', folder)).toEqual(['[]', 'b.JSON']);
      expect(await read('x.csv', folder, beside)).toEqual(['beside', 'x.csv']);
      expect(await read(join(beside, 'x.csv'), folder, beside)).toEqual(['beside', 'x.csv']);
      expect(await read('a.csv', join(folder, 'gone'), folder)).toEqual(['inside', 'a.csv']);
    });
  });

  test('that are not there are told, by relative and by absolute path', async () => {
    await withFolders(async (folder, beside) => {
      expect(await read('nope.csv', folder, beside)).toEqual(missing('nope.csv'));
      expect(await read(join(folder, 'nope.csv'), folder)).toEqual(missing(join(folder, 'nope.csv')));
      expect(await read('-', folder)).toEqual(missing('-'));
    });
  });

  test('of other kinds are refused with what to do', async () => {
    await withFolders(async (folder) => {
      expect(await read('book.xls', folder)).toEqual([
        '"book.xls" is the old Excel format; save it as .xlsx or CSV',
        'unsupported-format',
      ]);
      expect(await read('note.docx', folder)).toEqual([
        '"note.docx" is not a CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file; export it as CSV',
        'unsupported-format',
      ]);
      expect(await read('dir.csv', folder)).toEqual([
        '"dir.csv" is no regular file; give a CSV or JSON file',
        'not-a-file',
      ]);
      for (const path of ['.hidden.csv', 'sub/.git/d.csv'])
        expect(await read(path, folder)).toEqual(hidden(path));
    });
  });
});

describe('files outside', () => {
  test.each(['../outside.csv', '../x.csv', '../data-2/x.csv', 'sub/../../outside.csv', '..', '.'])(
    '%s',
    async (path) => {
      await withFolders(async (folder) => {
        expect(await read(path, folder)).toEqual(outside(path));
      });
    },
  );

  test('by absolute path, there or not, also beside a folder with the same beginning', async () => {
    await withFolders(async (folder, beside) => {
      for (const path of [join(folder, '..', 'outside.csv'), join(beside, 'x.csv'), join(beside, 'gone.csv')])
        expect(await read(path, folder)).toEqual(outside(path));
      expect(await read('/etc/hosts', folder)).toEqual(outside('/etc/hosts'));
    });
  });

  test('without any folder every file is', async () => {
    const message = 'no folder is allowed; start the server with a data folder (--data-dir <folder>)';
    expect(await read('x.csv')).toEqual([message, 'no-folder']);
    expect(await read('../x.csv')).toEqual([message, 'no-folder']);
  });

  test('with folders that are not there every file is, and the folders are named', async () => {
    await withFolders(async (folder) => {
      const gone = join(folder, 'gone');
      const fix = 'make it, or start the server with another (--data-dir <folder>)';
      expect(await read('a.csv', gone)).toEqual([`"${gone}" is no folder; ${fix}`, 'no-folder']);
      const file = join(folder, 'a.csv');
      expect(await read('a.csv', gone, file)).toEqual([
        `"${gone}", "${file}" are no folders; ${fix}`,
        'no-folder',
      ]);
      expect(await read('a.csv', gone, folder)).toEqual(['inside', 'a.csv']);
    });
  });
});

describe('links', () => {
  test('that lead out are refused; those that stay inside are followed', async () => {
    await withFolders(async (folder, beside) => {
      const link = (target: string, name: string) => symlink(target, join(folder, name));
      await link(join(beside, 'x.csv'), 'out.csv');
      await link('../outside.csv', 'up.csv');
      await link(beside, 'way');
      await link('a.csv', 'in.csv');
      await link('sub', 'below');
      await link('book.xls', 'renamed.csv');
      await link('.hidden.csv', 'shown.csv');
      await link('gone.csv', 'dangling.csv');
      for (const path of ['out.csv', 'up.csv', 'way/x.csv'])
        expect(await read(path, folder)).toEqual(outside(path));
      expect(await read('in.csv', folder)).toEqual(['inside', 'in.csv']);
      expect(await read('below/c.tsv', folder)).toEqual(['below', 'c.tsv']);
      expect(await read('renamed.csv', folder)).toEqual([
        `"${join(folder, 'book.xls')}" is the old Excel format; save it as .xlsx or CSV`,
        'unsupported-format',
      ]);
      expect(await read('shown.csv', folder)).toEqual(hidden('shown.csv'));
      expect(await read('dangling.csv', folder)).toEqual(missing('dangling.csv'));
    });
  });

  test('to an allowed folder are that folder', async () => {
    await withFolders(async (folder, beside) => {
      const link = join(beside, 'link');
      await symlink(folder, link);
      expect(await read('a.csv', link)).toEqual(['inside', 'a.csv']);
      expect(await read(join(link, 'a.csv'), link)).toEqual(['inside', 'a.csv']);
      expect(await read(join(link, 'nope.csv'), link)).toEqual(missing(join(link, 'nope.csv')));
    });
  });
});

describe('sizes', () => {
  const GiB = 1024 ** 3;
  const MiB = 1024 ** 2;

  test.each([
    ['big.csv', 1.4 * GiB, '1.4 GiB exceeds 1 GiB; export fewer columns or use Parquet'],
    ['big.json', 129 * MiB, '129 MiB exceeds 128 MiB; export fewer columns'],
    ['big.JSON', 2 * GiB, '2 GiB exceeds 128 MiB; export fewer columns'],
  ])('%s', async (name, bytes, message) => {
    await withFolder({}, async (folder) => {
      // A hole in a file takes no room on the disk.
      const file = await open(join(folder, name), 'w');
      await file.truncate(Math.round(bytes));
      await file.close();
      expect(await read(name, folder)).toEqual([message, 'too-large']);
    });
  });
});

test('standard input is measured by what it holds', async () => {
  const bytes = new Uint8Array(129 * 1024 ** 2).fill(32);
  bytes.set(new TextEncoder().encode('['));
  expect(await refusals(bytes)).toEqual(['source.path: 129 MiB exceeds 128 MiB; export fewer columns']);
});

test('a character that no file name has', async () => {
  await withFolders(async (folder) => {
    const message = 'the path holds a character no file name has; check it';
    expect(await read('a.csv\0.json', folder)).toEqual([message, 'file-not-found']);
    expect(await read('\0', folder)).toEqual([message, 'file-not-found']);
  });
});

test('a path is repeated without control characters, and cut', async () => {
  await withFolders(async (folder) => {
    expect(await read('a\u001b[31m\u202e.csv', folder)).toEqual(missing('a [31m .csv'));
    expect(await read(`${'y'.repeat(240)}.csv`, folder)).toEqual(missing(`${'y'.repeat(199)}…`));
  });
});
