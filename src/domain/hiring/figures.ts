/** Every figure hiring can show: id, label, unit. */
import type { FigureDefinition, Unit } from '../figure.ts';

const money = (label: string): FigureDefinition => ({ label, unit: 'money' });
const share = (label: string): FigureDefinition => ({ label, unit: 'share' });
const count = (label: string): FigureDefinition => ({ label, unit: 'count' });
const fte = (label: string): FigureDefinition => ({ label, unit: 'fte' });
const ratio = (label: string): FigureDefinition => ({ label, unit: 'ratio' });

/** What a role waits for, in the unit of its gate. */
export const waitingFigures = (unit: Unit): Record<string, FigureDefinition> => ({
  waiting_have: { label: 'What is there of the condition', unit },
  waiting_need: { label: 'What the condition needs', unit },
});

export const hiringFigures: Readonly<Record<string, FigureDefinition>> = {
  arr: money('ARR'),
  customers: count('Customers'),
  acv: money('ARR per customer'),
  churned_arr: money('ARR that left in 12 months'),
  lost_arr: money('Lost ARR, all outcomes but growth and advocacy'),
  product_share: share('Lost ARR with product causes'),
  unknown_share: share('Lost ARR without a known cause'),
  no_hire_share: share('Lost ARR with causes that no hire changes'),
  payment_failure_arr: money('ARR lost to failed payments'),
  company_event_arr: money('ARR lost to company events, which cannot be prevented'),
  value_1y_factor: ratio('Worth of ARR kept, one year'),
  value_3y_factor: ratio('Worth of ARR kept, three years'),
  csm_cost: money('Cost of a CSM a year'),
  ceiling_value: money('Worth of all churn over three years'),
  ceiling_share_1y: share('Part of all churn a CSM must prevent to pay in a year'),
  ceiling_share_3y: share('Part of all churn a CSM must prevent to pay over three years'),
  break_even_arr_1y: money('ARR from which a CSM pays in a year'),
  break_even_arr_3y: money('ARR from which a CSM pays over three years'),
  next_arr_at_stake: money('ARR at stake for the next role'),
  next_protected: money('ARR the next role saves a year'),
  next_value_1y: money('Its worth, one year'),
  next_value_3y: money('Its worth, three years'),
  next_cost: money('Cost of the next role a year'),
  next_score: ratio('Worth of three years / cost of the next role'),
  next_break_even_1y: share('Part of that loss it must prevent to pay in a year'),
  next_break_even_3y: share('Part of that loss it must prevent to pay over three years'),
  runner_up_score: ratio('Worth of three years / cost of the runner-up'),
  runner_up_opens_at: money('ARR at stake from which the runner-up pays'),
  runner_up_opens_at_arr: money('ARR from which one more CSM pays'),
  largest_group: fte('CSMs under one lead'),
  team_people: fte('People in customer roles'),
  team_cost: money('Cost of today’s team a year'),
  expansion_needed: money('Unworked expansion that pays for an account manager'),
  largest_fix_arr: money('ARR at stake of the largest cause that no hire changes'),
  sequence_hires: count('Hires within 18 months'),
  sequence_highest_share: share('Highest cost of the team / ARR within 18 months'),
};
