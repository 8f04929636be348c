/** A company as billing and CRM systems export it, with their own headers, units and statuses. */
import { type Company, dayOf, period, type Run, runsOf } from './company.ts';
import { changesOf, type Table } from './shapes.ts';

const money = (cents: number): string => (cents / 100).toFixed(2);
const endOf = ({ first, length }: Run): string => dayOf(first + length);
const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;
const mail = (id: string): string => `${id.toLowerCase()}@example.com`;

export const stripeSubscriptions = (company: Company): Table => ({
  headers: [
    'id',
    'Customer ID',
    'Customer Email',
    'Customer Name',
    'Status',
    'Plan',
    'Amount',
    'Quantity',
    'Currency',
    'Interval',
    'Created (UTC)',
    'Start Date (UTC)',
    'Current Period End (UTC)',
    'Canceled At (UTC)',
    'Ended At (UTC)',
    'Cancel At Period End',
  ],
  rows: runsOf(company).map((run, i) => {
    const { customer, first, cents, open } = run;
    const at = (day: string) => `${day} 00:00`;
    return [
      `sub_${i + 1}`,
      customer.id,
      mail(customer.id),
      customer.name,
      open ? 'active' : 'canceled',
      'plan',
      money(cents),
      1,
      'usd',
      'month',
      at(dayOf(first)),
      at(dayOf(first)),
      '',
      open ? '' : at(endOf(run)),
      open ? '' : at(endOf(run)),
      'false',
    ];
  }),
});

/** Subscriptions as the programming interface of the same system gives them: amounts in cents, times in seconds. */
export const stripeApi = (company: Company): Record<string, unknown>[] =>
  runsOf(company).map((run, i) => ({
    id: `sub_${i + 1}`,
    object: 'subscription',
    customer: run.customer.id,
    status: run.open ? 'active' : 'canceled',
    currency: 'usd',
    unit_amount: run.cents,
    interval: 'month',
    interval_count: 1,
    quantity: 1,
    start_date: seconds(dayOf(run.first)),
    current_period_end: seconds(endOf(run)),
    cancel_at_period_end: false,
    canceled_at: run.open ? null : seconds(endOf(run)),
    ended_at: run.open ? null : seconds(endOf(run)),
  }));

const mogulTypes: Readonly<Record<string, string>> = { new: 'new_biz' };

export const chartmogulActivities = (company: Company): Table => ({
  headers: [
    'description',
    'activity-mrr-movement',
    'activity-mrr',
    'activity-arr',
    'date',
    'type',
    'currency',
    'subscription-external-id',
    'plan-external-id',
    'customer-name',
    'customer-uuid',
    'customer-external-id',
  ],
  rows: changesOf(company).map(({ customer, at, delta, after, type }, i) => [
    'an activity',
    delta,
    after,
    after * 12,
    `${dayOf(at)}T00:00:00Z`,
    mogulTypes[type] ?? type,
    'USD',
    `s-${i}`,
    'plan',
    customer.name,
    `cus_${customer.id}`,
    customer.id,
  ]),
});

const eventTypes: Readonly<Record<string, string>> = {
  new: 'subscription_start',
  reactivation: 'subscription_start',
  churn: 'subscription_cancelled',
};

/** An end carries neither amount nor currency; other events the whole amount from then on. */
export const chartmogulEvents = (company: Company): Table => ({
  headers: [
    'customer_external_id',
    'subscription_external_id',
    'plan_external_id',
    'event_date',
    'effective_date',
    'event_type',
    'quantity',
    'currency',
    'amount_in_cents',
  ],
  rows: changesOf(company).map(({ customer, at, after, type }) => [
    customer.id,
    `sub_${customer.id}`,
    'plan_monthly',
    `${dayOf(at)}T08:00:00Z`,
    `${dayOf(at)}T00:00:00Z`,
    eventTypes[type] ?? 'subscription_updated',
    after === 0 ? '' : 1,
    after === 0 ? '' : 'USD',
    after === 0 ? '' : after,
  ]),
});

export const baremetrics = (company: Company): Table => ({
  headers: [
    'plan_oid',
    'plan_name',
    'plan_currency',
    'plan_amount',
    'plan_interval',
    'plan_interval_count',
    'customer_oid',
    'customer_name',
    'subscription_oid',
    'subscription_started_at',
    'subscription_canceled_at',
    'subscription_quantity',
  ],
  rows: runsOf(company).map((run, i) => [
    'p1',
    'Plan',
    'usd',
    run.cents,
    'month',
    1,
    run.customer.id,
    run.customer.name,
    `s${i + 1}`,
    dayOf(run.first),
    run.open ? '' : endOf(run),
    1,
  ]),
});

