/** What other advisors are asked, with a typed payload each. The payload schemas are the contract. */
import * as z from 'zod';
import { compareText, ratio, sumKnown } from '../numbers.ts';
import type { Cause } from '../policy/causes.ts';
import type { Handoff } from '../report.ts';
import type { Group } from './groups.ts';
import type { Losses } from './losses.ts';

const amount = z.number().nullable();

/** CRO: does the expansion math add up? */
export const expansionCheckSchema = z.strictObject({
  currency: z.string(),
  period_months: z.number(),
  starting_arr: amount,
  expansion_arr: amount,
  expansion_rate: amount,
  price_effect_arr: amount,
  top5_share: amount,
  nrr_without_top5: amount,
  grr: amount,
  nrr: amount,
});

const gapSchema = z.strictObject({
  customers: amount,
  arr: amount,
  share_by_count: amount,
  share_by_arr: amount,
});

/** CPO: which gap drives churn? */
export const productGapSchema = z.strictObject({
  product_fit: gapSchema,
  no_value_realized: gapSchema,
  top_segments: z.array(z.string()),
  trend: z.string().nullable(),
});

/** CFO: what is exposed? */
export const arrAtRiskSchema = z.strictObject({
  lost_arr: amount,
  untested_arr: amount,
  past_due_arr: amount,
  cancel_at_period_end_arr: amount,
  largest_account_arr: amount,
  grr: amount,
  grr_low: amount,
  point_value: z.array(amount).length(3),
});

/** What the hand-offs are made of. */
export type HandoffContext = {
  currency: string;
  periodMonths: number;
  value: (id: string) => number | null;
  losses: Losses;
  segments: readonly Group[];
  trend: string | null;
};

function gapOf(losses: Losses, cause: Cause): z.infer<typeof gapSchema> {
  const some = losses.rows.filter((row) => row.cause === cause);
  const customers = sumKnown(some.map((row) => row.customers));
  const arr = sumKnown(some.map((row) => row.arr));
  return {
    customers,
    arr,
    share_by_count: ratio(customers, sumKnown(losses.rows.map((row) => row.customers))),
    share_by_arr: ratio(arr, sumKnown(losses.rows.map((row) => row.arr))),
  };
}

function topSegments(losses: Losses): string[] {
  const sums = new Map<string, number>();
  for (const row of losses.rows) {
    if (row.segment === null || (row.cause !== 'product_fit' && row.cause !== 'no_value_realized')) continue;
    sums.set(row.segment, (sums.get(row.segment) ?? 0) + (row.arr ?? row.customers ?? 0));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, 3)
    .map(([segment]) => segment);
}

/** The three hand-offs of retention; one without the figures it needs is withheld with the reason. */
export function retentionHandoffs(context: HandoffContext): Handoff[] {
  const { value, losses } = context;
  const expansion = {
    currency: context.currency,
    period_months: context.periodMonths,
    starting_arr: value('starting_arr'),
    expansion_arr: value('expansion_arr'),
    expansion_rate: value('expansion_rate'),
    price_effect_arr: value('price_effect_arr'),
    top5_share: value('expansion_top5_share'),
    nrr_without_top5: value('nrr_without_top5'),
    grr: value('grr'),
    nrr: value('nrr'),
  } satisfies z.infer<typeof expansionCheckSchema>;
  const gaps = {
    product_fit: gapOf(losses, 'product_fit'),
    no_value_realized: gapOf(losses, 'no_value_realized'),
    top_segments: topSegments(losses),
    trend: context.trend,
  } satisfies z.infer<typeof productGapSchema>;
  const risk = {
    lost_arr: value('lost_arr'),
    untested_arr: value('untested_arr'),
    past_due_arr: value('past_due_arr'),
    cancel_at_period_end_arr: value('cancel_at_period_end_arr'),
    largest_account_arr: value('largest_account_arr'),
    grr: value('grr'),
    grr_low: value('grr_low'),
    point_value: [value('point_value_y1'), value('point_value_y2'), value('point_value_y3')],
  } satisfies z.infer<typeof arrAtRiskSchema>;
  const handoff = (
    to: Handoff['to'],
    kind: string,
    question: string,
    payload: Record<string, unknown>,
    withheld: string | null,
  ): Handoff =>
    withheld === null
      ? { to, kind, question, payload }
      : { to, kind, question, payload: null, withheld_reason: withheld };
  return [
    handoff(
      'cro',
      'expansion_check',
      'Does the expansion math add up?',
      expansion,
      expansion.expansion_arr === null ? 'expansion is not known' : null,
    ),
    handoff(
      'cpo',
      'product_gap',
      'Which product gap drives churn?',
      gaps,
      losses.exceeded
        ? 'the reasons exceed what churned'
        : losses.rows.length === 0
          ? 'no churned customer with a cause is known'
          : null,
    ),
    handoff(
      'cfo',
      'arr_at_risk',
      'What is exposed, and what is a point of GRR worth?',
      risk,
      risk.lost_arr === null ? 'losses are not known' : null,
    ),
  ];
}
