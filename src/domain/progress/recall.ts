/** The line of a recall: which reviews stand and are asked for, how their figures ran, and what moved since the last one. */
import { type Progress, progressSince } from './compare.ts';
import type { Review } from './kept-review.ts';
import { type RecallInput, reviewLimits } from './recall-input.ts';
import { reviewDate } from './review-id.ts';
import type { Snapshot } from './snapshot.ts';
import { dueReviews, type Standing, standingReviews } from './standing.ts';
import { type Trend, trendsOf } from './trend.ts';

/** How many reviews back a trend goes. */
const trendLength = 6;

export type Recall = {
  reviews: Standing[];
  /** How many more fit than the limit lets through. */
  more: number;
  due: Standing[];
  due_by: string;
  trends: Trend[];
  progress: Progress | null;
  /** Why there is no progress although it was asked for. */
  progress_reason: string | null;
  notes: string[];
};

/** The last review that a report can be held against: of the same tool, not of the same report, not about a later day. */
export const lastComparable = (standing: readonly Standing[], now: Snapshot): Standing | undefined =>
  standing.find(
    (review) =>
      review.tool === now.tool &&
      review.report_id !== now.report_id &&
      (now.as_of === null || reviewDate(review) <= now.as_of),
  );

/**
 * Recalls reviews. `today` stands in where no day is given; `now` is the report to compare with.
 * Example: with `decision: 'retention'` and `limit: 1` the newest retention review that stands is listed.
 */
export function recall(
  kept: readonly Review[],
  { decision, from, to, limit, due_on }: RecallInput,
  { today, now }: { today: string; now: Snapshot | null },
): Recall {
  const { standing, notes } = standingReviews(kept);
  const asked = standing.filter(
    (review) =>
      (decision === undefined || review.decision === decision) &&
      (from === undefined || reviewDate(review) >= from) &&
      (to === undefined || reviewDate(review) <= to),
  );
  const due_by = due_on ?? today;
  // A later look may lie outside of what is asked for; it counts all the same.
  const isDue = new Set(dueReviews(standing, due_by).map(({ id }) => id));
  const due = asked.filter(({ id }) => isDue.has(id));
  const matching = due_on === undefined ? asked : due;
  const most = limit ?? reviewLimits.usual;
  const earlier = now === null ? undefined : lastComparable(asked, now);
  return {
    reviews: matching.slice(0, most),
    more: Math.max(0, matching.length - most),
    due,
    due_by,
    trends: trendsOf(asked, trendLength),
    progress: now === null || earlier === undefined ? null : progressSince(earlier, now, now.as_of ?? today),
    progress_reason:
      now === null || earlier !== undefined
        ? null
        : `no earlier review of ${now.tool} is kept that this report could be held against`,
    notes,
  };
}
