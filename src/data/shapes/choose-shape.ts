/** Which shape a file has: by the system it comes from, or by the headers it needs and what stands under them. */

import { shapeLines } from '../../domain/policy/files.ts';
import { parseDate, parseMonth } from '../cells/dates.ts';
import { isMissing, parseNumber } from '../cells/numbers.ts';
import { mapColumns, normalHeader } from '../columns.ts';
import { type Provider, providerOf } from '../providers.ts';
import { once } from '../recall.ts';
import type { RowSource } from '../rows.ts';
import type { Shape, Source, TimelineColumn } from '../source.ts';
import { cohortHeaders, type FieldIndex, findFields, timelineHeaders } from '../timeline/fields.ts';
import { bookShape } from './book.ts';
import { customersShape } from './customers.ts';
import { undeclaredPositions } from './dated-rows.ts';
import { type MonthHeaders, monthHeaders } from './month-headers.ts';
import { missingFields, type Need, needs } from './needs.ts';

/** One way to read a file, and how sure it is: 0..1. */
export type Candidate = { shape: Shape; score: number };

export type Choice = {
  provider: Provider | null;
  fields: FieldIndex<TimelineColumn>;
  /** Columns that are months, for a wide file, and what their headers leave open. */
  months: MonthHeaders['months'];
  openMonths: MonthHeaders['open'];
  /** The header of dates that seem to be positions of customers, in a file that is otherwise a list of them. */
  undeclared: string | null;
  /** Best first; empty when nothing fits. */
  candidates: Candidate[];
};

/** How well a header's name says what its column is. */
const matchScore = { exact: 1, synonym: 0.9 } as const;

/** Months of a wide file that make it one. */
const fewestMonths = 3;

/** The least score of a file whose headers name the amounts of two positions. */
const namedPositions = 0.75;

/** Shapes that a file has only when it has no other. */
const lastResort: readonly Shape[] = ['tenures', 'customers', 'book'];

/** The share of filled cells of a column that can be read as something. */
function readable(rows: RowSource, at: number, reads: (cell: string) => boolean): number {
  let [filled, good] = [0, 0];
  const isGood = once(reads);
  for (const row of rows.head) {
    const cell = row[at];
    if (cell === null || cell === undefined || isMissing(String(cell))) continue;
    filled++;
    if (isGood(String(cell))) good++;
  }
  return filled === 0 ? 1 : good / filled;
}

const isNumber = (cell: string): boolean =>
  parseNumber(cell, '.') !== undefined || parseNumber(cell, ',') !== undefined;
const isDate = (cell: string): boolean =>
  parseDate(cell, 'dmy') !== undefined || parseDate(cell, 'mdy') !== undefined;
const isMonth = (cell: string): boolean => parseMonth(cell, 'dmy') !== undefined || isDate(cell);

/** How cells of a field are read; those of others are text, whatever they hold. */
const reading: Partial<Record<TimelineColumn, (cell: string) => boolean>> = {
  amount: isNumber,
  mrr: isNumber,
  arr: isNumber,
  month: isMonth,
  start: isDate,
  end: isDate,
  date: isDate,
};

/** A system's names for a field, then the usual ones; an empty list says that it has no such field. */
const ownThenUsual = (own: readonly string[] | undefined, usual: readonly string[]): readonly string[] =>
  own === undefined ? usual : own.length === 0 ? own : [...new Set([...own, ...usual])];

/** The fields of a file over time: the caller's columns, then what the system calls them, then the usual names. */
export function timelineFields(
  headers: readonly string[],
  provider: Provider | null,
  columns: Source['columns'],
): FieldIndex<TimelineColumn> {
  const own = provider?.columns ?? {};
  const names = Object.fromEntries(
    Object.entries(timelineHeaders).map(([field, usual]) => [
      field,
      ownThenUsual(own[field as TimelineColumn], usual),
    ]),
  ) as Record<TimelineColumn, readonly string[]>;
  const normal = headers.map(normalHeader);
  // A system's own header goes before a name that only looks like the field.
  const given = Object.fromEntries(
    Object.entries(own).flatMap(([field, list]) => {
      const at = normal.indexOf(list.find((one) => normal.includes(one)) ?? '');
      return at < 0 ? [] : [[field, headers[at]]];
    }),
  );
  const found = findFields(headers, names, { ...given, ...columns });
  // A field that this system does not have is no field, whatever a header is called.
  for (const [field, list] of Object.entries(own))
    if (list.length === 0 && columns?.[field as TimelineColumn] === undefined)
      found.delete(field as TimelineColumn);
  return found;
}

function timelineScore(rows: RowSource, fields: FieldIndex<TimelineColumn>, need: readonly Need[]): number {
  let [total, cells] = [0, 1];
  for (const options of need) {
    const found = options.find((field) => fields.has(field));
    const entry = found === undefined ? undefined : fields.get(found);
    if (found === undefined || entry === undefined) return 0;
    total += matchScore[entry.match];
    const reads = reading[found];
    if (reads !== undefined) cells = Math.min(cells, readable(rows, entry.at, reads));
  }
  return (total / need.length) * cells;
}

/** Whether amounts are said to be a rate and not what one bill came to. */
export const saysRate = (header: string): boolean =>
  /mrr|arr|month|plan|unit|price|annual|year/.test(normalHeader(header));

