import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk, type Files } from '../../src/memory/files.ts';
import { readReviews } from '../../src/memory/read.ts';
import { keepReview } from '../../src/memory/store.ts';
import { draft, systemError, withMemory } from './drafts.ts';

const idsIn = async (folder: string) => (await readReviews(folder)).reviews.map(({ review }) => review.id);

describe('keeping a review', () => {
  it('makes the folder and one readable file with nothing beside it', async () => {
    await withMemory(async (folder) => {
      const kept = await keepReview(folder, draft());
      expect(kept).toEqual({ ok: true, id: '2026-09-30-retention-be5258ae', created: true });
      expect(await readdir(folder)).toEqual(['2026-09-30-retention-be5258ae.md']);
      const text = await readFile(join(folder, '2026-09-30-retention-be5258ae.md'), 'utf8');
      expect(text.split('\n').slice(0, 4)).toEqual([
        '---',
        'form: 1',
        'id: "2026-09-30-retention-be5258ae"',
        'decision: retention',
      ]);
      expect(text).toContain(
        '  - { id: grr, label: "GRR", value: 0.823, unit: share, low: 0.735, high: 0.902 }\n',
      );
      expect(text).toContain('\n## Memo\n\n**Bottom Line:** GRR is 82.3%.\n');
      expect(text.endsWith('\n## Decision, in the words of the founder\n\n> Onboarding first.\n')).toBe(true);
    });
  });

  it('names it by the day it was recorded where the report has no date, and by its decision', async () => {
    await withMemory(async (folder) => {
      const kept = await keepReview(
        folder,
        draft({ as_of: null, decision: 'next hire', tool: 'cco_plan_hires' }),
      );
      expect(kept).toMatchObject({ id: '2026-10-04-next-hire-be5258ae' });
    });
  });

  it('finds the same review, on another day too, and writes nothing', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      const again = await keepReview(folder, draft({ recorded_on: '2026-10-05' }));
      expect(again).toEqual({ ok: true, id: '2026-09-30-retention-be5258ae', created: false });
      expect(await readdir(folder)).toHaveLength(1);
    });
  });

  it('gives another review of the same report the next number and leaves the first as it is', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      const before = await readFile(join(folder, '2026-09-30-retention-be5258ae.md'));
      const ids = [];
      for (const words of ['Second.', 'Third.', 'Second.']) {
        const kept = await keepReview(folder, draft({}, words));
        ids.push(kept.ok ? kept.id : 'refused');
      }
      expect(ids).toEqual([
        '2026-09-30-retention-be5258ae-2',
        '2026-09-30-retention-be5258ae-3',
        '2026-09-30-retention-be5258ae-2',
      ]);
      expect(await readFile(join(folder, '2026-09-30-retention-be5258ae.md'))).toEqual(before);
    });
  });

  it('never writes over or through what stands under the name', async () => {
    await withMemory(async (folder) => {
      await mkdir(folder);
      const outside = join(dirname(folder), 'outside.txt');
      await writeFile(outside, 'not a review');
      await symlink(outside, join(folder, '2026-09-30-retention-be5258ae.md'));
      const kept = await keepReview(folder, draft());
      expect(kept).toMatchObject({ ok: true, id: '2026-09-30-retention-be5258ae-2' });
      expect(await readFile(outside, 'utf8')).toBe('not a review');
    });
  });

  it('goes to the next number when the name is taken between the look and the link', async () => {
    await withMemory(async (folder) => {
      let raced = false;
      const files: Files = {
        ...disk,
        link: async (from, to) => {
          if (!raced) await writeFile(to, 'someone else was quicker');
          raced = true;
          return disk.link(from, to);
        },
      };
      const kept = await keepReview(folder, draft(), files);
      expect(kept).toMatchObject({ ok: true, id: '2026-09-30-retention-be5258ae-2', created: true });
      expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
      expect(await readFile(join(folder, '2026-09-30-retention-be5258ae.md'), 'utf8')).toBe(
        'someone else was quicker',
      );
    });
  });

  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])(
    'works where there are no links (%s), never over a file',
    async (code) => {
      await withMemory(async (folder) => {
        const files: Files = { ...disk, link: () => Promise.reject(systemError(code)) };
        await keepReview(folder, draft(), files);
        const second = await keepReview(folder, draft({}, 'Second.'), files);
        expect(second).toMatchObject({ id: '2026-09-30-retention-be5258ae-2', created: true });
        expect(await idsIn(folder)).toHaveLength(2);
        let raced = false;
        const racing: Files = {
          ...files,
          create: async (path) => {
            if (!path.endsWith('.tmp') && !raced) {
              raced = true;
              await writeFile(path, 'someone else was quicker');
            }
            return disk.create(path);
          },
        };
        expect(await keepReview(folder, draft({}, 'Third.'), racing)).toMatchObject({
          id: '2026-09-30-retention-be5258ae-4',
        });
        expect(await readFile(join(folder, '2026-09-30-retention-be5258ae-3.md'), 'utf8')).toBe(
          'someone else was quicker',
        );
      });
    },
  );

  it('says so when the folder above is not there, and when the path is a file', async () => {
    await withMemory(async (folder) => {
      expect(await keepReview(join(folder, 'deeper'), draft())).toMatchObject({
        ok: false,
        problem: {
          code: 'folder-not-found',
          message:
            '--memory-dir: the folder above it is not there, nothing was recorded; make it or name another',
        },
      });
      await writeFile(folder, 'a file');
      expect(await keepReview(folder, draft())).toMatchObject({
        ok: false,
        problem: { code: 'folder-not-found', message: expect.stringContaining('the path is no folder') },
      });
      await chmod(folder, 0o644);
    });
  });
});
