/** The `source` object: a founder's file, and how to read what the file itself does not say. */
import * as z from 'zod';

/** The account fields a column can be mapped to. */
export const canonicalColumns = [
  'customer_id',
  'customer_name',
  'segment',
  'cohort',
  'currency',
  'arr_start',
  'arr_end',
  'start_date',
  'end_date',
  'tenure_months',
  'paid_before',
  'churned_flag',
  'churn_reason',
  'activated',
  'units_start',
  'units_end',
  'renewal_date',
  'up_for_renewal',
  'past_due',
  'cancel_at_period_end',
  'paused',
] as const;

export type CanonicalColumn = (typeof canonicalColumns)[number];
