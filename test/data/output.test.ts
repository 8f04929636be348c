/** Writing a page: only new files, only by name, only whole. */
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileNameProblem, splitPath, writeNew } from '../../src/data/output.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cco-out-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes a new file, whole, and leaves nothing else behind', async () => {
  expect(await writeNew(folder, 'board.html', 'é', 'file')).toEqual({
    ok: true,
    name: 'board.html',
    bytes: 2,
  });
  expect(await readdir(folder)).toEqual(['board.html']);
  expect(await readFile(join(folder, 'board.html'), 'utf8')).toBe('é');
});

it('never writes over a file, a link, or a page that is being written', async () => {
  await writeFile(join(folder, 'a.html'), 'mine');
  await symlink('/nowhere/at-all', join(folder, 'b.html'));
  await writeFile(join(folder, '.c.html.part'), 'half');
  for (const name of ['a.html', 'b.html', 'c.html']) {
    const written = await writeNew(folder, name, 'new', 'file');
    expect(written).toEqual({
      ok: false,
      problem: {
        path: 'file',
        code: 'file-exists',
        message: `file: "${name}" is there already, or is being written; give another name`,
      },
    });
  }
  expect(await readFile(join(folder, 'a.html'), 'utf8')).toBe('mine');
  expect((await readdir(folder)).sort()).toEqual(['.c.html.part', 'a.html', 'b.html']);
});

it('of many writers of one name, one wins and all others are told', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, i) => writeNew(folder, 'x.html', `writer ${i}`.repeat(5_000), 'file')),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.findIndex(({ ok }) => ok)).toBe(
    Number((await readFile(join(folder, 'x.html'), 'utf8')).slice(7, 8)),
  );
  expect(await readdir(folder)).toEqual(['x.html']);
});

it('says so when the folder is none, or is a file', async () => {
  await writeFile(join(folder, 'file'), '');
  for (const wrong of [join(folder, 'gone'), join(folder, 'file')]) {
    const written = await writeNew(wrong, 'x.html', '', 'file');
    expect(written.ok ? '' : written.problem.message).toMatch(
      /^file: ".*" is no folder; make it, or name another one$/,
    );
  }
});

describe('a file name', () => {
  it.each([
    ['../x.html', 'holds a folder'],
    ['a/b.html', 'holds a folder'],
    ['a\\b.html', 'holds a folder'],
    ['C:x.html', 'holds a folder'],
    ['/etc/x.html', 'holds a folder'],
    ['.x.html', 'is hidden'],
    ['CON.html', 'is hidden or kept by the system'],
    ['com1.html', 'is hidden or kept by the system'],
    [' x.html', 'is hidden or kept by the system'],
    ['x.htm l', 'does not end in .html'],
    ['x', 'does not end in .html'],
    ['x.html.exe', 'does not end in .html'],
    ['x\u0000.html', 'holds a character'],
    ['x\u202elmth.html', 'holds a character'],
    ['x?.html', 'holds a character'],
    [`${'x'.repeat(120)}.html`, 'is longer than 120'],
  ])('%j is refused', (name, says) => {
    expect(fileNameProblem(name, 'file')?.message).toContain(says);
  });

  it.each(['board.html', 'Q4 report.HTML', 'b.htm', '2026-报告.html', 'a..b.html'])('%j is taken', (name) => {
    expect(fileNameProblem(name, 'file')).toBeNull();
  });

  it('that is taken stays in the folder, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const name = `${text}.html`;
        if (fileNameProblem(name, 'file') === null)
          expect(splitPath(join('/folder', name))).toEqual({ folder: '/folder', name });
      }),
    );
  });
});
