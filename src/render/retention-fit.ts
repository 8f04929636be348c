/** What of a retention report comes first when there is not room for all of it. */
import type { FitPlan } from './fit.ts';

/** Columns of groups that a summary keeps: what was at stake, what became of it, and how it stands. */
const groupColumns = ['starting_arr', 'customers', 'grr', 'nrr', 'logo', 'grr_band'];

export const retentionFit: FitPlan = {
  headline: [
    'starting_arr',
    'ending_arr',
    'new_arr',
    'expansion_arr',
    'contraction_arr',
    'churned_arr',
    'lost_arr',
    'grr',
    'grr_low',
    'grr_high',
    'nrr',
    'nrr_low',
    'nrr_high',
    'logo_retention',
    'logo_retention_low',
    'logo_retention_high',
  ],
  first: [
    'assumptions',
    'questions',
    'claim_tests',
    'tables.bands',
    'tables.bridge',
    'tables.causes',
    'plan_90_days',
  ],
  rest: [
    'tables.by_currency',
    'tables.churn_sets',
    'unmapped_reasons',
    'tables.segments',
    'tables.cohorts',
    'tables.benchmarks',
    'conventions',
    'tables.renewals',
    'tables.concentration',
    'tables.causes_on_evidence',
    'tables.size_index',
    'tables.mix_rate',
    'tables.hazard',
    'tables.triangle',
    'tables.survival',
    'tables.monthly',
  ],
  summaryRows: { 'tables.cohorts': 12, assumptions: 12, questions: 8, plan_90_days: 3, conventions: 3 },
  summaryColumns: {
    'tables.segments': ['segment', ...groupColumns],
    'tables.cohorts': ['cohort', ...groupColumns],
    'tables.causes': ['customers', 'arr', 'share_arr', 'preventable'],
    'tables.benchmarks': ['metric', 'population', 'p25', 'median', 'p75', 'position', 'source', 'relayed'],
  },
};
