/** The `source` object: a founder's file, and how to read what the file itself does not say. */
import * as z from 'zod';
import { currencyCode, flag, text } from '../domain/fields.ts';

/** The account fields a column can be mapped to. */
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

/** Characters that may separate the fields of a delimited file. */
export const delimiters = [',', ';', '\t', '|'] as const;

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
  amount_basis: z
    .enum(['arr', 'mrr'])
    .meta({ description: 'default: from the header', rare: true })
    .optional(),
  decimal: z.enum(['.', ',']).meta({ description: 'decimal mark', rare: true }).optional(),
  date_order: z
    .enum(['dmy', 'mdy', 'ymd'])
    .meta({ description: 'order of day and month', rare: true })
    .optional(),
  delimiter: z.enum(delimiters).meta({ description: 'default: detected', rare: true }).optional(),
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

/** The source of a tool whose rows have these fields. Example: `sourceSchemaOf(['id', 'arr'], 'one row per customer')`. */
export const sourceSchemaOf = <F extends string>(fields: readonly [F, ...F[]], rows: string) =>
  z
    .strictObject({
      path: text('file in an allowed folder', 4096),
      columns: z
        .partialRecord(z.enum(fields), z.string().min(1).max(500))
        .meta({ description: 'field: header in the file' })
        .optional(),
      ...readings,
    })
    .meta({ id: 'source', description: `a CSV, JSON or XLSX file with ${rows}` });

export const sourceSchema = sourceSchemaOf(canonicalColumns, 'one row per account');

export type Source = z.infer<typeof sourceSchema>;

/** A source whatever the fields of its rows are. */
export type AnySource = Omit<Source, 'columns'> & {
  columns?: Readonly<Record<string, string | undefined>> | undefined;
};
