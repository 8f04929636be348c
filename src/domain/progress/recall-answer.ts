/** A recall as its tool answers it: every number with its shown text, text of founders quoted. */
import { displayValue } from '../figure.ts';
import { compareText } from '../numbers.ts';
import { clip, quoted } from '../problem.ts';
import type { RecallAnswer } from './answers.ts';
import { textSizes } from './kept-review.ts';
import { withInterval } from './movement.ts';
import type { Recall } from './recall.ts';
import { reviewUri } from './review-id.ts';
import type { Standing } from './standing.ts';

function listed(review: Standing): RecallAnswer['reviews'][number] {
  const { id, decision, tool, as_of, recorded_on, report_id, verdict, confidence, currency } = review;
  const unitOf = (figure: string) => review.figures.find((one) => one.id === figure)?.unit ?? 'ratio';
  return {
    id,
    uri: reviewUri(id),
    decision,
    tool,
    as_of,
    recorded_on,
    report_id,
    verdict: clip(verdict, 64),
    confidence,
    decided: quoted(review.words, textSizes.words),
    choice: review.choice === null ? null : quoted(review.choice, textSizes.choice),
    expect: review.expect.map((one) => ({
      ...one,
      target_display: displayValue(one.target, { label: '', unit: unitOf(one.figure) }, { currency }),
    })),
    review_on: review.review_on,
    replaces: review.replaces,
    breaches: review.breaches?.length ?? null,
    figures: review.figures.map((figure) => ({
      id: figure.id,
      value: figure.value,
      unit: figure.unit,
      display: withInterval(figure, currency),
    })),
  };
}

/** The answer of a recall. `skipped` are the files that could not be read, with their reasons. */
export function recallAnswer(
  { reviews, more, due, due_by, trends, progress, progress_reason, notes }: Recall,
  skipped: readonly { file: string; reason: string }[],
): RecallAnswer {
  return {
    ok: true,
    tool: 'cco_recall_reviews',
    reviews: reviews.map(listed),
    more,
    due_by,
    due: due.map(({ id }) => id),
    progress,
    progress_reason,
    trends,
    skipped: [...skipped].sort((a, b) => compareText(a.file, b.file)),
    notes,
  };
}
