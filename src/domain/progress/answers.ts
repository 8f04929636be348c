/** The answers of recording and recalling, as their tools promise them. */
import * as z from 'zod';
import { units } from '../figure.ts';
import { decisions } from '../memo.ts';
import { confidences } from '../report.ts';
import { expectationStatuses } from './expectations.ts';
import { breachSchema, expectationSchema, keptTools } from './kept-review.ts';
import { readings } from './movement.ts';

const notes = z.array(z.string()).describe('what is odd, a sentence each');

export const recordAnswerSchema = z
  .strictObject({
    ok: z.literal(true).describe('the review is kept'),
    tool: z.literal('cco_record_review').describe('tool that answered'),
    id: z.string().describe('of the review'),
    uri: z.string().describe('resource that serves it'),
    file: z.string().describe('file in the memory folder'),
    created: z.boolean().describe('false when the same review was kept already'),
    decision: z.enum(decisions).describe('one of the four'),
    as_of: z.string().nullable().describe('date of the report'),
    recorded_on: z.string().describe('day on which it was recorded'),
    review_on: z.string().nullable().describe('day of the second look'),
    corrects: z.string().nullable().describe('review it stands in for'),
    figures_kept: z.number().describe('how many figures it holds'),
    breaches: z.array(breachSchema).nullable().describe('of the memo; null when it was not checked'),
    notes,
  })
  .describe('one review kept');

export type RecordAnswer = z.infer<typeof recordAnswerSchema>;

const differenceSchema = z
  .strictObject({
    what: z.string().describe('definition that differs'),
    before: z.string().describe('as it was'),
    now: z.string().describe('as it is'),
    withholds: z.enum(['all', 'money', 'computed', 'net', 'none']).describe('figures not compared for it'),
  })
  .meta({ id: 'difference' });

const expectationAnswer = expectationSchema.extend({ target_display: z.string().describe('as shown') });

const reviewSchema = z.strictObject({
  id: z.string().describe('of the review'),
  uri: z.string().describe('resource that serves it whole'),
  decision: z.enum(decisions).describe('one of the four'),
  tool: z.enum(keptTools).describe('tool that answered'),
  as_of: z.string().nullable().describe('date of the report'),
  recorded_on: z.string().describe('day on which it was recorded'),
  report_id: z.string().describe('report it rests on'),
  verdict: z.string().describe('of the report'),
  confidence: z.enum(confidences).describe('in the verdict'),
  decided: z.string().describe("the founder's words, quoted as data"),
  choice: z.string().nullable().describe('option taken'),
  expect: z.array(expectationAnswer).describe('what it was to change'),
  review_on: z.string().nullable().describe('day of the second look'),
  replaces: z.array(z.string()).describe('reviews it stands in for'),
  breaches: z.number().nullable().describe('of its memo; null when it was not checked'),
  figures: z
    .array(
      z.strictObject({
        id: z.string().describe('figure'),
        value: z.number().nullable().describe('full precision'),
        unit: z.enum(units).describe('shares are 0..1'),
        display: z.string().describe('with its interval'),
      }),
    )
    .describe('the numbers as they were'),
});

const movementSchema = z.strictObject({
  figure: z.string().describe('figure id'),
  label: z.string().describe('what it is'),
  unit: z.enum(units).describe('shares are 0..1'),
  before: z.number().nullable().describe('value then'),
  now: z.number().nullable().describe('value now'),
  before_display: z.string().describe('with its interval'),
  now_display: z.string().describe('with its interval'),
  change: z.number().nullable().describe('now - before; null when not compared'),
  change_display: z.string().describe('shares in points'),
  reading: z
    .enum(readings)
    .describe('moved: 95% intervals apart; noise: they overlap; exact: a fact of the books'),
  because: z.string().describe('why it reads so'),
});

const progressSchema = z.strictObject({
  against: z.string().describe('id of the earlier review'),
  against_date: z.string().describe('day it is about'),
  days: z.number().nullable().describe('from then to now'),
  shared_months: z
    .number()
    .nullable()
    .describe('months that both periods cover; the change is what the others did'),
  verdict_before: z.string().describe('verdict then'),
  verdict_now: z.string().describe('verdict now'),
  definitions: z.array(differenceSchema).describe('what differs beside the business; read first'),
  figures: z.array(movementSchema).describe('of the figures the review kept'),
  expectations: z
    .array(
      expectationAnswer.extend({
        before_display: z.string().describe('as it was'),
        now_display: z.string().describe('as it is'),
        status: z.enum(expectationStatuses).describe('whether it came true'),
        because: z.string().describe('why'),
      }),
    )
    .describe('what the decision was to change'),
});

const trendSchema = z.strictObject({
  tool: z.enum(keptTools).describe('whose figures'),
  reviews: z.array(z.string()).describe('ids, oldest first'),
  definitions: z.array(differenceSchema).describe('what differs between the last two'),
  figures: z
    .array(
      z.strictObject({
        figure: z.string().describe('figure id'),
        label: z.string().describe('what it is'),
        points: z
          .array(
            z.strictObject({
              review: z.string().describe('id'),
              value: z.number().nullable().describe('full precision'),
              display: z.string().describe('with its interval'),
            }),
          )
          .describe('oldest first'),
        change_display: z.string().describe('of the last step'),
        reading: z.enum(readings).describe('of the last step'),
        because: z.string().describe('why it reads so'),
      }),
    )
    .describe('how they ran'),
});

export const recallAnswerSchema = z
  .strictObject({
    ok: z.literal(true).describe('the folder was read'),
    tool: z.literal('cco_recall_reviews').describe('tool that answered'),
    reviews: z.array(reviewSchema).describe('those that stand, newest first'),
    more: z.number().describe('further ones beyond the limit'),
    due_by: z.string().describe('day the second looks are due by'),
    due: z.array(z.string()).describe('ids whose second look is due, and no later review has taken'),
    progress: progressSchema.nullable().describe('since the last comparable review; null unless asked for'),
    progress_reason: z.string().nullable().describe('why it is null although asked for'),
    trends: z.array(trendSchema).describe('of tools with two reviews or more'),
    skipped: z
      .array(
        z.strictObject({
          file: z.string().describe('file in the memory folder'),
          reason: z.string().describe('why it was left out'),
        }),
      )
      .describe('files that could not be read'),
    notes,
    rows_omitted: z.record(z.string(), z.number()).optional().describe('part: rows left out for size'),
  })
  .describe('reviews that are kept');

export type RecallAnswer = z.infer<typeof recallAnswerSchema>;
