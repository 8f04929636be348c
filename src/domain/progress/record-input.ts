/** What `cco_record_review` takes, and what of it cannot be true. */
import * as z from 'zod';
import { date, text } from '../fields.ts';
import { nearestName, type Problem, problem } from '../problem.ts';
import { expectationSchema, mostKept, textSizes } from './kept-review.ts';
import { reportField } from './recall-input.ts';
import { isReviewId, reviewDate } from './review-id.ts';
import type { Recordable } from './snapshot.ts';

export const recordInputSchema = z.strictObject({
  report: reportField.meta({ description: 'report or its id', expects: 'a report or its id' }),
  memo: text('Markdown; default: the memo of the report', textSizes.memo).optional(),
  decision: text("the founder's decision, in their words", textSizes.words),
  choice: text('option taken', textSizes.choice).optional(),
  expect: z
    .array(expectationSchema)
    .max(mostKept.expect)
    .meta({ description: 'what it is to change' })
    .optional(),
  review_on: date('day of the second look').optional(),
  corrects: text('id of the review this one stands in for', 80).optional(),
});

export type RecordInput = z.infer<typeof recordInputSchema>;

/** A target of a share above this is a percentage that was meant as one. */
const highestShare = 5;

function targetProblem(path: string, target: number, unit: string | undefined): Problem[] {
  if (unit !== 'share' || target <= highestShare) return [];
  return [problem(path, 'out-of-range', `${target} is ${target * 100}%; did you mean ${target / 100}?`)];
}

/** What a schema cannot see of a record: days that are over, figures the report does not have, percentages given as shares. */
export function recordProblems(input: RecordInput, report: Recordable, recorded_on: string): Problem[] {
  const { expect = [], review_on, corrects } = input;
  const day = reviewDate({ as_of: report.as_of, recorded_on });
  const units = new Map(report.figures.map(({ id, unit }) => [id, unit]));
  const early = (path: string, value: string) =>
    value > day
      ? []
      : [problem(path, 'out-of-range', `${value} is not after the review (${day}); give a later day`)];
  return [
    ...(review_on === undefined ? [] : early('review_on', review_on)),
    ...(corrects === undefined || isReviewId(corrects)
      ? []
      : [problem('corrects', 'unknown-review', 'is no id of a review; cco_recall_reviews lists them')]),
    ...expect.flatMap(({ figure, target, by }, i) => {
      const path = `expect[${i}]`;
      const near = nearestName(figure, [...units.keys()]);
      const hint = near === undefined ? 'use the id of one of its figures' : `did you mean ${near}?`;
      return [
        ...(units.has(figure)
          ? []
          : [problem(`${path}.figure`, 'unknown-figure', `the report has no such figure; ${hint}`, near)]),
        ...(expect.findIndex((one) => one.figure === figure) < i
          ? [problem(`${path}.figure`, 'duplicate', 'is named twice; keep one target a figure')]
          : []),
        ...targetProblem(`${path}.target`, target, units.get(figure)),
        ...early(`${path}.by`, by),
      ];
    }),
  ];
}
