/** What a kept review holds: the front matter of its file, checked like any input, and the texts below it. */
import * as z from 'zod';
import { date, text } from '../fields.ts';
import { units } from '../figure.ts';
import { decisions } from '../memo.ts';
import { confidences } from '../report.ts';
import { reportTools } from '../review/evidence.ts';
import { isReviewId } from './review-id.ts';

/** Tools whose answers can be kept as a review. */
export const keptTools = [...reportTools, 'cco_review_plan'] as const;

export type KeptTool = (typeof keptTools)[number];

/** The most of each list that a review holds; a file with more was not written by us. */
export const mostKept = { figures: 200, expect: 20, breaches: 100 };

/** The most characters of the founder's words and of a memo. */
export const textSizes = { words: 1_000, memo: 20_000, choice: 200 };

const reviewId = (description: string) =>
  z.string().refine(isReviewId).meta({ description, kind: 'text', fix: 'use an id of cco_recall_reviews' });

const figureId = (description: string) => text(description, 80);

export const keptFigureSchema = z.strictObject({
  id: figureId('figure'),
  label: text('what it is'),
  value: z.number().nullable().describe('null when it was undefined'),
  unit: z.enum(units).describe('shares are 0..1'),
  low: z.number().optional().describe('lower end of the 95% interval'),
  high: z.number().optional().describe('upper end of the 95% interval'),
});

export type KeptFigure = z.infer<typeof keptFigureSchema>;

export const expectationSchema = z.strictObject({
  figure: figureId('figure id of the report'),
  target: z.number().meta({ description: 'in the unit of the figure; shares are 0..1' }),
  by: date('day by which'),
});

export type Expectation = z.infer<typeof expectationSchema>;

export const breachSchema = z.strictObject({
  code: text('rule of the output standard', 80),
  line: z.int().min(0).describe('line of the memo'),
  because: text('what breaks it', 500),
});

export type Breach = z.infer<typeof breachSchema>;

/** A value that a definition or an assumption has. */
const plain = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

export const keptReviewSchema = z.strictObject({
  form: z.literal(1).describe('form of the file'),
  id: reviewId('name of the file without its ending'),
  decision: z.enum(decisions).describe('one of the four'),
  tool: z.enum(keptTools).describe('tool that answered'),
  recorded_on: date('day on which it was recorded'),
  as_of: date('date of the report').nullable(),
  report_id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('report it rests on'),
  policy_version: text('version of lines and benchmarks', 40),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: 'of every amount', kind: 'currency' }),
  verdict: text('verdict of the report', 64),
  confidence: z.enum(confidences).describe('in the verdict'),
  choice: text('option taken', textSizes.choice).nullable(),
  expect: z.array(expectationSchema).max(mostKept.expect).describe('what the decision is to change'),
  review_on: date('day of the second look').nullable(),
  corrects: reviewId('review that this one stands in for').nullable(),
  figures: z.array(keptFigureSchema).max(mostKept.figures).describe('the numbers as they were'),
  definitions: z
    .record(z.string(), plain)
    .nullable()
    .describe('what they are defined by; null when the report did not say'),
  assumed: z.record(z.string(), plain).nullable().describe('what was assumed; null when the report was cut'),
  breaches: z
    .array(breachSchema)
    .max(mostKept.breaches)
    .nullable()
    .describe('of the memo; null when it was not checked'),
});

/** The front matter of a review. */
export type KeptReview = z.infer<typeof keptReviewSchema>;

/** A review with the founder's words; the memo stays in its file. */
export type Review = KeptReview & { words: string };
