/** The exports of billing and CRM systems, known by their headers: what their columns are and how their amounts read. */
import { normalHeader } from './columns.ts';
import type { AmountBasis, Shape, TimelineColumn } from './source.ts';

export type Provider = {
  name: string;
  shape: Shape;
  /** Headers that make the system known when enough of them stand together. */
  known: readonly string[];
  /** Headers without which it is another export of the same system. */
  needs: readonly string[];
  /** Fields whose header in this export differs from what its name suggests, in order of preference. */
  columns: Partial<Readonly<Record<TimelineColumn, readonly string[]>>>;
  /** What tells the rows of one subscription apart: two plans of it at one price are two rows, not one that stands twice. */
  lines?: readonly string[];
  basis?: AmountBasis;
  /** One row a subscription, with the price of today: what was paid before a change is not in it. */
  today?: boolean;
  /** Its rows say what a subscription pays from their day on, where others say by how much it changed. */
  levels?: boolean;
  /** Its lines that begin and end at once were billed once, for no span. */
  moments?: boolean;
  /** `ask`: whole numbers may be cents or not. */
  unit?: 'minor' | 'major' | 'ask';
};

/** How many known headers make an export known. */
const enough = 3;

export const providers: readonly Provider[] = [
  {
    name: 'stripe_subscriptions',
    shape: 'subscription_periods',
    today: true,
    known: [
      'customer_email',
      'plan_amount',
      'plan_price_id',
      'plan_currency',
      'start_date_utc',
      'current_period_start_utc',
      'current_period_end_utc',
      'trial_start_utc',
      'canceled_at_utc',
      'ended_at_utc',
      'cancel_at_period_end',
      'cancellation_reason',
      'start_utc',
      'created_utc',
    ],
    needs: ['customer_id', 'status'],
    columns: {
      customer_id: ['customer_id'],
      // "Start (UTC)" of older exports is the day of the last change of plan.
      start: ['start_date_utc', 'created_utc', 'start_utc'],
      end: ['ended_at_utc'],
      amount: ['amount', 'plan_amount'],
      product: ['id', 'plan'],
      currency: ['currency', 'plan_currency'],
    },
    lines: ['plan_price_id', 'plan_id', 'plan', 'product'],
    basis: 'per_interval',
    unit: 'ask',
  },
  {
    name: 'stripe_api',
    shape: 'subscription_periods',
    today: true,
    known: [
      'items_price_unit_amount',
      'unit_amount',
      'plan_unit_amount',
      'current_period_end',
      'cancel_at_period_end',
      'canceled_at',
      'ended_at',
    ],
    needs: ['customer', 'status', 'unit_amount'],
    columns: {
      customer_id: ['customer'],
      // "start" of interfaces before 2019-10-17 is the day of the last change of plan.
      start: ['start_date', 'created', 'start'],
      end: ['ended_at'],
      amount: ['unit_amount'],
      product: ['id'],
    },
    lines: ['price_id', 'plan_id', 'plan', 'price'],
    basis: 'per_interval',
    unit: 'minor',
  },
  {
    name: 'stripe_invoice_lines',
    shape: 'invoice_lines',
    known: [
      'invoice_line_item_id',
      'line_item_id',
      'invoice_item_id',
      'invoice_id',
      'invoice',
      'line_item_period_start',
      'line_item_period_start_utc',
      'period_start',
      'period_start_utc',
      'price_id',
      'plan_id',
      'subscription_item',
    ],
    needs: ['proration', 'amount'],
    columns: {
      customer_id: ['customer_id', 'customer'],
      amount: ['amount'],
      start: ['line_item_period_start_utc', 'line_item_period_start', 'period_start_utc', 'period_start'],
      end: ['line_item_period_end_utc', 'line_item_period_end', 'period_end_utc', 'period_end'],
    },
    basis: 'period_total',
    moments: true,
    unit: 'ask',
  },
  {
    name: 'stripe_customers',
    shape: 'customers',
    known: ['total_spend', 'payment_count', 'delinquent', 'email', 'created_utc', 'description'],
    needs: ['total_spend'],
    columns: {},
  },
  {
    name: 'chartmogul_activities',
    shape: 'movements',
    known: [
      'activity_mrr_movement',
      'activity_mrr',
      'activity_arr',
      'subscription_external_id',
      'plan_external_id',
      'customer_uuid',
      'customer_external_id',
    ],
    needs: ['activity_mrr_movement', 'date', 'type'],
    columns: {
      customer_id: ['customer_external_id', 'customer_uuid'],
      amount: ['activity_mrr_movement'],
      balance: ['activity_mrr'],
      product: [],
    },
    basis: 'mrr',
    unit: 'minor',
  },
  {
    name: 'chartmogul_events',
    shape: 'movements',
    known: [
      'customer_external_id',
      'subscription_external_id',
      'plan_external_id',
      'event_date',
      'effective_date',
      'event_type',
      'amount_in_cents',
    ],
    needs: ['effective_date', 'event_type', 'amount_in_cents'],
    columns: {
      customer_id: ['customer_external_id', 'data_source_customer_external_id'],
      date: ['effective_date'],
      type: ['event_type'],
      product: ['subscription_external_id'],
    },
    levels: true,
    unit: 'minor',
  },
  {
    name: 'chartmogul_customers',
    shape: 'customers',
    known: ['lead_created_at', 'external_id', 'country', 'company', 'email'],
    needs: ['lead_created_at'],
    columns: {},
  },
  {
    name: 'baremetrics',
    shape: 'subscription_periods',
    today: true,
    known: [
      'plan_oid',
      'plan_interval_count',
      'customer_oid',
      'subscription_oid',
      'subscription_started_at',
      'subscription_canceled_at',
      'subscription_quantity',
    ],
    needs: ['customer_oid', 'plan_amount', 'subscription_started_at'],
    columns: { customer_id: ['customer_oid'], product: ['subscription_oid', 'plan_oid'] },
    lines: ['plan_oid', 'plan_name'],
    basis: 'per_interval',
    unit: 'minor',
  },
  {
    name: 'hubspot_companies',
    shape: 'customers',
    known: ['company_domain_name', 'industry', 'country_region', 'create_date', 'record_id'],
    needs: ['company_domain_name'],
    columns: {},
  },
  {
    name: 'hubspot_deals',
    shape: 'deals',
    known: [
      'deal_name',
      'deal_stage',
      'close_date',
      'create_date',
      'pipeline',
      'deal_type',
      'associated_company',
    ],
    needs: ['deal_stage', 'amount', 'close_date'],
    columns: {
      customer_id: ['associated_company', 'associated_company_id', 'account_id'],
      date: ['close_date'],
      stage: ['deal_stage'],
      type: ['deal_type'],
      product: ['record_id'],
    },
    basis: 'tcv',
  },
  {
    name: 'salesforce',
    shape: 'deals',
    known: [
      'opportunity_name',
      'account_name',
      'stage',
      'stage_name',
      'close_date',
      'is_won',
      'is_closed',
      'account_id',
    ],
    needs: ['amount', 'close_date'],
    columns: {
      customer_id: ['account_id', 'account_name'],
      date: ['close_date'],
      stage: ['stage_name', 'stage'],
      product: ['id', 'opportunity_name'],
    },
    basis: 'tcv',
  },
  {
    name: 'chargebee',
    shape: 'subscription_periods',
    today: true,
    known: [
      'canceled_on',
      'plan_quantity',
      'subscription_billing_period',
      'current_plan',
      'recurring_discount_mrr',
      'current_billing_term_start_date',
      'auto_collection',
      'trial_end',
    ],
    needs: ['current_plan'],
    columns: {
      // The recurring discount is what is taken off, and never what is paid.
      mrr: ['total_mrr', 'net_mrr', 'mrr', 'subscription_mrr'],
      end: ['canceled_on'],
      product: ['subscription_id', 'id'],
    },
    lines: ['current_plan'],
    basis: 'mrr',
  },
  {
    name: 'recurly',
    shape: 'subscription_periods',
    today: true,
    known: [
      'account_code',
      'plan_code',
      'unit_amount_in_cents',
      'activated_at',
      'expires_at',
      'current_period_started_at',
      'current_period_ends_at',
      'uuid',
    ],
    needs: ['account_code', 'unit_amount_in_cents', 'activated_at'],
    columns: { customer_id: ['account_code'], product: ['uuid'], end: [] },
    lines: ['plan_code'],
    basis: 'per_interval',
    unit: 'minor',
  },
];

/** The system an export comes from, or null. Example: headers `account_code, plan_code, unit_amount_in_cents, activated_at` are Recurly's. */
export function providerOf(headers: readonly string[]): Provider | null {
  const normal = new Set(headers.map(normalHeader));
  let best: { provider: Provider; hits: number } | null = null;
  for (const provider of providers) {
    if (!provider.needs.every((name) => normal.has(name))) continue;
    const hits = new Set([...provider.known, ...provider.needs].filter((name) => normal.has(name))).size;
    if (hits >= enough && hits > (best?.hits ?? 0)) best = { provider, hits };
  }
  return best?.provider ?? null;
}
