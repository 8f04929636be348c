/** What CHRO, CFO and CPO are asked about a hiring plan. */
import * as z from 'zod';
import { addMonths } from '../dates.ts';
import { displayValue } from '../figure.ts';
import { type HandoffKind, handoff } from '../handoff.ts';
import { type CfoHire, type ChroHire, hireHandoffKinds, payOf, recruitingCost } from '../hires.ts';
import { hiringLines, productCauses, rolePolicy } from '../policy/hiring.ts';
import { payRules } from '../policy/pay.ts';
import { quoted } from '../problem.ts';
import type { Handoff } from '../report.ts';
import { customerRoles } from './gates.ts';
import type { HiringInput } from './input.ts';
import type { Slot, SlotHire } from './sequence.ts';
import type { HiringSettings, Situation } from './settle.ts';

export const hiringHandoffKinds = {
  ...hireHandoffKinds,
  product_losses: {
    to: 'cpo',
    question: 'Which of these will product close, and when?',
    version: 1,
    payload: z.strictObject({
      product_share: z.number().describe('share of lost ARR with product causes'),
      outcomes: z
        .array(
          z.strictObject({
            id: z.string().describe('id of the outcome'),
            outcome: z.string().describe('what customers fail to get'),
            cause: z.string().describe('product_gap or product_quality'),
            arr_at_stake: z.number().describe('money'),
          }),
        )
        .describe('the largest first'),
    }),
  },
} as const satisfies Record<string, HandoffKind>;

/** What the hand-offs are made of. */
export type HandoffContext = {
  input: HiringInput;
  situation: Situation;
  settings: HiringSettings;
  slots: readonly Slot[];
  currency: string;
};

/** Roles that somebody of the team may take. */
const internal = ['cs_manager', 'cs_ops'];

function businessCase({ worth, reason, role }: SlotHire, currency: string): string {
  const [first] = worth?.outcomes ?? [];
  const money = (value: number) => displayValue(value, { label: '', unit: 'money' }, { currency });
  if (reason === 'promotion') return 'the team has outgrown one person who leads it beside other work';
  if (first === undefined || worth === null)
    return role === 'cs_ops' && worth !== null
      ? `frees ${money(worth.value1y)} of CSM time a year`
      : 'every gate of the role is open';
  const share = worth.breakEven3y;
  const even =
    share === null || share > 1
      ? 'cannot pay by these alone'
      : `pays when ${displayValue(share, { label: '', unit: 'share' }, { currency })} is saved`;
  return `${quoted(first.outcome, 120)}: ${money(worth.arrAtStake)} at stake, ${even}`;
}

function chroHire(hire: SlotHire, { slot, quarter }: Slot, { settings, currency }: HandoffContext): ChroHire {
  const policy = rolePolicy[hire.role];
  const pay = payOf(settings.costs[hire.role], policy.baseShare);
  return {
    role: policy.title,
    level: policy.level,
    function: policy.function,
    quarter: quarter ?? '',
    base_salary: pay.base,
    bonus_pct: pay.bonusPct,
    equity_annual_usd: 0,
    benefits_annual: pay.benefits,
    recruiter_fee_pct: hire.reason === 'promotion' ? 0 : payRules.recruiterFee,
    ramp_months: policy.rampMonths,
    priority: slot === 1 ? 'High' : slot <= 3 ? 'Medium' : 'Low',
    business_case: businessCase(hire, currency),
    open_to_internal: internal.includes(hire.role),
  };
}

function cfoHire(hire: SlotHire, { month }: Slot, { settings }: HandoffContext): CfoHire {
  const pay = payOf(settings.costs[hire.role], rolePolicy[hire.role].baseShare);
  const counted = hire.worth !== null && hire.worth.score !== null;
  return {
    month: Math.max(1, Math.ceil(month - 1e-9)),
    role: rolePolicy[hire.role].title,
    department: 'cs',
    annual_salary: pay.ote,
    benefits_pct: payRules.benefitsShare,
    recruiting_cost: recruitingCost(pay, hire.reason === 'promotion'),
    value_1y: counted ? (hire.worth?.value1y ?? null) : null,
    value_3y: counted ? (hire.worth?.value3y ?? null) : null,
  };
}

/** The hand-offs of a plan; one without anything to say is withheld with the reason. */
export function hiringHandoffs(context: HandoffContext): Handoff[] {
  const { input, situation, settings, slots } = context;
  const asOf = input.as_of;
  const planned = slots.flatMap((slot) => slot.hires.map((hire) => ({ slot, hire })));
  const withheld = planned.length > 0 ? null : 'no hire within 18 months';
  const { arr } = situation;
  const product = situation.outcomes.filter(({ cause }) => productCauses.includes(cause));
  const share = settings.productShare ?? 0;
  return [
    handoff(
      hiringHandoffKinds,
      'hiring_plan',
      {
        company: input.company ?? null,
        plan_period: asOf === undefined ? '' : `${asOf} to ${addMonths(asOf, hiringLines.planMonths)}`,
        current_headcount: input.employees ?? customerRoles(situation, true),
        target_revenue: arr === null ? null : arr * (1 + (settings.growth * hiringLines.planMonths) / 12),
        current_revenue: arr,
        hires: asOf === undefined ? [] : planned.map(({ slot, hire }) => chroHire(hire, slot, context)),
      },
      asOf === undefined ? 'as_of was not given, so hires have no quarter' : withheld,
    ),
    handoff(
      hiringHandoffKinds,
      'cs_hires',
      {
        hires: planned.map(({ slot, hire }) => cfoHire(hire, slot, context)),
        cost_by_month: null,
        cost_share_now: null,
        cost_share_12: null,
      },
      withheld,
    ),
    handoff(
      hiringHandoffKinds,
      'product_losses',
      {
        product_share: share,
        outcomes: product.map(({ id, outcome, cause, arrAtStake }) => ({
          id,
          outcome: quoted(outcome, 200).slice(1, -1),
          cause,
          arr_at_stake: arrAtStake,
        })),
      },
      share > 0 ? null : 'no loss has a product cause',
    ),
  ];
}
