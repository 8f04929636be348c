/** What other advisors are asked, with a typed payload each. The payload schemas are the contract. */
import * as z from 'zod';
import { type HandoffKind, handoff } from '../handoff.ts';
import { compareText, ratio, sumKnown } from '../numbers.ts';
import type { Cause } from '../policy/causes.ts';
import type { Handoff } from '../report.ts';
import type { Group } from './groups.ts';
import type { Losses } from './losses.ts';

const money = z.number().nullable().describe('money; null when unknown');
const share = z.number().nullable().describe('share; null when unknown');
const count = z.number().nullable().describe('customers; null when unknown');

const gapSchema = z
  .strictObject({ customers: count, arr: money, share_by_count: share, share_by_arr: share })
  .describe('what churned for this cause, of all that churned');

/** The kinds of hand-off: who is asked what, and the schema of the payload, which is the contract with that advisor. */
export const retentionHandoffKinds = {
  expansion_check: {
    to: 'cro',
    question: 'Does the expansion math add up?',
    version: 1,
    payload: z.strictObject({
      currency: z.string().describe('of the amounts'),
      period_months: z.number().describe('months'),
      starting_arr: money,
      expansion_arr: money,
      expansion_rate: share,
      price_effect_arr: money,
      top5_share: share,
      nrr_without_top5: share,
      grr: share,
      nrr: share,
    }),
  },
  product_gap: {
    to: 'cpo',
    question: 'Which product gap drives churn?',
    version: 1,
    payload: z.strictObject({
      product_fit: gapSchema,
      no_value_realized: gapSchema,
      top_segments: z.array(z.string()).describe('at most three, the largest loss first'),
      trend: z.string().nullable().describe('improving, degrading or flat'),
    }),
  },
  arr_at_risk: {
    to: 'cfo',
    question: 'What is exposed, and what is a point of GRR worth?',
    version: 1,
    payload: z.strictObject({
      lost_arr: money,
      untested_arr: money,
      past_due_arr: money,
      cancel_at_period_end_arr: money,
      largest_account_arr: money,
      grr: share,
      grr_low: share,
      point_value: z.array(money).length(3).describe('ARR gained after 1, 2 and 3 years'),
    }),
  },
} as const satisfies Record<string, HandoffKind>;

/** What the hand-offs are made of. */
export type HandoffContext = {
  currency: string;
  periodMonths: number;
  value: (id: string) => number | null;
  losses: Losses;
  segments: readonly Group[];
  trend: string | null;
  pricesToday: boolean;
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
  };
  const gaps = {
    product_fit: gapOf(losses, 'product_fit'),
    no_value_realized: gapOf(losses, 'no_value_realized'),
    top_segments: topSegments(losses),
    trend: context.trend,
  };
  const risk = {
    lost_arr: value('lost_arr'),
    untested_arr: value('untested_arr'),
    past_due_arr: value('past_due_arr'),
    cancel_at_period_end_arr: value('cancel_at_period_end_arr'),
    largest_account_arr: value('largest_account_arr'),
    grr: value('grr'),
    grr_low: value('grr_low'),
    point_value: [value('point_value_y1'), value('point_value_y2'), value('point_value_y3')],
  };
  return [
    handoff(
      retentionHandoffKinds,
      'expansion_check',
      expansion,
      expansion.expansion_arr === null
        ? 'expansion is not known'
        : context.pricesToday
          ? 'the file holds what is paid today, so expansion is not known'
          : null,
    ),
    handoff(
      retentionHandoffKinds,
      'product_gap',
      gaps,
      losses.exceeded
        ? 'the reasons exceed what churned'
        : losses.rows.length === 0
          ? 'no churned customer with a cause is known'
          : null,
    ),
    handoff(
      retentionHandoffKinds,
      'arr_at_risk',
      risk,
      risk.lost_arr === null ? 'losses are not known' : null,
    ),
  ];
}
