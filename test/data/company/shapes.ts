/** A company written in each shape that a file can have. Money is in currency units with cents. */
import { type Company, dayOf, months, period, runsOf } from './company.ts';

export type Cell = string | number;
export type Table = { headers: readonly string[]; rows: readonly (readonly Cell[])[] };

const money = (cents: number): number => cents / 100;

export const twoSnapshots = (company: Company): Table => ({
  headers: ['customer_id', 'name', 'segment', 'mrr_start', 'mrr_end', 'paid_before'],
  rows: company
    .filter(({ cents }) => (cents[period.start] ?? 0) + (cents[period.end] ?? 0) > 0)
    .map(({ id, name, segment, cents }) => {
      const before = cents.slice(0, period.start).some((paid) => paid > 0);
      const [from, to] = [cents[period.start] ?? 0, cents[period.end] ?? 0];
      return [id, name, segment, money(from), money(to), from === 0 && before ? 'yes' : 'no'];
    }),
});

export const monthlyLong = (company: Company): Table => ({
  headers: ['Customer ID', 'Customer Name', 'Segment', 'Month', 'MRR'],
  rows: company.flatMap(({ id, name, segment, cents }) =>
    cents.flatMap((paid, at) => (paid === 0 ? [] : [[id, name, segment, months[at] ?? '', money(paid)]])),
  ),
});

export const monthlyWide = (company: Company): Table => ({
  headers: ['customer_id', 'customer_name', 'segment', ...months.map((month) => `MRR ${month}`)],
  rows: company.map(({ id, name, segment, cents }) => [
    id,
    name,
    segment,
    ...cents.map((paid) => (paid === 0 ? '' : money(paid))),
  ]),
});

export const subscriptionPeriods = (company: Company): Table => ({
  headers: ['customer_id', 'customer_name', 'segment', 'subscription_id', 'mrr', 'start_date', 'end_date'],
  rows: runsOf(company).map(({ customer, first, length, cents, open }, i) => [
    customer.id,
    customer.name,
    customer.segment,
    `S-${i + 1}`,
    money(cents),
    dayOf(first),
    open ? '' : dayOf(first + length),
  ]),
});

/** Invoices by month; every third run is billed for its whole length at once. */
export const invoiceLines = (company: Company): Table => ({
  headers: ['customer_id', 'customer_name', 'segment', 'service_start', 'service_end', 'amount'],
  rows: runsOf(company).flatMap(({ customer, first, length, cents }) =>
    Array.from({ length }, (_, i) => [
      customer.id,
      customer.name,
      customer.segment,
      dayOf(first + i),
      dayOf(first + i + 1),
      money(cents),
    ]),
  ),
});

/** Won deals whose terms end where the run ends; a run that is open has a year more to go. */
export const deals = (company: Company): Table => ({
  headers: [
    'Account Name',
    'Opportunity Name',
    'Stage',
    'Amount',
    'Close Date',
    'Contract Term',
    'Segment',
    'Type',
  ],
  rows: runsOf(company).map(({ customer, first, length, cents, open }, i) => {
    const term = open ? length + 12 : length;
    return [
      customer.id,
      `Deal ${i + 1}`,
      'Closed Won',
      (cents * term) / 100,
      dayOf(first),
      term,
      customer.segment,
      'New Business',
    ];
  }),
});

/** What changed in each customer's MRR, month by month. */
export function changesOf(company: Company) {
  return company.flatMap((customer) => {
    let [before, paid] = [0, false];
    return customer.cents.flatMap((cents, at) => {
      const delta = cents - before;
      const type =
        delta === 0
          ? null
          : before === 0
            ? paid
              ? 'reactivation'
              : 'new'
            : cents === 0
              ? 'churn'
              : delta > 0
                ? 'expansion'
                : 'contraction';
      before = cents;
      paid ||= cents > 0;
      return type === null ? [] : [{ customer, at, delta, after: cents, type }];
    });
  });
}

export const movements = (company: Company): Table => ({
  headers: ['customer_id', 'customer_name', 'segment', 'date', 'type', 'mrr'],
  rows: changesOf(company).map(({ customer, at, delta, type }) => [
    customer.id,
    customer.name,
    customer.segment,
    dayOf(at),
    type,
    money(delta),
  ]),
});
