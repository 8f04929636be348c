/** Headers of files over time and of cohorts. */
import { bareNormals, normalHeader } from '../columns.ts';
import type { AmountBasis, CohortColumn, Source, TimelineColumn } from '../source.ts';

/** What the length of a contract is called; alone it does not say its unit. */
const termNames = [
  'term',
  'contract_term',
  'contract_length',
  'contract_duration',
  'term_length',
  'initial_term',
  'deal_term',
  'subscription_term',
  'subscription_length',
  'subscription_duration',
  'commitment_term',
];

/** Those names with a unit behind them. Example: "Term (mo)" is term_mo; "Duration" alone may be anything's. */
const withUnit = (units: readonly string[]): string[] =>
  [...termNames, 'duration', 'commitment', 'length'].flatMap((name) =>
    units.map((unit) => `${name}_${unit}`),
  );

/** Headers that founders' exports have for each field of a file over time, in order of preference. */
export const timelineHeaders: Readonly<Record<TimelineColumn, readonly string[]>> = {
  customer_id: [
    'customer_id',
    'customer',
    'account_id',
    'account',
    'account_code',
    'client_id',
    'client',
    'org_id',
    'org',
    'organization',
    'customer_oid',
    'customer_external_id',
    'customer_uuid',
    'external_id',
    'record_id',
    'id',
  ],
  customer_name: ['customer_name', 'name', 'company', 'company_name', 'account_name', 'associated_company'],
  segment: ['segment', 'customer_segment', 'tier'],
  currency: [
    'currency',
    'plan_currency',
    'currency_code',
    'amount_currency',
    'currency_iso_code',
    'deal_currency',
    'invoice_currency',
    'price_currency',
    'währung',
    'waehrung',
  ],
  month: ['month', 'period', 'date_month', 'snapshot_month', 'month_start', 'month_end'],
  mrr: [
    'mrr',
    'mrr_amount',
    'monthly_amount',
    'activity_mrr',
    'monthly_recurring_revenue',
    'total_mrr',
    'net_mrr',
  ],
  arr: ['arr', 'arr_usd', 'arr_amount', 'activity_arr', 'annual_recurring_revenue'],
  amount: [
    'amount',
    'plan_amount',
    'unit_amount',
    'unit_amount_in_cents',
    'amount_in_cents',
    'price',
    'unit_price',
    'plan_price',
    'value',
    'total',
  ],
  date: ['date', 'event_date', 'effective_date', 'movement_date', 'close_date', 'closed_at'],
  start: [
    'start',
    'start_date',
    'start_date_utc',
    'start_utc',
    'started_at',
    'subscription_started_at',
    'activated_at',
    'from',
    'valid_from',
    'service_start',
    'contract_start_date',
    'contract_start',
    'subscription_start_date',
    'subscription_start',
    'service_period_start',
    'period_start',
    'period_start_utc',
    'line_item_period_start',
    'line_item_period_start_utc',
    'line_period_start',
    'billing_period_start',
    'term_start',
    'current_billing_term_start_date',
  ],
  end: [
    'end',
    'end_date',
    'ended_at',
    'ended_at_utc',
    'to',
    'valid_to',
    'service_end',
    'contract_end_date',
    'contract_end',
    'subscription_end_date',
    'subscription_end',
    'service_period_end',
    'period_end',
    'period_end_utc',
    'line_item_period_end',
    'line_item_period_end_utc',
    'line_period_end',
    'billing_period_end',
    'term_end',
    'subscription_canceled_at',
    'churn_date',
  ],
  expires: ['expires_at', 'expires'],
  cancel_requested: ['canceled_at', 'canceled_at_utc', 'canceled_on', 'cancelled_at', 'cancelled_on'],
  current_period_end: ['current_period_end', 'current_period_end_utc', 'current_period_ends_at'],
  trial_end: ['trial_end', 'trial_end_utc', 'trial_ends_at'],
  interval: [
    'interval',
    'plan_interval',
    'billing_period',
    'subscription_billing_period',
    'billing_frequency',
  ],
  interval_count: ['interval_count', 'plan_interval_count'],
  quantity: ['quantity', 'plan_quantity', 'subscription_quantity'],
  term_months: [...termNames, ...withUnit(['months', 'month', 'mos', 'mo', 'mths', 'mth', 'm', 'in_months'])],
  term_years: withUnit(['years', 'year', 'yrs', 'yr', 'y', 'in_years']),
  status: ['status', 'state', 'subscription_status'],
  type: ['type', 'movement_type', 'event_type', 'deal_type', 'opportunity_type'],
  stage: ['stage', 'stage_name', 'deal_stage'],
  won: ['is_won', 'won'],
  balance: ['balance', 'mrr_after', 'balance_mrr'],
  product: [
    'product',
    'plan',
    'plan_id',
    'plan_code',
    'plan_name',
    'current_plan',
    'subscription_id',
    'subscription',
  ],
  churn_reason: ['churn_reason', 'reason', 'reason_code', 'cancellation_reason', 'cancel_reason'],
  renewal_date: ['renewal_date', 'next_renewal'],
  activated: ['activated', 'went_live', 'onboarded'],
  cancel_at_period_end: ['cancel_at_period_end', 'will_cancel'],
};

