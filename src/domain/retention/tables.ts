/** The columns of every retention table: the only list, from which display, checks and the tool reference come. */
import {
  type Column,
  changeColumn as change,
  countColumn as count,
  moneyColumn as money,
  shareColumn as share,
  textColumn as text,
} from '../column.ts';

const groupColumns = (first: Column): Column[] => [
  first,
  money('starting_arr', 'Start ARR'),
  count('customers', 'Customers'),
  money('churned_arr', 'Churned'),
  money('contraction_arr', 'Contraction'),
  money('expansion_arr', 'Expansion'),
  share('grr', 'GRR', '(start - churn - contraction) / start'),
  share('nrr', 'NRR', 'end ARR of the same customers / start'),
  share('logo', 'Logo', 'customers kept / customers at start'),
  share('logo_low', 'Logo low', 'Wilson 95%'),
  share('logo_high', 'Logo high', 'Wilson 95%'),
  text('grr_band', 'GRR band'),
  text('nrr_band', 'NRR band'),
  text('logo_band', 'Logo band'),
  text('verdict', 'Verdict'),
];

const causeColumns: Column[] = [
  text('key', 'Cause'),
  count('customers', 'Customers'),
  money('arr', 'ARR'),
  share('share_count', 'By customers', 'customers / churned customers'),
  share('share_arr', 'By ARR', 'ARR / churned ARR'),
  text('preventable', 'Preventable'),
  text('playbook', 'Playbook'),
];

/** Ages shown as columns of the triangle. */
export const triangleAges = 36;

export const retentionTables = {
  bridge: [
    text('key', 'Line'),
    money('arr', 'ARR', 'start + new + expansion + reactivation - contraction - churn = end'),
    count('customers', 'Customers'),
    money('after', 'ARR after', 'the lines so far, unknown ones left out'),
  ],
  bands: [
    text('key', 'Rate'),
    share('value', 'Value'),
    share('low', 'Low'),
    share('high', 'High'),
    share('healthy', 'Healthy from'),
    share('concerning', 'Concerning from'),
    text('band', 'Band'),
    text('certainty', 'Certainty'),
  ],
  benchmarks: [
    text('metric', 'Metric'),
    text('population', 'Population'),
    share('value', 'Yours'),
    share('p25', 'P25'),
    share('median', 'Median'),
    share('p75', 'P75'),
    text('position', 'Position'),
    text('source', 'Published by'),
    text('publisher', 'Publisher'),
    { id: 'year', label: 'Year', unit: 'text' },
    text('n', 'n'),
    text('grade', 'Grade'),
    { id: 'relayed', label: 'Relayed', unit: 'flag' },
  ],
  cohorts: [...groupColumns(text('cohort', 'Cohort')), { id: 'mature', label: 'Mature', unit: 'flag' }],
  segments: groupColumns(text('segment', 'Segment')),
  concentration: [
    text('key', 'Top'),
    count('accounts', 'Accounts'),
    money('expansion_arr', 'Expansion'),
    share('share', 'Share', 'expansion of the top N / expansion'),
    share('nrr_without', 'NRR without', '(start - churn - contraction + expansion - theirs) / start'),
    share('nrr_excluding', 'NRR excluding', 'the same with their ARR out of both sides'),
  ],
  renewals: [
    text('key', 'Part'),
    money('arr', 'ARR'),
    count('customers', 'Customers'),
    money('kept_arr', 'Kept ARR'),
    count('kept_customers', 'Kept'),
    share('rate', 'Renewal rate', 'kept, gains capped / up for renewal'),
  ],
  mix_rate: [
    text('segment', 'Segment'),
    text('metric', 'Metric'),
    share('weight_before', 'Weight before'),
    share('weight_now', 'Weight now'),
    share('rate_before', 'Rate before'),
    share('rate_now', 'Rate now'),
    change('mix', 'Mix', '(w1 - w0)·r0'),
    change('rate', 'Rate', 'w0·(r1 - r0)'),
    change('interaction', 'Both', '(w1 - w0)(r1 - r0)'),
  ],
  size_index: [
    text('segment', 'Segment'),
    count('churned_customers', 'Lost'),
    money('churned_arr', 'Churned'),
    {
      id: 'index',
      label: 'Size index',
      unit: 'ratio',
      formula: '(churned ARR / churned) / (start ARR / customers)',
    },
  ],
  triangle: [
    text('cohort', 'Cohort'),
    text('basis', 'Basis'),
    { id: 'size', label: 'Size', unit: 'ratio', decimals: 0 },
    ...Array.from({ length: triangleAges }, (_, i) => share(`m${i + 1}`, `M${i + 1}`)),
  ],
  survival: [
    { id: 'age', label: 'Month', unit: 'ratio', decimals: 0 },
    count('at_risk', 'At risk'),
    count('lost', 'Lost'),
    share('survival', 'Left', 'product of (1 - lost / at risk)'),
  ],
  hazard: [
    text('key', 'Months'),
    count('lost', 'Lost'),
    count('account_months', 'Account-months'),
    share('rate', 'A month', 'lost / account-months'),
  ],
  causes: causeColumns,
  causes_on_evidence: causeColumns,
  monthly: [text('month', 'Month'), share('grr', 'GRR'), share('nrr', 'NRR')],
  by_currency: [
    text('currency', 'Currency'),
    count('customers', 'Customers'),
    { id: 'starting_arr', label: 'Start ARR', unit: 'ratio', decimals: 0 },
    { id: 'ending_arr', label: 'End ARR', unit: 'ratio', decimals: 0 },
    { id: 'churned_arr', label: 'Churned', unit: 'ratio', decimals: 0 },
    { id: 'contraction_arr', label: 'Contraction', unit: 'ratio', decimals: 0 },
    { id: 'expansion_arr', label: 'Expansion', unit: 'ratio', decimals: 0 },
    share('grr', 'GRR'),
    share('nrr', 'NRR'),
    share('logo', 'Logo'),
  ],
} satisfies Record<string, readonly Column[]>;

export type RetentionTable = keyof typeof retentionTables;
