/** The input of coverage: the book by tier, the team, and what both are planned by. */
import * as z from 'zod';
import { count, currencyCode, date, money, text } from '../fields.ts';
import { companyStages, coverageLines, motionNames, simulationRuns } from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';

const rare = { rare: true };

const maybe = <S extends z.ZodType>(schema: S) =>
  schema
    .nullable()
    .meta({ ...schema.meta() })
    .optional();
const maybeFlag = (description: string) =>
  z.boolean().nullable().meta({ description, kind: 'flag' }).optional();

const people = (description: string) =>
  z.number().min(0).max(coverageLines.mostCsms).meta({ description, fix: 'give a number of people from 0' });
const positive = (description: string, most: number, hint: { rare?: boolean } = {}) =>
  z
    .number()
    .positive()
    .max(most)
    .meta({ description, fix: 'give a number above 0', ...hint });
const upTo = (most: number, description: string, hint: { rare?: boolean } = {}) =>
  z
    .number()
    .min(0)
    .max(most)
    .meta({ description, kind: 'share', fix: 'give a fraction such as 0.15', ...hint });
const growth = (description: string, hint: { rare?: boolean } = {}) =>
  z
    .number()
    .min(-0.9)
    .meta({ description, fix: 'give a fraction of -0.9 or more', ...hint });

/** The most hours a year holds. */
const yearHours = 8_784;
const hours = (description: string, hint: { rare?: boolean } = {}) =>
  z
    .number()
    .min(0)
    .max(yearHours)
    .meta({ description, fix: 'give hours a year from 0', ...hint });

const tierSchema = z
  .strictObject({
    customer_count: count('customers').optional(),
    total_arr: money('ARR').optional(),
    current_csm_count: people('CSMs today, fractions allowed; default 0').optional(),
    growth_rate: growth('next 12 months; 0.4 is 40%').optional(),
    complexity: z
      .number()
      .min(0.5)
      .max(3)
      .meta({ description: 'hours times this', ...rare })
      .optional(),
    motion: z.enum(motionNames).meta({ description: 'how customers are served' }).optional(),
    hours_per_account: hours('promised a year').optional(),
    scheduled_hours: hours('a year and account', rare).optional(),
    reactive_hours: hours('a year and account', rare).optional(),
    onboarding_hours: hours('per new account', rare).optional(),
    new_accounts_per_year: z
      .number()
      .min(0)
      .max(1e9)
      .meta({ description: 'new accounts a year', ...rare })
      .optional(),
    effective_hours: positive('hours with customers a year and CSM', yearHours, rare).optional(),
    total_arr_usd: money('older files: total_arr', rare).optional(),
    growth_target_pct: growth('older files: growth_rate', rare).optional(),
  })
  .meta({ description: 'one tier', id: 'tier' });

export type TierInput = z.infer<typeof tierSchema>;

const perTier = <S extends z.ZodType>(schema: (tier: Tier) => S) =>
  Object.fromEntries(tierNames.map((tier) => [tier, schema(tier).optional()])) as Record<
    Tier,
    z.ZodOptional<S>
  >;

const rampSchema = (description: string) =>
  z
    .strictObject({
      months_to_half: positive('months to half', 36),
      months_to_full_low: positive('months to full, at best', 36),
      months_to_full_high: positive('months to full, at worst', 36),
    })
    .meta({ description });

const targetSchema = (description: string) =>
  z
    .strictObject({
      arr_per_csm: positive('ARR', 1e12).optional(),
      accounts_per_csm: positive('accounts', 1e9).optional(),
    })
    .meta({ description });

const loadedCost = (description: string, hint: { rare?: boolean } = {}) => positive(description, 1e7, hint);

