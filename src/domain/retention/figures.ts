/** Every figure retention can show: id, label, unit. Ids are stable; labels are what a founder reads. */
import type { FigureDefinition } from '../figure.ts';

const money = (label: string): FigureDefinition => ({ label, unit: 'money' });
const share = (label: string): FigureDefinition => ({ label, unit: 'share' });
const change = (label: string): FigureDefinition => ({ label, unit: 'share', signed: true });

const rates = {
  grr: 'Gross revenue retention (GRR)',
  nrr: 'Net revenue retention (NRR)',
  logo_retention: 'Logo retention',
};

const rateFigures = Object.fromEntries(
  Object.entries(rates).flatMap(([id, label]) => [
    [id, share(label)],
    [`${id}_low`, share(`${label}, lower end of the 95% interval`)],
    [`${id}_high`, share(`${label}, upper end of the 95% interval`)],
    [`annual_equivalent_${id}`, share(`${label} compounded to a year (not the cohort figure)`)],
    [`compounded_monthly_${id}`, share(`${label}, monthly rates compounded (not the cohort figure)`)],
  ]),
);

/** How many top expanders are taken out, in turn. */
export const topCounts = [1, 2, 5, 10] as const;

/** The figures of one number of top expanders; aggregates bring their own number. */
export const topFigures = (n: number): Record<string, FigureDefinition> => ({
  [`expansion_top${n}_share`]: share(`Share of expansion from the top ${n}`),
  [`nrr_without_top${n}`]: share(`NRR without the expansion of the top ${n}`),
  [`nrr_excluding_top${n}`]: share(`NRR with the top ${n} left out of both sides`),
});

/** The ages in months at which survival is a figure. */
export const survivalAges = [3, 6, 12, 24, 36] as const;

const survivalFigures = Object.fromEntries(
  survivalAges.map((age) => [`survival_m${age}`, share(`Share of customers left after ${age} months`)]),
);

const preventableParts = {
  preventable: 'Preventable churn',
  preventable_without_product_fit: 'Preventable churn without product fit',
  preventable_plus_involuntary: 'Preventable churn with failed payments',
  unknown: 'Churn without a known reason',
  involuntary: 'Involuntary churn (failed payments)',
};

const causeFigures = Object.fromEntries(
  Object.entries(preventableParts).flatMap(([id, label]) =>
    ['', '_on_evidence'].flatMap((suffix) => {
      const basis = suffix === '' ? '' : ', on evidence';
      return [
        [`${id}_share_arr${suffix}`, share(`${label}, share of churned ARR${basis}`)],
        [`${id}_share_count${suffix}`, share(`${label}, share of churned customers${basis}`)],
      ];
    }),
  ),
);

export const retentionFigures: Readonly<Record<string, FigureDefinition>> = {
  ...rateFigures,
  starting_arr: money('ARR at period start'),
  ending_arr: money('ARR at period end'),
  new_arr: money('New ARR'),
  expansion_arr: money('Expansion ARR'),
  major_expansion_arr: money('Expansion by more than a tenth of the account'),
  minor_expansion_arr: money('Expansion by a tenth of the account or less'),
  reactivation_arr: money('Reactivated ARR'),
  contraction_arr: money('Contraction ARR'),
  churned_arr: money('Churned ARR'),
  lost_arr: money('Lost ARR (churn and contraction)'),
  bridge_gap: money('Stated ending ARR minus the bridge'),
  cohort_gaps: money('Stated ending ARR off the bridge, cohort by cohort'),
  starting_customers: { label: 'Customers at period start', unit: 'count' },
  churned_customers: { label: 'Customers lost', unit: 'count' },
  not_paying_at_either_end: { label: 'Accounts that pay at neither end, left out', unit: 'count' },
  acv: money('ARR per customer at start'),
  nrr_with_reactivation: share('NRR with returning customers counted'),
  grr_other_reading: share('GRR if contraction is not yet in renewed_arr'),
  churn_only_retention: share('ARR kept before contraction (not GRR)'),
  churn_rate: share('Churned ARR / starting ARR'),
  contraction_rate: share('Contraction / starting ARR'),
  expansion_rate: share('Expansion / starting ARR'),
  largest_account_share: share('Largest account / starting ARR'),
  largest_account_arr: money('Largest account at start'),
  ...Object.assign({}, ...topCounts.map(topFigures)),
  expansion_hhi: { label: 'Herfindahl index of expansion', unit: 'ratio', decimals: 4 },
  effective_expanders: { label: 'Expanders that expansion effectively rests on', unit: 'ratio', decimals: 1 },
  expanders: { label: 'Accounts that expanded', unit: 'count' },
  price_effect_arr: money('Expansion from price'),
  volume_effect_arr: money('Expansion from volume'),
  constant_price_nrr: share('NRR at constant price'),
  constant_price_grr: share('GRR at constant price'),
  price_coverage: share('Movement with known units'),
  atr: money('ARR up for renewal (ATR)'),
  renewal_rate: share('Renewal rate on what was up for renewal'),
  untested_arr: money('ARR that no renewal tested'),
  untested_share: share('Share of starting ARR that no renewal tested'),
  untested_loss_at_same_rate: money('Loss if the untested ARR renews at the same rate'),
  two_wave_grr: share('GRR once the untested ARR renews at the same rate'),
  committed_arr: money('Ending ARR less what is set to cancel'),
  arr_if_dunning_fails: money('Committed ARR less what is past due'),
  paused_arr: money('Paused ARR'),
  past_due_arr: money('Past-due ARR'),
  cancel_at_period_end_arr: money('ARR set to cancel'),
  at_risk_share: share('ARR past due, set to cancel or paused / starting ARR'),
  product_level_grr: share('GRR if every product were an account'),
  nrr_spot: share('NRR at the exchange rates of each date'),
  fx_effect: change('Effect of exchange rates on NRR'),
  size_index: { label: 'Size of churned accounts against the base', unit: 'ratio' },
  trend_points: change('Newest cohort against earlier ones'),
  mix_nrr: change('NRR change from mix'),
  rate_nrr: change('NRR change from rates'),
  interaction_nrr: change('NRR change from both together'),
  mix_grr: change('GRR change from mix'),
  rate_grr: change('GRR change from rates'),
  interaction_grr: change('GRR change from both together'),
  ...survivalFigures,
  survival_median: { label: 'Months by which half of the customers have left', unit: 'months' },
  point_value_y1: money('ARR gained after 1 year by one point of GRR'),
  point_value_y2: money('ARR gained after 2 years by one point of GRR'),
  point_value_y3: money('ARR gained after 3 years by one point of GRR'),
  point_value_sum: money('ARR gained over 3 years by one point of GRR'),
  point_value_margin: money('Margin gained over 3 years by one point of GRR'),
  ...causeFigures,
  in_grace_arr: money('Ending ARR kept by days of grace alone'),
  booked_total: money('Won deals as booked, whole terms'),
  quiet_months: { label: 'Months without a start or an end before the period ends', unit: 'months' },
  edge_loss: share('Accounts that end in the last month of the file'),
  set_overlap: share('Churned customers that two files share'),
};
