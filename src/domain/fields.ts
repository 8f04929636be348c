/**
 * The kinds of input fields, shared by all analyzers. `fix` says what to do about a bad value and ends its
 * error message; `rare` marks parts that the advertised tool schema leaves out for size and still accepts.
 */
import * as z from 'zod';
import { dayNumber } from './dates.ts';

type Hint = { fix?: string; rare?: boolean };

/** The largest amount taken: sums of larger ones would not be exact to the cent, or overflow. */
export const largestAmount = 1e13;

/** An amount of money from 0, in currency units. */
export const money = (description: string, hint: Hint = {}) =>
  z
    .number()
    .min(0)
    .max(largestAmount)
    .meta({ description, kind: 'money', ...hint });

/** A whole number from 0. */
export const count = (description: string, hint: Hint = {}) =>
  z
    .int()
    .min(0)
    .meta({ description, kind: 'count', ...hint });

/** A share; 0.85 is 85%. Bounds are checked against the meaning of each field elsewhere. */
export const share = (description: string, hint: Hint = {}) =>
  z
    .number()
    .min(0)
    .meta({ description, kind: 'share', ...hint });

/** Text of 1 to `max` characters. */
export const text = (description: string, max = 120, hint: Hint = {}) =>
  z
    .string()
    .min(1)
    .max(max)
    .meta({ description, kind: 'text', ...hint });

/** A calendar date, `YYYY-MM-DD`. */
export const date = (description: string, hint: Hint = {}) =>
  z
    .string()
    .refine((value) => dayNumber(value) !== null)
    .meta({ description, kind: 'date', ...hint });

/** true or false. */
export const flag = (description: string, hint: Hint = {}) =>
  z.boolean().meta({ description, kind: 'flag', ...hint });

/** The three-letter code of a currency. */
export const currencyCode = (description: string, hint: Hint = {}) =>
  z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description, kind: 'currency', ...hint });
