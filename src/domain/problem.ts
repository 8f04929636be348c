/** A problem with an input: where it is, what is wrong, what to do. All problems of an input are reported at once. */
import * as z from 'zod';
import { compareText } from './numbers.ts';

export const problemSchema = z
  .strictObject({
    path: z.string().describe('where, as cohorts[0].starting_arr'),
    code: z.string().describe('stable kebab-case code'),
    message: z.string().describe('path: what was wrong; what to do'),
    suggestion: z.string().optional().describe('the likely intended name'),
    options: z
      .array(
        z.strictObject({
          value: z.string().describe('a value of the field'),
          effect: z.string().describe('what it would make of the data'),
        }),
      )
      .optional()
      .describe('answers to choose from, where the data can be read in several ways'),
    rows: z
      .array(
        z.strictObject({
          row: z.number().describe('line of the file or row of the sheet'),
          column: z.string().describe('header; - for the whole row'),
          code: z.string().describe('stable kebab-case code'),
          value: z.string().describe('what stands there, or why it cannot be right'),
        }),
      )
      .optional()
      .describe('the first 20 rows that cannot be read'),
  })
  .describe('one reason for refusal');

export type Problem = z.infer<typeof problemSchema>;

/** The answer to an input that cannot be computed on. */
export const refusalSchema = z
  .strictObject({
    ok: z.literal(false).describe('the input was refused'),
    problems: z.array(problemSchema).describe('all of them'),
  })
  .describe('the input was refused; nothing was computed');

export type Refusal = z.infer<typeof refusalSchema>;

/** The most problems listed in full; more are counted in a last line. */
export const MAX_PROBLEMS = 50;

/** How far apart two names may be to be offered as the intended one: edits, and of the longer one a third. */
export const SUGGESTION_DISTANCE = 3;

/** The most names offered for one. */
const mostSuggestions = 3;

/** Builds a problem whose message begins with its path. Example: `problem('a', 'out-of-range', '-1; write 1').message` is "a: -1; write 1". */
export function problem(path: string, code: string, rest: string, suggestion?: string): Problem {
  const base = { path, code, message: `${path}: ${rest}` };
  return suggestion === undefined ? base : { ...base, suggestion };
}

/** A question that the data leaves open, with the answers to choose from. It stops the analysis like any problem. */
export const openQuestion = (
  path: string,
  code: string,
  rest: string,
  options: readonly { value: string; effect: string }[],
): Problem => ({ ...problem(path, code, rest), options: [...options] });

/** A path in its parts. Example: "cohorts[10].name" is cohorts, 10, name. */
const partsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((part) => part !== '');

/** Orders paths as people read them: part by part, indexes as numbers. Example: accounts[2] stands before accounts[10]. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x === y) continue;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numbers ? Number(x) - Number(y) : compareText(x, y);
  }
  return left.length - right.length;
}

/** The refusal of a list of problems, by path and code: the first 50 in full, then a count. */
export function refusal(given: readonly Problem[]): Refusal {
  const problems = [...given].sort((a, b) => comparePaths(a.path, b.path) || compareText(a.code, b.code));
  if (problems.length <= MAX_PROBLEMS) return { ok: false, problems };
  const more = problems.length - MAX_PROBLEMS;
  return {
    ok: false,
    problems: [
      ...problems.slice(0, MAX_PROBLEMS),
      problem('input', 'more-problems', `${more} more problems; fix these first and call again`),
    ],
  };
}

/** Writes a path of keys and indexes as people read it. Example: `pathText(['cohorts', 0, 'name'])` is "cohorts[0].name"; the root is "input". */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (out, key) =>
      typeof key === 'number' ? `${out}[${key}]` : `${out}${out === '' ? '' : '.'}${clip(String(key), 80)}`,
    '',
  );
  return text === '' ? 'input' : text;
}

/** Text from a caller, cut to a length and freed of control characters, safe to repeat in a message. */
export function clip(text: string, length: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return clean.length <= length ? clean : `${clean.slice(0, length - 1)}…`;
}

/** Text of a founder inside a sentence: in backticks, which it cannot close. Example: `quoted('Acme')` is "`Acme`". */
export const quoted = (text: string, length = 60): string => `\`${clip(text, length).replaceAll('`', "'")}\``;

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The edits that two names may be apart: three, and fewer in short ones. Example: of "nrr" one letter, of "churned_arr" three. */
const editsAllowed = (a: string, b: string): number =>
  Math.min(SUGGESTION_DISTANCE, Math.max(1, Math.floor(Math.max(a.length, b.length) / 3)));

/**
 * The known names near to a mistyped one, nearest first, at most three; none when none is near.
 * Example: `nearNames('nr', ['grr', 'nrr'])` is `['nrr']`, as "grr" is two edits away.
 */
export function nearNames(given: string, known: readonly string[]): string[] {
  if (given.length > 60) return [];
  return known
    .map((name) => ({ name, distance: editDistance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= editsAllowed(given, name) && distance < name.length)
    .sort((a, b) => a.distance - b.distance || compareText(a.name, b.name))
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
}

/**
 * The known name nearest to a mistyped one; undefined when none is near.
 * Example: `nearestName('chruned_arr', ['churned_arr', 'new_arr'])` is "churned_arr".
 */
export const nearestName = (given: string, known: readonly string[]): string | undefined =>
  nearNames(given, known)[0];
