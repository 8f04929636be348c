/** Which reviews stand: a correction in place of the one it corrects, in an order of their own. */
import { compareText } from '../numbers.ts';
import type { Review } from './kept-review.ts';
import { reviewDate } from './review-id.ts';

/** A review that stands, and the ids of those it stands in for, the latest first. */
export type Standing = Review & { replaces: string[] };

/** Newest first: by the day they are about, then by the day they were recorded, then by id. */
const newestFirst = (a: Review, b: Review): number =>
  compareText(reviewDate(b), reviewDate(a)) ||
  compareText(b.recorded_on, a.recorded_on) ||
  compareText(b.id, a.id);

/** The ids a review corrects, one after another; null when they lead back to it. */
function chainOf(review: Review, byId: ReadonlyMap<string, Review>): string[] | null {
  const chain: string[] = [];
  for (let next = review.corrects; next !== null; next = byId.get(next)?.corrects ?? null) {
    if (next === review.id || chain.includes(next)) return null;
    chain.push(next);
  }
  return chain;
}

/**
 * The reviews that stand, newest first, in whatever order they were read. `notes` say what is odd about corrections.
 * Example: of a review and its correction only the correction stands, and its `replaces` names the other.
 */
export function standingReviews(reviews: readonly Review[]): { standing: Standing[]; notes: string[] } {
  const ordered = [...reviews].sort(newestFirst);
  const byId = new Map(ordered.map((review) => [review.id, review]));
  const notes: string[] = [];
  const replaced = new Map<string, string[]>();
  const chains = new Map<string, string[]>();
  for (const review of ordered) {
    const chain = chainOf(review, byId);
    if (chain === null) {
      // Hidden by each other, both would be lost.
      notes.push(`${review.id} and what it corrects point at each other; all of them are shown`);
      continue;
    }
    chains.set(review.id, chain);
    const [first] = chain;
    if (first !== undefined) replaced.set(first, [...(replaced.get(first) ?? []), review.id]);
  }
  for (const [id, by] of replaced) {
    if (!byId.has(id)) notes.push(`${by.join(' and ')} corrects ${id}, which is not among the reviews read`);
    if (by.length > 1)
      notes.push(`${id} has ${by.length} corrections, ${by.join(' and ')}; all of them are shown`);
  }
  return {
    standing: ordered
      .filter(({ id }) => !replaced.has(id))
      .map((review) => ({ ...review, replaces: chains.get(review.id) ?? [] })),
    notes: notes.sort(compareText),
  };
}

/**
 * Reviews whose second look is due by a day: the day they set is over, and no later review of the same decision is
 * about that day or a later one.
 */
export const dueReviews = (standing: readonly Standing[], by: string): Standing[] =>
  standing.filter(
    ({ review_on, decision, id }) =>
      review_on !== null &&
      review_on <= by &&
      !standing.some(
        (other) => other.id !== id && other.decision === decision && reviewDate(other) >= review_on,
      ),
  );
