/** Keeping a review: one file, whole or not there, and never over another. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Problem, problem } from '../domain/problem.ts';
import type { KeptReview } from '../domain/progress/kept-review.ts';
import { idStem } from '../domain/progress/review-id.ts';
import { sameReview } from './digest.ts';
import { codeOf, disk, type Files } from './files.ts';
import { largestReview, reviewIds } from './read.ts';
import { reviewText } from './review.ts';

/** Where reviews are kept, and the day as the transport knows it (YYYY-MM-DD). */
export type Memory = { folder: string; today: () => string };

export type Kept = { ok: true; id: string; created: boolean } | { ok: false; problem: Problem };

/** A review before it has a name. */
export type Draft = { review: Omit<KeptReview, 'id'>; memo: string; words: string };

/** The most numbers tried for one name before something else must be wrong. */
const mostTries = 1_000;

const sentences: Readonly<Record<string, [code: string, rest: string]>> = {
  ENOSPC: ['disk-full', 'the disk is full, nothing was recorded; free some space and record again'],
  EDQUOT: ['disk-full', 'the quota is used up, nothing was recorded; free some space and record again'],
  EROFS: ['not-writable', 'the folder is read-only, nothing was recorded; name another at start-up'],
  EACCES: ['not-writable', 'the folder cannot be written to, nothing was recorded; change its permissions'],
  EPERM: ['not-writable', 'the folder cannot be written to, nothing was recorded; change its permissions'],
  ENOENT: [
    'folder-not-found',
    'the folder above it is not there, nothing was recorded; make it or name another',
  ],
  UNCONFIRMED: [
    'not-confirmed',
    'the review is written, but the disk did not confirm it; record it again, it will not be doubled',
  ],
  ENOTDIR: ['folder-not-found', 'the path is no folder, nothing was recorded; name another'],
};

/** An error of the system as a problem a founder can act on. */
export function writeProblem(error: unknown): Problem {
  const code = codeOf(error);
  const [name, rest] = sentences[code] ?? [
    'not-written',
    `the review could not be recorded (${code || 'unknown error'}); record it again`,
  ];
  return problem('--memory-dir', name, rest);
}

/** Systems without hard links answer so. */
const linksMissing = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Puts a written file under its name, unless the name is taken. Where there are no links the name is taken first, empty. */
async function putInPlace(written: string, place: string, files: Files): Promise<void> {
  try {
    await files.link(written, place);
  } catch (error) {
    if (!linksMissing.has(codeOf(error))) throw error;
    await files.close(await files.create(place));
    await files.rename(written, place).catch(async (failed: unknown) => {
      await files.remove(place).catch(() => undefined);
      throw failed;
    });
  }
}

/** Writes a file that is complete on the disk before it has its name. True when it was made, false when the name is taken. */
async function createWhole(folder: string, name: string, text: string, files: Files): Promise<boolean> {
  const written = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await files.create(written);
  try {
    try {
      await files.write(file, new TextEncoder().encode(text));
      await files.sync(file);
    } finally {
      await files.close(file);
    }
    await putInPlace(written, join(folder, name), files);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    // What is left of it begins with a dot and is never read; failing to remove it changes nothing.
    await files.remove(written).catch(() => undefined);
  }
}

/** Puts the names of the folder on the disk. What fails here leaves a review that is whole and may be recorded again. */
const confirm = (folder: string, files: Files): Promise<void> =>
  files.syncFolder(folder).catch(() => {
    throw Object.assign(new Error('not confirmed'), { code: 'UNCONFIRMED' });
  });

/** The ids of a folder that begin with a stem, and the next number that none of them has. */
async function taken(folder: string, stem: string, files: Files): Promise<{ ids: string[]; next: string }> {
  const own = new RegExp(`^${stem}(?:-([1-9]\\d{0,3}))?$`);
  const numbered = (await reviewIds(folder, files)).flatMap((id) => {
    const match = own.exec(id);
    return match === null ? [] : [{ id, number: Number(match[1] ?? 1) }];
  });
  const highest = Math.max(0, ...numbered.map(({ number }) => number));
  return { ids: numbered.map(({ id }) => id), next: highest === 0 ? stem : `${stem}-${highest + 1}` };
}

async function isSame(folder: string, id: string, draft: Draft, files: Files): Promise<boolean> {
  const bytes = await files.read(join(folder, `${id}.md`), largestReview).catch(() => null);
  if (bytes === null) return false;
  return sameReview(
    new TextDecoder().decode(bytes),
    reviewText({ ...draft, review: { ...draft.review, id } }),
  );
}

/**
 * Keeps a review. The same review recorded again is found, not doubled, so that a call may be repeated after any fault;
 * another one under a taken name gets the next number.
 * Example: the second review of one report on one day has the id `2026-09-30-retention-be5258ae-2`.
 */
export async function keepReview(folder: string, draft: Draft, files: Files = disk): Promise<Kept> {
  const stem = idStem(draft.review);
  try {
    await files.makeFolder(folder);
    for (let tries = 0; tries < mostTries; tries++) {
      const { ids, next } = await taken(folder, stem, files);
      for (const id of ids) {
        if (!(await isSame(folder, id, draft, files))) continue;
        // An earlier call may have ended before its name was on the disk.
        await confirm(folder, files);
        return { ok: true, id, created: false };
      }
      const text = reviewText({ ...draft, review: { ...draft.review, id: next } });
      if (!(await createWhole(folder, `${next}.md`, text, files))) continue;
      await confirm(folder, files);
      return { ok: true, id: next, created: true };
    }
    return {
      ok: false,
      problem: problem(
        '--memory-dir',
        'not-written',
        'too many reviews of one report and day are kept; correct one of them instead',
      ),
    };
  } catch (error) {
    return { ok: false, problem: writeProblem(error) };
  }
}
