/** One row of a file of cohort totals: how its columns are read, and what a cohort must not say. */
import { largestAmount } from '../../domain/fields.ts';
import { numberText } from '../../domain/figure.ts';
import type { Assumption } from '../../domain/report.ts';
import { cohortProblems } from '../../domain/retention/check-cohort.ts';
import type { CohortInput } from '../../domain/retention/cohort-input.ts';
import { saysMinor, unitsOf } from '../cells/currencies.ts';
import { parseMonth } from '../cells/dates.ts';
import { currencyOfHeaders } from '../cells/header-currency.ts';
import { cleanText, textLimits } from '../clean.ts';
import type { RowSource } from '../rows.ts';
import { type CohortColumn, cohortColumns, type Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import { amountColumns, type Column, textColumn } from '../timeline/columns.ts';
import type { FieldIndex } from '../timeline/fields.ts';
import type { BadCell, BadCode } from './bad-rows.ts';
import type { RowArr } from './exclusions.ts';
import { lossColumn } from './loss-column.ts';
import { rowCurrency } from './row-currency.ts';
import type { LeftOut, Worth } from './table-rows.ts';

type NumberField = Extract<CohortColumn, `${string}_arr` | `${string}_count`>;

const isCount = (field: CohortColumn): boolean => field.endsWith('_count');

const numberFields = cohortColumns.filter(
  (name): name is NumberField => name.endsWith('_arr') || isCount(name),
);

/** The most characters of a cell that a reason repeats. */
const shownCell = 40;

/** How the rows of a file are read. */
export type CohortPlan = {
  /** Columns that have a say in how their cells are meant. */
  columns: readonly Column<unknown>[];
  /** The columns of money. */
  amounts: readonly number[];
  /** What was read into the headers. */
  assumptions: readonly Assumption[];
  /** The column that names a cohort; -1 without one. */
  nameAt: number;
  read: (row: readonly RawCell[], number: number) => CohortInput | BadCell | LeftOut;
  /** What a row that cannot be used is worth, as far as its opening ARR and its currency can be read. */
  worth: (row: readonly RawCell[]) => Worth;
};

/** Why a number that was read cannot be that of its field; null when it can. */
function wrongNumber(
  field: NumberField,
  value: number,
  cell: RawCell | undefined,
): Omit<BadCell, 'bad'> | null {
  const shown = cleanText(String(cell ?? ''), shownCell);
  if (value < 0) {
    const how = field === 'churned_arr' || field === 'contraction_arr' ? '; write losses in one sign' : '';
    return { code: 'below-zero', because: `${shown} is below 0${how}` };
  }
  if (isCount(field))
    return Number.isSafeInteger(value) ? null : { because: `${shown} is no whole number of customers` };
  if (value > largestAmount) return { because: `${shown} is above ${numberText(largestAmount, 0)}` };
  return field === 'starting_arr' && value === 0
    ? { code: 'bad-number', because: `${shown}; retention needs ARR at period start` }
    : null;
}

/** What the fields of a cohort that do not go together are called as a bad row. */
const codeOf: Readonly<Record<string, BadCode>> = {
  'exceeds-start': 'exceeds-start',
  'out-of-range': 'bad-number',
  'conflicting-keys': 'conflicting-keys',
  'missing-required': 'missing-value',
};

/** The first thing that is wrong between the fields of a cohort, as inline cohorts are checked. */
function clashOf(cohort: CohortInput, fields: FieldIndex<CohortColumn>): BadCell | null {
  const [first] = cohortProblems(cohort, 'row', undefined);
  if (first === undefined) return null;
  const field = cohortColumns.find((name) => first.path === `row.${name}`);
  return {
    bad: (field === undefined ? undefined : fields.get(field)?.at) ?? -1,
    code: codeOf[first.code] ?? 'bad-value',
    because: first.message.slice(first.path.length + 2),
  };
}

/** A row of which it cannot be told what its amounts are in: by the cell of its currency, or by all its amounts. */
function noCurrency(row: readonly RawCell[], at: number, amounts: readonly number[]): BadCell {
  if (at >= 0) return { bad: at };
  const cells = amounts
    .map((one) => cleanText(String(row[one] ?? ''), shownCell))
    .filter((cell) => cell !== '');
  return { bad: amounts[0] ?? -1, code: 'bad-currency', because: `${cells.join(', ')}: no one currency` };
}

/** What a cohort ends at: as the file says, else from its movements; 0 where they are not known. */
function endingOf(cohort: CohortInput): number {
  const { starting_arr = 0, churned_arr, contraction_arr = 0, expansion_arr = 0, renewed_arr } = cohort;
  const kept = renewed_arr ?? starting_arr - (churned_arr ?? 0) - contraction_arr;
  return cohort.ending_arr ?? kept + expansion_arr + (cohort.new_arr ?? 0) + (cohort.reactivation_arr ?? 0);
}

/** The ARR of a cohort at both ends. Example: 100 with 10 churned and 5 expanded is 100 and 95. */
export const arrOf = (cohort: CohortInput): RowArr => ({
  arr_start: cohort.starting_arr ?? 0,
  arr_end: endingOf(cohort),
});

/**
 * Compiles how the rows of cohorts are read. A blank cell is unknown, never 0.
 * Example: `cohort, starting_arr, churned_arr` and the row Q1, 100, 10 give `{ name: 'Q1', starting_arr: 100, churned_arr: 10 }`.
 */
export function planCohorts(rows: RowSource, fields: FieldIndex<CohortColumn>, source: Source): CohortPlan {
  const nameAt = fields.get('cohort')?.at ?? fields.get('start_month')?.at ?? -1;
  const given = numberFields.flatMap((field) => {
    const at = fields.get(field)?.at;
    return at === undefined ? [] : [{ field, at }];
  });
  const written = amountColumns(
    rows,
    given.map(({ at }) => at),
    source,
  );
  const numbers = written.flatMap((amounts, i) => {
    const field = given[i]?.field;
    if (field === undefined) return [];
    const column =
      field === 'churned_arr' || field === 'contraction_arr' ? lossColumn(rows, amounts, field) : amounts;
    const minor =
      !isCount(field) && (source.amount_unit ?? (saysMinor(column.header) ? 'minor' : 'major')) === 'minor';
    return [{ field, column, minor }];
  });
  const text = (at: number | undefined) =>
    at === undefined || at < 0 ? null : textColumn(rows, at, textLimits.label);
  const [name, segment, start] = [
    text(nameAt),
    ...(['segment', 'start_month'] as const).map((field) => text(fields.get(field)?.at)),
  ];
  const amounts = numbers.flatMap(({ field, column }) => (isCount(field) ? [] : [column.at]));
  const inHeader = currencyOfHeaders(amounts.map((at) => rows.headers[at] ?? ''));
  const currency = rowCurrency(rows, fields.get('currency')?.at, amounts);
  const said = (column: Column<string> | null | undefined, row: readonly RawCell[]) =>
    column?.read(row[column.at]) ?? null;
  // A file that names no currency is in the one that was asked for.
  const centsOf = (code: string | null): number => unitsOf(code ?? source.currency ?? '');
  const cents = numbers.flatMap(({ column, minor }) => (minor ? `"${column.header}"` : []));
  const opening = numbers.find(({ field }) => field === 'starting_arr');
  return {
    amounts,
    assumptions:
      cents.length === 0 || source.amount_unit !== undefined
        ? []
        : [
            {
              field: 'source.amount_unit',
              value: 'minor',
              source: `header${cents.length > 1 ? 's' : ''} ${cents.join(', ')}`,
            },
          ],
    columns: [...numbers.map(({ column }) => column), currency],
    nameAt,
    read(row, number) {
      // Every cell is read before one is judged: a row of one bad cell still tells how its other columns are meant.
      const values = numbers.map(({ column }) => column.read(row[column.at]));
      const sign = currency.of(row);
      const code = sign === null ? inHeader : sign;
      const cohort: CohortInput = { name: said(name, row) ?? `row ${number}` };
      if (code === undefined) return noCurrency(row, currency.at, amounts);
      for (const [i, { field, column, minor }] of numbers.entries()) {
        const value = values[i];
        if (value === undefined) return { bad: column.at };
        if (value === null) continue;
        const wrong = wrongNumber(field, value, row[column.at]);
        if (wrong !== null) return { bad: column.at, ...wrong };
        // A loss of nothing in a column that is turned round is 0, not -0.
        cohort[field] = (minor ? value / centsOf(code) : value) + 0;
      }
      const label = said(segment, row);
      if (label !== null) cohort.segment = label;
      if (code !== null) cohort.currency = code;
      const month = said(start, row);
      if (month !== null && start) {
        const read = parseMonth(month, source.date_order ?? 'ymd');
        if (read === undefined) return { bad: start.at, code: 'bad-date' };
        cohort.start_month = read.slice(0, 7);
      }
      const clash = clashOf(cohort, fields);
      if (clash !== null) return clash;
      const other = source.currency !== undefined && code !== null && code !== source.currency;
      return other ? { out: 'other_currency', arr: arrOf(cohort), currency: code } : cohort;
    },
    worth(row) {
      const value = opening?.column.peek(row[opening.column.at]);
      const code = currency.peekOf(row);
      if (typeof value !== 'number' || value < 0 || value > largestAmount || code === undefined)
        return { arr: null, currency: null };
      const arr_start = opening?.minor ? value / centsOf(code) : value;
      return { arr: { arr_start, arr_end: 0 }, currency: code };
    },
  };
}
