/** What one file is: its columns, its shape, what it would be as accounts, and what it does not say. */
import type {
  InspectedColumn,
  InspectedFile,
  InspectedIssue,
  InspectedQuestion,
} from '../domain/inspection.ts';
import { atOrAbove } from '../domain/numbers.ts';
import { shapeLines } from '../domain/policy/files.ts';
import type { Problem } from '../domain/problem.ts';
import { hasAmounts, type Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import { cleanText } from './clean.ts';
import { withContent } from './content.ts';
import type { DataContext } from './context.ts';
import { type Described, describeColumns, holdsOutcomes } from './inspect-columns.ts';
import {
  assumptionIssues,
  headerIssues,
  noBaseIssue,
  openIssues,
  reconciliationIssues,
} from './inspect-issues.ts';
import { bookOfRows, type LoadedFile, type Rows, retentionForm } from './load.ts';
import { profileOf } from './profile.ts';
import { chooseShape } from './shapes/choose-shape.ts';
import { readRecords } from './shapes/records.ts';
import { type Source, shapes } from './source.ts';
import { monthText } from './timeline/columns.ts';
import type { TimelineRead } from './timeline/read-timeline.ts';
import { createTimelineStore } from './timeline-store.ts';

export type Inspected = { ok: true; file: InspectedFile } | { ok: false; problems: Problem[] };

/** Problems that ask: an answer in `source` settles each. */
const questionCodes = new Set([
  'ambiguous-decimal',
  'ambiguous-date',
  'ambiguous-shape',
  'ambiguous-end',
  'amount-unit',
  'amount-basis',
  'unknown-status',
  'missing-term',
  'missing-opening',
  'missing-period',
  'bad-period',
  'missing-column',
  'mixed-currencies',
  'unknown-sheet',
  'duplicate-id',
]);

const isQuestion = ({ code, options }: Problem): boolean => options !== undefined || questionCodes.has(code);

/** The problem's sentence without its path. */
const sentence = ({ path, message }: Problem): string =>
  message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;

const questionOf = (one: Problem): InspectedQuestion => ({
  id: one.code,
  field: one.path,
  ask: sentence(one),
  options: one.options ?? [],
  blocking: true,
});

const issueOf = (one: Problem): InspectedIssue => ({
  code: one.code,
  severity: isQuestion(one) ? 'question' : 'error',
  count: 1,
  first_rows: [],
  column: null,
  message: sentence(one),
});

/** The file as an analysis would read it: bad rows skipped, and a period proposed where the file asks for one. */
async function attempt(
  content: Rows,
  source: Source,
  context: DataContext,
): Promise<{ read: LoadedFile; questions: Problem[]; period: string | null }> {
  const lenient: Source = { ...source, skip_bad_rows: true, max_bad_rows: Number.MAX_SAFE_INTEGER };
  const asked = { start: source.period_start, end: source.period_end };
  const read = await bookOfRows(content, lenient, asked, context);
  if (read.ok) return { read, questions: [], period: null };
  const period = read.problems.find(({ code }) => code === 'missing-period');
  if (period?.suggestion === undefined || read.problems.length > 1)
    return { read, questions: read.problems, period: null };
  const again = await bookOfRows(
    content,
    lenient,
    period.path === 'source.period_start' ? { start: period.suggestion } : { end: period.suggestion },
    context,
  );
  return { read: again, questions: [period, ...(again.ok ? [] : again.problems)], period: period.suggestion };
}

/** Totals of a file whose rows another tool takes. */
async function recordTotals(
  content: Rows,
  described: Described,
  source: Source,
): Promise<{ reconciliation: Reconciliation | null; assumptions: Assumption[]; problems: Problem[] }> {
  if (described.record === null) return { reconciliation: null, assumptions: [], problems: [] };
  const table = await content.rows.table();
  if (!table.ok) return { reconciliation: null, assumptions: [], problems: table.problems };
  const read = readRecords(table.table, described.record, {
    ...source,
    skip_bad_rows: true,
    max_bad_rows: Number.MAX_SAFE_INTEGER,
  });
  return read.ok
    ? {
        reconciliation: { file: content.file, ...read.reconciliation },
        assumptions: read.assumptions,
        problems: [],
      }
    : { reconciliation: null, assumptions: [], problems: read.problems };
}

/** How sure a shape is. Example: a score of 0.85 is high. */
const confidenceOf = (score: number): InspectedFile['confidence'] =>
  atOrAbove(score, shapeLines.high) ? 'high' : atOrAbove(score, shapeLines.medium) ? 'medium' : 'low';

/** Rows left out; titles stand above the rows and are none. */
const leftOut = ({ rows_read, rows_used, excluded }: Reconciliation): number =>
  rows_read - rows_used - (excluded.find(({ reason }) => reason === 'title')?.rows ?? 0);

/** Totals at the positions; amounts of several currencies have none. */
const totalsOf = (r: Reconciliation, currencies: number): InspectedFile['totals'] => ({
  rows_used: r.rows_used,
  rows_left_out: leftOut(r),
  accounts: r.accounts,
  arr_start: currencies > 1 ? null : (r.arr_start?.from_accounts ?? null),
  arr_end: currencies > 1 || !hasAmounts(r) ? null : (r.arr_end?.from_accounts ?? null),
  position_start: r.position_start,
  position_end: r.position_end,
});

/** Whether the shape itself waits for an answer: passing it on would settle the question unasked. */
const shapeIsOpen = (problems: readonly Problem[], shape: string | null): boolean =>
  problems.some(
    ({ code }) => code === 'ambiguous-shape' || (code === 'amount-basis' && shape === 'invoice_lines'),
  );

/** The last read that a store was given, so that an inspection can name the months of a file whose period is still open. */
function watchedStore(context: DataContext) {
  const store = context.timelines ?? createTimelineStore();
  let seen: TimelineRead | null = null;
  return {
    seen: () => seen,
    timelines: {
      find(key: string) {
        const found = store.find(key);
        if (found !== undefined) seen = found;
        return found;
      },
      keep(key: string, read: TimelineRead) {
        seen = read;
        store.keep(key, read);
      },
    },
  };
}

async function describe(
  content: Rows,
  source: Source,
  samples: number,
  context: DataContext,
): Promise<InspectedFile> {
  const profile = profileOf(content.rows);
  // Standard input is never the same twice, but its months are wanted here all the same.
  const version = content.version ?? (context.timelines === undefined ? 'read once' : null);
  const watched: Rows = { ...content, version, rows: profile.rows };
  const choice = chooseShape(content.rows, source, shapes);
  const [best] = choice.candidates;
  const outcomes = best === undefined && holdsOutcomes(content.rows.headers, source.columns);
  const shape = source.shape ?? best?.shape ?? (outcomes ? 'outcomes' : null);
  const described = describeColumns(content.rows, shape, choice, source);
  const store = watchedStore(context);
  const tried =
    described.record === null
      ? await attempt(watched, source, { ...context, timelines: store.timelines })
      : null;
  const records = await recordTotals(content, described, source);
  await profile.complete();
  const problems = [...(tried?.questions ?? []), ...records.problems];
  const read = tried?.read.ok === true && tried.read.kind === 'book' ? tried.read : null;
  const reconciliation = read?.reconciliation ?? records.reconciliation;
  const assumptions = read?.assumptions ?? records.assumptions;
  const priced: readonly { currency?: string | undefined }[] =
    read?.book.cohorts ?? read?.book.accounts ?? [];
  const currencies = [...new Set(priced.flatMap(({ currency }) => currency ?? []))].sort();
  const timeline = store.seen();
  const score = source.shape === undefined ? (best?.score ?? (outcomes ? shapeLines.medium : 0)) : 1;
  const wrong = problems.filter((one) => !isQuestion(one));
  const { shape: settled, ...columns } = described.source;
  const open = source.shape === undefined && shapeIsOpen(problems, shape);
  return {
    file: cleanText(content.file, 120),
    format: content.rows.format,
    encoding: content.rows.encoding === '' ? null : content.rows.encoding,
    delimiter: content.rows.delimiter,
    sheets: content.rows.sheets.map((name) => cleanText(name, 80)),
    rows: profile.count(),
    provider: choice.provider?.name ?? null,
    columns: profile.columns(described.fieldOf, samples),
    shape,
    confidence: confidenceOf(score),
    alternatives: choice.candidates.map(({ shape: other }) => other).filter((other) => other !== shape),
    tool: shape === null ? null : described.tool,
    first_date: timeline === null ? null : monthText(timeline.timeline.first),
    last_date: timeline === null ? null : monthText(timeline.timeline.last),
    last_usable: timeline?.edge?.lastUsable.label ?? null,
    currencies,
    totals: reconciliation === null ? null : totalsOf(reconciliation, currencies.length),
    issues: [
      ...wrong.map(issueOf),
      ...(read?.book.accounts === undefined || tried?.period !== null
        ? []
        : noBaseIssue(read.reconciliation)),
      ...headerIssues(content.rows),
      ...(reconciliation === null ? [] : reconciliationIssues(reconciliation, source)),
      ...(reconciliation === null && timeline !== null ? openIssues(timeline) : []),
      ...(currencies.length > 1
        ? [
            {
              code: 'mixed-currencies',
              severity: 'warning' as const,
              count: currencies.length,
              first_rows: [],
              column: null,
              message: `amounts in ${currencies.join(', ')} are never added; give fx.rates, or source.currency to keep one`,
            },
          ]
        : []),
      ...assumptionIssues([...content.rows.assumptions, ...assumptions]),
      ...profile.issues(),
    ].filter(
      (one, i, all) => all.findIndex(({ code, column }) => code === one.code && column === one.column) === i,
    ),
    questions: problems.filter(isQuestion).map(questionOf),
    source: {
      ...source,
      ...(open || settled === undefined ? columns : { ...columns, shape: settled }),
      ...(read?.book.period_end === undefined || tried?.period !== null
        ? {}
        : { period_start: read.book.period_start, period_end: read.book.period_end }),
    },
  };
}

/** Looks at one file. A file that is a tool's own input needs no understanding, and says so. */
export async function inspectFile(source: Source, samples: number, context: DataContext): Promise<Inspected> {
  const { access, watch = {} } = context;
  return withContent(source, { access, form: retentionForm, watch }, async (content): Promise<Inspected> => {
    if (!content.ok) return content;
    if (!('input' in content)) return { ok: true, file: await describe(content, source, samples, context) };
    const { cohorts, accounts } = content.input;
    const list = Array.isArray(cohorts) ? cohorts : Array.isArray(accounts) ? accounts : [];
    return {
      ok: true,
      file: {
        file: cleanText(content.file, 120),
        format: 'json',
        encoding: null,
        delimiter: null,
        sheets: [],
        rows: list.length,
        provider: null,
        columns: [] satisfies InspectedColumn[],
        shape: null,
        confidence: 'high',
        alternatives: [],
        tool: 'cco_decompose_retention',
        first_date: null,
        last_date: null,
        last_usable: null,
        currencies: [],
        totals: null,
        issues: [],
        questions: [],
        source: { path: source.path },
      },
    };
  });
}
