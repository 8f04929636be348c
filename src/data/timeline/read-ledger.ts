/** Passes every row of a file once, each to its customer or out for a named reason. */
import { type Problem, problem } from '../../domain/problem.ts';
import { isMissing } from '../cells/numbers.ts';
import { isTotalCell } from '../cells/total-words.ts';
import { cleanText, textLimits } from '../clean.ts';
import { createIssues } from '../issue.ts';
import { createRecall, ownText } from '../recall.ts';
import { mostHeld, mostPasses, type RowSource } from '../rows.ts';
import { type BadCell, type BadCode, createBadRows } from '../shapes/bad-rows.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Notes } from '../shapes/columns-read.ts';
import { createExclusions, nothingUsed, type RowArr, type RowRates } from '../shapes/exclusions.ts';
import { rowSorter } from '../shapes/sort-rows.ts';
import type { Shape, Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import { type Column, textColumn } from './columns.ts';
import { type CurrencyKeeper, currencyKeeper, currencyProblems, type Seen } from './currency-keeper.ts';
import { type Entry, type Ledger, newEntry } from './ledger.ts';
import { ratesBeside } from './rates-beside.ts';
import { startRowSums } from './row-sums.ts';

export type LedgerOrProblems = { ok: true; ledger: Ledger } | { ok: false; problems: Problem[] };

/** Where a row goes that is not used: a reason to leave it out, or a cell that cannot be read. */
export type Turned = { out: string; arr: RowRates | null } | BadCell;

/** Everything a shape needs to read its rows. */
export type Reading = {
  rows: RowSource;
  source: Source;
  choice: Choice;
  ledger: Ledger;
  notes: Notes;
};

/** How one shape reads its rows. */
export type RowReader = {
  kind: Ledger['kind'];
  columns: readonly Column<unknown>[];
  /** Takes a row into the ledger; null when it was used. */
  take: (
    row: readonly RawCell[],
    entryOf: (row: readonly RawCell[]) => Entry,
    number: number,
  ) => Turned | null;
  /** What a row that cannot be used stands for, as far as its amount can be read. */
  worth: (row: readonly RawCell[], currency: string | null) => RowArr | RowRates | null;
  /** Whether a row showed that all rows must be taken another way. */
  anew?: () => boolean;
  /** After the last row: groups and running sums become spans. */
  finish?: () => void;
};

export type MakeReader = (reading: Reading, currency: CurrencyKeeper) => RowReader;

/** Whether an id names nobody: nothing, or invisible characters only. Most ids begin with a letter or a digit. */
const isNobody = (cell: RawCell | undefined): boolean => {
  if (typeof cell !== 'string') return (cell ?? null) === null;
  if (isMissing(cell)) return true;
  const first = cell.charCodeAt(0);
  return !(first > 32 && first < 127) && cleanText(cell, textLimits.id) === '';
};

/** Characters of an id that are compared. */
const longestId = 4096;

/** Why a row of a month carries no revenue of a customer who may have left. */
const unpaid: ReadonlySet<string> = new Set(['zero_amount', 'not_running']);

function startLedger(rows: RowSource, shape: Shape): Ledger {
  const out = createExclusions();
  for (let i = 0; i < rows.titles; i++) out.add('title', null, i + 1);
  return {
    shape,
    kind: 'months',
    entries: new Map(),
    slots: new Map(),
    lastSlot: { month: Number.NaN, slot: -1 },
    paid: [],
    monthSums: [],
    rowSums: startRowSums(),
    credits: [],
    deals: new Map(),
    openEnds: null,
    rowsRead: rows.titles,
    rowsUsed: 0,
    merged: 0,
    bad: createBadRows([], () => 'bad-value'),
    out,
    issues: createIssues(),
    assumptions: [],
    currencies: new Set(),
    booked: null,
  };
}

/** Facts of a customer that any row may bring. */
function factColumns({ rows, choice: { fields } }: Reading) {
  const text = (field: 'customer_name' | 'churn_reason', limit: number) => {
    const at = fields.get(field)?.at;
    return at === undefined ? null : textColumn(rows, at, limit);
  };
  return { name: text('customer_name', textLimits.name), reason: text('churn_reason', textLimits.reason) };
}

/** The customers of a file by the text of their id cell, cleaned once. */
function entryFinder(reading: Reading): {
  idAt: number;
  entryOf: (row: readonly RawCell[]) => Entry | null;
  begin: (number: number) => void;
  noteReason: (row: readonly RawCell[]) => void;
} {
  const { rows, choice, ledger } = reading;
  const id = choice.fields.get('customer_id') ?? choice.fields.get('customer_name');
  const idAt = id?.at ?? 0;
  if (!choice.fields.has('customer_id'))
    ledger.assumptions.push({
      field: 'source.columns.customer_id',
      value: rows.headers[idAt] ?? '',
      source: 'no id column: names stand in (name-used-as-id)',
    });
  const byCell = createRecall<Entry>();
  const { name, reason } = factColumns(reading);
  let now = 0;
  const entryOf = (row: readonly RawCell[]): Entry | null => {
    const cell = row[idAt];
    const text = typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);
    let entry = byCell.get(text);
    if (entry === undefined) {
      const own = ownText(text);
      // Long ids are told apart by all of their text, and shown cut.
      const whole = cleanText(own, longestId);
      if (whole === '') return null;
      const clean = cleanText(whole, textLimits.id);
      entry =
        ledger.entries.get(whole) ??
        newEntry(
          clean === whole ? clean : `${clean.slice(0, textLimits.id - 8)}~${ledger.entries.size}`,
          ledger.entries.size,
        );
      ledger.entries.set(whole, entry);
      byCell.set(own, entry);
      if (name !== null) entry.name = name.read(row[name.at]) ?? null;
    }
    const why = reason?.read(row[reason.at]) ?? null;
    if (why !== null) {
      entry.reason = why;
      entry.reasonRow = now;
    }
    return entry;
  };
  return {
    idAt,
    entryOf,
    /** Says which row comes next. */
    begin(number) {
      now = number;
    },
    /** A row of no revenue may be the one that says why. */
    noteReason(row) {
      if (reason !== null && typeof reason.read(row[reason.at]) === 'string') entryOf(row);
    },
  };
}

