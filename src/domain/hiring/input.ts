/** The input of hiring: the company, its team, the outcomes that fail, and what they are judged by. */
import * as z from 'zod';
import { count, currencyCode, date, flag, money, text } from '../fields.ts';
import { companyStages } from '../policy/coverage.ts';
import { hiringCauses, roleNames } from '../policy/hiring.ts';
import { tierNames } from '../policy/segmentation.ts';

/** The most outcomes taken. */
export const mostOutcomes = 20;

/** The same field, null standing for unknown. */
const maybe = <S extends z.ZodType>(schema: S) =>
  schema
    .nullable()
    .meta({ ...schema.meta() })
    .optional();
const maybeFlag = (description: string, rare = false) =>
  z
    .boolean()
    .nullable()
    .meta({ description, kind: 'flag', ...(rare ? { rare } : {}) })
    .optional();
const upTo1 = (description: string, rare = false) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ description, kind: 'share', ...(rare ? { rare } : {}) });
const positiveUpTo = (most: number, description: string) =>
  z.number().positive().max(most).meta({ description, rare: true });

const perRole = <S extends z.ZodType>(schema: S) =>
  Object.fromEntries(roleNames.map((role) => [role, schema.optional()])) as Record<
    (typeof roleNames)[number],
    z.ZodOptional<S>
  >;

const roleName = (description: string) => z.enum(roleNames).meta({ description });

const outcomeSchema = z
  .strictObject({
    id: text('unique id', 120, { rare: true }).optional(),
    outcome: text('what customers fail to get', 300),
    arr_at_stake: z.number().positive().max(1e13).meta({ description: 'ARR that rests on it, a year' }),
    cause: maybe(z.enum(hiringCauses).meta({ description: 'why; absent is unknown' })),
    preventable_share: upTo1('part that can be saved').optional(),
    capture_share: positiveUpTo(1, 'part of that one hire saves in a year').optional(),
    segment: maybe(z.enum(tierNames).meta({ description: 'tier it happens in' })),
  })
  .meta({ id: 'outcome' });

export type OutcomeInput = z.infer<typeof outcomeSchema>;

const signalsSchema = z
  .strictObject({
    losses_before_go_live_arr: money('ARR lost before go-live', { rare: true }).optional(),
    ttv_days: money('median days to first value').optional(),
    ttv_target_days: money('target').optional(),
    p1_backlog: count('open urgent tickets').optional(),
    first_response_hours: money('hours').optional(),
    unworked_expansion_arr: money('expansion nobody works').optional(),
    renewals_lapsed_arr: money('ARR of renewals that lapsed', { rare: true }).optional(),
    payment_failure_arr: money('ARR lost to failed payments', { rare: true }).optional(),
    product_gap_share: upTo1('of lost ARR').optional(),
    gross_retention: z.number().min(0).max(1).meta({ description: 'GRR' }).optional(),
    data_reliable: maybeFlag('customer data can be trusted'),
    csm_admin_time_share: upTo1('CSM time on administration').optional(),
    reference_customers: count('customers who speak for you', { rare: true }).optional(),
    advocacy_priority: maybeFlag('advocacy matters this year', true),
    sales_led: maybeFlag('expansion is sold'),
    product_led: maybeFlag('expansion happens in the product'),
    distinct_cross_sell: maybeFlag('a second product for other buyers', true),
    weekly_escalations: maybeFlag('escalations every week'),
    tickets_routed_to_csms: maybeFlag('CSMs answer tickets', true),
    manager_promoted_untrained: maybeFlag('a CSM leads without training', true),
    customer_marketing_reports_to: z
      .enum(['cs', 'marketing'])
      .meta({ description: 'where it sits', rare: true })
      .optional(),
  })
  .meta({ description: 'what is known, all optional' });

export const hiringInputSchema = z.strictObject({
  as_of: date('first day of the plan').optional(),
  currency: currencyCode('label, default USD').optional(),
  stage: maybe(z.enum(companyStages).meta({ description: 'funding stage' })),
  employees: maybe(count('all')),
  customers: maybe(count('paying')),
  arr: maybe(money('ARR')),
  acv: maybe(money('ARR per customer; default arr / customers')),
  growth_rate: z
    .number()
    .min(-0.9)
    .meta({ description: 'next 12 months; 0.4 is 40%; default 0', fix: 'give a fraction of -0.9 or more' })
    .optional(),
  gross_churn_rate: upTo1('ARR that left in 12 months, share').optional(),
  churned_arr_12m: money('ARR that left in 12 months').optional(),
  founder_hours_share_on_customers: maybe(upTo1('of the founder’s week')),
  playbook_written: maybeFlag('how customers succeed is written down'),
  founder_in_deals: maybeFlag('a founder closes expansions'),
  team: z
    .strictObject(perRole(money('people')))
    .meta({ description: 'people by role; absent is 0' })
    .optional(),
  largest_csm_group: money('CSMs under one lead; default team.csm').optional(),
  last_hire: maybe(
    z
      .strictObject({
        role: roleName('role'),
        months_in_seat: money('months'),
        outcome_shipped: flag('it delivered what it was hired for'),
      })
      .meta({ description: 'the newest person in a customer role' }),
  ),
  proposed_role: maybe(roleName('the role you think of')),
  outcomes: z
    .array(outcomeSchema)
    .max(mostOutcomes)
    .meta({ description: 'customer outcomes that fail' })
    .optional(),
  signals: signalsSchema.optional(),
  nrr_in_board_story: maybeFlag('the board follows NRR', true),
  needs_single_customer_leader: maybeFlag('several customer teams need one leader', true),
  company: maybe(text('name, for hand-offs', 120, { rare: true })),
  gross_margin: upTo1('default 0.8', true).optional(),
  retention_rate: upTo1('default 0.85', true).optional(),
  role_costs: z
    .strictObject(perRole(z.number().positive().max(1e7).meta({ description: 'loaded cost a year' })))
    .meta({ description: 'in place of the house costs', rare: true })
    .optional(),
  achievable_grr_points: positiveUpTo(0.5, 'default 0.05').optional(),
  capture_share: positiveUpTo(1, 'default 0.5').optional(),
  cs_ops_baseline_share: upTo1('administration that stays; default 0.15', true).optional(),
  hiring_lead_days: z.number().min(0).max(365).meta({ description: 'default 90', rare: true }).optional(),
  max_hires_per_quarter: z.int().min(1).max(5).meta({ description: 'default 1', rare: true }).optional(),
});

export type HiringInput = z.infer<typeof hiringInputSchema>;
