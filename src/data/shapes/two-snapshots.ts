/** The shape "two snapshots": one row an account, with its ARR at period start and at period end. */
import { addTo, inTextOrder, type RunningSum, readSum, startSum } from '../../domain/numbers.ts';
import { clip, type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import { disagreement, otherSign } from '../cells/amount-signs.ts';
import { isTotalCell } from '../cells/total-words.ts';
import type { Mapping } from '../columns.ts';
import { createIssues, type Issues, noticesOf } from '../issue.ts';
import { brokenRows } from '../rows.ts';
import type { Source } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import { totalsAmong } from '../total-accounts.ts';
import { expectedAt, parseRow, planRows, type RowPlan, worthOf } from './account-row.ts';
import { type BadRows, createBadRows, listedClashes } from './bad-rows.ts';
import { blankAmounts, blankEnd } from './blank-amounts.ts';
import type { Notes } from './columns-read.ts';
import { createExclusions, type Exclusions, nothingUsed } from './exclusions.ts';
import { reasonsOfKept } from './kept-reasons.ts';
import { ratesBeside, twelvefold } from './snapshot-rates.ts';
import { type RowKind, rowSorter, sortTable } from './sort-rows.ts';
import { type TotalRows, watchTotals } from './total-rows.ts';

export type Snapshots =
  | {
      ok: true;
      accounts: AccountInput[];
      assumptions: Assumption[];
      reconciliation: Omit<Reconciliation, 'file'>;
    }
  | { ok: false; problems: Problem[] };

type Sums = { start: RunningSum; end: RunningSum };

function addBoth(sums: Sums, { arr_start, arr_end }: AccountInput, sign: 1 | -1 = 1): void {
  addTo(sums.start, sign * arr_start);
  addTo(sums.end, sign * arr_end);
}

/** A row that was read as an account, and where it stands in the table. */
type Candidate = { account: AccountInput; at: number };

/** All of them, as two lists of one length: large books then take less memory. */
type Candidates = { accounts: AccountInput[]; at: number[] };

/** The books kept over every row. */
type Taken = {
  used: number;
  merged: number;
  clashes: number;
  sums: Sums;
  out: Exclusions;
  /** Null where the file has no total. */
  totals: TotalRows | null;
  notes: Notes;
  issues: Issues;
};

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

/** One account in the making from several rows of its id: the row it stands for, and those added to it as text. */
type Kept = Candidate & { added: Set<string> };

function clash(
  taken: Taken,
  code: string,
  id: AccountInput['id'],
  rows: readonly number[],
  how: string,
): void {
  if (++taken.clashes > listedClashes) return;
  const rest = `customer "${clip(String(id), 60)}" is on rows ${rows.join(' and ')} ${how}`;
  taken.notes.problems.push(problem('source.dedupe', code, rest));
}

const sameCells = (a: readonly RawCell[] = [], b: readonly RawCell[] = []): boolean =>
  a.length === b.length && a.every((cell, i) => cell === b[i]);

/** A second row of one id: a repeat is dropped, differing amounts are refused or settled as the caller said. */
function takeAgain(kept: Kept, next: Candidate, table: RawTable, source: Source, taken: Taken): void {
  const { account: first } = kept;
  const { account } = next;
  const [before, row] = [table.rows[kept.at], table.rows[next.at]];
  const numbers = [table.firstRow + kept.at, table.firstRow + next.at];
  const text = source.dedupe === 'sum' ? JSON.stringify(row) : '';
  if (sameCells(before, row) || kept.added.has(text)) {
    taken.out.add('duplicate_row', account, table.firstRow + next.at, account.currency);
  } else if (source.dedupe === 'sum' && first.currency !== account.currency) {
    const codes = `${first.currency ?? 'no currency'} and ${account.currency ?? 'no currency'}`;
    clash(taken, 'mixed-currencies', account.id, numbers, `in ${codes}, which are never added; split the id`);
  } else if (source.dedupe === 'sum') {
    taken.used++;
    taken.merged++;
    addBoth(taken.sums, account);
    kept.account = addedUp(first, account);
    kept.added.add(text);
  } else if (source.dedupe === 'keep_last') {
    addBoth(taken.sums, first, -1);
    addBoth(taken.sums, account);
    taken.out.add('duplicate_row', first, table.firstRow + kept.at, first.currency);
    kept.account = account;
    kept.at = next.at;
  } else {
    const alike = first.arr_start === account.arr_start && first.arr_end === account.arr_end;
    const how = `with different ${alike ? 'facts' : 'ARR'}; set dedupe to sum or keep_last`;
    clash(taken, 'duplicate-id', account.id, numbers, how);
  }
}

const idOf = ({ id }: AccountInput): string => String(id);

/** The accounts of candidates in id order, each id once. Most files repeat none, which the order shows at a glance. */
function settleIds(
  { accounts, at }: Candidates,
  table: RawTable,
  source: Source,
  taken: Taken,
): AccountInput[] {
  const ordered = inTextOrder(accounts, idOf);
  if (!ordered.some(({ id }, i) => i > 0 && id === ordered[i - 1]?.id)) {
    for (const account of ordered) addBoth(taken.sums, account);
    taken.used = ordered.length;
    return [...ordered];
  }
  const byId = new Map<string, Kept>();
  for (const [i, account] of accounts.entries()) {
    const candidate = { account, at: at[i] ?? 0 };
    const kept = byId.get(idOf(account));
    if (kept !== undefined) {
      takeAgain(kept, candidate, table, source, taken);
      continue;
    }
    byId.set(idOf(account), { ...candidate, added: new Set() });
    addBoth(taken.sums, account);
    taken.used++;
  }
  return [
    ...inTextOrder(
      [...byId.values()].map(({ account }) => account),
      idOf,
    ),
  ];
}

/** Names amounts whose sign is that of another currency than the column or the header says. */
function compareSigns(
  row: readonly RawCell[],
  number: number,
  { currency }: AccountInput,
  plan: RowPlan,
  { headers }: RawTable,
  issues: Issues,
): void {
  const column = plan.fields.find(({ key }) => key === 'currency')?.at;
  const stated = column === undefined ? plan.inHeader : (currency ?? null);
  const found = stated === null ? null : otherSign(row, [plan.start.at, plan.end.at], stated);
  if (stated === null || found === null) return;
  const said = column === undefined ? 'the header' : `column "${headers[column] ?? ''}"`;
  const message = disagreement(said, stated, currency ?? stated, found.cell);
  issues.add('currency-disagrees', message, { row: number, column: headers[found.at] ?? '' }, 'warning');
}

/** Sends every row somewhere: to the candidates, or out for a named reason. Returns both the candidates and bad rows. */
function sortRows(
  table: RawTable,
  kinds: readonly RowKind[],
  plan: RowPlan,
  source: Source,
  taken: Taken,
): { candidates: Candidates; bad: BadRows } {
  const candidates: Candidates = { accounts: [], at: [] };
  const bad = createBadRows(table.headers, (at) => expectedAt(plan, at));
  for (const [i, row] of table.rows.entries()) {
    const number = table.firstRow + i;
    const kind = kinds[i] ?? null;
    if (kind === 'blank') {
      taken.out.add(kind, null, number);
      continue;
    }
    if (kind === 'total_row') {
      // What is not as wide as the headers has its amounts elsewhere.
      const { arr, currency } =
        row.length === table.headers.length ? worthOf(row, plan) : { arr: null, currency: null };
      taken.totals?.total(number, row[plan.id.at], arr);
      taken.out.add(kind, arr, number, currency);
      continue;
    }
    const read = kind === null ? parseRow(row, plan) : kind;
    if (typeof read === 'string' || 'bad' in read) {
      if (typeof read !== 'string') bad.add(number, read, row);
      const whole = typeof read === 'string' || read.bad >= 0;
      const { arr, currency } = whole ? worthOf(row, plan) : { arr: null, currency: null };
      if (arr !== null) taken.totals?.row(arr);
      taken.out.add(typeof read === 'string' ? read : 'bad_row', arr, number, currency);
      continue;
    }
    taken.totals?.row(read);
    compareSigns(row, number, read, plan, table, taken.issues);
    if (isOtherCurrency(read, source)) taken.out.add('other_currency', read, number, read.currency);
    else {
      candidates.accounts.push(read);
      candidates.at.push(i);
    }
  }
  return { candidates, bad };
}

/**
 * Turns the rows of a table into accounts, every row accounted for: used, or left out for a named reason.
 * Blank amounts are 0. Refuses unreadable cells and differing duplicates unless the caller says otherwise.
 */
export function readSnapshots(table: RawTable, mapping: Mapping, source: Source): Snapshots {
  const notes: Notes = { problems: [], assumptions: [...table.assumptions, ...mapping.assumptions] };
  const idAt = mapping.index.get('customer_id') ?? -1;
  const kindOf = rowSorter({ headers: table.headers, broken: brokenRows(table) }, source, notes, (row) =>
    isTotalCell(row[idAt]),
  );
  const { kinds, counted } = sortTable(table, kindOf);
  const plan = planRows(counted, mapping, source, notes);
  const taken: Taken = {
    used: 0,
    merged: 0,
    clashes: 0,
    sums: { start: startSum(), end: startSum() },
    out: createExclusions(),
    totals: kinds.includes('total_row') ? watchTotals() : null,
    notes,
    issues: createIssues(),
  };
  for (let i = 0; i < table.titles; i++) taken.out.add('title', null, i + 1);
  const { candidates, bad } = sortRows(table, kinds, plan, source, taken);
  const accounts = settleIds(candidates, table, source, taken);
  if (taken.clashes > listedClashes) {
    const rest = `${taken.clashes - listedClashes} more rows repeat an id; set dedupe to sum or keep_last`;
    notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
  }
  const wrong = bad.problem(table.rows.length, source);
  if (wrong !== null) notes.problems.push(wrong);
  notes.problems.push(...blankEnd(table, candidates.at, plan));
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  notes.assumptions.push(...blankAmounts(table, candidates.at, plan));
  const { question, notices: ratios } = twelvefold(accounts, table.headers, plan, source);
  const named = totalsAmong(accounts);
  const open = [...(question === null ? [] : [question]), ...named.problems];
  if (open.length > 0) return { ok: false, problems: open };
  const { used, merged, sums, out } = taken;
  if (accounts.length === 0) return { ok: false, problems: [nothingUsed(table.rows.length, out)] };
  const fromAccounts: Sums = { start: startSum(), end: startSum() };
  for (const account of accounts) addBoth(fromAccounts, account);
  // Accounts keep the amounts of the file; what is told of it is ARR.
  const year = mapping.basis === 'mrr' ? 12 : 1;
  const notices = [
    ...kindOf.unmet(),
    ...noticesOf(taken.issues),
    ...(taken.totals?.notices(year) ?? []),
    ...named.notices,
    ...ratios,
    ...ratesBeside(table, candidates.at, plan),
    ...reasonsOfKept(candidates, table.firstRow, year),
  ];
  const pair = (pick: keyof Sums) => ({
    from_rows: readSum(sums[pick]) * year,
    from_accounts: readSum(fromAccounts[pick]) * year,
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
      excluded: out.list().map((one) => ({ ...one, arr: one.arr === null ? null : one.arr * year })),
      bad_rows: bad.count(),
      accounts: accounts.length,
      accounts_merged: merged,
      arr_start: pair('start'),
      arr_end: pair('end'),
      position_start: null,
      position_end: null,
      ...(notices.length > 0 ? { notices } : {}),
      ties: true,
    },
  };
}
