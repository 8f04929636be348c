/** The shape "cohorts": one row a cohort, with its ARR at the start and what became of it. */

import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import { crossProblems } from '../../domain/retention/check.ts';
import type { CohortInput } from '../../domain/retention/cohort-input.ts';
import type { FileFacts } from '../../domain/retention/file-facts.ts';
import { parseMonth } from '../cells/dates.ts';
import { textLimits } from '../clean.ts';
import type { RowSource } from '../rows.ts';
import { type CohortColumn, cohortColumns, type Source } from '../source.ts';
import { amountColumn, textColumn } from '../timeline/columns.ts';
import { cohortHeaders, findFields } from '../timeline/fields.ts';
import { eachRow, type TakeRow } from './table-rows.ts';

/** A book read from rows that are no accounts. */
export type ReadBook =
  | {
      ok: true;
      book: { cohorts: CohortInput[] };
      basis: 'arr' | 'mrr' | null;
      facts: FileFacts;
      reconciliation: Omit<Reconciliation, 'file' | 'format'>;
      assumptions: Assumption[];
    }
  | { ok: false; problems: Problem[] };

const numberFields = cohortColumns.filter(
  (name) => name.endsWith('_arr') || name.endsWith('_count'),
) as Extract<CohortColumn, keyof CohortInput>[];

/** What a cohort ends at: as the file says, else from its movements; 0 where they are not known. */
function endingOf(cohort: CohortInput): number {
  const { starting_arr = 0, churned_arr, contraction_arr = 0, expansion_arr = 0, renewed_arr } = cohort;
  const kept = renewed_arr ?? starting_arr - (churned_arr ?? 0) - contraction_arr;
  return cohort.ending_arr ?? kept + expansion_arr + (cohort.new_arr ?? 0) + (cohort.reactivation_arr ?? 0);
}

/** Reads cohorts. Example: `cohort, starting_arr, churned_arr` rows; blank cells are unknown, never 0. */
export async function readCohorts(rows: RowSource, source: Source): Promise<ReadBook> {
  const fields = findFields(rows.headers, cohortHeaders, source.columns);
  const nameAt = fields.get('cohort')?.at ?? fields.get('start_month')?.at ?? -1;
  const lost = fields.has('churned_arr') || fields.has('renewed_arr');
  if (!fields.has('starting_arr') || !lost) {
    const rest = `no column for ${fields.has('starting_arr') ? 'churned_arr or renewed_arr' : 'starting_arr'}; say which header holds it`;
    return { ok: false, problems: [problem('source.columns', 'missing-column', rest)] };
  }
  const numbers = numberFields.flatMap((field) => {
    const at = fields.get(field)?.at;
    return at === undefined ? [] : [{ field, column: amountColumn(rows, at, source) }];
  });
  const text = (field: 'segment' | 'currency' | 'start_month') => {
    const at = fields.get(field)?.at;
    return at === undefined ? null : textColumn(rows, at, textLimits.label);
  };
  const name = nameAt < 0 ? null : textColumn(rows, nameAt, textLimits.label);
  const [segment, currency, start] = [text('segment'), text('currency'), text('start_month')];
  const opening = numbers.find(({ field }) => field === 'starting_arr');
  let cohorts: CohortInput[] = [];
  let numberOf: number[] = [];
  const begin = (): TakeRow => {
    [cohorts, numberOf] = [[], []];
    return (row, number) => {
      const cohort: CohortInput = { name: name?.read(row[nameAt]) ?? `row ${number}` };
      for (const { field, column } of numbers) {
        const value = column.read(row[column.at]);
        if (value === undefined) return { bad: column.at };
        if (value !== null) Object.assign(cohort, { [field]: value });
      }
      const label = segment === null ? null : segment.read(row[segment.at]);
      if (label !== null && label !== undefined) cohort.segment = label;
      const code = currency === null ? null : currency.read(row[currency.at]);
      if (code !== null && code !== undefined) cohort.currency = code.toUpperCase();
      const month = start === null ? null : start.read(row[start.at]);
      if (start !== null && month !== null && month !== undefined) {
        const read = parseMonth(month, source.date_order ?? 'ymd');
        if (read === undefined) return { bad: start.at, code: 'bad-date' };
        cohort.start_month = read.slice(0, 7);
      }
      cohorts.push(cohort);
      numberOf.push(number);
      return null;
    };
  };
  const read = await eachRow(
    rows,
    source,
    numbers.map(({ column }) => column),
    Math.max(0, nameAt),
    begin,
    (row) => {
      const starting = opening?.column.peek(row[opening.column.at]);
      return typeof starting === 'number' ? { arr_start: starting, arr_end: 0 } : null;
    },
  );
  if (!read.ok) return read;
  const problems = crossProblems({ cohorts }).map((one) => {
    const at = /^cohorts\[(\d+)\]\.?(.*)$/.exec(one.path);
    if (at === null) return one;
    const where = `row ${numberOf[Number(at[1])] ?? 0}${at[2] === '' ? '' : `, ${at[2]}`}`;
    return problem('source.path', one.code, `${where}: ${one.message.slice(one.path.length + 2)}`);
  });
  if (problems.length > 0) return { ok: false, problems };
  const [from, to] = [startSum(), startSum()];
  for (const cohort of cohorts) {
    addTo(from, cohort.starting_arr ?? 0);
    addTo(to, endingOf(cohort));
  }
  const both = (value: number) => ({ from_rows: value, from_accounts: value });
  return {
    ok: true,
    book: { cohorts },
    basis: null,
    facts: {},
    assumptions: read.notes.assumptions,
    reconciliation: {
      shape: 'cohorts',
      rows_read: read.read,
      rows_used: read.used,
      excluded: read.out.list(),
      bad_rows: read.bad,
      accounts: cohorts.length,
      accounts_merged: 0,
      arr_start: both(readSum(from)),
      arr_end: both(readSum(to)),
      position_start: null,
      position_end: null,
      ...(read.notices.length > 0 ? { notices: read.notices } : {}),
      ties: true,
    },
  };
}
