/** A founder's file, from path to accounts: read, decoded, understood and reconciled; or every reason why not. */
import { numberText } from '../domain/figure.ts';
import { MONEY_TOLERANCE } from '../domain/numbers.ts';
import { openQuestion, type Problem, problem } from '../domain/problem.ts';
import { type Reconciliation, withoutMixedSums } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import type { AccountInput } from '../domain/retention/account-input.ts';
import type { CohortInput } from '../domain/retention/cohort-input.ts';
import type { FileFacts } from '../domain/retention/file-facts.ts';
import { mapColumns } from './columns.ts';
import { type FileContent, type NamedFile, withContent } from './content.ts';
import type { DataContext } from './context.ts';
import { crossCheck } from './cross-check.ts';
import { nearDuplicates, nearSegments } from './near-duplicates.ts';
import { type InputForm, isListWith } from './readers/json.ts';
import { amongLost } from './readers/nested.ts';
import type { RowSource } from './rows.ts';
import { skippedRows } from './shapes/bad-rows.ts';
import type { Choice } from './shapes/choose-shape.ts';
import { readCohorts } from './shapes/cohorts.ts';
import { settleShape } from './shapes/settle-shape.ts';
import { readTenures } from './shapes/tenures.ts';
import { readSnapshots } from './shapes/two-snapshots.ts';
import type { Source } from './source.ts';
import { type OverPeriod, type OverPeriodOrProblems, overPeriod } from './timeline/over-period.ts';
import { arrOfRows, positionAt, positionOf, type Timeline } from './timeline/positions.ts';
import { readTimeline, type TimelineRead } from './timeline/read-timeline.ts';

/** What an analysis takes from a file: the fields of its input that the file fills, and what only the file knows. */
export type FileBook = {
  accounts?: AccountInput[];
  cohorts?: CohortInput[];
  previous?: { accounts: AccountInput[] };
  period_start?: string;
  period_end?: string;
  period_months?: number;
};

/** A book from a file, or a tool's own input found in it, or problems. `basis`: whether amounts are monthly. */
export type LoadedFile =
  | {
      ok: true;
      kind: 'book';
      book: FileBook;
      basis: 'arr' | 'mrr' | null;
      facts: FileFacts;
      reconciliation: Reconciliation;
      assumptions: Assumption[];
    }
  | { ok: true; kind: 'input'; file: string; input: Record<string, unknown> }
  | { ok: false; problems: Problem[] };

/** A file whose rows and accounts differ was misread by us. @throws Error then. */
export function mustTie(reconciliation: Reconciliation): void {
  const { rows_read, rows_used, excluded, arr_start, arr_end } = reconciliation;
  const left = excluded.reduce((total, { rows }) => total + rows, 0);
  const off = (pair: { from_rows: number; from_accounts: number } | null) =>
    pair !== null && Math.abs(pair.from_rows - pair.from_accounts) >= MONEY_TOLERANCE;
  if (rows_read !== rows_used + left || off(arr_start) || off(arr_end)) {
    throw new Error('rows and accounts do not tie after reading the file');
  }
}

/** The reconciliation of a book, which must tie. Sums of several currencies prove that and are no amount, so they are not shown. */
function settled(reconciliation: Reconciliation, { accounts = [], cohorts = [] }: FileBook): Reconciliation {
  mustTie(reconciliation);
  return withoutMixedSums(reconciliation, [...accounts, ...cohorts]);
}

/** Retention's own input: cohorts, or accounts whose rows carry its field names; others are a table to be understood. */
export const retentionForm: InputForm = {
  is: (value) =>
    value['cohorts'] !== undefined ||
    (isListWith(value['accounts'], 'id') && isListWith(value['accounts'], 'arr_start')),
  fields: 'cohorts or accounts',
};

/** The period a caller asks for, by the source or by the tool's own fields. */
export type AskedPeriod = { start?: string | undefined; end?: string | undefined };

export type Rows = Extract<FileContent, { rows: RowSource }>;

/** Reading options that change what a timeline holds; the others only choose from it. */
function timelineKey(version: string | null, source: Source): string | null {
  if (version === null) return null;
  const {
    path: _path,
    period_start: _start,
    period_end: _end,
    day_position: _day,
    compare_previous: _previous,
    cross_check: _check,
    accept_edge: _edge,
    ...reading
  } = source;
  return JSON.stringify([version, reading]);
}

