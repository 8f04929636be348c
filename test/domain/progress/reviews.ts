/** Reviews and snapshots for tests of progress. */
import type { KeptFigure, Review } from '../../../src/domain/progress/kept-review.ts';
import { idStem } from '../../../src/domain/progress/review-id.ts';
import { draft } from '../../memory/drafts.ts';

/** A rate with its interval. Example: `rate('grr', 0.8, 0.7, 0.9)`. */
export const rate = (id: string, value: number | null, low?: number, high?: number): KeptFigure => ({
  id,
  label: id.toUpperCase(),
  value,
  unit: 'share',
  ...(low === undefined || high === undefined ? {} : { low, high }),
});

export const money = (id: string, value: number | null): KeptFigure => ({
  id,
  label: id,
  value,
  unit: 'money',
});

/** A review with changes; its id follows from them unless given. */
export function review(changes: Partial<Review> = {}): Review {
  const { review: rest, words } = draft(changes, changes.words);
  return { ...rest, words, id: changes.id ?? idStem(rest) };
}
