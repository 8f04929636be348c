/** Planned hires as other advisors take them over: pay split from loaded cost, and the payloads for CHRO and CFO. */
import * as z from 'zod';
import type { HandoffKind } from './handoff.ts';
import { roundHalfAway } from './numbers.ts';
import { payRules } from './policy/pay.ts';

const chroHireSchema = z.strictObject({
  role: z.string().describe('role, with its tier or outcome'),
  level: z.string().describe('L2 to L4, M1, VP, C-Suite'),
  function: z.string().describe('CS or Marketing'),
  quarter: z.string().describe('in seat, as Q2-2026'),
  base_salary: z.int().describe('money a year'),
  bonus_pct: z.number().describe('variable pay as a share of base'),
  equity_annual_usd: z.number().describe('0 until the founder says'),
  benefits_annual: z.int().describe('money a year'),
  recruiter_fee_pct: z.number().describe('share of base; 0 for a promotion'),
  ramp_months: z.int().describe('months to full productivity'),
  priority: z.enum(['High', 'Medium', 'Low']).describe('how soon'),
  business_case: z.string().describe('why, with figures'),
  open_to_internal: z.boolean().describe('whether somebody of the team may take it'),
});

export type ChroHire = z.infer<typeof chroHireSchema>;

const cfoHireSchema = z.strictObject({
  month: z.int().describe('month of the plan in which cost begins, from 1'),
  role: z.string().describe('role, with its tier'),
  department: z.literal('cs').describe('cost centre'),
  annual_salary: z.int().describe('on-target earnings'),
  benefits_pct: z.number().describe('share of on-target earnings'),
  recruiting_cost: z.int().describe('once'),
  value_1y: z.number().nullable().describe('margin it protects, valued for one year; null when not computed'),
  value_3y: z.number().nullable().describe('the same for three years'),
});

export type CfoHire = z.infer<typeof cfoHireSchema>;

/** What every analyzer that plans people hands over: one contract for CHRO and CFO, whoever planned. */
export const hireHandoffKinds = {
  hiring_plan: {
    to: 'chro',
    question: 'Do levels and pay fit?',
    version: 1,
    payload: z.strictObject({
      company: z.string().nullable().describe('name, when given'),
      plan_period: z.string().describe('first to last day'),
      current_headcount: z.number().describe('employees, else people in customer roles'),
      target_revenue: z.number().nullable().describe('ARR at the end of the plan'),
      current_revenue: z.number().nullable().describe('ARR now'),
      hires: z.array(chroHireSchema).describe('in the order of opening'),
    }),
  },
  cs_hires: {
    to: 'cfo',
    question: 'Can we carry it?',
    version: 1,
    payload: z.strictObject({
      hires: z.array(cfoHireSchema).describe('in the order of opening'),
      cost_by_month: z
        .array(z.number())
        .nullable()
        .describe('cost of customer success per month of the plan'),
      cost_share_now: z.number().nullable().describe('cost over ARR'),
      cost_share_12: z.number().nullable().describe('the same in 12 months'),
    }),
  },
} as const satisfies Record<string, HandoffKind>;

/** Pay of a role a year. */
export type Pay = { ote: number; base: number; bonusPct: number; benefits: number };

/**
 * Splits a loaded cost into on-target earnings, base, bonus and benefits, in whole units of currency.
 * Example: 180,000 with a base share of 0.7: OTE 138,462, base 96,923, bonus 0.4286 of base, benefits 41,538.
 */
export function payOf(loadedCost: number, baseShare: number): Pay {
  const ote = loadedCost / payRules.loadedOverOte;
  return {
    ote: roundHalfAway(ote, 0),
    base: roundHalfAway(ote * baseShare, 0),
    bonusPct: roundHalfAway((1 - baseShare) / baseShare, 4),
    benefits: roundHalfAway(loadedCost - ote, 0),
  };
}

/** What hiring somebody costs once. Example: a base of 96,923 costs 19,385; a promotion costs nothing. */
export const recruitingCost = ({ base }: Pay, promotion: boolean): number =>
  promotion ? 0 : roundHalfAway(base * payRules.recruiterFee, 0);
