/** What account rows must not say together. Used on inline rows and again on rows that came from a file. */
import { dayNumber } from '../dates.ts';
import { MONEY_TOLERANCE, sumOf } from '../numbers.ts';
import { clip, type Problem, problem } from '../problem.ts';
import { entriesOf, listOf, numberOf, type Raw, recordOf } from '../raw.ts';

const idOf = (row: Raw): string | undefined =>
  typeof row['id'] === 'string' || typeof row['id'] === 'number' ? String(row['id']) : undefined;

function duplicateProblems(rows: readonly Raw[], path: string): Problem[] {
  const seen = new Map<string, number>();
  const out: Problem[] = [];
  rows.forEach((row, i) => {
    const id = idOf(row);
    if (id === undefined) return;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, i);
    else {
      const rest = `"${clip(id, 60)}" already used by ${path}[${first}]; merge the rows or use merge_map`;
      out.push(problem(`${path}[${i}].id`, 'duplicate-id', rest));
    }
  });
  return out;
}

function productProblems(row: Raw, path: string): Problem[] {
  const products = listOf(row['products']);
  if (products.length === 0) return [];
  return ['arr_start', 'arr_end'].flatMap((key) => {
    const whole = numberOf(row[key]);
    const parts = products.map((product) => numberOf(recordOf(product)?.[key]));
    if (whole === undefined || parts.some((part) => part === undefined)) return [];
    const total = sumOf(parts.map((part) => part ?? 0));
    return Math.abs(total - whole) > MONEY_TOLERANCE
      ? [problem(`${path}.products`, 'parts-do-not-sum', `${key} sums to ${total}, account says ${whole}`)]
      : [];
  });
}

function rowProblems(row: Raw, path: string): Problem[] {
  const out = row['products'] === undefined ? [] : productProblems(row, path);
  if ((row['units_start'] === undefined) !== (row['units_end'] === undefined)) {
    const [given, missing] =
      row['units_start'] === undefined ? ['units_end', 'units_start'] : ['units_start', 'units_end'];
    out.push(problem(`${path}.${given}`, 'missing-required', `given without ${missing}; give both`));
  }
  const { start_date: start, end_date: end } = row as { start_date?: unknown; end_date?: unknown };
  if (
    typeof start === 'string' &&
    typeof end === 'string' &&
    dayNumber(start) !== null &&
    dayNumber(end) !== null &&
    end < start
  ) {
    out.push(
      problem(`${path}.end_date`, 'bad-period', `${end} is before start_date ${start}; swap or correct them`),
    );
  }
  return out;
}

function mergeProblems(rows: readonly Raw[], mergeMap: unknown): Problem[] {
  const map = new Map(entriesOf(mergeMap).map(([from, to]) => [from, String(to)]));
  if (map.size === 0) return [];
  const ids = new Set(rows.map(idOf));
  const looped = new Set<string>();
  const out: Problem[] = [];
  for (const [from, to] of map) {
    for (const id of [from, to]) {
      if (!ids.has(id))
        out.push(problem('merge_map', 'unknown-id', `"${clip(id, 60)}" is not an account id`));
    }
    const trail = [from];
    for (let next = to; !looped.has(next); next = map.get(next) ?? '') {
      trail.push(next);
      if (next === from) {
        for (const id of trail) looped.add(id);
        const chain = trail.map((id) => `"${clip(id, 60)}"`).join(' -> ');
        out.push(problem('merge_map', 'merge-loop', `${chain} is a loop`));
        break;
      }
      if (!map.has(next) || trail.indexOf(next) < trail.length - 1) break;
    }
  }
  return out;
}

/** Whether a row has a field that can contradict others of its row; most rows have none. */
const mayContradict = ({ products, units_start, units_end, end_date }: Raw): boolean =>
  products !== undefined || units_start !== undefined || units_end !== undefined || end_date !== undefined;

/**
 * Problems of accounts whose ids are known to be unique, as those from a file are.
 * Example: rows that all start at 0 give `no-base`.
 */
export function bookProblems(rows: readonly Raw[], path: string, mergeMap: unknown): Problem[] {
  const out: Problem[] = [];
  rows.forEach((row, i) => {
    if (mayContradict(row)) out.push(...rowProblems(row, `${path}[${i}]`));
  });
  if (rows.length > 0 && rows.every((row) => row['arr_start'] === 0)) {
    out.push(problem(path, 'no-base', 'no account has arr_start above 0; retention needs a base'));
  }
  out.push(...mergeProblems(rows, mergeMap));
  return out;
}

/** All problems of a list of raw accounts. Example: two rows with id "A-12" give one `duplicate-id`. */
export const accountProblems = (rows: readonly Raw[], path: string, mergeMap: unknown): Problem[] => [
  ...duplicateProblems(rows, path),
  ...bookProblems(rows, path, mergeMap),
];