function score(
  shape: Shape,
  rows: RowSource,
  choice: Omit<Choice, 'candidates' | 'undeclared'>,
  source: Source,
): number {
  const { headers } = rows;
  const { fields, months, provider } = choice;
  if (provider !== null && missingFields(provider.shape, fields, headers).length === 0)
    return provider.shape === shape ? 1 : 0;
  switch (shape) {
    case 'two_snapshots': {
      const mapped = mapColumns(headers, source);
      // Two headers for one amount leave open which, not what the file is.
      if (!mapped.ok)
        return mapped.problems.every(({ code }) => code === 'ambiguous-column') ? namedPositions : 0;
      const { index } = mapped.mapping;
      const cells = (['arr_start', 'arr_end'] as const).map((field) =>
        readable(rows, index.get(field) ?? -1, isNumber),
      );
      // Two amounts a customer named as start and end are no other shape, however many cells are bad.
      return Math.max(namedPositions, Math.min(...cells));
    }
    case 'monthly_wide':
      return months.length >= fewestMonths && (fields.has('customer_id') || fields.has('customer_name'))
        ? 0.95 * Math.min(...months.map(({ at }) => readable(rows, at, isNumber)))
        : 0;
    case 'cohorts': {
      const found = findFields(headers, cohortHeaders, source.columns);
      const lost = found.has('churned_arr') || found.has('renewed_arr');
      return found.get('starting_arr')?.match === 'exact' && lost ? 0.95 : 0;
    }
    case 'tenures': {
      const normal = headers.map(normalHeader);
      const tenure = ['tenure', 'tenure_months'].some((name) => normal.includes(name));
      const churned = ['churned', 'churn', 'churn_flag'].some((name) => normal.includes(name));
      const money = ['mrr', 'arr', 'amount'].some((name) => fields.has(name as TimelineColumn));
      return tenure && churned && !money ? 0.9 : 0;
    }
    case 'customers':
    case 'book': {
      const { fields: list, keys, amount } = shape === 'book' ? bookShape : customersShape;
      const normal = headers.map(normalHeader);
      const has = (field: string) => list[field]?.names.some((name) => normal.includes(name)) === true;
      const counts = shape === 'book' && has('customer_count');
      return keys.some(has) && has(amount) ? (shape === 'book' ? (counts ? 0.9 : 0) : 0.7) : 0;
    }
    case 'invoice_lines':
    case 'subscription_periods': {
      const base = timelineScore(rows, fields, needs[shape] ?? []);
      const amount = fields.get('amount');
      const rate =
        fields.has('mrr') ||
        fields.has('arr') ||
        fields.has('interval') ||
        source.interval !== undefined ||
        (amount !== undefined && saysRate(headers[amount.at] ?? ''));
      const basis = source.amount_basis;
      if (basis !== undefined) return (basis === 'period_total') === (shape === 'invoice_lines') ? base : 0;
      // What stands on an invoice was billed for its span.
      const billed = !rate && headers.some((header) => invoiceIds.has(normalHeader(header)));
      return shape === 'invoice_lines' ? (rate ? 0 : base) : billed ? 0 : base;
    }
    default:
      return timelineScore(rows, fields, needs[shape] ?? []);
  }
}

/** Headers of what only lines of invoices have. */
const invoiceIds: ReadonlySet<string> = new Set([
  'invoice_id',
  'invoice_number',
  'invoice_no',
  'invoice_line_id',
  'invoice_line_item_id',
]);

/** Headers that may be the id of a customer, or of the row. */
const anyId: ReadonlySet<string> = new Set(['id', 'record_id']);

/** Whether the column that would be the customer's only numbers the rows, while names of customers repeat beside it. */
function numbersRows(rows: RowSource, fields: FieldIndex<TimelineColumn>): boolean {
  const [id, name] = [fields.get('customer_id')?.at, fields.get('customer_name')?.at];
  if (id === undefined || name === undefined || !anyId.has(normalHeader(rows.headers[id] ?? '')))
    return false;
  const filled = (at: number) =>
    rows.head.map((row) => String(row[at] ?? '').trim()).filter((text) => text !== '');
  const [ids, names] = [filled(id), filled(name)];
  return new Set(ids).size === ids.length && new Set(names).size < names.length;
}

/**
 * Finds the shape of a file. Headers of a known system decide; otherwise each shape is scored by how well the headers it
 * needs are named and how many cells under them can be read. Example: `customer, month, mrr` is monthly_long.
 */
export function chooseShape(rows: RowSource, source: Source, shapes: readonly Shape[]): Choice {
  const provider = providerOf(rows.headers);
  const fields = timelineFields(rows.headers, provider, source.columns);
  if (source.columns?.customer_id === undefined && numbersRows(rows, fields)) fields.delete('customer_id');
  const used = new Set(Object.values(source.columns ?? {}));
  const { months, open: openMonths } = monthHeaders(rows.headers, used, source.date_order);
  const choice = { provider, fields, months, openMonths };
  const candidates = shapes
    .map((shape) => ({ shape, score: score(shape, rows, choice, source) }))
    .filter(({ score: points }) => points > 0)
    .sort((a, b) => b.score - a.score);
  const first = candidates.filter(({ shape }) => !lastResort.includes(shape));
  const [best] = first.length > 0 ? first : candidates;
  const undeclared = best?.shape === 'customers' ? undeclaredPositions(rows, fields) : null;
  // A list of customers that stand on several rows, one a date, is monthly rows whose month has another name; an export
  // of a known system that lacks a column is still that export.
  const likely = undeclared !== null ? 'monthly_long' : best === undefined ? provider?.shape : undefined;
  const alone = likely === undefined ? [] : [{ shape: likely, score: shapeLines.medium }];
  return {
    ...choice,
    undeclared,
    candidates: [first, alone, candidates].find((one) => one.length > 0) ?? [],
  };
}
