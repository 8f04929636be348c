/** What reading a file yields: rows for an analyzer, what was understood, and what was left out. */
import * as z from 'zod';
import type { Assumption } from '../domain/report.ts';

export const reconciliationSchema = z
  .strictObject({
    file: z.string().describe('file name, without its folder'),
    format: z.string(),
    shape: z.string(),
    rows_read: z.number(),
    rows_used: z.number(),
    excluded: z.array(
      z.strictObject({
        reason: z.string(),
        rows: z.number(),
        arr: z.number().nullable(),
        first_rows: z.array(z.number()),
      }),
    ),
    bad_rows: z.number(),
    accounts: z.number(),
    accounts_merged: z.number(),
    arr_start: z.strictObject({ from_rows: z.number(), from_accounts: z.number() }),
    arr_end: z.strictObject({ from_rows: z.number(), from_accounts: z.number() }),
    position_start: z.string().nullable(),
    position_end: z.string().nullable(),
    ties: z.boolean(),
  })
  .describe('rows and ARR accounted for, from the file to the accounts');

export type Reconciliation = z.infer<typeof reconciliationSchema>;

export type { Assumption };