/** Periods of one file that are kept; accounts are the larger part of what a server remembers of it. */
const keptPeriods = 3;

/** Periods taken of a timeline that is still remembered, by what was asked: the next question is most often about the same. */
const periods = new WeakMap<Timeline, Map<string, OverPeriod>>();

/** A period of a timeline, taken once for each way of asking. */
function periodOf(read: TimelineRead, source: Source, asked: AskedPeriod): OverPeriodOrProblems {
  const { day_position, compare_previous, accept_edge } = source;
  const key = JSON.stringify([asked.start, asked.end, day_position, compare_previous, accept_edge]);
  const before = periods.get(read.timeline) ?? new Map<string, OverPeriod>();
  periods.set(read.timeline, before);
  const known = before.get(key);
  if (known !== undefined) return { ok: true, ...known };
  const taken = overPeriod(read, source, asked);
  if (taken.ok) {
    const [oldest] = before.keys();
    if (before.size >= keptPeriods && oldest !== undefined) before.delete(oldest);
    before.set(key, taken);
  }
  return taken;
}

async function fromTimeline(
  file: string,
  read: TimelineRead,
  source: Source,
  asked: AskedPeriod,
  context: DataContext,
): Promise<LoadedFile> {
  const taken = periodOf(read, source, asked);
  if (!taken.ok) return taken;
  const { accounts, previous, period, positions, facts, assumptions } = taken;
  const checked = await crossCheck(source, accounts, { file, positions }, context);
  if (!checked.ok) return checked;
  const book: FileBook = {
    accounts,
    ...(previous === null ? {} : { previous: { accounts: previous } }),
    ...period,
  };
  return {
    ok: true,
    kind: 'book',
    book,
    basis: 'arr',
    facts: { ...facts, ...checked.facts },
    reconciliation: settled({ file, format: read.format, ...taken.reconciliation }, book),
    assumptions,
  };
}

/** The dates of a file of two positions, where the caller says them; its rows do not. */
function saidPeriod({ start, end }: AskedPeriod): { problems: Problem[]; dates: FileBook } {
  const problems: Problem[] = [];
  const dates: FileBook = {};
  for (const [field, text] of [
    ['period_start', start],
    ['period_end', end],
  ] as const) {
    if (text === undefined) continue;
    const position = positionOf(text);
    if (position === null)
      problems.push(
        problem(`source.${field}`, 'bad-date', `"${text}" is not a calendar date; use YYYY-MM-DD or YYYY-MM`),
      );
    else dates[field] = position.label;
  }
  const { period_start: from, period_end: to } = dates;
  if (from !== undefined && to !== undefined && to <= from)
    problems.push(problem('source.period_end', 'bad-period', `${to} is not after period_start ${from}`));
  return { problems, dates };
}

async function fromSnapshots(
  content: Rows,
  source: Source,
  asked: AskedPeriod,
  context: DataContext,
): Promise<LoadedFile> {
  const { rows, file } = content;
  const said = saidPeriod(asked);
  if (said.problems.length > 0) return { ok: false, problems: said.problems };
  if (source.compare_previous === true) {
    const rest = 'the file has two positions and none before them; leave it out';
    return { ok: false, problems: [problem('source.compare_previous', 'conflicting-keys', rest)] };
  }
  const mapped = mapColumns(rows.headers, source);
  if (!mapped.ok) return mapped;
  const table = await rows.table();
  if (!table.ok) return table;
  const read = readSnapshots(table.table, mapped.mapping, source);
  if (!read.ok) return read;
  const { accounts, assumptions } = read;
  const [from, to] = [said.dates.period_start, said.dates.period_end].map((text) =>
    text === undefined ? null : positionOf(text),
  );
  const positions = from && to ? { start: from, end: to } : null;
  const checked = await crossCheck(source, accounts, { file, positions }, context);
  if (!checked.ok) return checked;
  const notices = [
    ...(read.reconciliation.notices ?? []),
    ...skippedRows(
      read.reconciliation.excluded,
      'what their customers pay, or whether they left, is in no figure',
    ),
    ...nearDuplicates(accounts.map(({ id }) => String(id))),
    ...nearSegments(accounts),
  ];
  const reconciliation = { file, ...read.reconciliation, ...(notices.length > 0 ? { notices } : {}) };
  const book: FileBook = { accounts, ...said.dates };
  return {
    ok: true,
    kind: 'book',
    book,
    basis: mapped.mapping.basis,
    facts: checked.facts,
    reconciliation: settled(reconciliation, book),
    assumptions,
  };
}

