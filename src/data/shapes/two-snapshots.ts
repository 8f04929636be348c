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
  /** Rows added to an account after its first one, as text, so that repeats of them are known. */
  added: Map<number, Set<string>>;
  used: number;
  merged: number;
  clashes: number;
  sums: Sums;
  out: Exclusions;
  notes: Notes;
};

/** Whether the caller asked to leave a row out. */
const isExcluded = (row: readonly RawCell[], excluded: readonly ExcludedValues[]): boolean =>
  excluded.some(({ at, values }) => values.has(String(row[at] ?? '').trim()));

const isOtherCurrency = ({ currency }: AccountInput, source: Source): boolean =>
  source.currency !== undefined && currency !== undefined && currency !== source.currency;

/** Two rows of one id as one account: amounts and seats add up, other facts are those of the first row. */
function addedUp(first: AccountInput, next: AccountInput): AccountInput {
  const { units_start, units_end, ...rest } = first;
  const sum: AccountInput = {
    ...rest,
    arr_start: first.arr_start + next.arr_start,
    arr_end: first.arr_end + next.arr_end,
  };
  // Seats of one row only would make the price of the whole look wrong.
  if (units_start !== undefined && next.units_start !== undefined)
    sum.units_start = units_start + next.units_start;
  if (units_end !== undefined && next.units_end !== undefined) sum.units_end = units_end + next.units_end;
  return sum;
}

function takeFirst(taken: Taken, account: AccountInput, row: readonly RawCell[], number: number): void {
  taken.at.set(String(account.id), taken.accounts.length);
  taken.accounts.push(account);
  taken.rows.push(row);
  taken.numbers.push(number);
  taken.used++;
  addBoth(taken.sums, account);
}

function clash(
  taken: Taken,
  code: string,
  { id }: AccountInput,
  at: number,
  number: number,
  how: string,
): void {
  if (++taken.clashes > listedClashes) return;
  const rest = `customer "${clip(String(id), 60)}" is on rows ${taken.numbers[at]} and ${number} ${how}`;
  taken.notes.problems.push(problem('source.dedupe', code, rest));
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
  const text = source.dedupe === 'sum' ? JSON.stringify(row) : '';
  const added = taken.added.get(at) ?? new Set<string>();
  if ((before.length === row.length && before.every((cell, i) => cell === row[i])) || added.has(text)) {
    taken.out.add('duplicate_row', account, number);
  } else if (source.dedupe === 'sum' && first.currency !== account.currency) {
    const codes = `${first.currency ?? 'no currency'} and ${account.currency ?? 'no currency'}`;
    clash(taken, 'mixed-currencies', account, at, number, `in ${codes}, which are never added; split the id`);
  } else if (source.dedupe === 'sum') {
    taken.used++;
    taken.merged++;
    addBoth(taken.sums, account);
    taken.accounts[at] = addedUp(first, account);
    taken.added.set(at, added.add(text));
  } else if (source.dedupe === 'keep_last') {
    addBoth(taken.sums, first, -1);
    addBoth(taken.sums, account);
    taken.out.add('duplicate_row', first, taken.numbers[at] ?? number);
    taken.accounts[at] = account;
    taken.rows[at] = row;
    taken.numbers[at] = number;
  } else
    clash(taken, 'duplicate-id', account, at, number, 'with different ARR; set dedupe to sum or keep_last');
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
    const parsed = parseRow(row, plan);
    const { account } = parsed;
    if (isExcluded(row, excluded)) {
      taken.out.add('excluded_by_caller', account ?? null, number);
      return;
    }
    if (account === undefined) {
      const { bad: at, because } = parsed;
      const value = because ?? cleanText(String(row[at] ?? ''), 40);
      bad.push({ row: number, column: table.headers[at] ?? '', value });
      taken.out.add('bad_row', null, number);
      return;
    }
    const before = taken.at.get(String(account.id));
    if (isOtherCurrency(account, source)) taken.out.add('other_currency', account, number);
    else if (before === undefined) takeFirst(taken, account, row, number);
    else takeAgain(taken, before, account, row, number, source);
  });
  return bad.sort((a, b) => a.row - b.row);
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
    added: new Map(),
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
  if (accounts.length === 0) {
    const left = out.list().map(({ reason, rows }) => `; ${reason} ${rows}`);
    const rest = `no row of ${table.rows.length} is an account${left.join('')}; check the file and source`;
    return { ok: false, problems: [problem('source.path', 'empty-input', rest)] };
  }
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