export const coverageInputSchema = z.strictObject({
  as_of: date('first day of the plan').optional(),
  currency: currencyCode('label, default USD').optional(),
  stage: z.enum(companyStages).meta({ description: 'clamps the ratios' }).optional(),
  book: z
    .strictObject({
      ...(Object.fromEntries(tierNames.map((tier) => [tier, tierSchema.optional()])) as Record<
        Tier,
        z.ZodOptional<typeof tierSchema>
      >),
      smb_long_tail: tierSchema.meta({ description: 'older files: smb', ...rare }).optional(),
    })
    .meta({ description: 'customers, ARR and CSMs by tier', kind: 'choices' })
    .optional(),
  team: z
    .strictObject({
      current_csm_count: people('CSMs today'),
      joining_count: people('accepted, not yet in seat; default 0').optional(),
      attrition_rate: upTo(0.9, 'a year').optional(),
      productive_needed: people('CSMs at full productivity needed').optional(),
      need_month: z
        .int()
        .min(1)
        .max(24)
        .meta({ description: 'month they are needed; default 12' })
        .optional(),
      reporting_to_founder: z
        .boolean()
        .meta({ description: 'the team reports to a founder', kind: 'flag' })
        .optional(),
    })
    .meta({ description: 'a team without a book by tier' })
    .optional(),
  growth_rate: growth('next 12 months; 0.4 is 40%; default 0').optional(),
  attrition_rate: upTo(0.9, 'CSMs who leave in a year; default 0.15').optional(),
  loaded_cost: z
    .union([loadedCost('a CSM a year'), z.strictObject(perTier((tier) => loadedCost(tier, rare)))])
    .meta({
      description: 'a CSM a year, one number or by tier',
      expects: 'a number above 0, or one by tier',
      fix: 'give a number above 0',
    })
    .optional(),
  cs_budget_share: positive('of ARR, CS and support; default 0.1', 1).optional(),
  other_cs_cost_annual: money('support and tools paid from the same budget').optional(),
  hiring_lead_days: z.number().min(0).max(365).meta({ description: 'default 90' }).optional(),
  weekly_escalations: maybeFlag('escalations every week'),
  data_reliable: maybeFlag('customer data can be trusted'),
  csm_admin_time_share: maybe(upTo(1, 'CSM time on administration')),
  current_manager_count: people('CS managers today').optional(),
  employees: maybe(count('all')),
  company: maybe(text('name, for hand-offs')),
  complexity_factor: z
    .number()
    .min(0.5)
    .max(3)
    .meta({ description: 'named motions', ...rare })
    .optional(),
  buffer: upTo(1, 'stretch on the ARR ratio; default 0.2', rare).optional(),
  ramp: z
    .strictObject(perTier(rampSchema))
    .meta({ description: 'months to productivity', ...rare })
    .optional(),
  targets: z
    .strictObject(perTier(targetSchema))
    .meta({ description: 'in place of the house ratios', ...rare })
    .optional(),
  hours_model: z
    .strictObject({
      calendar_hours: positive('default 2080', yearHours).optional(),
      leave_hours: hours('default 160').optional(),
      sick_hours: hours('default 40').optional(),
      internal_hours: hours('default 627').optional(),
      pooled_internal_hours: hours('default 560').optional(),
      realisation: positive('default 0.85', 1).optional(),
    })
    .meta({ description: 'what a year leaves for customers', ...rare })
    .optional(),
  smb_dedicated_threshold: positive('default 1', 1_000, rare).optional(),
  gross_margin: upTo(1, 'default 0.8', rare).optional(),
  retention_rate: upTo(1, 'default 0.85', rare).optional(),
  achievable_points: positive('of GRR a better model may win; default 0.05', 0.5, rare).optional(),
  manager_loaded_cost: money('default 200000', rare).optional(),
  cs_ops_cost: money('default 150000', rare).optional(),
  growth_target_pct: growth('older files: growth_rate', rare).optional(),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .meta({ description: 'default 1', ...rare })
    .optional(),
  runs: z
    .int()
    .min(simulationRuns.low)
    .max(simulationRuns.high)
    .meta({ description: 'default 2000', ...rare })
    .optional(),
});

export type CoverageInput = z.infer<typeof coverageInputSchema>;
