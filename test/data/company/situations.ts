/** Exports with one trap each, as founders bring them. */
import { dayOf, example, months, runsOf } from './company.ts';
import { delimited } from './formats.ts';
import { monthlyLong, subscriptionPeriods, type Table } from './shapes.ts';
import { baremetrics, stripeSubscriptions } from './vendors.ts';

const swap = (
  { headers, rows }: Table,
  header: string,
  change: (cell: string, row: number) => string,
): Table => {
  const at = headers.indexOf(header);
  return {
    headers,
    rows: rows.map((row, i) => row.map((cell, j) => (j === at ? change(String(cell), i) : cell))),
  };
};

const periods = subscriptionPeriods(example);
const long = monthlyLong(example);
const slashed = (day: string): string => (day === '' ? '' : day.split('-').reverse().join('/'));

/** Subscriptions of which every one ends, most of them on the day of the export. */
const edge: Table = {
  headers: ['customer_id', 'start_date', 'end_date', 'mrr'],
  rows: Array.from({ length: 40 }, (_, i) => [
    `E-${i + 1}`,
    dayOf(i % 12),
    i < 5 ? dayOf(30 + i) : '2025-12-15',
    (50 + i).toFixed(2),
  ]),
};

/** Spans whose end is their last paid day. */
const inclusive: Table = {
  headers: ['customer_id', 'start_date', 'end_date', 'mrr'],
  rows: Array.from({ length: 12 }, (_, i) => [
    [`I-${i}`, '2024-01-01', '2024-12-31', 100 + i],
    [`I-${i}`, '2025-01-01', '2025-12-31', 110 + i],
  ]).flat(),
};

/** A flag of another system that names other customers as churned. */
const flags: Table = {
  headers: ['account', 'churned', 'left_on'],
  rows: example.map(({ id }, i) => [id, i % 3 === 0 ? 'yes' : 'no', i % 3 === 0 ? '2025-05-05' : '']),
};

export const situations: Readonly<Record<string, Table>> = {
  'ambiguous-dates': swap(
    swap(
      {
        ...periods,
        rows: periods.rows.filter((row) => row.every((cell) => !/-(1[3-9]|[23]\d)$/.test(String(cell)))),
      },
      'start_date',
      slashed,
    ),
    'end_date',
    slashed,
  ),
  'ambiguous-decimals': swap(long, 'MRR', (cell) => ((Math.round(Number(cell)) + 1000) / 1000).toFixed(3)),
  'cents-or-units': swap(stripeSubscriptions(example), 'Amount', (cell) =>
    String(Math.round(Number(cell) * 100)),
  ),
  'unknown-status': swap(stripeSubscriptions(example), 'Status', (cell, row) =>
    row === 2 ? 'frozen' : cell,
  ),
  'rate-or-total': {
    headers: ['customer_id', 'service_start', 'service_end', 'amount'],
    rows: runsOf(example).map(({ customer, first, length, cents }) => [
      customer.id,
      dayOf(first),
      dayOf(first + length),
      (cents / 100).toFixed(2),
    ]),
  },
  'bad-rows': swap(long, 'MRR', (cell, row) => (row % 40 === 7 ? 'tbd' : cell)),
  'missing-month': { ...long, rows: long.rows.filter((row) => row[3] !== months[20]) },
  'mixed-currencies': {
    headers: [...long.headers, 'Currency'],
    rows: long.rows.map((row) => [...row, String(row[2]) === 'enterprise' ? 'EUR' : 'USD']),
  },
  'near-duplicate-ids': swap(long, 'Customer ID', (cell) => (cell === 'C-005' ? 'c 001' : cell)),
  'export-edge': edge,
  'inclusive-ends': inclusive,
  'churn-flags': flags,
  'no-opening': {
    headers: ['customer_id', 'date', 'type', 'mrr'],
    rows: [
      ['M-1', '2025-02-01', 'expansion', 100],
      ['M-1', '2025-06-01', 'churn', -100],
    ],
  },
  'deals-without-term': {
    headers: ['Opportunity Name', 'Account Name', 'Stage', 'Amount', 'Close Date', 'Type'],
    rows: [
      ['One', 'A', 'Closed Won', '90000.00', '2025-01-15', 'New Business'],
      ['Two', 'B', 'Closed Lost', '50000.00', '2025-02-15', 'New Business'],
    ],
  },
  'total-spend': {
    headers: [
      'id',
      'Email',
      'Name',
      'Created (UTC)',
      'Description',
      'Delinquent',
      'Plan',
      'Status',
      'Total Spend',
      'Payment Count',
      'Currency',
    ],
    rows: example
      .slice(0, 5)
      .map(({ id, name }) => [
        id,
        `${id}@example.com`,
        name,
        '2023-01-01 00:00',
        '',
        'false',
        'plan',
        'Active',
        '1234.50',
        12,
        'usd',
      ]),
  },
  'mixed-dates': {
    headers: ['customer_id', 'start_date', 'end_date', 'mrr'],
    rows: [
      ['A', '13/02/2025', '', 10],
      ['B', '02/13/2025', '', 10],
    ],
  },
  'total-and-titles': {
    headers: ['Subscriptions', '', '', ''],
    rows: [
      ['exported for the board', '', '', ''],
      ['Customer', 'Start', 'End', 'MRR'],
      ['A', '2023-01-01', '', '$1,200.00'],
      ['B', '2023-01-01', '2025-03-01', '$300.00'],
      ['Total', '', '', '$1,500.00'],
    ],
  },
  'plan-change': {
    headers: ['customer_id', 'subscription_id', 'start_date', 'end_date', 'mrr', 'plan'],
    rows: [
      ['A', 's1', '2023-01-01', '2025-06-01', 100, 'basic'],
      ['A', 's2', '2025-06-01', '', 150, 'pro'],
      ['B', 's3', '2023-01-01', '', 200, 'pro'],
    ],
  },
  'half-a-system': {
    ...baremetrics(example),
    headers: baremetrics(example).headers.map((name) => name.toUpperCase()),
  },
};

export const written = (name: keyof typeof situations): string =>
  delimited(situations[name] ?? { headers: [], rows: [] });