async function pass(
  rows: RowSource,
  shape: Shape,
  make: MakeReader,
  source: Source,
  choice: Choice,
): Promise<{ reading: Reading; seen: Seen; problems: Problem[]; again: boolean }> {
  const notes: Notes = { problems: [], assumptions: [] };
  const ledger = startLedger(rows, shape);
  const reading: Reading = { rows, source, choice, ledger, notes };
  const keeper = currencyKeeper(reading);
  const { idAt, entryOf, begin, noteReason } = entryFinder(reading);
  const kindOf = rowSorter(rows, source, notes, (row) => isTotalCell(row[idAt]));
  // What is left out has no say in how a column is meant.
  const head = rows.head.filter((row, i) => kindOf(row, rows.firstRow + i) === null);
  const counted = Object.create(rows, { head: { value: head } }) as RowSource;
  const reader = make({ ...reading, rows: counted }, keeper);
  ledger.kind = reader.kind;
  const rates = ratesBeside(rows, choice, source, ledger);
  const { out } = ledger;
  const expected = (at: number): BadCode => {
    if (at === idAt) return 'no-id';
    if (at === keeper.at) return 'bad-currency';
    return reader.columns.find((column) => column.at === at)?.unreadable ?? 'bad-value';
  };
  const bad = createBadRows(rows.headers, expected);
  ledger.bad = bad;
  /** Counts a row under a reason with what it is worth. Amounts of no known currency are not read. */
  const leaveOut = (reason: string, number: number, row: readonly RawCell[], whole: boolean) => {
    const code = whole ? keeper.named(row) : undefined;
    out.add(reason, code === undefined ? null : reader.worth(row, code), number, code ?? null);
  };
  const turn = (number: number, turned: Turned, row: readonly RawCell[]) => {
    if ('out' in turned) {
      const { arr } = turned;
      if (ledger.kind === 'months' && unpaid.has(turned.out)) noteReason(row);
      out.add(turned.out, arr, number, arr === null || arr.length === 0 ? null : (keeper.named(row) ?? null));
      return;
    }
    leaveOut('bad_row', number, row, turned.bad >= 0);
    bad.add(number, turned, row);
  };
  const one = (row: readonly RawCell[], number: number) => {
    begin(number);
    const kind = kindOf(row, number);
    if (kind === 'blank') out.add(kind, null, number);
    // What is not as wide as the headers has its amounts elsewhere.
    else if (kind === 'total_row') leaveOut(kind, number, row, row.length === rows.headers.length);
    else if (kind === 'excluded_by_caller') leaveOut(kind, number, row, true);
    else if (kind !== null) turn(number, kind, row);
    else if (isNobody(row[idAt])) turn(number, { bad: idAt }, row);
    else {
      const turned = reader.take(row, entryOf as (row: readonly RawCell[]) => Entry, number);
      if (turned === null) {
        ledger.rowsUsed++;
        rates?.note(row, number);
      } else turn(number, turned, row);
    }
  };
  const ended = await rows.each((batch, first) => {
    ledger.rowsRead += batch.length;
    if (ledger.entries.size > mostHeld) return;
    for (let i = 0; i < batch.length; i++) one(batch[i] ?? [], first + i);
    return reader.anew?.() ? 'anew' : undefined;
  });
  if (ledger.entries.size > mostHeld) {
    const rest = `more than ${mostHeld} customers; export fewer, or a file a segment`;
    ended.problems.push(problem('source.path', 'too-large', rest));
  }
  let again = ended.again;
  if (ended.problems.length === 0 && !again) {
    for (const column of reader.columns) again = column.settle(notes) || again;
    if (!again) reader.finish?.();
    rates?.tell();
    for (const { code, message, column } of kindOf.unmet())
      ledger.issues.add(code, message, column === null ? {} : { column }, 'warning');
  }
  return { reading, seen: keeper.seen, problems: ended.problems, again };
}

