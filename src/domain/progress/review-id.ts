/** The id of a review, which names its file and its resource. No schemas here: starting up needs no more than this. */
import type { Decision } from '../memo.ts';

const idForm =
  /^\d{4}-\d{2}-\d{2}-(?:retention|segmentation|coverage|next-hire)-[0-9a-f]{8}(?:-[1-9]\d{0,3})?$/;

/** Whether a text has the form of a review's id: it then names a file and nothing else. Example: "2026-09-30-retention-be5258ae-2" has. */
export const isReviewId = (id: string): boolean => idForm.test(id);

type Dated = { as_of: string | null; recorded_on: string };

/** The day a review is about: of its report, else on which it was recorded. */
export const reviewDate = ({ as_of, recorded_on }: Dated): string => as_of ?? recorded_on;

/** The beginning of a review's id. Example: "2026-09-30-next-hire-1cf697fc"; a number follows where it is taken. */
export const idStem = (review: Dated & { decision: Decision; report_id: string }): string =>
  `${reviewDate(review)}-${review.decision.replace(' ', '-')}-${review.report_id.slice(0, 8)}`;

/** Where a review is served. Example: `reviewUri('2026-09-30-retention-be5258ae')` begins with `cco://reviews/`. */
export const reviewUri = (id: string): string => `cco://reviews/${id}`;
