/** The input of a plan review: the plan in words, what it is and is for, and what no report says. */
import * as z from 'zod';
import { date, flag, money, text } from '../fields.ts';
import { causes } from '../policy/causes.ts';
import { stages } from '../policy/retention.ts';
import { planAims, planTypes } from '../policy/review.ts';

const share = (description: string, hint: { rare?: boolean } = {}) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ description, kind: 'share', fix: 'give a share from 0 to 1, such as 0.83', ...hint });
const cause = (description: string) => z.enum(causes).meta({ description });
const whole = (description: string) => z.int().min(0).meta({ description, kind: 'count' });

const mixSchema = z
  .strictObject({
    grr: share('GRR').optional(),
    nrr: share('NRR').optional(),
    activity: share('reviews, plans').optional(),
    expansion: share('expansion sold').optional(),
    nps: share('NPS, CSAT').optional(),
    new_business: share('new customers').optional(),
  })
  .meta({ description: 'shares of variable pay, sum 1' });

const paySchema = z
  .strictObject({
    base_share: share('base of on-target pay'),
    mix: mixSchema,
    same_as_sales: flag('the plan of sales').optional(),
  })
  .nullable()
  .meta({ description: 'CSM pay; null: no variable pay' });

export const answersSchema = z
  .strictObject({
    gross_retention: z
      .strictObject({
        value: share('GRR'),
        window_months: z.number().positive().max(120).meta({ description: 'months it covers' }),
        as_of: date('its date').optional(),
      })
      .meta({ description: 'GRR, where no report says it' })
      .optional(),
    top_cause: z
      .strictObject({
        cause: cause('why most ARR left'),
        arr_share: share('of lost ARR').optional(),
        evidence: text('how you know', 300).optional(),
      })
      .meta({ description: 'first cause of loss' })
      .optional(),
    target_causes: z
      .array(cause('a cause'))
      .min(1)
      .max(causes.length)
      .meta({ description: 'causes the plan works on' })
      .optional(),
    ttv: z
      .array(
        z.strictObject({
          segment: text('segment'),
          arr_share: share('of ARR'),
          median_days: money('median days to first value'),
          target_days: money('default 30').optional(),
        }),
      )
      .min(1)
      .max(20)
      .meta({ description: 'time to first value' })
      .optional(),
    exit_list: z
      .strictObject({
        candidates: whole('accounts to exit or fix'),
        with_path: whole('of those, with a path'),
        cost_coverage: share('of ARR with known service cost'),
        spends_on_candidates: flag('the plan spends on one of them', { rare: true }).optional(),
      })
      .meta({ description: 'exit list' })
      .optional(),
    load: z
      .strictObject({
        heads_planned: money('CSMs once the plan is done').optional(),
        cost_share: z.number().min(0).max(10).meta({ description: 'CS and support of ARR then' }).optional(),
        budget_approved: flag('cost above budget is approved', { rare: true }).optional(),
        deliberate: flag('small books per CSM are meant', { rare: true }).optional(),
      })
      .meta({ description: 'load' })
      .optional(),
    pay: paySchema.optional(),
  })
  .meta({ description: 'what no report says' });

export type Answers = z.infer<typeof answersSchema>;

export const reviewInputSchema = z.strictObject({
  plan: text('the plan, in your words', 2_000),
  type: z.enum(planTypes).meta({ description: 'what it is' }),
  aim: z.enum(planAims).meta({ description: 'what it is for; default report' }).optional(),
  owner: text('who answers for it').optional(),
  date: date('when it is carried out').optional(),
  outcome: z
    .strictObject({
      metric: text('such as grr or ttv'),
      target: z.number().meta({ description: 'value' }),
      by: date('checked on').optional(),
    })
    .meta({ description: 'measurable result' })
    .optional(),
  stage: z.enum(stages).meta({ description: 'default growth' }).optional(),
  acv_usd: money('ARR per customer, chooses lines').optional(),
  as_of: date('today, for the age of figures').optional(),
  answers: answersSchema.optional(),
});

export type ReviewInput = z.infer<typeof reviewInputSchema>;
