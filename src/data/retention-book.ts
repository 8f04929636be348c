/** From what a caller passed (rows, a file, the sample, claims) to a checked input of the retention decomposition. */
import type * as z from 'zod';
import { type Problem, problem } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import { crossProblems, currencyProblems } from '../domain/retention/check.ts';
import { bookProblems } from '../domain/retention/check-accounts.ts';
import type { FileFacts } from '../domain/retention/file-facts.ts';
import type { RetentionInput } from '../domain/retention/input.ts';
import { schemaProblems } from '../domain/validate.ts';
import type { DataContext } from './context.ts';
import { type FileBook, loadFile } from './load.ts';
import { samples } from './samples.ts';
import type { Source } from './source.ts';

export type LoadedRetention =
  | {
      ok: true;
      input: RetentionInput;
      reconciliation?: Reconciliation;
      facts?: FileFacts;
      assumptions: Assumption[];
    }
  | { ok: false; problems: Problem[] };

/** The tool's input: the book's own fields, and where a book may come from. */
export type RetentionRequest = RetentionInput & {
  source?: Source | undefined;
  sample?: true | undefined;
  detail?: 'summary' | 'full' | undefined;
};

function check(schema: z.ZodType, raw: unknown): Problem[] {
  return [...schemaProblems(schema, raw), ...crossProblems(raw)];
}

/** A request whose accounts are yet to come: the ids of its merge map are checked once they are here. */
function withoutLaterChecks(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('source' in raw || 'sample' in raw)) return raw;
  return { ...raw, merge_map: undefined };
}

const sampleAssumption: Assumption = {
  field: 'sample',
  value: true,
  source: 'the built-in example, not your data',
};

/** A file that holds a tool's own input: the caller's options win over the file's, and the whole is checked again. */
function fromFileInput(
  schema: z.ZodType,
  found: Record<string, unknown>,
  options: RetentionInput,
  { path: _, ...readings }: Source,
): LoadedRetention {
  const merged = { ...found, ...options };
  const problems = check(schema, merged);
  for (const field of Object.keys(readings)) {
    const rest = 'the file is in the form of the tool itself, which leaves nothing to be read; leave it out';
    problems.push(problem(`source.${field}`, 'conflicting-keys', rest));
  }
  if ('source' in found)
    problems.push(problem('source', 'conflicting-keys', 'a file cannot name another file; pass that file'));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, input: merged as RetentionInput, assumptions: [] };
}

/** The problem that a file over time is whose period begins when nothing is paid, or has none of its rows. */
function nothingRuns({ period_start = '' }: FileBook, shape: string): Problem {
  const nobody = shape === 'deals' ? 'no deal runs' : 'nobody pays';
  const rest = `${nobody} at ${period_start}, so retention has no base; choose a start at which customers pay, or check what was left out of the file`;
  return problem('source.period_start', 'no-base', rest);
}

async function fromFile(
  schema: z.ZodType,
  source: Source,
  own: RetentionInput,
  context: DataContext,
): Promise<LoadedRetention> {
  // What became of an id may be said with the file or beside it.
  const merge_map = { ...source.merge_map, ...own.merge_map };
  const options = Object.keys(merge_map).length === 0 ? own : { ...own, merge_map };
  // A basis said of the tool's amounts is said of the file's too.
  const { amounts: said } = options;
  const reading: Source = {
    ...source,
    ...(said === undefined || source.amount_basis !== undefined ? {} : { amount_basis: said }),
    ...(options.merge_map === undefined ? {} : { merge_map: options.merge_map }),
  };
  const asked = { start: options.period_start, end: options.period_end };
  const file = await loadFile(reading, asked, context);
  if (!file.ok) return file;
  if (file.kind === 'input') return fromFileInput(schema, file.input, options, source);
  const { book, basis, facts, reconciliation, assumptions } = file;
  const { accounts = [], cohorts = [] } = book;
  // Customers of a file over time are put together before its positions are taken.
  const overTime = book.period_months !== undefined;
  const { merge_map: mergesAsked, ...withoutMerges } = options;
  const merges = overTime ? undefined : mergesAsked;
  const raw = accounts as unknown as readonly Record<string, unknown>[];
  const priced: readonly { currency?: string | undefined }[] = accounts.length > 0 ? accounts : cohorts;
  const codes = new Set<string>();
  for (const { currency } of priced) if (currency !== undefined) codes.add(currency);
  const mixed = options.fx === undefined && codes.size > 1;
  // A file that names no currency is in the one that was asked for.
  const unnamed = codes.size === 0 ? source.currency : undefined;
  if (unnamed !== undefined && options.currency !== undefined && options.currency !== unnamed) {
    const rest = `${options.currency}, but the file names no currency and is taken in ${unnamed}, as source.currency says; give one of them`;
    return { ok: false, problems: [problem('currency', 'conflicting-keys', rest)] };
  }
  // A file that mixes currencies without rates is analysed currency by currency, not refused.
  const empty = overTime && accounts.every(({ arr_start }) => arr_start === 0);
  const problems = [
    ...(empty ? [nothingRuns(book, reconciliation.shape)] : bookProblems(raw, 'accounts', merges)),
    ...(mixed || codes.size === 0 ? [] : currencyProblems(priced, 'source', options)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  if (
    book.period_months !== undefined &&
    options.period_months !== undefined &&
    options.period_months !== book.period_months
  ) {
    const rest = `${options.period_months}, but the positions of the file are ${book.period_months} months apart; leave it out`;
    return { ok: false, problems: [problem('period_months', 'conflicting-keys', rest)] };
  }
  // Files over time come as ARR, whatever their amounts were.
  const given =
    source.amount_basis === 'arr' || source.amount_basis === 'mrr' ? source.amount_basis : undefined;
  const amounts = !overTime ? (given ?? options.amounts ?? basis) : 'arr';
  const annual = amounts === 'mrr' ? '; multiplied by 12' : '';
  const read: Assumption[] =
    amounts === null
      ? []
      : options.amounts === undefined && source.amount_basis === undefined && !overTime
        ? [{ field: 'amounts', value: amounts, source: `the header of the file${annual}` }]
        : [];
  return {
    ok: true,
    input: {
      ...withoutMerges,
      ...(merges === undefined ? {} : { merge_map: merges }),
      ...book,
      ...(unnamed === undefined ? {} : { currency: unnamed }),
      ...(amounts === null ? {} : { amounts }),
    },
    reconciliation,
    facts,
    assumptions: [
      ...assumptions,
      ...(unnamed === undefined
        ? []
        : [{ field: 'currency', value: unnamed, source: 'source.currency, as the file names none' }]),
      ...read,
    ],
  };
}

/**
 * Checks a raw request and brings in its book. All problems come at once; nothing is computed on a refused input.
 * Example: `{ sample: true }` gives the 134 accounts of the built-in example.
 */
export async function loadRetention(
  schema: z.ZodType,
  raw: unknown,
  context: DataContext,
): Promise<LoadedRetention> {
  const problems = [...schemaProblems(schema, raw), ...crossProblems(withoutLaterChecks(raw))];
  if (problems.length > 0) return { ok: false, problems };
  const { source, sample, detail: _, ...options } = raw as RetentionRequest;
  if (sample === true) {
    const input = { ...(samples.retention as RetentionInput), ...options };
    const wrong = bookProblems(input.accounts ?? [], 'accounts', input.merge_map);
    if (wrong.length > 0) return { ok: false, problems: wrong };
    return { ok: true, input, assumptions: [sampleAssumption] };
  }
  return source === undefined
    ? { ok: true, input: options, assumptions: [] }
    : fromFile(schema, source, options, context);
}
