/** What the founder says the numbers are; tested against the data, or on their own. */
import * as z from 'zod';
import { count, money, share } from '../fields.ts';

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
    starting_arr: z.number().positive().meta({ kind: 'money' }).optional(),
    ending_arr: money('').optional(),
    new_arr: money('').optional(),
    churned_arr: money('').optional(),
    contraction_arr: money('').optional(),
    expansion_arr: money('').optional(),
    reactivation_arr: money('').optional(),
    customers_start: count('').optional(),
    customers_lost: count('').optional(),
    customers_end: count('').optional(),
    period_months: z.number().min(0.25).max(60).optional(),
  })
  .meta({ description: 'figures as told; shares 0..1, amounts in currency units' });

export type Claims = z.infer<typeof claimsSchema>;
