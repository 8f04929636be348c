/** The figures of a hiring plan. */
import { type Figures, inFormula } from '../collect.ts';
import { ratio } from '../numbers.ts';
import type { Candidate, Evaluation } from './evaluate.ts';
import { customerRoles } from './gates.ts';
import { csmOpensAtArr } from './rows.ts';
import { costOfTeam, type Slot } from './sequence.ts';
import { type HiringSettings, lostOf, type Outcome, type Situation } from './settle.ts';
import { breakEvenArr, opensAt } from './value.ts';
import { lossShares } from './verdict.ts';

/** What the figures are made of. */
export type TotalsContext = {
  evaluation: Evaluation;
  situation: Situation;
  settings: HiringSettings;
  next: Candidate | null;
  runnerUp: Candidate | null;
  largestFix: Outcome | null;
  slots: readonly Slot[];
};

const stakeOf = ({ outcomes }: Situation, cause: string): number =>
  outcomes.filter((one) => one.cause === cause).reduce((total, one) => total + one.arrAtStake, 0);

function addCompany({ evaluation, situation, settings }: TotalsContext, add: Figures['add']): void {
  const shares = lossShares(situation, evaluation.split);
  const lost = lostOf(situation.outcomes);
  const none = 'no loss is named';
  add('arr', { value: situation.arr });
  add('customers', { value: situation.customers });
  add('acv', {
    value: situation.acv,
    formula: 'acv, or arr / customers',
    reason: 'arr or customers was not given',
  });
  add('churned_arr', {
    value: settings.churned,
    reason: 'neither churned_arr_12m nor gross_churn_rate with arr was given',
  });
  add('lost_arr', { value: lost, formula: 'sum of the outcomes that are losses' });
  add('product_share', { value: settings.productShare, formula: 'product causes / lost ARR', reason: none });
  add('unknown_share', {
    value: shares?.unknown ?? null,
    formula: 'unknown causes / lost ARR',
    reason: none,
  });
  add('no_hire_share', {
    value: shares?.noHire ?? null,
    formula: 'causes without a role / lost ARR',
    reason: none,
  });
  add('payment_failure_arr', { value: stakeOf(situation, 'payment_failure') });
  add('company_event_arr', { value: stakeOf(situation, 'company_event') });
  add('value_1y_factor', { value: settings.v1, formula: 'gross margin' });
  add('value_3y_factor', { value: settings.v3, formula: 'gross margin x (1 + r + r^2)' });
  add('csm_cost', { value: settings.costs.csm });
  const { churned, v1, v3, costs } = settings;
  const noChurn = 'churn is not known';
  add('ceiling_value', {
    value: churned === null ? null : churned * v3,
    formula: `${inFormula(churned ?? 0)} x ${inFormula(v3)}`,
    reason: noChurn,
  });
  add('ceiling_share_1y', {
    value: churned === null ? null : ratio(costs.csm, churned * v1),
    reason: noChurn,
  });
  add('ceiling_share_3y', {
    value: churned === null ? null : ratio(costs.csm, churned * v3),
    reason: noChurn,
  });
  add('break_even_arr_1y', {
    value: breakEvenArr(settings, v1),
    formula: `${inFormula(costs.csm)} / (${inFormula(settings.points)} x ${inFormula(v1)})`,
  });
  add('break_even_arr_3y', {
    value: breakEvenArr(settings, v3),
    formula: `${inFormula(costs.csm)} / (${inFormula(settings.points)} x ${inFormula(v3)})`,
  });
  add('largest_group', { value: situation.largestGroup });
  add('team_people', { value: customerRoles(situation, true) });
  add('team_cost', { value: costOfTeam(situation, settings), formula: 'people x loaded cost' });
  add('expansion_needed', {
    value: evaluation.split.expansionNeeded,
    formula: 'cost of the role / (preventable x capture x worth of three years)',
  });
}

function addNext({ next, settings }: TotalsContext, add: Figures['add']): void {
  const worth = next?.worth ?? null;
  const reason = next === null ? 'no role is next' : 'the role has no outcome with ARR';
  const named = worth !== null && worth.outcomes.length > 0;
  add('next_arr_at_stake', { value: named ? worth.arrAtStake : null, reason });
  add('next_protected', {
    value: named ? worth.protectedArr : null,
    formula: 'sum of at stake x preventable x capture',
    reason,
  });
  const counted = worth !== null && worth.score !== null;
  add('next_value_1y', {
    value: counted ? worth.value1y : null,
    formula: 'protected x worth of one year',
    reason,
  });
  add('next_value_3y', {
    value: counted ? worth.value3y : null,
    formula: 'protected x worth of three years',
    reason,
  });
  add('next_cost', { value: next === null ? null : settings.costs[next.role], reason });
  add('next_score', { value: worth?.score ?? null, formula: 'worth of three years / cost', reason });
  add('next_break_even_1y', {
    value: worth?.breakEven1y ?? null,
    formula: 'cost / (at stake x worth of one year)',
    reason,
  });
  add('next_break_even_3y', {
    value: worth?.breakEven3y ?? null,
    formula: 'cost / (at stake x worth of three years)',
    reason,
  });
}

/** Adds the figures. `next` is the role whose worth the memo speaks of: hired, or best of those that are not. */
export function addTotals(context: TotalsContext, { add }: Pick<Figures, 'add'>): void {
  const { runnerUp, situation, settings, largestFix, slots } = context;
  addCompany(context, add);
  addNext(context, add);
  const worth = runnerUp?.worth ?? null;
  const reason = 'there is no runner-up';
  add('runner_up_score', { value: worth?.score ?? null, reason });
  add('runner_up_opens_at', {
    value: worth === null ? null : opensAt(worth, settings),
    formula: 'cost / (preventable x capture x worth of three years)',
    reason,
  });
  add('runner_up_opens_at_arr', {
    value: runnerUp?.role === 'csm' ? csmOpensAtArr(situation, settings) : null,
    formula: 'cost x (CSMs + 1) / (points x worth of three years)',
    reason: 'the runner-up is no CSM',
  });
  add('largest_fix_arr', { value: largestFix?.arrAtStake ?? null, reason: 'every cause has a role' });
  add('sequence_hires', { value: slots.reduce((total, { hires }) => total + hires.length, 0) });
  const highest = slots.map(({ costShare }) => costShare).filter((share) => share !== null);
  add('sequence_highest_share', {
    value: highest.length === 0 ? null : Math.max(...highest),
    reason: 'ARR is not known',
  });
}
