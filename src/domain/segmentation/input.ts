/** The input of segmentation: customers with what they pay, what they cost and what is known about them. */
import * as z from 'zod';
import { count, currencyCode, date, flag, money, share, text } from '../fields.ts';
import { type Signal, signalNames, type Tier, tierNames } from '../policy/segmentation.ts';

/** The most customers taken inline; more come by file. */
export const inlineCustomers = 20_000;

const maybe = (description: string) => z.boolean().nullable().meta({ description, kind: 'flag' }).optional();

const signalFields = Object.fromEntries(
  signalNames.map((name) => [name, maybe('true, false, or null for unknown')]),
) as Record<Signal, ReturnType<typeof maybe>>;

const signalsSchema = z
  .strictObject(signalFields)
  .meta({ description: 'signs of fit; absent or null is unknown' });

const hoursSchema = z
  .strictObject({ support_hours: money('a year'), csm_hours: money('a year') })
  .meta({ description: 'in place of annual_service_cost' });

export const customerSchema = z
  .strictObject({
    id: z
      .union([z.string().min(1).max(120), z.int()])
      .meta({ description: 'unique id; default: name', kind: 'id' })
      .optional(),
    name: text('customer name', 200).optional(),
    arr: money('ARR').optional(),
    tenure_months: z.number().min(0).max(1200).meta({ description: 'months as a customer' }).optional(),
    start_date: date('in place of tenure_months').optional(),
    icp_signals: signalsSchema.optional(),
    annual_service_cost: money('CSM, support and custom work a year').optional(),
    service_hours: hoursSchema.optional(),
    csm_cost: money('CSM part of annual_service_cost').optional(),
    escalations_12m: count('escalations in 12 months').optional(),
    acquired_by_conflicting_parent: maybe('bought by a company that will not keep it'),
    declining_or_closing: maybe('shrinking or shutting down'),
    current_tier: z.enum(tierNames).meta({ description: 'tier today; asks for moves' }).optional(),
    previous_fit_score: z.number().min(0).max(10).meta({ description: 'fit at the last review' }).optional(),
    renewal_date: date('next renewal').optional(),
    multi_year: maybe('contract over a year'),
    executive_contact: maybe('an executive talks to us'),
    two_sided_sponsors: maybe('sponsors on both sides'),
    churned: flag('gone; used only to compare signals').optional(),
    arr_usd: money('older files: arr', { rare: true }).optional(),
    icp_fit_signals: signalsSchema.meta({ description: 'older files: icp_signals', rare: true }).optional(),
    annual_support_cost_usd: money('older files: annual_service_cost', { rare: true }).optional(),
  })
  .meta({ id: 'customer' });

export type CustomerInput = z.infer<typeof customerSchema>;

const perTier = <S extends z.ZodType>(schema: (tier: Tier) => S) =>
  Object.fromEntries(tierNames.map((tier) => [tier, schema(tier)])) as Record<Tier, S>;

const rangeSchema = z.strictObject({ low: money('least'), high: money('most') });

export const segmentationInputSchema = z.strictObject({
  as_of: date('for tenure and notice dates').optional(),
  customers: z
    .array(customerSchema)
    .min(1)
    .max(inlineCustomers)
    .meta({ description: 'one row per customer' })
    .optional(),
  currency: currencyCode('label, default USD').optional(),
  gross_margin: z
    .number()
    .positive()
    .max(1)
    .meta({ description: '0..1 before service cost; default 0.8' })
    .optional(),
  cs_budget_share_of_arr: z
    .number()
    .positive()
    .max(1)
    .meta({ description: 'budget for CS and support; default 0.1' })
    .optional(),
  tier_floors: z
    .strictObject(perTier((tier) => money(`least ARR of ${tier}`)))
    .meta({ description: 'default 100000, 20000, 5000, 0', rare: true })
    .optional(),
  tier_investment: z
    .strictObject(perTier((tier) => rangeSchema.meta({ description: `a year and account, ${tier}` })))
    .meta({ description: 'what a tier is meant to cost', rare: true })
    .optional(),
  icp_weights: z
    .strictObject(
      Object.fromEntries(signalNames.map((name) => [name, money('weight')])) as Record<
        Signal,
        ReturnType<typeof money>
      >,
    )
    .meta({ description: 'weights of the signals, sum 10', rare: true })
    .optional(),
  hysteresis_band: share('default 0.1', { rare: true }).optional(),
  account_cap_share: share('most to spend on one account, of its ARR; default 0.1', {
    rare: true,
  }).optional(),
  target_margin_after_serving: share('default gross_margin - 0.5', { rare: true }).optional(),
  max_price_rise: share('default 0.5', { rare: true }).optional(),
  csm_share_of_service_cost: share('where rows do not split it; default 0.5', { rare: true }).optional(),
  support_hour_cost: z.number().positive().meta({ description: 'default 60', rare: true }).optional(),
  csm_hour_cost: z.number().positive().meta({ description: 'default 170.89', rare: true }).optional(),
});

export type SegmentationInput = z.infer<typeof segmentationInputSchema>;