export const cohortHeaders: Readonly<Record<CohortColumn, readonly string[]>> = {
  cohort: ['cohort', 'cohort_name', 'signup_cohort', 'name', 'start_month'],
  segment: ['segment', 'customer_segment', 'tier'],
  start_month: ['start_month', 'cohort_month'],
  currency: ['currency', 'currency_code'],
  starting_arr: ['starting_arr', 'opening_arr', 'start_arr', 'arr_start', 'arr_at_start', 'beginning_arr'],
  churned_arr: ['churned_arr', 'churn_arr', 'lost_arr', 'churned', 'churn'],
  renewed_arr: ['renewed_arr'],
  contraction_arr: ['contraction_arr', 'downgrade_arr', 'contraction', 'contracted', 'downgrades'],
  expansion_arr: ['expansion_arr', 'upgrade_arr', 'expansion', 'expanded', 'upgrades', 'upsell'],
  new_arr: ['new_arr', 'new_business'],
  reactivation_arr: ['reactivation_arr', 'reactivation', 'reactivated'],
  ending_arr: ['ending_arr', 'closing_arr'],
  starting_customer_count: [
    'starting_customer_count',
    'starting_customers',
    'customers_start',
    'customers_at_start',
    'customers',
  ],
  churned_customer_count: [
    'churned_customer_count',
    'churned_customers',
    'customers_lost',
    'customers_churned',
  ],
  renewed_customer_count: ['renewed_customer_count', 'renewed_customers'],
};

/** How a header was found: by its very name, or by another name of the field. */
export type Match = 'exact' | 'synonym';

/** Which column holds which field. */
export type FieldIndex<F extends string> = Map<F, { at: number; match: Match }>;

/**
 * Finds fields by header: what the caller says first, then exact names, then other names in their order. A column fills
 * one field. Example: `Customer`, `Month`, `MRR` give customer_id, month and mrr.
 */
export function findFields<F extends string>(
  headers: readonly string[],
  names: Readonly<Record<F, readonly string[]>>,
  given: Readonly<Record<string, string | undefined>> = {},
): FieldIndex<F> {
  const normal = headers.map(normalHeader);
  const fields = Object.keys(names) as F[];
  const found: FieldIndex<F> = new Map();
  const taken = new Set<number>();
  const take = (field: F, at: number, match: Match) => {
    if (at < 0 || taken.has(at) || found.has(field)) return;
    found.set(field, { at, match });
    taken.add(at);
  };
  for (const field of fields) {
    const header = given[field];
    if (header !== undefined) take(field, headers.indexOf(header), 'exact');
  }
  for (const field of fields) take(field, normal.indexOf(field), 'exact');
  for (const field of fields) for (const name of names[field]) take(field, normal.indexOf(name), 'synonym');
  const bare = bareNormals(headers);
  for (const field of fields)
    for (const name of [field, ...names[field]])
      take(field, bare.indexOf(name), name === field ? 'exact' : 'synonym');
  return found;
}

/** Bases of amounts that are no rate, so that a column of ARR or MRR is not what the caller means. */
const ofAmounts: ReadonlySet<AmountBasis | undefined> = new Set(['tcv', 'period_total', 'per_interval']);

/** The field whose column holds the amounts: what the caller names or says they are, else MRR before ARR before others. */
export function amountField(
  fields: FieldIndex<TimelineColumn>,
  provider: { columns: Readonly<Partial<Record<TimelineColumn, readonly string[]>>> } | null,
  { columns, amount_basis }: Pick<Source, 'columns' | 'amount_basis'>,
): 'mrr' | 'arr' | 'amount' {
  // A system that says which column its amounts are in has others that look like them.
  if ((provider?.columns.amount !== undefined || ofAmounts.has(amount_basis)) && fields.has('amount'))
    return 'amount';
  const here = (['mrr', 'arr', 'amount'] as const).filter((name) => fields.has(name));
  const named = here.filter((name) => columns?.[name] !== undefined);
  const said = (named.length > 0 ? named : here).find((name) => name === amount_basis);
  return said ?? named[0] ?? here[0] ?? 'amount';
}

/** Whether days under a header are when something happened, not how long a contract runs. Example: "Ended At (UTC)", "Canceled On". */
export const isMomentHeader = (header: string): boolean =>
  /_(?:at|on)(?:_utc)?$|^churn_date$/.test(normalHeader(header));