/** Shows both totals where nothing says whether an amount is a rate or what a span came to. */
async function askBasis({ rows }: Rows, source: Source, choice: Choice): Promise<LoadedFile> {
  const totals: string[] = [];
  const options: { value: string; effect: string }[] = [];
  for (const [shape, basis, name] of [
    ['invoice_lines', 'period_total', 'the total of its span (period_total)'],
    ['subscription_periods', 'mrr', 'monthly (mrr)'],
    ['subscription_periods', 'arr', 'annual (arr)'],
  ] as const) {
    const read = await readTimeline(rows, shape, { ...source, amount_basis: basis }, choice);
    if (!read.ok) return read;
    const { timeline } = read;
    const starts = timeline.entries.flatMap(({ spans }) => spans.map(({ from }) => from));
    const day = starts.reduce((most, one) => Math.max(most, one), 0) + 1;
    // Amounts of several currencies have no total.
    const mixed = timeline.ledger.currencies.size > 1;
    const arr = mixed ? '' : numberText(arrOfRows(timeline, positionAt(day, '')), 2);
    options.push({ value: basis, effect: mixed ? name : `ARR ${arr}: ${name}` });
    totals.push(mixed ? name : `${arr} if ${name}`);
  }
  const shown = totals.some((one) => /^[\d-]/.test(one))
    ? `ARR after the last start is ${totals.join(', ')}`
    : `it may be ${totals.join(', ')}`;
  const rest = `nothing says what an amount is for; ${shown}; say which`;
  return { ok: false, problems: [openQuestion('source.amount_basis', 'amount-basis', rest, options)] };
}

/** Reads rows by their shape; the period is that of files over time. */
export async function bookOfRows(
  content: Rows,
  source: Source,
  asked: AskedPeriod,
  context: DataContext,
): Promise<LoadedFile> {
  const chosen = settleShape(content.rows, source);
  if (chosen.ok === false) return chosen;
  if (chosen.ok === 'amount-basis') return askBasis(content, source, chosen.choice);
  const { shape, choice } = chosen;
  if (shape === 'two_snapshots') return fromSnapshots(content, source, asked, context);
  if (shape === 'cohorts' || shape === 'tenures') {
    const read = await (shape === 'cohorts' ? readCohorts : readTenures)(content.rows, source);
    if (!read.ok) return read;
    const reconciliation = { file: content.file, format: content.rows.format, ...read.reconciliation };
    return { ...read, kind: 'book', reconciliation: settled(reconciliation, read.book) };
  }
  const key = timelineKey(content.version, source) ?? '';
  const known = context.timelines?.find(key);
  if (known !== undefined) return fromTimeline(content.file, known, source, asked, context);
  const read = await readTimeline(content.rows, shape, source, choice);
  if (!read.ok) return read;
  if (key !== '') context.timelines?.keep(key, read);
  return fromTimeline(content.file, read, source, asked, context);
}

/**
 * Reads the book of a source. Format and shape are decided by content; `asked` is the period of files over time.
 * Example: a CSV with columns id, arr_start, arr_end gives its accounts and a reconciliation that ties.
 */
export async function loadFile(
  source: Source,
  asked: AskedPeriod,
  context: DataContext,
): Promise<LoadedFile> {
  const { access, timelines, watch = {} } = context;
  const period = { start: source.period_start ?? asked.start, end: source.period_end ?? asked.end };
  const known = ({ name, version }: NamedFile) => {
    const key = timelineKey(version, source);
    const read = key === null ? undefined : timelines?.find(key);
    return read === undefined ? null : fromTimeline(name, read, source, period, context);
  };
  const how = { access, form: retentionForm, watch, known };
  return withContent(source, how, async (content): Promise<LoadedFile> => {
    if (!content.ok) return content;
    if ('input' in content) return { ok: true, kind: 'input', file: content.file, input: content.input };
    const read = await bookOfRows(content, source, period, context);
    const lost = amongLost(content.rows.assumptions);
    if (read.ok || lost === '') return read;
    const problems = read.problems.map((one) =>
      one.code === 'missing-column' ? { ...one, message: `${one.message}${lost}` } : one,
    );
    return { ok: false, problems };
  });
}
