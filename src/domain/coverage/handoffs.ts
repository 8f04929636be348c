/** What CHRO and CFO are asked about a coverage plan. */
import { addMonths, quarterName } from '../dates.ts';
import { displayValue } from '../figure.ts';
import { handoff } from '../handoff.ts';
import { type CfoHire, type ChroHire, hireHandoffKinds, payOf, recruitingCost } from '../hires.ts';
import { atOrBelow, ratio, wholeUp } from '../numbers.ts';
import { coverageLines, csmLevel } from '../policy/coverage.ts';
import { payRules } from '../policy/pay.ts';
import type { Handoff } from '../report.ts';
import type { CoverageInput } from './input.ts';
import type { ManagerNeed } from './managers.ts';
import type { Hire } from './plan.ts';
import { roleOf } from './rows.ts';
import { type BookPlan, loadOf } from './staff.ts';

export const coverageHandoffKinds = hireHandoffKinds;

/** What the hand-offs are made of; the plan is null for a team alone. */
export type HandoffContext = {
  input: CoverageInput;
  asOf: string | null;
  currency: string;
  plan: BookPlan | null;
};

const { planMonths, mediumMonths, manager } = coverageLines;

const priorityOf = (openMonth: number, due: boolean): ChroHire['priority'] =>
  due ? 'High' : atOrBelow(openMonth, mediumMonths) ? 'Medium' : 'Low';

/** Why a tier needs somebody. Example: "enterprise: 42 accounts, 2 of 3 seats of month 12 ..." in figures. */
function businessCase({ tier, reason }: Hire, plan: BookPlan, currency: string): string {
  const i = plan.book.findIndex((one) => one.tier === tier);
  const book = plan.book[i];
  const money = displayValue(book?.arr ?? null, { label: '', unit: 'money' }, { currency });
  const seats = `${plan.recommended[i]?.seats ?? 0} seats now, ${plan.recommended12[i]?.seats ?? 0} in ${planMonths} months`;
  const load = loadOf(plan, i);
  const carried =
    load === null
      ? ''
      : `, hours promised ${displayValue(load, { label: '', unit: 'ratio' }, { currency })} of what they hold`;
  const why = {
    gap_now: 'fewer people than seats today',
    growth: 'growth needs one more seat',
    replacement: 'somebody is expected to leave',
  }[reason];
  return `${tier}: ${book?.customers ?? 0} accounts with ${money}, ${seats}${carried}; ${why}`;
}

function chroHire(hire: Hire, plan: BookPlan, currency: string): ChroHire {
  const pay = payOf(hire.loadedCost, payRules.csmBaseShare);
  return {
    role: roleOf(hire),
    level: csmLevel[hire.tier],
    function: 'CS',
    quarter: hire.inSeatDate === null ? '' : quarterName(hire.inSeatDate),
    base_salary: pay.base,
    bonus_pct: pay.bonusPct,
    equity_annual_usd: 0,
    benefits_annual: pay.benefits,
    recruiter_fee_pct: payRules.recruiterFee,
    ramp_months: wholeUp(hire.monthsToFull),
    priority: priorityOf(hire.openMonth, hire.dueNow),
    business_case: businessCase(hire, plan, currency),
    open_to_internal: plan.moves.surplusAfter > 0,
  };
}

function chroManager(one: ManagerNeed, { settings }: BookPlan, asOf: string): ChroHire {
  const pay = payOf(settings.managerCost, payRules.managerBaseShare);
  return {
    role: 'CS manager',
    level: 'M1',
    function: 'CS',
    quarter: quarterName(addMonths(asOf, one.month)),
    base_salary: pay.base,
    bonus_pct: pay.bonusPct,
    equity_annual_usd: 0,
    benefits_annual: pay.benefits,
    recruiter_fee_pct: 0,
    ramp_months: manager.rampMonths,
    priority: priorityOf(one.month, one.month === 0),
    business_case: `${one.heads} CSMs report to nobody who leads them full or part time; a promotion with training`,
    open_to_internal: true,
  };
}

function cfoHire(role: string, loadedCost: number, month: number, promotion: boolean): CfoHire {
  const pay = payOf(loadedCost, promotion ? payRules.managerBaseShare : payRules.csmBaseShare);
  return {
    month: Math.max(1, wholeUp(month)),
    role,
    department: 'cs',
    annual_salary: pay.ote,
    benefits_pct: payRules.benefitsShare,
    recruiting_cost: recruitingCost(pay, promotion),
    value_1y: null,
    value_3y: null,
  };
}

/** The hand-offs of a plan; one that cannot be made is withheld with the reason. */
export function coverageHandoffs({ input, asOf, currency, plan }: HandoffContext): Handoff[] {
  const nobody = plan === null || plan.hires.length + plan.managers.length === 0;
  const withheld =
    plan === null ? 'a team without a book has no plan by tier' : nobody ? 'no hire within 12 months' : null;
  return [
    handoff(
      coverageHandoffKinds,
      'hiring_plan',
      {
        company: input.company ?? null,
        plan_period: asOf === null ? '' : `${asOf} to ${addMonths(asOf, planMonths)}`,
        current_headcount: input.employees ?? plan?.csms ?? 0,
        target_revenue: plan?.arr12 ?? null,
        current_revenue: plan?.arr ?? null,
        hires:
          plan === null || asOf === null
            ? []
            : [
                ...plan.hires.map((hire) => chroHire(hire, plan, currency)),
                ...plan.managers.map((one) => chroManager(one, plan, asOf)),
              ],
      },
      withheld ?? (asOf === null ? 'as_of was not given, so hires have no quarter' : null),
    ),
    handoff(
      coverageHandoffKinds,
      'cs_hires',
      {
        hires:
          plan === null
            ? []
            : [
                ...plan.hires.map((hire) => cfoHire(roleOf(hire), hire.loadedCost, hire.inSeatMonth, false)),
                ...plan.managers.map((one) =>
                  cfoHire('CS manager', plan.settings.managerCost, one.month, true),
                ),
              ],
        cost_by_month: plan?.months.slice(1).map(({ cost }) => cost) ?? null,
        cost_share_now: plan === null ? null : ratio(plan.recommendedCost, plan.arr),
        cost_share_12: plan === null ? null : ratio(plan.recommendedCost12, plan.arr12),
      },
      withheld,
    ),
  ];
}
