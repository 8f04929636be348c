/** The `source` object: a founder's file, and how to read what the file itself does not say. */
import * as z from 'zod';
import { currencyCode, flag, text } from '../domain/fields.ts';

/** The fields of an account that a column can be mapped to, in files of one row an account. */
export const canonicalColumns = [
  'customer_id',
  'customer_name',
  'segment',
  'cohort',
  'currency',
  'arr_start',
  'arr_end',
  'start_date',
  'end_date',
  'tenure_months',
  'paid_before',
  'churned_flag',
  'churn_reason',
  'activated',
  'units_start',
  'units_end',
  'renewal_date',
  'up_for_renewal',
  'past_due',
  'cancel_at_period_end',
  'paused',
] as const;

export type CanonicalColumn = (typeof canonicalColumns)[number];

/** The fields of files that say what was paid over time: monthly rows, subscriptions, invoices, deals, movements. */
export const timelineColumns = [
  'customer_id',
  'customer_name',
  'segment',
  'currency',
  'month',
  'mrr',
  'arr',
  'amount',
  'date',
  'start',
  'end',
  'expires',
  'cancel_requested',
  'current_period_end',
  'trial_end',
  'interval',
  'interval_count',
  'quantity',
  'term_months',
  'term_years',
  'status',
  'type',
  'stage',
  'won',
  'balance',
  'product',
  'churn_reason',
  'renewal_date',
  'activated',
  'cancel_at_period_end',
] as const;

export type TimelineColumn = (typeof timelineColumns)[number];

/** The fields of a file of cohort totals. */
export const cohortColumns = [
  'cohort',
  'segment',
  'start_month',
  'currency',
  'starting_arr',
  'churned_arr',
  'renewed_arr',
  'contraction_arr',
  'expansion_arr',
  'new_arr',
  'reactivation_arr',
  'ending_arr',
  'starting_customer_count',
  'churned_customer_count',
  'renewed_customer_count',
] as const;

export type CohortColumn = (typeof cohortColumns)[number];

/** Every field that a column of a retention file can be. */
export const retentionColumns = [...new Set([...canonicalColumns, ...timelineColumns, ...cohortColumns])] as [
  CanonicalColumn,
  ...(CanonicalColumn | TimelineColumn | CohortColumn)[],
];

/** The shapes a file can have. The last two are for the tools of segments and coverage. */
export const shapes = [
  'two_snapshots',
  'monthly_long',
  'monthly_wide',
  'subscription_periods',
  'invoice_lines',
  'deals',
  'movements',
  'cohorts',
  'tenures',
  'customers',
  'book',
] as const;

export type Shape = (typeof shapes)[number];

/** What an amount stands for. `per_interval` is a price for each billing interval, `tcv` the value of a whole contract. */
export const amountBases = ['arr', 'mrr', 'per_interval', 'period_total', 'tcv'] as const;

export type AmountBasis = (typeof amountBases)[number];

/** What each basis says, in words. */
export const basisMeanings: Readonly<Record<AmountBasis, string>> = {
  arr: 'annual recurring revenue',
  mrr: 'monthly recurring revenue',
  per_interval: 'the price of each billing interval',
  period_total: 'what the whole span of the row was billed at',
  tcv: 'the value of a whole contract',
};

/** What a status says about money, whatever a system calls it. */
export const statusKinds = ['active', 'past_due', 'paused', 'canceled', 'trial', 'incomplete'] as const;

export type StatusKind = (typeof statusKinds)[number];

/** What each kind of status makes of a row. */
export const statusMeanings: Readonly<Record<StatusKind, string>> = {
  active: 'counts as ARR',
  past_due: 'counts as ARR, named as past due',
  paused: 'counts as ARR, named as paused',
  canceled: 'counts until it ended',
  trial: 'no ARR',
  incomplete: 'no ARR',
};

/** Characters that may separate the fields of a delimited file. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** Encodings of text that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** How to read what a file itself does not say; all rare. */
const readings = {
  sheet: z
    .union([text('name', 100), z.int().min(1)])
    .meta({
      description: 'sheet of a workbook, by name or number',
      rare: true,
      expects: 'a name or a number from 1',
    })
    .optional(),
  decimal: z.enum(['.', ',']).meta({ description: 'decimal mark', rare: true }).optional(),
  date_order: z
    .enum(['dmy', 'mdy', 'ymd'])
    .meta({ description: 'order of day and month', rare: true })
    .optional(),
  delimiter: z.enum(delimiters).meta({ description: 'default: detected', rare: true }).optional(),
  encoding: z.enum(encodings).meta({ description: 'default: detected', rare: true }).optional(),
  header_row: z
    .int()
    .min(1)
    .max(1000)
    .meta({ description: 'number of the row with the headers', rare: true })
    .optional(),
  skip_rows: z
    .int()
    .min(0)
    .max(1000)
    .meta({ description: 'rows above the header to pass over', rare: true })
    .optional(),
  currency: currencyCode('keep rows of one currency', { rare: true }).optional(),
  dedupe: z
    .enum(['refuse', 'keep_last', 'sum'])
    .meta({ description: 'one id on several rows; default refuse', rare: true })
    .optional(),
  exclude: z
    .array(
      z.strictObject({
        column: text('header', 500),
        values: z.array(z.string()).min(1).max(1000).describe('cells as written'),
      }),
    )
    .max(20)
    .meta({ description: 'rows to leave out', rare: true })
    .optional(),
  skip_bad_rows: flag('leave unreadable rows out and say so; default false', { rare: true }).optional(),
  max_bad_rows: z.int().min(0).meta({ description: 'default max(10, 1%)', rare: true }).optional(),
};

