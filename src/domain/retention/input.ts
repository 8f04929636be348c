/** The input of the retention decomposition. A file or the sample is turned into `accounts` or `cohorts` before it gets here. */
import * as z from 'zod';
import { count, currencyCode, date, flag, share, text } from '../fields.ts';
import { stages, thresholdTable } from '../policy/retention.ts';
import { accountSchema } from './account-input.ts';
import { claimsSchema } from './claims-input.ts';
import { cohortSchema } from './cohort-input.ts';

/** The most rows taken inline; more come by file. */
export const inlineLimits = { cohorts: 400, accounts: 20_000 };

const rates = (description: string) =>
  z.record(z.string().regex(/^[A-Z]{3}$/), z.number().positive()).meta({ description });

const linesSchema = z
  .strictObject({
    healthy: share('healthy from here').optional(),
    concerning: share('critical below').optional(),
  })
  .meta({ description: 'in place of the house targets' });

const thresholdShape = Object.fromEntries(
  Object.entries(thresholdTable).map(([key, { value, meaning }]) => {
    const description = `${meaning}; default ${value}`;
    return [key, key === 'min_accounts' ? count(description) : share(description)];
  }),
) as Record<keyof typeof thresholdTable, z.ZodNumber>;

export const policySchema = z
  .strictObject({
    bands: z
      .strictObject({
        grr: linesSchema.optional(),
        nrr: linesSchema.optional(),
        logo: linesSchema.optional(),
      })
      .meta({ description: 'lines by rate' })
      .optional(),
    ...thresholdShape,
  })
  .partial()
  .meta({ description: 'overrides of the lines; each is listed in assumptions', rare: true });

export type PolicyOverrides = z.infer<typeof policySchema>;

const cohorts = z.array(cohortSchema).min(1).max(inlineLimits.cohorts);
const accounts = z.array(accountSchema).min(1).max(inlineLimits.accounts);

/** The fields that do not carry the book itself. */
export const retentionOptions = {
  claims: claimsSchema.optional(),
  previous: z
    .strictObject({
      cohorts: cohorts.meta({ description: 'totals' }).optional(),
      accounts: accounts.meta({ description: 'rows' }).optional(),
    })
    .meta({ description: 'the period before, {cohorts} or {accounts}, for mix against rate', rare: true })
    .optional(),
  stage: z.enum(stages).meta({ description: 'picks the target lines; default growth' }).optional(),
  period_months: z.number().min(0.25).max(60).meta({ description: 'default 12' }).optional(),
  period_start: date('first day of the period').optional(),
  period_end: date('end of the period').optional(),
  as_of: date('dates the plan').optional(),
  currency: currencyCode('label, default USD').optional(),
  amounts: z.enum(['arr', 'mrr']).meta({ description: 'mrr is multiplied by 12; default arr' }).optional(),
  fx: z
    .strictObject({
      rates: rates('code: rate into currency, at period start'),
      rates_end: rates('at period end, for the FX line only').optional(),
    })
    .meta({ description: 'rates into currency', rare: true })
    .optional(),
  acv_usd: z.number().positive().meta({ description: 'picks the peer row', rare: true }).optional(),
  arr_usd: z.number().positive().meta({ description: 'picks the peer row', rare: true }).optional(),
  reactivation_in_nrr: flag('count returning customers in NRR; default false').optional(),
  reason_map: z
    .record(text('reason', 500), z.string())
    .meta({ description: 'free-text reason: category' })
    .optional(),
  merge_map: z
    .record(z.string(), z.union([z.string(), z.int()]))
    .meta({ description: 'from_id: to_id, accounts that became one' })
    .optional(),
  gross_margin: z
    .number()
    .min(0)
    .meta({ description: '0..1, for the value of a point of GRR', rare: true })
    .optional(),
  policy: policySchema.optional(),
};

export const retentionInputSchema = z.strictObject({
  cohorts: cohorts.meta({ description: 'totals per cohort' }).optional(),
  accounts: accounts.meta({ description: 'one row per account' }).optional(),
  ...retentionOptions,
});

export type RetentionInput = z.infer<typeof retentionInputSchema>;

/** Names of the inputs that carry a book; at most one may be given. */
export const bookFields = ['cohorts', 'accounts', 'source', 'sample'] as const;