export const chargebee = (company: Company): Table => ({
  headers: [
    'Customer Id',
    'Subscription Id',
    'Status',
    'Started At',
    'Canceled On',
    'Reason Code',
    'Plan Quantity',
    'Currency',
    'Subscription Billing Period',
    'Current Plan',
    'MRR',
    'Auto-Collection',
    'Trial End',
  ],
  rows: runsOf(company).map((run, i) => [
    run.customer.id,
    `sub-${i + 1}`,
    run.open ? 'active' : 'cancelled',
    dayOf(run.first),
    run.open ? '' : endOf(run),
    run.open ? '' : 'Order change',
    1,
    'USD',
    'month',
    'standard',
    money(run.cents),
    'on',
    '',
  ]),
});

export const recurly = (company: Company): Table => ({
  headers: [
    'account_code',
    'plan_code',
    'uuid',
    'state',
    'unit_amount_in_cents',
    'currency',
    'quantity',
    'activated_at',
    'canceled_at',
    'expires_at',
    'current_period_started_at',
    'current_period_ends_at',
  ],
  rows: runsOf(company).map((run, i) => [
    run.customer.id,
    'standard',
    `u${i + 1}`,
    run.open ? 'active' : 'expired',
    run.cents,
    'USD',
    1,
    `${dayOf(run.first)} 00:00:00 UTC`,
    '',
    run.open ? '' : `${endOf(run)} 00:00:00 UTC`,
    `${dayOf(run.first + run.length - 1)} 00:00:00 UTC`,
    `${endOf(run)} 00:00:00 UTC`,
  ]),
});

/** Who there is, and nothing of what they pay. */
export const chartmogulCustomers = (company: Company): Table => ({
  headers: ['Name', 'Email', 'Company', 'Country', 'State', 'City', 'Zip', 'External ID', 'Lead created at'],
  rows: company.map(({ id, name }) => [
    `Contact of ${id}`,
    mail(id),
    name,
    'DE',
    '',
    '',
    '',
    id,
    '2022-11-01 00:00:00',
  ]),
});

/** Companies with a property of the founder's own for ARR; "Annual Revenue" is what the company itself takes in. */
export const hubspotCompanies = (company: Company): Table => ({
  headers: [
    'Record ID',
    'Company name',
    'Company Domain Name',
    'Industry',
    'Annual Revenue',
    'Country/Region',
    'Create Date',
    'ARR',
  ],
  rows: company.map(({ id, name, cents }, i) => [
    String(7000 + i),
    name,
    `${id.toLowerCase()}.example.com`,
    'Computer Software',
    5_000_000 + i,
    'Germany',
    '2022-11-01 09:30',
    money((cents[period.end] ?? 0) * 12),
  ]),
});

const termOf = (run: Run): number => (run.open ? run.length + 12 : run.length);

export const hubspotDeals = (company: Company): Table => ({
  headers: [
    'Record ID',
    'Deal Name',
    'Deal Stage',
    'Amount',
    'Close Date',
    'Create Date',
    'Pipeline',
    'Deal Type',
    'Associated Company',
    'Contract Term',
  ],
  rows: [
    ...runsOf(company).map((run, i) => [
      String(9000 + i),
      `Deal ${i + 1}`,
      'closedwon',
      money(run.cents * termOf(run)),
      dayOf(run.first),
      dayOf(run.first),
      'Sales Pipeline',
      'New Business',
      run.customer.id,
      termOf(run),
    ]),
    [
      '9999',
      'Lost one',
      'closedlost',
      '99999.00',
      '2024-05-01',
      '2024-04-01',
      'Sales Pipeline',
      'New Business',
      'C-999',
      12,
    ],
  ],
});

export const salesforce = (company: Company): Table => ({
  headers: ['Opportunity Name', 'Account Name', 'Stage', 'Amount', 'Close Date', 'Type', 'Contract Term'],
  rows: runsOf(company).map((run, i) => [
    `Opp ${i + 1}`,
    run.customer.id,
    'Closed Won',
    money(run.cents * termOf(run)),
    dayOf(run.first),
    'New Business',
    termOf(run),
  ]),
});
