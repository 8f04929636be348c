/** Each step of keeping a review broken in turn: what a reader sees, what the caller is told, what a second try gives. */
import { mkdir, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { disk, type Files } from '../../src/memory/files.ts';
import { readReviews } from '../../src/memory/read.ts';
import { keepReview } from '../../src/memory/store.ts';
import { broken, draft, type Step, systemError, withMemory } from './drafts.ts';

/** Steps in their order, and whether the review is there when one of them fails. */
const steps: readonly { step: Step; there: boolean; ok: boolean }[] = [
  { step: 'makeFolder', there: false, ok: false },
  { step: 'list', there: false, ok: false },
  { step: 'create', there: false, ok: false },
  { step: 'write', there: false, ok: false },
  { step: 'sync', there: false, ok: false },
  { step: 'close', there: false, ok: false },
  { step: 'link', there: false, ok: false },
  { step: 'remove', there: true, ok: true },
  { step: 'syncFolder', there: true, ok: false },
];

const codes = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EDQUOT', 'EMFILE'];

const cases = steps.flatMap((one) => codes.map((code) => ({ ...one, code })));

/** An earlier review, which no fault may touch. */
const earlier = draft({ as_of: '2026-06-30', report_id: '0123456789abcdef' }, 'Price later.');

async function seen(folder: string) {
  const { reviews, skipped } = await readReviews(folder);
  expect(skipped).toEqual([]);
  return reviews.map(({ review }) => review.words).sort();
}

describe.each(cases)('$step fails with $code', ({ step, there, ok, code }) => {
  it('leaves a whole review or none, says so, and a second try keeps it once', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, earlier);
      const files = broken(step, 1, () => {
        throw systemError(code);
      });
      const kept = await keepReview(folder, draft(), files);
      expect(kept.ok).toBe(ok);
      if (!kept.ok) {
        expect(kept.problem.message).toMatch(/^--memory-dir: .+; .+$/);
        expect(kept.problem.message).not.toMatch(/injected|\n/);
        // What is said about the file is true.
        expect(kept.problem.message.includes('nothing was recorded')).toBe(
          !there && ['ENOSPC', 'EROFS', 'EACCES', 'EDQUOT'].includes(code),
        );
      }
      const both = ['Onboarding first.', 'Price later.'];
      expect(await seen(folder)).toEqual(there ? both : ['Price later.']);
      const again = await keepReview(folder, draft());
      expect(again).toEqual({ ok: true, id: '2026-09-30-retention-be5258ae', created: !there });
      expect(await seen(folder)).toEqual(both);
      const left = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
      expect(left.length).toBeLessThanOrEqual(step === 'remove' ? 1 : 0);
    });
  });
});

it('covers every step that keeping a review takes', async () => {
  await withMemory(async (folder) => {
    const used = new Set<string>();
    const watched = Object.fromEntries(
      Object.entries(disk).map(([name, step]) => [
        name,
        (...args: never[]) => {
          used.add(name);
          return (step as (...args: never[]) => unknown)(...args);
        },
      ]),
    ) as Files;
    await keepReview(folder, draft(), watched);
    expect([...used].sort()).toEqual(steps.map(({ step }) => step).sort());
  });
});

it('a disk that fills up in the middle of a file leaves no part of it', async () => {
  await withMemory(async (folder) => {
    const files: Files = {
      ...disk,
      write: async (file, bytes) => {
        await disk.write(file, bytes.subarray(0, bytes.length / 2));
        throw systemError('ENOSPC');
      },
    };
    expect(await keepReview(folder, draft(), files)).toMatchObject({
      ok: false,
      problem: {
        code: 'disk-full',
        message: '--memory-dir: the disk is full, nothing was recorded; free some space and record again',
      },
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('without links', () => {
  const noLinks = (files: Files): Files => ({ ...files, link: () => Promise.reject(systemError('ENOTSUP')) });

  it.each([
    ['create', 2],
    ['close', 2],
    ['rename', 1],
  ] as const)('%s (call %i) fails: nothing half is read and a second try keeps it', async (step, nth) => {
    await withMemory(async (folder) => {
      await mkdir(folder);
      const files = noLinks(
        broken(step, nth, () => {
          throw systemError('EIO');
        }),
      );
      expect((await keepReview(folder, draft(), files)).ok).toBe(false);
      const { reviews, skipped } = await readReviews(folder);
      expect(reviews).toEqual([]);
      for (const { reason } of skipped)
        expect(reason).toContain('is empty, as an interrupted write leaves it');
      expect((await keepReview(folder, draft())).ok).toBe(true);
      expect((await readReviews(folder)).reviews).toHaveLength(1);
    });
  });
});
