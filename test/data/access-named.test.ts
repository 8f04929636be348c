/** What a command line reads: the file its user names, or standard input. */
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Access, readBytes } from '../../src/data/access.ts';
import { input, withFolder } from './load.ts';

const named: Access = input('typed');

async function read(path: string, access: Access = named): Promise<[string, string]> {
  const file = await readBytes(path, access);
  return file.ok
    ? [Buffer.from(file.bytes).toString(), file.name]
    : [file.problem.message, file.problem.code];
}

describe('a named file', () => {
  test('"-" is standard input', async () => {
    expect(await read('-')).toEqual(['typed', 'standard input']);
  });

  test('standard input is left alone when a file is named', async () => {
    const access: Access = { kind: 'named', standardInput: () => Promise.reject(new Error('was read')) };
    await withFolder({ 'a.csv': 'file' }, async (folder) => {
      expect(await read(join(folder, 'a.csv'), access)).toEqual(['file', 'a.csv']);
    });
  });

  test('is read wherever it is, also through a link', async () => {
    await withFolder({ 'a.csv': 'file', 'data.bin': 'other' }, async (folder) => {
      await symlink('a.csv', join(folder, 'link.csv'));
      expect(await read(join(folder, 'link.csv'))).toEqual(['file', 'link.csv']);
      expect(await read(`${folder}/../${folder.split('/').at(-1)}/a.csv`)).toEqual(['file', 'a.csv']);
    });
  });

  test.each([
    ['nope.csv', '"*" was not found; check the path', 'file-not-found'],
    ['.a.csv', '"*" is a hidden file; give a CSV or JSON file', 'unsupported-format'],
    ['a.xls', '"*" is the old Excel format; save it as .xlsx or CSV', 'unsupported-format'],
    ['a.xlsm', '"*" holds macros; save it as .xlsx or CSV', 'unsupported-format'],
    [
      'a',
      '"*" is not a CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file; export it as CSV',
      'unsupported-format',
    ],
    ['dir.csv', '"*" is a folder; name a file in it', 'not-a-file'],
    ['no', '"*" was not found; check the path', 'file-not-found'],
    ['device.csv', '"*" is no regular file; give a CSV or JSON file', 'not-a-file'],
  ])('%s', async (name, message, code) => {
    await withFolder({ '.a.csv': '', 'a.xls': '', 'a.xlsm': '', a: '' }, async (folder) => {
      await mkdir(join(folder, 'dir.csv'));
      await symlink('/dev/null', join(folder, 'device.csv'));
      const path = join(folder, name);
      expect(await read(path)).toEqual([`source.path: ${message.replace('*', path)}`, code]);
    });
  });

  test('a character that no file name has', async () => {
    expect(await read('a\0.csv')).toEqual([
      'source.path: the path holds a character no file name has; check it',
      'file-not-found',
    ]);
  });
});
