/** Reading kept reviews: each file on its own, so that one that cannot be read hides none of the others. */
import { join } from 'node:path';
import { compareText } from '../domain/numbers.ts';
import { clip } from '../domain/problem.ts';
import type { Review } from '../domain/progress/kept-review.ts';
import { isReviewId } from '../domain/progress/review-id.ts';
import { codeOf, disk, type Files } from './files.ts';
import { parseReview } from './review.ts';

/** A file that was left out, and why. */
export type Skipped = { file: string; reason: string };

/** A review with its whole file. */
export type ReadReview = { review: Review; memo: string; text: string };

/** The largest file that is read, in bytes. Ours stay far below. */
export const largestReview = 256 * 1024;

/** The most files that are read, the newest by name. */
export const mostReviews = 2_000;

/** Files read together: a busy server does other calls between two touches of the disk, so one by one would take for ever. */
const atOnce = 32;

const unreadable: Readonly<Record<string, string>> = {
  ELOOP: 'is a link; reviews are plain files',
  EMLINK: 'is a link; reviews are plain files',
  ENOTPLAIN: 'is no plain file',
  EISDIR: 'is a folder',
  ENXIO: 'is no plain file',
  ENOENT: 'was not found',
  EACCES: 'cannot be opened; change its permissions',
  EPERM: 'cannot be opened; change its permissions',
};

const because = (error: unknown): string =>
  unreadable[codeOf(error)] ?? (error instanceof Error ? clip(error.message, 300) : 'cannot be read');

/** Reads one review by its id. @throws Error with a clause that says why it cannot be read. */
export async function readReview(folder: string, id: string, files: Files = disk): Promise<ReadReview> {
  if (!isReviewId(id)) throw new Error('is not named as a review is; give it the id in its front matter');
  const bytes = await files.read(join(folder, `${id}.md`), largestReview);
  if (bytes === null) throw new Error(`is larger than ${largestReview / 1024} KiB`);
  if (bytes.length === 0) throw new Error('is empty, as an interrupted write leaves it; delete it');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8 text; save it as such');
  }
  const { review, memo, words } = await parseReview(text);
  if (review.id !== id) throw new Error(`its id is ${review.id}; name the file after it`);
  return { review: { ...review, words }, memo, text };
}

/** Names of files that are meant to be reviews: Markdown, not hidden, and not a folder's own page. */
const isMeant = (name: string): boolean =>
  name.endsWith('.md') && !name.startsWith('.') && name.toLowerCase() !== 'readme.md';

/** Ids of the reviews of a folder by name alone, newest first; none where there is no folder. @throws Error of the system. */
export async function reviewIds(folder: string, files: Files = disk): Promise<string[]> {
  const names = await files.list(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter(isMeant)
    .map((name) => name.slice(0, -3))
    .sort((a, b) => compareText(b, a));
}

/**
 * Reads all reviews of a folder, newest first by name; a folder that is not there has none.
 * Example: of three files with one cut short, two are read and the third is in `skipped` with its reason.
 * @throws Error of the system when the folder cannot be listed.
 */
export async function readReviews(
  folder: string,
  files: Files = disk,
): Promise<{ reviews: ReadReview[]; skipped: Skipped[] }> {
  const ids = await reviewIds(folder, files);
  const reviews: ReadReview[] = [];
  const skipped: Skipped[] = [];
  const readOrSkip = (id: string) =>
    readReview(folder, id, files).then(
      (review) => ({ review }),
      (error: unknown) => ({ file: clip(`${id}.md`, 120), reason: because(error) }),
    );
  const wanted = ids.slice(0, mostReviews);
  for (let from = 0; from < wanted.length; from += atOnce)
    for (const one of await Promise.all(wanted.slice(from, from + atOnce).map(readOrSkip)))
      if ('review' in one) reviews.push(one.review);
      else skipped.push(one);
  if (ids.length > mostReviews)
    skipped.push({ file: '*.md', reason: `${ids.length - mostReviews} older files are not read` });
  return { reviews, skipped };
}
