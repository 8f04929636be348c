/** The shape "customers": one row a customer, with what it pays today and what is known about it. */
import { signalNames, tierNames } from '../../domain/policy/segmentation.ts';
import type { RecordField, RecordShape } from './record-shape.ts';

/** Words of exports for the four tiers. */
export const tierWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(tierNames.map((tier) => [tier, tier])),
  strategic_accounts: 'strategic',
  key_account: 'strategic',
  ent: 'enterprise',
  midmarket: 'mid_market',
  mid: 'mid_market',
  mm: 'mid_market',
  commercial: 'mid_market',
  small_business: 'smb',
  long_tail: 'smb',
  smb_long_tail: 'smb',
};

const signals = Object.fromEntries(
  signalNames.map((name): [string, RecordField] => [
    name,
    {
      kind: 'flag',
      names: [name, `icp_signals_${name}`, `icp_fit_signals_${name}`],
      target: `icp_signals.${name}`,
    },
  ]),
);

export const customersShape: RecordShape = {
  name: 'customers',
  keys: ['id', 'name'],
  amount: 'arr',
  gone: 'churned',
  fields: {
    id: {
      kind: 'id',
      names: ['customer_id', 'account_id', 'client_id', 'org_id', 'external_id', 'record_id', 'id'],
    },
    name: {
      kind: 'id',
      names: [
        'customer_name',
        'account_name',
        'company_name',
        'customer',
        'account',
        'client',
        'company',
        'organization',
        'name',
      ],
    },
    arr: {
      kind: 'amount',
      names: [
        'arr',
        'arr_usd',
        'current_arr',
        'arr_end',
        'annual_recurring_revenue',
        'acv',
        'mrr',
        'current_mrr',
        'monthly_recurring_revenue',
      ],
    },
    currency: { kind: 'currency', names: ['currency', 'plan_currency', 'currency_code'] },
    tenure_months: { kind: 'number', names: ['tenure_months', 'tenure', 'months_as_customer'] },
    start_date: { kind: 'date', names: ['start_date', 'customer_since', 'started_at', 'start'] },
    annual_service_cost: {
      kind: 'amount',
      names: [
        'annual_service_cost',
        'annual_support_cost_usd',
        'annual_support_cost',
        'service_cost',
        'support_cost',
        'cost_to_serve',
      ],
    },
    csm_cost: { kind: 'amount', names: ['csm_cost', 'annual_csm_cost'] },
    support_hours: { kind: 'number', names: ['support_hours'], target: 'service_hours.support_hours' },
    csm_hours: { kind: 'number', names: ['csm_hours'], target: 'service_hours.csm_hours' },
    escalations_12m: { kind: 'count', names: ['escalations_12m', 'escalations', 'escalation_count'] },
    acquired_by_conflicting_parent: { kind: 'flag', names: ['acquired_by_conflicting_parent', 'acquired'] },
    declining_or_closing: { kind: 'flag', names: ['declining_or_closing', 'declining', 'closing'] },
    current_tier: {
      kind: 'choice',
      names: ['current_tier', 'tier', 'segment', 'customer_segment'],
      choices: tierWords,
    },
    previous_fit_score: { kind: 'number', names: ['previous_fit_score', 'last_fit_score'] },
    renewal_date: {
      kind: 'date',
      names: ['renewal_date', 'next_renewal', 'contract_end_date', 'contract_end'],
    },
    multi_year: { kind: 'flag', names: ['multi_year'] },
    executive_contact: { kind: 'flag', names: ['executive_contact'] },
    two_sided_sponsors: { kind: 'flag', names: ['two_sided_sponsors'] },
    churned: { kind: 'flag', names: ['churned', 'churned_flag', 'churn_flag'] },
    ...signals,
  },
};
