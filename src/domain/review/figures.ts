/** Every figure a review can show: id, label, unit. */
import type { FigureDefinition } from '../figure.ts';

const money = (label: string): FigureDefinition => ({ label, unit: 'money' });
const share = (label: string): FigureDefinition => ({ label, unit: 'share' });
const count = (label: string): FigureDefinition => ({ label, unit: 'count' });
const fte = (label: string): FigureDefinition => ({ label, unit: 'fte' });
const days = (label: string): FigureDefinition => ({ label, unit: 'days' });

export const reviewFigures: Readonly<Record<string, FigureDefinition>> = {
  gates_counted: count('Gates that count for this plan'),
  gates_passed: count('Of those, passed'),
  gates_failed: count('Of those, failed'),
  gates_unknown: count('Of those, unknown'),
  forms_missing: count('Missing of owner, date and outcome'),
  grr: share('Gross revenue retention (GRR)'),
  grr_pass: share('GRR from which a plan passes'),
  grr_fail: share('GRR below which a plan is stopped'),
  claims_mismatched: count('Figures told that the accounts do not give'),
  top_cause_share: share('Lost ARR with the first cause'),
  unknown_share: share('Lost ARR without a known cause'),
  product_share: share('Lost ARR with product fit as its cause'),
  target_share: share('Lost ARR with the causes the plan works on'),
  ttv_coverage: share('ARR with known days to first value'),
  ttv_late: count('Segments in which first value comes late'),
  ttv_first: days('Days to first value in the segment with most ARR'),
  ttv_target: days('Target of that segment'),
  exit_candidates: count('Accounts to exit, or to fix or exit'),
  exit_with_path: count('Accounts with a path'),
  cost_coverage: share('ARR whose service cost is known'),
  strategic_share: share('Customers called strategic'),
  heads_planned: fte('CSMs once the plan is carried out'),
  seats_recommended: fte('CSMs recommended then'),
  cost_share: share('Cost of customer success and support then / ARR'),
  budget_share: share('Budget / ARR'),
  named_points: { label: 'Points of GRR a named CSM has to win', unit: 'points' },
  arr_per_csm: money('ARR per CSM then'),
  base_share: share('Base / on-target pay'),
  retention_pay: share('Variable pay on GRR and NRR'),
  grr_pay: share('Variable pay on GRR'),
  nrr_pay: share('Variable pay on NRR'),
  sentiment_pay: share('Variable pay on NPS and CSAT'),
  bookings_pay: share('Variable pay on expansion sold and new customers'),
};
