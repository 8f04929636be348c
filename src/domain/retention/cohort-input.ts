/** One cohort of `cohorts[]`: totals of the customers who were paying at period start. */
import * as z from 'zod';
import { count, currencyCode, largestAmount, money, text } from '../fields.ts';

/** What one churn category holds when its ARR is known. */
export const reasonDetailSchema = z.strictObject({
  customers: count('customers lost'),
  arr: money('their ARR at start'),
  never_activated: z
    .strictObject({ customers: count('of them never activated'), arr: money('their ARR') })
    .meta({ description: 'those who never reached first value', rare: true })
    .optional(),
});

const newAccountMovesSchema = z
  .strictObject({
    churned_arr: money('churned').optional(),
    contraction_arr: money('contracted').optional(),
    expansion_arr: money('expanded').optional(),
  })
  .meta({
    description: 'movements of accounts that joined inside the period: in the bridge, not in GRR or NRR',
    rare: true,
  });

export const cohortSchema = z
  .strictObject({
    name: text('a name, unique within its segment', 80),
    segment: text('segment', 80).optional(),
    start_month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .meta({ description: 'YYYY-MM, orders cohorts in time', kind: 'month' })
      .optional(),
    currency: currencyCode('currency of its amounts', { rare: true }).optional(),
    starting_arr: z
      .number()
      .positive()
      .max(largestAmount)
      .meta({ description: 'ARR at period start', kind: 'money', fix: 'retention needs ARR at period start' })
      .optional(),
    starting_customer_count: count('customers at start').optional(),
    churned_customer_count: count('of them lost').optional(),
    churned_arr: money('lost with leavers').optional(),
    contraction_arr: money('lost from those who stayed').optional(),
    expansion_arr: money('gained from the same customers').optional(),
    new_arr: money('from first-time customers').optional(),
    reactivation_arr: money('from returning customers').optional(),
    ending_arr: money('ARR at period end; checks the bridge').optional(),
    ending_arr_same_customers: money('end ARR of the starting customers', { rare: true }).optional(),
    of_which_new_accounts: newAccountMovesSchema.optional(),
    churn_reasons: z
      .record(z.string(), z.union([count('customers'), reasonDetailSchema]).meta({ kind: 'count' }))
      .meta({ description: 'category: count, or {customers, arr}' })
      .optional(),
    price_increase_arr: money('part of expansion from list prices', { rare: true }).optional(),
    top_expanders: z
      .strictObject({
        accounts: z.int().positive().describe('how many'),
        expansion_arr: money('their total'),
      })
      .meta({ description: 'the k largest expanders and their total' })
      .optional(),
    up_for_renewal_arr: money('base that reached a renewal date').optional(),
    up_for_renewal_customer_count: count('customers up for renewal', { rare: true }).optional(),
    renewal_churned_arr: money('churned at renewal', { rare: true }).optional(),
    renewal_contraction_arr: money('contracted at renewal', { rare: true }).optional(),
    observed_months: z
      .number()
      .min(0.25)
      .max(60)
      .meta({ description: 'months seen; fewer than the period = immature', rare: true })
      .optional(),
    remaining_customer_counts: z
      .array(count('left'))
      .min(1)
      .max(120)
      .meta({ description: 'customers left after month 1, 2, ...', rare: true })
      .optional(),
    remaining_gross_arr: z
      .array(money('left'))
      .min(1)
      .max(120)
      .meta({ description: 'ARR left, capped per account, after month 1, 2, ...', rare: true })
      .optional(),
    remaining_net_arr: z
      .array(money('left'))
      .min(1)
      .max(120)
      .meta({ description: 'ARR of the same customers after month 1, 2, ...', rare: true })
      .optional(),
    renewed_arr: money('older files: ARR left after churn and contraction', { rare: true }).optional(),
    renewed_customer_count: count('older files: customers left', { rare: true }).optional(),
  })
  .meta({ id: 'cohort' });

export type CohortInput = z.infer<typeof cohortSchema>;
