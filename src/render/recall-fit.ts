/** The structured half of a recall within its size: what goes first, and how much of it is counted as left out. */
import type { RecallAnswer } from '../domain/progress/answers.ts';
import { sizes } from './section.ts';

/** What is left out of the structured half for size, in this order; each step is tried until the whole fits. */
const shorter: readonly ((answer: RecallAnswer) => RecallAnswer)[] = [
  (answer) => withoutFigures(answer, 1),
  (answer) => withoutFigures(answer, 0),
  (answer) => withTrends(answer, 3, Number.POSITIVE_INFINITY),
  (answer) => withTrends(answer, 2, 8),
  (answer) => withTrends(answer, 2, 0),
  (answer) => withSkipped(answer, 20),
  (answer) => withReviews(answer, 5),
  (answer) => withReviews(answer, 2),
];

const withSkipped = (answer: RecallAnswer, most: number): RecallAnswer =>
  omitting(answer, 'skipped', answer.skipped.length - most, { skipped: answer.skipped.slice(0, most) });

const omitting = (
  answer: RecallAnswer,
  part: string,
  rows: number,
  change: Partial<RecallAnswer>,
): RecallAnswer =>
  rows <= 0
    ? answer
    : {
        ...answer,
        ...change,
        rows_omitted: { ...answer.rows_omitted, [part]: (answer.rows_omitted?.[part] ?? 0) + rows },
      };

/** Figures of the first reviews only; the trends have them too. */
function withoutFigures(answer: RecallAnswer, kept: number): RecallAnswer {
  const lost = answer.reviews.slice(kept).reduce((n, { figures }) => n + figures.length, 0);
  return omitting(answer, 'reviews.figures', lost, {
    reviews: answer.reviews.map((review, i) => (i < kept ? review : { ...review, figures: [] })),
  });
}

/** Trends of the last points and the first figures. */
function withTrends(answer: RecallAnswer, points: number, figures: number): RecallAnswer {
  const lost = answer.trends.reduce((n, trend) => n + Math.max(0, trend.figures.length - figures), 0);
  const cut = answer.trends.reduce((n, { reviews }) => n + Math.max(0, reviews.length - points), 0);
  return omitting(answer, 'trends', lost + cut, {
    trends: answer.trends.map((trend) => ({
      ...trend,
      reviews: trend.reviews.slice(-points),
      figures: trend.figures
        .slice(0, figures)
        .map((figure) => ({ ...figure, points: figure.points.slice(-points) })),
    })),
  });
}

const withReviews = (answer: RecallAnswer, most: number): RecallAnswer =>
  omitting(answer, 'reviews', answer.reviews.length - most, { reviews: answer.reviews.slice(0, most) });

/** The structured half within its size; what was left out is counted in `rows_omitted`. The answer is not changed. */
export function fitRecall(answer: RecallAnswer): RecallAnswer {
  let fitted = answer;
  for (const step of shorter) {
    if (JSON.stringify(fitted).length <= sizes.summary.structured) break;
    fitted = step(fitted);
  }
  return fitted;
}
