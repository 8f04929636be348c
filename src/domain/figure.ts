/** A figure is the only form in which a number reaches an answer: value, unit and shown text, with its formula. */
import * as z from 'zod';
import { units } from './display.ts';

export {
  type DisplayContext,
  displayValue,
  type FigureDefinition,
  moneyText,
  numberText,
  shareText,
  type Unit,
  units,
} from './display.ts';

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
