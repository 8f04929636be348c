/** Every row and every unit of ARR of a file accounted for: used, or left out for a named reason. */
import * as z from 'zod';

const exclusionSchema = z.strictObject({
  reason: z.string().describe('stable snake_case reason'),
  rows: z.number().describe('how many'),
  arr: z.number().nullable().describe('their ARR at start or end, the larger; null when unread'),
  rows_without_arr: z.number().optional().describe('those of them whose ARR was not read, where others were'),
  currency: z.string().optional().describe('of that ARR; null ARR where several'),
  first_rows: z.array(z.number()).describe('line numbers of the first five'),
});

const bothWays = z.strictObject({
  from_rows: z.number().describe('summed over the rows used'),
  from_accounts: z.number().describe('summed over the accounts made of them'),
});

const noticeSchema = z.strictObject({
  code: z.string().describe('stable code'),
  count: z.number().describe('how many times'),
  first_rows: z.array(z.number()).describe('line numbers of the first five'),
  column: z.string().nullable().describe('header, where it is about a column'),
  message: z.string().describe('what was found'),
});

export const reconciliationSchema = z
  .strictObject({
    file: z.string().describe('file name, without its folder'),
    format: z.string().describe('csv, json, ndjson, xlsx or parquet'),
    shape: z.string().describe('how rows became accounts'),
    rows_read: z.number().describe('rows used and left out'),
    rows_used: z.number().describe('rows that count'),
    excluded: z.array(exclusionSchema).describe('rows left out, by reason'),
    bad_rows: z.number().describe('rows that could not be read'),
    accounts: z.number().describe('accounts made of the rows'),
    accounts_merged: z.number().describe('rows added to another row of the same id'),
    arr_start: bothWays
      .nullable()
      .describe('ARR at period start, both ways; null for one position or several currencies'),
    arr_end: bothWays
      .nullable()
      .describe('ARR at period end, or now, both ways; null for several currencies'),
    position_start: z.string().nullable().describe('date of the first position'),
    position_end: z.string().nullable().describe('date of the second position'),
    notices: z.array(noticeSchema).optional().describe('what to know about the file that did not stop it'),
    ties: z.boolean().describe('both ways agree to half a cent'),
  })
  .describe('rows and ARR accounted for, from the file to the accounts');

export type Reconciliation = z.infer<typeof reconciliationSchema>;

/** A reconciliation without its sums where what stands in it is in several currencies, which are never added. */
export function withoutMixedSums(
  reconciliation: Reconciliation,
  priced: readonly { currency?: string | undefined }[],
): Reconciliation {
  let first: string | undefined;
  for (const { currency } of priced) {
    if (currency === undefined) continue;
    if (first !== undefined && currency !== first)
      return { ...reconciliation, arr_start: null, arr_end: null };
    first = currency;
  }
  return reconciliation;
}

/** Whether a file has amounts that can tie: one of tenures has none. */
export const hasAmounts = ({ shape }: Pick<Reconciliation, 'shape'>): boolean => shape !== 'tenures';
