/** What `cco_recall_reviews` takes. */
import * as z from 'zod';
import { date } from '../fields.ts';
import { languages } from '../language.ts';
import { decisions } from '../memo.ts';
import { type Problem, problem } from '../problem.ts';

/** How many reviews an answer lists, unless told and at most. */
export const reviewLimits = { usual: 10, most: 100 };

/** A report as a tool takes it: its id in this run, or the report. */
export const reportField = z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]);

export const recallInputSchema = z.strictObject({
  decision: z.enum(decisions).meta({ description: 'of this decision only' }).optional(),
  from: date('first day the review is about').optional(),
  to: date('last day').optional(),
  limit: z
    .int()
    .min(1)
    .max(reviewLimits.most)
    .meta({ description: `newest first; default ${reviewLimits.usual}`, fix: 'give a whole number from 1' })
    .optional(),
  compare_to: reportField
    .meta({
      description: 'report or its id: what moved since the last comparable review',
      expects: 'a report or its id',
    })
    .optional(),
  due_on: date('only reviews whose second look is due by then').optional(),
  language: z.enum(languages).meta({ description: 'labels; default en' }).optional(),
});

export type RecallInput = z.infer<typeof recallInputSchema>;

/** What a schema cannot see. Example: from 2027-01-01 to 2026-01-01 is refused. */
export function recallProblems({ from, to }: RecallInput): Problem[] {
  return from !== undefined && to !== undefined && from > to
    ? [problem('from', 'out-of-range', `${from} is after to (${to}); swap them`)]
    : [];
}