const isMixed = ({ code, message }: Problem, column: string): boolean =>
  code === 'mixed-dates' && message.includes(`column "${column}"`);

/** The bad rows of a ledger as a problem, unless the caller leaves them out knowingly. */
function badOf({ rows, source, ledger, notes }: Reading): Problem | null {
  // A column of mixed dates is one problem, not one a row.
  const mixed = rows.headers.filter((column) => notes.problems.some((one) => isMixed(one, column)));
  return ledger.bad.problem(ledger.rowsRead, source, new Set(mixed));
}

/**
 * Reads a file into a ledger. A file whose end shows that its beginning was meant otherwise is passed again.
 * All problems come at once: open questions of its columns, and rows that cannot be read.
 */
export async function readLedger(
  rows: RowSource,
  shape: Shape,
  make: MakeReader,
  source: Source,
  choice: Choice,
): Promise<LedgerOrProblems> {
  for (let n = 0; n < mostPasses; n++) {
    const { reading, seen, problems, again } = await pass(rows, shape, make, source, choice);
    if (again) continue;
    const { ledger, notes } = reading;
    if (problems.length > 0) return { ok: false, problems };
    const wrong = badOf(reading);
    const all = [...notes.problems, ...currencyProblems(ledger, seen), ...(wrong === null ? [] : [wrong])];
    if (all.length === 0 && ledger.rowsUsed === 0) all.push(nothingUsed(ledger.rowsRead, ledger.out));
    if (all.length > 0) return { ok: false, problems: all };
    ledger.assumptions.unshift(...rows.assumptions);
    ledger.assumptions.push(...notes.assumptions);
    return { ok: true, ledger };
  }
  throw new Error('a file was read over and over without an end');
}