/** Whether amounts of one position are monthly or annual; files over time know more bases. */
const positionBasis = {
  amount_basis: z
    .enum(['arr', 'mrr'])
    .meta({ description: 'default: from the header', rare: true })
    .optional(),
};

const position = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}(?:-\d{2})?$/)
    .meta({ description, rare: true, expects: 'YYYY-MM-DD or YYYY-MM' });

/** Another file that says which accounts churned. */
const crossCheckSchema = z.strictObject({
  path: text('file in an allowed folder', 4096),
  columns: z
    .strictObject({
      customer_id: text('header of the id', 500),
      churned: text('header of a flag', 500).optional(),
      churn_date: text('header of a date', 500).optional(),
    })
    .describe('customer_id, and churned or churn_date'),
  // What that file leaves open is answered beside it: it may be written another way.
  sheet: readings.sheet,
  date_order: readings.date_order,
  delimiter: readings.delimiter,
});

export type CrossCheck = z.infer<typeof crossCheckSchema>;

/** How to read files over time; all rare. */
const timeReadings = {
  shape: z.enum(shapes).meta({ description: 'default: recognised', rare: true }).optional(),
  period_start: position('first position; default 12 months before the last').optional(),
  period_end: position('last position; default the last usable month').optional(),
  day_position: z
    .enum(['open', 'close'])
    .meta({ description: 'whether a date means before or after its changes', rare: true })
    .optional(),
  compare_previous: flag('also build the equal period before; default false', { rare: true }).optional(),
  amount_basis: z
    .enum(amountBases)
    .meta({ description: 'what amounts stand for; default: from the header', rare: true })
    .optional(),
  amount_unit: z
    .enum(['major', 'minor'])
    .meta({ description: 'minor: amounts are cents', rare: true })
    .optional(),
  interval: text('billing interval when no column says it, such as month', 40)
    .meta({
      rare: true,
    })
    .optional(),
  interval_count: z.int().min(1).max(120).meta({ description: 'intervals a bill', rare: true }).optional(),
  term_months: z
    .number()
    .min(1)
    .max(240)
    .meta({ description: 'term of deals where no column says it', rare: true })
    .optional(),
  status_map: z
    .record(z.string().min(1).max(80), z.enum(statusKinds))
    .meta({ description: 'status in the file: what it means', rare: true })
    .optional(),
  merge_map: z
    .record(z.string(), z.union([z.string(), z.int()]))
    .meta({ description: 'id: the id it became', rare: true })
    .optional(),
  end_inclusive: flag('whether the end date is the last paid day', { rare: true }).optional(),
  end_renews: flag('whether what is active runs on after its end date', { rare: true }).optional(),
  grace_days: z
    .int()
    .min(0)
    .max(366)
    .meta({ description: 'longer gaps are churn; default 0', rare: true })
    .optional(),
  accept_edge: flag('the loss, or the quiet, at the end of the file is real; default false', {
    rare: true,
  }).optional(),
  cross_check: z
    .array(crossCheckSchema)
    .max(3)
    .meta({ description: 'other files that say who churned', rare: true })
    .optional(),
};

const schemaOf = <F extends string, R extends z.ZodRawShape>(
  fields: readonly [F, ...F[]],
  rows: string,
  more: R,
) =>
  z
    .strictObject({
      path: text('file in an allowed folder', 4096),
      columns: z
        .partialRecord(z.enum(fields), z.string().min(1).max(500))
        .meta({ description: 'field: header in the file' })
        .optional(),
      ...readings,
      ...more,
    })
    .meta({ id: 'source', description: `a CSV, XLSX, JSON or Parquet file with ${rows}` });

/** The source of a tool whose rows have these fields. Example: `sourceSchemaOf(['id', 'arr'], 'one row per customer')`. */
export const sourceSchemaOf = <F extends string>(fields: readonly [F, ...F[]], rows: string) =>
  schemaOf(fields, rows, positionBasis);

export const sourceSchema = schemaOf(
  retentionColumns,
  'accounts, monthly rows, subscriptions, invoices, deals, movements or cohorts',
  timeReadings,
);

export type Source = z.infer<typeof sourceSchema>;

/** A source whatever the fields of its rows are. */
export type AnySource = Omit<Source, 'columns'> & {
  columns?: Readonly<Record<string, string | undefined>> | undefined;
};
