/** What the founder says the numbers are; tested against the data, or on their own. */
import * as z from 'zod';
import { count, largestAmount, money, share } from '../fields.ts';

/** The shares that may be claimed; those in `canPassOne` may honestly be above 1. */
export const claimedShares = [
  'grr',
  'nrr',
  'logo_retention',
  'churn_rate',
  'contraction_rate',
  'expansion_rate',
  'monthly_churn_rate',
  'annual_churn_rate',
] as const;

export const claimsSchema = z
  .strictObject({
    grr: share('gross revenue retention').optional(),
    nrr: share('net revenue retention').optional(),
    logo_retention: share('customers kept').optional(),
    churn_rate: share('ARR churned / start').optional(),
    contraction_rate: share('ARR contracted / start').optional(),
    expansion_rate: share('ARR expanded / start').optional(),
    monthly_churn_rate: share('churn a month').optional(),
    annual_churn_rate: share('churn a year').optional(),
    starting_arr: z
      .number()
      .positive()
      .max(largestAmount)
      .meta({ description: 'ARR at start', kind: 'money' })
      .optional(),
    ending_arr: money('ARR at end').optional(),
    new_arr: money('new').optional(),
    churned_arr: money('churned').optional(),
    contraction_arr: money('contracted').optional(),
    expansion_arr: money('expanded').optional(),
    reactivation_arr: money('returned', { rare: true }).optional(),
    customers_start: count('at start').optional(),
    customers_lost: count('of them lost').optional(),
    customers_end: count('at end, new ones too', { rare: true }).optional(),
    period_months: z.number().min(0.25).max(60).meta({ description: 'of the claims', rare: true }).optional(),
  })
  .meta({ description: 'figures as told; shares 0..1, amounts in currency units' });

export type Claims = z.infer<typeof claimsSchema>;
