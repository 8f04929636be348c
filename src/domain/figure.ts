/** A figure is the only form in which a number reaches an answer: value, unit and shown text, with its formula. */
import * as z from 'zod';

export {
  type DisplayContext,
  displayValue,
  type FigureDefinition,
  moneyText,
  numberText,
  shareText,
} from './display.ts';

export const units = [
  'share',
  'money',
  'count',
  'fte',
  'hours',
  'months',
  'days',
  'points',
  'score',
  'ratio',
] as const;

/** How a value is meant: shares are 0..1, points are percentage points (5.39, not 0.0539), money is in the report's currency. */
export type Unit = (typeof units)[number];

export const figureSchema = z
  .strictObject({
    id: z.string().describe('stable id, cited in brackets'),
    label: z.string().describe('what it is, in words'),
    value: z.number().nullable().describe('full precision; null when undefined'),
    unit: z.enum(units).describe('shares are 0..1'),
    display: z.string().describe('the text to show'),
    formula: z.string().optional().describe('the formula with its numbers (detail full)'),
    reason: z.string().optional().describe('why the value is null'),
  })
  .describe('one number of the answer');

export type Figure = z.infer<typeof figureSchema>;
