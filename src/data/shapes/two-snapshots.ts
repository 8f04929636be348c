/** The shape "two snapshots": one row an account, with its ARR at period start and at period end. */
import type { AccountInput } from '../../domain/retention/account-input.ts';
import { addTo, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { textLimits } from '../clean.ts';
import type { Mapping } from '../columns.ts';
import type { Reconciliation } from '../loaded.ts';
import type { CanonicalColumn, Source } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import { createExclusions, type Exclusions } from './exclusions.ts';
import {
  codeReader,
  currencyReader,
  dateReader,
  flagReader,
  type Notes,
  numberReader,
  optionalDates,
  optionalFlags,
  optionalNumbers,
  type Read,
  textReader,
} from './columns-read.ts';

/** A cell that cannot be read, as the user finds it in a spreadsheet. */
export type BadRow = { row: number; column: string; value: string };

export type Snapshots =
  | { ok: true; accounts: AccountInput[]; assumptions: Assumption[]; reconciliation: Omit<Reconciliation, 'file'> }
  | { ok: false; problems: Problem[] };

const totals = new Set(['total', 'grand total', 'sum', 'totals']);

type Field = { key: CanonicalColumn; at: number; read: Read<string | number | boolean> };

/** One row as an account, or the first cell of it that cannot be read. */
type Parsed = { account: AccountInput } | { bad: { at: number } };

type Plan = {
  id: { at: number; read: Read<string> };
  start: { at: number; read: Read<number> };
  end: { at: number; read: Read<number> };
  currency: Read<string> | null;
  fields: Field[];
};

function planOf(table: RawTable, mapping: Mapping, source: Source, notes: Notes): Plan {
  const { index } = mapping;
  const at = (field: CanonicalColumn) => index.get(field) ?? -1;
  const fields: Field[] = [];
  const add = (key: CanonicalColumn, read: Read<string | number | boolean>) => {
    if (index.has(key)) fields.push({ key, at: at(key), read });
  };
  add('customer_name', textReader(textLimits.name));
  for (const key of ['segment', 'cohort'] as const) add(key, textReader(textLimits.label));
  if (index.has('currency')) add('currency', codeReader(table, at('currency')));
  add('churn_reason', textReader(textLimits.reason));
  for (const key of optionalNumbers) if (index.has(key)) add(key, numberReader(table, at(key), source, notes));
  for (const key of optionalDates) if (index.has(key)) add(key, dateReader(table, at(key), source, notes));
  for (const key of optionalFlags) add(key, flagReader);
  const money = [at('arr_start'), at('arr_end')];
  return {
    id: { at: at('customer_id'), read: textReader(textLimits.id) },
    start: { at: at('arr_start'), read: numberReader(table, at('arr_start'), source, notes) },
    end: { at: at('arr_end'), read: numberReader(table, at('arr_end'), source, notes) },
    currency: index.has('currency') ? null : currencyReader(table, money),
    fields,
  };
}

const keyOf: Partial<Record<CanonicalColumn, string>> = { customer_name: 'name' };

/** A blank amount is 0; one below 0 cannot be an account's ARR. */
function amountOf(value: number | null | undefined): number | undefined {
  if (value === null) return 0;
  return value === undefined || value < 0 ? undefined : value;
}

function parseRow(row: readonly RawCell[], plan: Plan): Parsed {
  const id = plan.id.read(row[plan.id.at]);
  if (typeof id !== 'string') return { bad: { at: plan.id.at } };
  const start = amountOf(plan.start.read(row[plan.start.at]));
  if (start === undefined) return { bad: { at: plan.start.at } };
  const end = amountOf(plan.end.read(row[plan.end.at]));
  if (end === undefined) return { bad: { at: plan.end.at } };
  const account: AccountInput = { id, arr_start: start, arr_end: end };
  const slots: Record<string, unknown> = account;
  for (const { key, at, read } of plan.fields) {
    const value = read(row[at]);
    if (value === undefined || (typeof value === 'number' && value < 0)) return { bad: { at } };
    if (value !== null && !(key.startsWith('units_') && value === 0)) slots[keyOf[key] ?? key] = value;
  }
  if ((account.units_start === undefined) !== (account.units_end === undefined)) {
    delete account.units_start;
    delete account.units_end;
  }
  const code = plan.currency?.(row[plan.start.at]) ?? plan.currency?.(row[plan.end.at]);
  if (typeof code === 'string') account.currency = code;
  return { account };
}

const isBlank = (row: readonly RawCell[]): boolean => {
  for (const cell of row) if (cell !== null && (typeof cell !== 'string' || cell.trim() !== '')) return false;
  return true;
};

function badRowProblem(bad: readonly BadRow[], rows: number, source: Source): Problem | null {
  if (bad.length === 0) return null;
  const allowed = source.max_bad_rows ?? Math.max(10, Math.floor(rows / 100));
  if (source.skip_bad_rows === true) {
    return bad.length <= allowed
      ? null
      : problem('source.max_bad_rows', 'bad-rows', `${bad.length} bad rows exceed max_bad_rows ${allowed}; the mapping is probably wrong, check source.columns`);
  }
  const list = bad.slice(0, 20).map(({ row, column, value }) => `row ${row}, column ${column}: "${value}"`);
  const more = bad.length > 20 ? '; ...' : '';
  return problem('source.path', 'bad-rows', `${bad.length} of ${rows} rows cannot be read (${list.join('; ')}${more}); fix them, or pass skip_bad_rows: true`);
}

/** One id on several rows: repeats are dropped, differing amounts are refused or settled as asked. */
type Seen = { at: number; row: number };

function sameRow(a: readonly RawCell[], b: readonly RawCell[]): boolean {
  return a.length === b.length && a.every((cell, i) => cell === b[i]);
}

type Sums = { start: RunningSum; end: RunningSum };

const sumsOf = (): Sums => ({ start: startSum(), end: startSum() });

function addBoth(sums: Sums, { arr_start, arr_end }: AccountInput, sign: 1 | -1 = 1): void {
  addTo(sums.start, sign * arr_start);
  addTo(sums.end, sign * arr_end);
}

/** Whether the caller asked to leave a row out, or to keep another currency. */
function leaveOut(row: readonly RawCell[], account: AccountInput, excluded: readonly { at: number; values: ReadonlySet<string> }[], source: Source): string | null {
  for (const { at, values } of excluded) if (values.has(String(row[at] ?? '').trim())) return 'excluded_by_caller';
  return source.currency !== undefined && account.currency !== undefined && account.currency !== source.currency ? 'other_currency' : null;
}

function excludedColumns(table: RawTable, source: Source, notes: Notes) {
  return (source.exclude ?? []).flatMap(({ column, values }, i) => {
    const at = table.headers.indexOf(column);
    if (at >= 0) return [{ at, values: new Set(values) }];
    notes.problems.push(problem(`source.exclude[${i}].column`, 'unknown-column', `no header "${column.slice(0, 80)}"; headers: ${table.headers.slice(0, 40).join(', ')}`));
    return [];
  });
}

/**
 * Turns the rows of a table into accounts, every row accounted for: used, or left out for a named reason.
 * Blank amounts are 0. Refuses unreadable cells and differing duplicates unless the caller says otherwise.
 */
export function readSnapshots(table: RawTable, mapping: Mapping, source: Source): Snapshots {
  const notes: Notes = { problems: [], assumptions: [...table.assumptions, ...mapping.assumptions] };
  const plan = planOf(table, mapping, source, notes);
  const excluded = excludedColumns(table, source, notes);
  const out: Exclusions = createExclusions();
  const bad: BadRow[] = table.ragged.map(({ row, fields }) => ({ row, column: '-', value: `${fields} fields instead of ${table.headers.length}` }));
  const ragged = new Set(table.ragged.map(({ row }) => row));
  const accounts: AccountInput[] = [];
  const kept: (readonly RawCell[])[] = [];
  const seen = new Map<string, Seen>();
  const fromRows = sumsOf();
  let clashes = 0;
  let used = 0;
  let merged = 0;
  for (let i = 0; i < table.titles; i++) out.add('title', null, i + 1);
  table.rows.forEach((row, i) => {
    const number = table.firstRow + i;
    if (isBlank(row)) return out.add('blank', null, number);
    if (ragged.has(number)) return out.add('bad_row', null, number);
    const idText = String(row[plan.id.at] ?? '').trim().toLowerCase();
    if (totals.has(idText)) return out.add('total_row', null, number);
    const parsed = parseRow(row, plan);
    if ('bad' in parsed) {
      const { at } = parsed.bad;
      bad.push({ row: number, column: table.headers[at] ?? '', value: String(row[at] ?? '').slice(0, 40) });
      return out.add('bad_row', null, number);
    }
    const { account } = parsed;
    const reason = leaveOut(row, account, excluded, source);
    if (reason !== null) return out.add(reason, account, number);
    const id = String(account.id);
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, { at: accounts.length, row: number });
      accounts.push(account);
      kept.push(row);
      used++;
      return addBoth(fromRows, account);
    }
    const first = accounts[before.at];
    if (first === undefined) return undefined;
    if (sameRow(kept[before.at] ?? [], row)) return out.add('duplicate_row', account, number);
    if (source.dedupe === 'sum') {
      used++;
      merged++;
      addBoth(fromRows, account);
      accounts[before.at] = { ...first, arr_start: first.arr_start + account.arr_start, arr_end: first.arr_end + account.arr_end };
      return undefined;
    }
    if (source.dedupe === 'keep_last') {
      addBoth(fromRows, first, -1);
      addBoth(fromRows, account);
      out.add('duplicate_row', first, before.row);
      accounts[before.at] = account;
      kept[before.at] = row;
      before.row = number;
      return undefined;
    }
    clashes++;
    if (clashes <= 5) {
      notes.problems.push(
        problem('source.dedupe', 'duplicate-id', `customer "${id}" is on rows ${before.row} and ${number} with different ARR; set dedupe to sum or keep_last`),
      );
    }
    return undefined;
  });
  if (clashes > 5) notes.problems.push(problem('source.dedupe', 'duplicate-id', `${clashes - 5} more rows repeat an id; set dedupe to sum or keep_last`));
  const wrong = badRowProblem(bad, table.rows.length, source);
  if (wrong !== null) notes.problems.push(wrong);
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  const fromAccounts = sumsOf();
  for (const account of accounts) addBoth(fromAccounts, account);
  const pair = (pick: keyof Sums) => ({ from_rows: readSum(fromRows[pick]), from_accounts: readSum(fromAccounts[pick]) });
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
