/** The column that holds a row's own id: rows of two ids are never copies, rows of one are versions of the same. */
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { Shape } from '../source.ts';
import { type Column, textColumn } from './columns.ts';
import type { Reading } from './read-ledger.ts';

/** Headers whose cells are the row's own id, normalised, in the order in which they are one. Example: "subscription_id", not "plan_id". */
const idHeaders = {
  deals: [
    'opportunity_id',
    'deal_id',
    'record_id',
    'record_id_deal',
    'deal_record_id',
    'opportunity_number',
    'deal_number',
    'id',
    'uuid',
  ],
  subscription_periods: [
    'subscription_id',
    'subscription_oid',
    'subscription_uuid',
    'subscription_external_id',
    'record_id',
    'id',
    'uuid',
  ],
  // Several lines may be of one invoice.
  invoice_lines: [
    'invoice_line_item_id',
    'invoice_line_id',
    'line_item_id',
    'line_id',
    'invoice_item_id',
    'invoice_id',
    'invoice_number',
    'invoice_no',
    'invoice',
    'id',
    'uuid',
  ],
} as const satisfies Partial<Record<Shape, readonly string[]>>;

/** All headers of rows' own ids. */
export const rowIds: ReadonlySet<string> = new Set(Object.values(idHeaders).flat());

/** Whether an id of this header is of one line, and not of an invoice that has several. */
export const isLineId = (header: string): boolean => /line|item/.test(normalHeader(header));

/** The column of the rows' own ids; null where there is none. The column of the customers is none. */
export function rowIdColumn(
  { rows, choice: { fields } }: Reading,
  shape: keyof typeof idHeaders,
): Column<string> | null {
  const customers = new Set([fields.get('customer_id')?.at, fields.get('customer_name')?.at]);
  const normal = rows.headers.map((header, at) => (customers.has(at) ? '' : normalHeader(header)));
  const names: readonly string[] = idHeaders[shape];
  const product = fields.get('product')?.at ?? -1;
  // One that the caller calls a product may be an id of another system.
  const named = names.map((name) => normal.indexOf(name)).find((at) => at >= 0);
  const at = named ?? (rowIds.has(normal[product] ?? '') ? product : undefined);
  return at === undefined ? null : textColumn(rows, at, textLimits.id);
}
