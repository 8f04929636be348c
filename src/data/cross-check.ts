/** Other files that say who churned, held against the file that is analysed. */

import { clip, type Problem, problem } from '../domain/problem.ts';
import type { AccountInput } from '../domain/retention/account-input.ts';
import type { ChurnSet, ChurnSets, FileFacts } from '../domain/retention/file-facts.ts';
import { parseFlag } from './cells/dates.ts';
import { isMissing } from './cells/numbers.ts';
import { textLimits } from './clean.ts';
import { namedColumnProblems } from './columns.ts';
import { withContent } from './content.ts';
import type { DataContext } from './context.ts';
import type { InputForm } from './readers/json.ts';
import type { Notes } from './shapes/columns-read.ts';
import type { CrossCheck, Source } from './source.ts';
import { dayColumn, textColumn } from './timeline/columns.ts';
import { type MergeMap, mergedId } from './timeline/merge.ts';
import type { Period } from './timeline/period.ts';

/** The analysed file: its name, and the period where it has one. */
export type Analysed = { file: string; positions: Period | null };

type Named = { set: ChurnSet; ids: Set<string> };
type NamedOrProblems = ({ ok: true } & Named) | { ok: false; problems: Problem[] };

/** An id as it is compared across files. Example: "ACME-1" and "acme 1" are one. */
const bareId = (id: string): string => id.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Rows only: a tool's own input names no churn to compare. */
const noForm: InputForm = { is: () => false, fields: 'rows' };

/** Reads the ids that a file names as churned in the period, of those that are in the base. */
async function readSet(
  { columns, ...source }: CrossCheck,
  at: string,
  base: ReadonlySet<string>,
  merge: MergeMap,
  { file: analysed, positions }: Analysed,
  { access, watch = {} }: DataContext,
): Promise<NamedOrProblems> {
  const moved = (problems: readonly Problem[]): NamedOrProblems => ({
    ok: false,
    problems: problems.map(({ path: from, message, ...rest }) => {
      const to = from.startsWith('source.') ? `${at}${from.slice('source'.length)}` : from;
      return { ...rest, path: to, message: message.replace(from, to) };
    }),
  });
  return withContent(source, { access, form: noForm, watch }, async (content): Promise<NamedOrProblems> => {
    if (!content.ok) return moved(content.problems);
    if ('input' in content) {
      const rest = "is a tool's own input; name a file of rows";
      return { ok: false, problems: [problem(`${at}.path`, 'unsupported-format', rest)] };
    }
    const { rows, file } = content;
    const wrong = namedColumnProblems(rows.headers, columns);
    if (wrong.length > 0) return moved(wrong);
    const index = (header: string | undefined) => (header === undefined ? -1 : rows.headers.indexOf(header));
    const id = textColumn(rows, index(columns.customer_id), textLimits.id);
    const date = columns.churn_date === undefined ? null : dayColumn(rows, index(columns.churn_date), source);
    const flagAt = index(columns.churned);
    let ids = new Set<string>();
    let strangers = new Set<string>();
    let bad: string[] = [];
    for (let pass = 0; pass < 3; pass++) {
      [ids, strangers, bad] = [new Set<string>(), new Set<string>(), []];
      const read = await rows.each((batch, first) => {
        for (const [i, row] of batch.entries()) {
          const given = id.read(row[id.at]);
          const name = given === null || given === undefined ? null : mergedId(merge, given);
          if (name === null) continue;
          if (flagAt >= 0) {
            const cell = String(row[flagAt] ?? '');
            const flag = isMissing(cell) ? false : parseFlag(cell);
            if (flag === undefined && base.has(name)) bad.push(`row ${first + i}, "${clip(cell, 40)}"`);
            if (flag !== true) continue;
          }
          if (date !== null) {
            const day = date.read(row[date.at]);
            if (day === undefined && base.has(name))
              bad.push(`row ${first + i}, "${clip(String(row[date.at] ?? ''), 40)}"`);
            if (day === null || day === undefined) continue;
            if (positions !== null && (day < positions.start.day || day >= positions.end.day)) continue;
          }
          (base.has(name) ? ids : strangers).add(name);
        }
      });
      if (read.problems.length > 0) return moved(read.problems);
      const notes: Notes = { problems: [], assumptions: [] };
      const again = read.again || date?.settle(notes) === true;
      if (notes.problems.length > 0) return moved(notes.problems);
      if (!again) break;
    }
    if (bad.length > 0) {
      const rest = `${bad.length} cells say neither that a customer churned nor that it stayed (${bad.slice(0, 5).join('; ')}); fix them`;
      return { ok: false, problems: [problem(`${at}.columns`, 'bad-rows', rest)] };
    }
    const [stranger] = strangers;
    if (ids.size === 0 && stranger !== undefined) {
      // No customer in common is no other truth about churn, but another name for the same customers.
      const near = [...base].find((one) => bareId(one) === bareId(stranger));
      const like = near === undefined ? '' : `, where "${clip(near, 40)}" is written another way`;
      const rest = `none of the ${strangers.size} ids that ${file} names as churned, such as "${clip(stranger, 40)}", is a customer of ${analysed} at period start${like}; name the column that holds the same ids`;
      return { ok: false, problems: [problem(`${at}.columns.customer_id`, 'no-match', rest)] };
    }
    const dated = date !== null && positions !== null;
    return { ok: true, ids, set: { file, size: ids.size, dated } };
  });
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): { both: number; either: number } {
  let both = 0;
  for (const id of a) if (b.has(id)) both++;
  return { both, either: a.size + b.size - both };
}

/**
 * Compares who churned. Example: 40 ids in one file, 50 in the other, 30 in both: 30 of the 60 that either names.
 * A file without dates counts whole, and is labelled so.
 */
export async function crossCheck(
  source: Source,
  accounts: readonly AccountInput[],
  analysed: Analysed,
  context: DataContext,
): Promise<{ ok: true; facts: FileFacts } | { ok: false; problems: Problem[] }> {
  const checks = source.cross_check ?? [];
  if (checks.length === 0) return { ok: true, facts: {} };
  const problems = checks.flatMap(({ columns }, i) =>
    columns.churned === undefined && columns.churn_date === undefined
      ? [
          problem(
            `source.cross_check[${i}].columns`,
            'missing-required',
            'name the column that says who churned: churned (a flag) or churn_date',
          ),
        ]
      : [],
  );
  const paying = accounts.filter(({ arr_start }) => arr_start > 0);
  const base = new Set(paying.map(({ id }) => String(id)));
  const own = new Set(paying.filter(({ arr_end }) => arr_end === 0).map(({ id }) => String(id)));
  const named: Named[] = [{ ids: own, set: { file: analysed.file, size: own.size, dated: true } }];
  if (problems.length > 0) return { ok: false, problems };
  for (const [i, check] of checks.entries()) {
    const read = await readSet(
      check,
      `source.cross_check[${i}]`,
      base,
      source.merge_map ?? {},
      analysed,
      context,
    );
    if (read.ok) named.push({ ids: read.ids, set: read.set });
    else problems.push(...read.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const pairs: ChurnSets['pairs'][number][] = [];
  named.forEach((one, a) => {
    named.slice(a + 1).forEach((other, next) => {
      pairs.push({ a, b: a + 1 + next, ...overlap(one.ids, other.ids) });
    });
  });
  return { ok: true, facts: { churnSets: { base: base.size, sets: named.map(({ set }) => set), pairs } } };
}
