/** The shape "cohorts": one row a cohort, with its ARR at the start and what became of it. */

import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import type { CohortInput } from '../../domain/retention/cohort-input.ts';
import type { FileFacts } from '../../domain/retention/file-facts.ts';
import { positionBasis } from '../columns.ts';
import { rowHash } from '../row-hash.ts';
import type { RowSource } from '../rows.ts';
import type { Source } from '../source.ts';
import { cohortHeaders, findFields } from '../timeline/fields.ts';
import { skippedRows } from './bad-rows.ts';
import { type CohortRow, settleCohorts } from './cohort-duplicates.ts';
import { arrOf, planCohorts } from './cohort-row.ts';
import type { Notes } from './columns-read.ts';
import { nothingUsed } from './exclusions.ts';
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

/** Reads cohorts. Example: `cohort, starting_arr, churned_arr` rows; blank cells are unknown, never 0. */
export async function readCohorts(rows: RowSource, source: Source): Promise<ReadBook> {
  const fields = findFields(rows.headers, cohortHeaders, source.columns);
  const lost = fields.has('churned_arr') || fields.has('renewed_arr');
  if (!fields.has('starting_arr') || !lost) {
    const rest = `no column for ${fields.has('starting_arr') ? 'churned_arr or renewed_arr' : 'starting_arr'}; say which header holds it`;
    return { ok: false, problems: [problem('source.columns', 'missing-column', rest)] };
  }
  const plan = planCohorts(rows, fields, source);
  const basis = positionBasis(
    plan.amounts.map((at) => rows.headers[at]),
    source.amount_basis,
  );
  if ('problem' in basis) return { ok: false, problems: [basis.problem] };
  let taken: CohortRow[] = [];
  const begin = (): TakeRow => {
    taken = [];
    return (row, number) => {
      const cohort = plan.read(row, number);
      if ('bad' in cohort || 'out' in cohort) return cohort;
      taken.push({ cohort, row: number, hash: rowHash(row) });
      return null;
    };
  };
  const read = await eachRow(rows, source, plan.columns, Math.max(0, plan.nameAt), begin, plan.worth);
  const notes: Notes = { problems: read.ok ? [] : [...read.problems], assumptions: [] };
  const { cohorts, merged, dropped } = settleCohorts(taken, source, notes);
  if (!read.ok || notes.problems.length > 0) return { ok: false, problems: notes.problems };
  for (const { cohort, row } of dropped)
    read.out.add('duplicate_row', arrOf(cohort), row, cohort.currency ?? null);
  if (cohorts.length === 0) return { ok: false, problems: [nothingUsed(read.read - rows.titles, read.out)] };
  // Cohorts keep the amounts of the file, which the analysis makes annual; what is told of them here is ARR.
  const year = basis.basis === 'mrr' ? 12 : 1;
  const [from, to] = [startSum(), startSum()];
  for (const cohort of cohorts) {
    const { arr_start, arr_end } = arrOf(cohort);
    addTo(from, arr_start);
    addTo(to, arr_end);
  }
  const excluded = read.out.list().map((one) => ({ ...one, arr: one.arr === null ? null : one.arr * year }));
  const asMonthly: Assumption[] =
    source.amount_basis === 'mrr'
      ? [{ field: 'amounts', value: 'mrr', source: 'as asked; multiplied by 12' }]
      : [];
  const notices = [...read.notices, ...skippedRows(excluded, 'their cohorts are in no figure')];
  const both = (value: number) => ({ from_rows: value * year, from_accounts: value * year });
  return {
    ok: true,
    book: { cohorts },
    basis: basis.basis,
    facts: {},
    assumptions: [...read.notes.assumptions, ...plan.assumptions, ...asMonthly],
    reconciliation: {
      shape: 'cohorts',
      rows_read: read.read,
      rows_used: read.used - dropped.length,
      excluded,
      bad_rows: read.bad,
      accounts: cohorts.length,
      accounts_merged: merged,
      arr_start: both(readSum(from)),
      arr_end: both(readSum(to)),
      position_start: null,
      position_end: null,
      ...(notices.length > 0 ? { notices } : {}),
      ties: true,
    },
  };
}
