/** The 90-day plan: the causes worth taking on, one action a phase. */
import { addDays } from '../dates.ts';
import { dataSteps, type PlanCause, phases, planCauses, planTable } from '../policy/plan.ts';
import type { Leak } from './leakage.ts';

/** One row of the plan. Dates are null without `as_of`. */
export type PlanStep = {
  phase: number;
  start_day: number;
  end_day: number;
  start_date: string | null;
  end_date: string | null;
  cause: string;
  action: string;
  owner: string;
  leading_indicator: string;
  playbook: string;
};

function causesToTakeOn(leaks: readonly Leak[], has: (code: string) => boolean): PlanCause[] {
  const chosen: PlanCause[] = [];
  const take = (cause: PlanCause) => {
    if (!chosen.includes(cause)) chosen.push(cause);
  };
  if (has('involuntary-churn-first')) take('payment_failure');
  for (const leak of leaks.slice(0, 3)) take(leak.cause);
  if (has('untested-arr')) take('untested_renewals');
  if (has('expansion-concentrated')) take('expansion_concentration');
  return chosen.slice(0, planCauses);
}

/**
 * The rows of the plan by phase, then cause in the order taken on. `resolve` names a contradiction or blocker
 * that comes before everything else. Day 1 is the day after `as_of`.
 */
export function plan90Days(
  leaks: readonly Leak[],
  has: (code: string) => boolean,
  asOf: string | null,
  resolve: string | null,
): PlanStep[] {
  const day = (n: number) => (asOf === null ? null : addDays(asOf, n));
  const chosen = causesToTakeOn(leaks, has);
  const rows = phases.flatMap(({ phase, start, end }, i) =>
    chosen.map((cause) => {
      const { actions, owner, leadingIndicator, playbook } = planTable[cause];
      return {
        phase,
        start_day: start,
        end_day: end,
        start_date: day(start),
        end_date: day(end),
        cause,
        action: actions[i] ?? '',
        owner,
        leading_indicator: leadingIndicator,
        playbook,
      };
    }),
  );
  if (resolve === null) return rows;
  const first: PlanStep = {
    phase: 1,
    start_day: 1,
    end_day: 30,
    start_date: day(1),
    end_date: day(30),
    cause: resolve,
    action: `${dataSteps[resolve] ?? 'Correct the data'} (\`${resolve}\`)`,
    owner: 'Founder',
    leading_indicator: 'the review runs without it',
    playbook: 'clean-the-data',
  };
  return [first, ...rows];
}
