/** One account of `accounts[]`: its ARR at period start and end, and what is known about it. */
import * as z from 'zod';
import { currencyCode, date, flag, money, text } from '../fields.ts';

const productSchema = z.strictObject({
  product: text('product', 80),
  arr_start: money('at start'),
  arr_end: money('at end'),
});

const positive = (description: string) => z.number().positive().meta({ description, rare: true });

export const accountSchema = z
  .strictObject({
    id: z.union([z.string().min(1).max(120), z.int()]).meta({ description: 'unique id', kind: 'id' }),
    arr_start: money('ARR at period start, 0 if not a customer then', {
      fix: 'give the ARR at period start, 0 if not yet a customer',
    }),
    arr_end: money('ARR at period end, 0 if gone', {
      fix: 'give the ARR at period end, 0 if the customer left',
    }),
    name: text('customer name', 200).optional(),
    segment: text('segment', 80).optional(),
    cohort: text('cohort; default: quarter of start_date', 80, { rare: true }).optional(),
    currency: currencyCode('currency of its amounts', { rare: true }).optional(),
    start_date: date('first paid').optional(),
    end_date: date('left').optional(),
    tenure_months: z
      .number()
      .min(0)
      .max(1200)
      .meta({ description: 'in place of dates', rare: true })
      .optional(),
    paid_before: flag('returning, not new').optional(),
    churned_flag: flag('from another system, checked', { rare: true }).optional(),
    churn_reason: text('category or free text', 500).optional(),
    activated: flag('ever reached first value').optional(),
    units_start: positive('seats at start').optional(),
    units_end: positive('seats at end').optional(),
    renewal_date: date('last renewal date').optional(),
    up_for_renewal: flag('reached renewal in the period').optional(),
    past_due: flag('invoice past due', { rare: true }).optional(),
    cancel_at_period_end: flag('will cancel', { rare: true }).optional(),
    paused: flag('paused', { rare: true }).optional(),
    products: z
      .array(productSchema)
      .min(1)
      .max(200)
      .meta({ description: 'must sum to the account', rare: true })
      .optional(),
  })
  .meta({ id: 'account' });

export type AccountInput = z.infer<typeof accountSchema>;
