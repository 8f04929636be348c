/** The shape "two snapshots": one row an account, with its ARR at period start and at period end. */
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { clip, type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import { cleanText } from '../clean.ts';
import type { Mapping } from '../columns.ts';
import type { Source } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import { isBlankRow, isTotalRow, parseRow, planRows, type RowPlan } from './account-row.ts';
import { type BadRow, badRowProblem } from './bad-rows.ts';
import type { Notes } from './columns-read.ts';
import { createExclusions, type Exclusions } from './exclusions.ts';

export type Snapshots =
  | {
      ok: true;
      accounts: AccountInput[];
      assumptions: Assumption[];
      reconciliation: Omit<Reconciliation, 'file'>;
    }
  | { ok: false; problems: Problem[] };

/** Differing duplicates listed one by one; more are counted. */
const listedClashes = 5;

type Sums = { start: RunningSum; end: RunningSum };

function addBoth(sums: Sums, { arr_start, arr_end }: AccountInput, sign: 1 | -1 = 1): void {
  addTo(sums.start, sign * arr_start);
  addTo(sums.end, sign * arr_end);
}

type ExcludedValues = { at: number; values: ReadonlySet<string> };

/** The accounts taken so far, and the books kept over every row. */
type Taken = {
  accounts: AccountInput[];
  rows: (readonly RawCell[])[];
  numbers: number[];
  at: Map<string, number>;
  used: number;
  merged: number;
  clashes: number;
  sums: Sums;
  out: Exclusions;
  notes: Notes;
};

/** Whether the caller asked to leave a row out, or to keep another currency. */
function reasonToLeaveOut(
  row: readonly RawCell[],
  account: AccountInput,
  excluded: readonly ExcludedValues[],
  source: Source,
) {
  if (excluded.some(({ at, values }) => values.has(String(row[at] ?? '').trim())))
    return 'excluded_by_caller';
  const { currency } = account;
  return source.currency !== undefined && currency !== undefined && currency !== source.currency
    ? 'other_currency'
    : null;
}

function takeFirst(taken: Taken, account: AccountInput, row: readonly RawCell[], number: number): void {
  taken.at.set(String(account.id), taken.accounts.length);
  taken.accounts.push(account);
  taken.rows.push(row);
  taken.numbers.push(number);
  taken.used++;
  addBoth(taken.sums, account);
}

/** A second row of one id: a repeat is dropped, differing amounts are refused or settled as the caller said. */
function takeAgain(
  taken: Taken,
  at: number,
  account: AccountInput,
  row: readonly RawCell[],
  number: number,
  source: Source,
): void {
  const [first, before] = [taken.accounts[at], taken.rows[at]];
  if (first === undefined || before === undefined) return;
  if (before.length === row.length && before.every((cell, i) => cell === row[i])) {
    taken.out.add('duplicate_row', account, number);
  } else if (source.dedupe === 'sum') {
    taken.used++;
    taken.merged++;
    addBoth(taken.sums, account);
    const sum = { arr_start: first.arr_start + account.arr_start, arr_end: first.arr_end + account.arr_end };
    taken.accounts[at] = { ...first, ...sum };
  } else if (source.dedupe === 'keep_last') {
    addBoth(taken.sums, first, -1);
    addBoth(taken.sums, account);
    taken.out.add('duplicate_row', first, taken.numbers[at] ?? number);
    taken.accounts[at] = account;
    taken.rows[at] = row;
    taken.numbers[at] = number;
  } else if (++taken.clashes <= listedClashes) {
    const rest = `customer "${clip(String(account.id), 60)}" is on rows ${taken.numbers[at]} and ${number} with different ARR; set dedupe to sum or keep_last`;
    taken.notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
  }
}

function excludedColumns(table: RawTable, source: Source, notes: Notes): ExcludedValues[] {
  return (source.exclude ?? []).flatMap(({ column, values }, i) => {
    const at = table.headers.indexOf(column);
    if (at >= 0) return [{ at, values: new Set(values) }];
    const rest = `no header "${clip(column, 80)}"; headers: ${table.headers.slice(0, 40).join(', ')}`;
    notes.problems.push(problem(`source.exclude[${i}].column`, 'unknown-column', rest));
    return [];
  });
}

/** Sends every row somewhere: an account, or a named reason for leaving it out. */
function takeRows(table: RawTable, plan: RowPlan, source: Source, taken: Taken): BadRow[] {
  const excluded = excludedColumns(table, source, taken.notes);
  const wide = table.headers.length;
  const bad = table.ragged.map(({ row, fields }) => ({
    row,
    column: '-',
    value: `${fields} fields instead of ${wide}`,
  }));
  const ragged = new Set(table.ragged.map(({ row }) => row));
  table.rows.forEach((row, i) => {
    const number = table.firstRow + i;
    const simple = isBlankRow(row)
      ? 'blank'
      : ragged.has(number)
        ? 'bad_row'
        : isTotalRow(row, plan)
          ? 'total_row'
          : null;
    if (simple !== null) {
      taken.out.add(simple, null, number);
      return;
    }
    const { account, bad: at } = parseRow(row, plan);
    if (account === undefined) {
      bad.push({ row: number, column: table.headers[at] ?? '', value: cleanText(String(row[at] ?? ''), 40) });
      taken.out.add('bad_row', null, number);
      return;
    }
    const reason = reasonToLeaveOut(row, account, excluded, source);
    const before = taken.at.get(String(account.id));
    if (reason !== null) taken.out.add(reason, account, number);
    else if (before === undefined) takeFirst(taken, account, row, number);
    else takeAgain(taken, before, account, row, number, source);
  });
  return bad;
}

/**
 * Turns the rows of a table into accounts, every row accounted for: used, or left out for a named reason.
 * Blank amounts are 0. Refuses unreadable cells and differing duplicates unless the caller says otherwise.
 */
export function readSnapshots(table: RawTable, mapping: Mapping, source: Source): Snapshots {
  const notes: Notes = { problems: [], assumptions: [...table.assumptions, ...mapping.assumptions] };
  const plan = planRows(table, mapping, source, notes);
  const taken: Taken = {
    accounts: [],
    rows: [],
    numbers: [],
    at: new Map(),
    used: 0,
    merged: 0,
    clashes: 0,
    sums: { start: startSum(), end: startSum() },
    out: createExclusions(),
    notes,
  };
  for (let i = 0; i < table.titles; i++) taken.out.add('title', null, i + 1);
  const bad = takeRows(table, plan, source, taken);
  if (taken.clashes > listedClashes) {
    const rest = `${taken.clashes - listedClashes} more rows repeat an id; set dedupe to sum or keep_last`;
    notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
  }
  const wrong = badRowProblem(bad, table.rows.length, source);
  if (wrong !== null) notes.problems.push(wrong);
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  const { accounts, used, merged, sums, out } = taken;
  const fromAccounts: Sums = { start: startSum(), end: startSum() };
  for (const account of accounts) addBoth(fromAccounts, account);
  const pair = (pick: keyof Sums) => ({
    from_rows: readSum(sums[pick]),
    from_accounts: readSum(fromAccounts[pick]),
  });
  return {
    ok: true,
    accounts,
    assumptions: notes.assumptions,
    reconciliation: {
      format: table.format,
      shape: 'two_snapshots',
      rows_read: table.titles + table.rows.length,
      rows_used: used,
      excluded: out.list(),
      bad_rows: bad.length,
      accounts: accounts.length,
      accounts_merged: merged,
      arr_start: pair('start'),
      arr_end: pair('end'),
      position_start: null,
      position_end: null,
      ties: true,
    },
  };
}
