/** Which advisor a plan is passed on to, and with which gates. */
import * as z from 'zod';
import { type HandoffKind, handoff } from '../handoff.ts';
import { type Gate, planTypes } from '../policy/review.ts';
import { quoted } from '../problem.ts';
import type { Handoff } from '../report.ts';
import { addsPeople, type GateResult, gateStatuses } from './gate.ts';
import type { ReviewInput } from './input.ts';
import { type ReviewVerdict, reviewVerdicts } from './verdict.ts';

const payload = z.strictObject({
  plan: z.string().describe('the plan, as quoted data'),
  type: z.enum(planTypes).describe('what it is'),
  verdict: z.enum(reviewVerdicts).describe('of the review'),
  gates: z
    .array(
      z.strictObject({
        gate: z.string().describe('G1 to G6'),
        status: z.enum(gateStatuses).describe('what became of it'),
        because: z.string().describe('first reason'),
      }),
    )
    .describe('those this advisor can change'),
});

export const reviewHandoffKinds = {
  plan_product: {
    to: 'cpo',
    question: 'Which of these losses will product close, and when?',
    version: 1,
    payload,
  },
  plan_expansion_pay: {
    to: 'cro',
    question: 'Does this fit expansion and pay of sales?',
    version: 1,
    payload,
  },
  plan_cost: { to: 'cfo', question: 'Can we carry the cost?', version: 1, payload },
  plan_hires: { to: 'chro', question: 'Do levels, pay and timing fit?', version: 1, payload },
} as const satisfies Record<string, HandoffKind>;

/** The hand-offs of a review; one that nobody needs is withheld with the reason. */
export function reviewHandoffs(
  input: ReviewInput,
  verdict: ReviewVerdict,
  gates: readonly GateResult[],
): Handoff[] {
  const causes = [...(input.answers?.target_causes ?? []), input.answers?.top_cause?.cause];
  const about = (names: readonly Gate[]) => ({
    plan: quoted(input.plan, 300),
    type: input.type,
    verdict,
    gates: gates
      .filter(({ gate }) => names.includes(gate))
      .map(({ gate, status, because }) => ({ gate, status, because })),
  });
  const open = (name: Gate) =>
    gates.some(({ gate, status }) => gate === name && (status === 'fail' || status === 'unknown'));
  const product =
    causes.some((cause) => cause === 'product_fit' || cause === 'no_value_realized') ||
    gates.some(({ evidence }) => evidence.includes('product_share'));
  const pays = input.type === 'am_split' || input.type === 'comp_change';
  return [
    handoff(
      reviewHandoffKinds,
      'plan_product',
      about(['G2', 'G3']),
      product ? null : 'no cause of the plan is one of product',
    ),
    handoff(
      reviewHandoffKinds,
      'plan_expansion_pay',
      about(['G6']),
      pays ? null : 'the plan changes neither expansion nor pay',
    ),
    handoff(
      reviewHandoffKinds,
      'plan_cost',
      about(['G5']),
      addsPeople(input) || open('G5') ? null : 'the cost of the plan is in no question',
    ),
    handoff(
      reviewHandoffKinds,
      'plan_hires',
      about(['G2', 'G5', 'G6']),
      addsPeople(input) ? null : 'the plan adds nobody',
    ),
  ];
}
