/** What a file of each shape over time must have, and what is asked where it has not. */
import { clip, openQuestion, type Problem, problem } from '../../domain/problem.ts';
import type { Shape, TimelineColumn } from '../source.ts';
import type { FieldIndex } from '../timeline/fields.ts';

/** Fields of which one is needed. */
export type Need = readonly TimelineColumn[];

/** What each shape over time needs; one of the fields of each entry. */
export const needs: Partial<Record<Shape, readonly Need[]>> = {
  monthly_long: [['customer_id', 'customer_name'], ['month'], ['mrr', 'arr', 'amount']],
  subscription_periods: [
    ['customer_id', 'customer_name'],
    ['start'],
    ['mrr', 'arr', 'amount'],
    ['end', 'expires', 'status', 'cancel_requested'],
  ],
  invoice_lines: [['customer_id', 'customer_name'], ['start'], ['end'], ['amount']],
  deals: [
    ['customer_id', 'customer_name'],
    ['date'],
    ['amount'],
    ['stage', 'won', 'term_months', 'term_years'],
  ],
  movements: [['customer_id', 'customer_name'], ['date'], ['type'], ['amount', 'mrr', 'arr']],
};

/** Asks whether the dates of a column are the month that monthly rows need. */
const monthQuestion = (header: string): Problem =>
  openQuestion(
    'source.columns.month',
    'missing-column',
    `customers have a row for each date in column "${clip(header, 80)}", and no header names a month; pass that column as month`,
    [{ value: header, effect: 'one row a customer and month' }],
  );

/** The needs of a shape that no column fills, each as the problem it is. */
export function missingFields(
  shape: Shape,
  fields: FieldIndex<TimelineColumn>,
  headers: readonly string[],
  undeclared: string | null = null,
): Problem[] {
  return (
    (needs[shape] ?? [])
      // What tells a shape from others is not always needed to read it.
      .filter((options) => !options.some((field) => fields.has(field)) && !tellTale.has(options.join()))
      .map((options) =>
        options[0] === 'month' && undeclared !== null
          ? monthQuestion(undeclared)
          : problem(
              `source.columns.${options[0]}`,
              'missing-column',
              `no column for ${options.join(' or ')}, which a file of the shape ${shape} needs; headers: ${clip(headers.slice(0, 40).join(', '), 400)}${options[0] === 'customer_id' ? '; name the one of the company or customer, or add it to the export' : ''}`,
            ),
      )
  );
}

/** Needs without which a shape is not recognised, and yet can be read when the caller names it. */
const tellTale: ReadonlySet<string> = new Set([
  'end,expires,status,cancel_requested',
  'stage,won,term_months,term_years',
]);
