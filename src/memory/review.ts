/** A review as a Markdown file: front matter a person can read and compare, the memo, the founder's words. */
import * as z from 'zod';
import { dateText } from '../domain/dates.ts';
import { clip, type Problem } from '../domain/problem.ts';
import { type KeptReview, keptReviewSchema, textSizes } from '../domain/progress/kept-review.ts';
import { cleanLines } from '../domain/text.ts';
import { schemaProblems } from '../domain/validate.ts';
import { readFrontMatter } from '../knowledge/front-matter.ts';
import { isAsRecorded, withDigest } from './digest.ts';

/** The front matter of a file. */
const fileSchema = keptReviewSchema.extend({
  digest: z.string().describe('of the file, as it was recorded').optional(),
});

/** A review as its file holds it. */
export type ReviewText = { review: KeptReview; memo: string; words: string };

const headings = { memo: '## Memo', words: '## Decision, in the words of the founder' } as const;

/** Names that YAML would read as something else than text. */
const reserved = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** A value on one line: names stay bare, all other text is quoted as JSON, which YAML reads as it is. */
function scalar(value: string | number | boolean | null): string {
  const bare = typeof value === 'string' && /^[a-z][a-z0-9_]*$/.test(value) && !reserved.has(value);
  return bare ? value : JSON.stringify(value);
}

type Plain = string | number | boolean | null;

/** One object on one line. Example: `{ figure: grr, target: 0.85, by: "2027-03-31" }`. */
const inline = (object: Readonly<Record<string, Plain | undefined>>): string =>
  `{ ${Object.entries(object)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${scalar(key)}: ${scalar(value)}`]))
    .join(', ')} }`;

function entryLines(key: string, value: unknown): string[] {
  if (Array.isArray(value))
    return value.length === 0
      ? [`${key}: []`]
      : [`${key}:`, ...value.map((item: Record<string, Plain>) => `  - ${inline(item)}`)];
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as Record<string, Plain>);
    return entries.length === 0
      ? [`${key}: {}`]
      : [`${key}:`, ...entries.map(([name, inner]) => `  ${scalar(name)}: ${scalar(inner)}`)];
  }
  return [`${key}: ${scalar(value as Plain)}`];
}

/** The founder's words as a quotation, so that nothing in them reads as a heading of the file. */
const quotation = (words: string): string =>
  words
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/**
 * The file of a review: a line a value, so that two versions differ in the lines that changed.
 * Example: it begins with `---`, `form: 1` and `id: "2026-09-30-retention-be5258ae"`.
 */
export function reviewText({ review, memo, words }: ReviewText): string {
  // The order of the schema is the order of the file, whatever order the review was built in.
  const values = review as unknown as Record<string, unknown>;
  const front = Object.keys(keptReviewSchema.shape).flatMap((key) => entryLines(key, values[key]));
  const body = ['---', '', headings.memo, '', memo, '', headings.words, '', quotation(words)];
  return withDigest(`${['---', ...front, ...body].join('\n')}\n`);
}

/** The largest front matter that is read, in characters. Ours stays far below; YAML can be made slow to read. */
const mostFront = 64 * 1024;

/** The text between two fences, without reading it. */
function frontSize(text: string): number {
  const end = text.indexOf('\n---', 3);
  return end < 0 ? text.length : end;
}

/** Whether a parsed value holds one object twice, as an alias makes it. Ends at the first, so a bomb is not unfolded. */
function hasAlias(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Date) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return Object.values(value).some((inner) => hasAlias(inner, seen));
}

/** A date that a person wrote without quotes, which YAML makes a moment; as text again. */
function withTextDates(value: unknown): unknown {
  if (value instanceof Date) {
    const day = value.getTime() / 86_400_000;
    return Number.isInteger(day) ? dateText(day) : value;
  }
  if (Array.isArray(value)) return value.map(withTextDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTextDates(inner)]));
}

/** The problem that says most, as one clause, and how many more there are: a mistyped name explains what is missing. */
function firstOf(problems: readonly Problem[]): string {
  const first = problems.find(({ suggestion }) => suggestion !== undefined) ?? problems[0];
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${first?.message ?? 'cannot be read'}${more}`;
}

const unquoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^> ?/, ''))
    .join('\n')
    .trim();

/** The two texts of a body; the last heading counts, as a memo may hold anything. */
function textsOf(body: string): { memo: string; words: string } {
  const lines = body.split(/\r?\n/).map((line) => line.trimEnd());
  const [first, last] = [lines.indexOf(headings.memo), lines.lastIndexOf(headings.words)];
  if (first < 0) throw new Error(`the heading "${headings.memo}" is missing`);
  if (last < first) throw new Error(`the heading "${headings.words}" is missing`);
  const memo = lines
    .slice(first + 1, last)
    .join('\n')
    .trim();
  const words = unquoted(lines.slice(last + 1).join('\n'));
  if (words === '') throw new Error(`nothing stands below "${headings.words}"`);
  if (words.length > textSizes.words || memo.length > textSizes.memo)
    throw new Error('a text in it is longer than any that is recorded');
  return { memo: cleanLines(memo), words: cleanLines(words) };
}

/**
 * Reads the file of a review. Code in front matter is never run, aliases are not followed, and every value is checked.
 * @throws Error with a clause that says what is wrong, for the list of files that were skipped.
 */
export async function parseReview(text: string): Promise<ReviewText> {
  if (frontSize(text) > mostFront) throw new Error(`its front matter is longer than ${mostFront / 1024} KiB`);
  const { data: raw, body } = await readFrontMatter(text, z.unknown(), '').catch((error: unknown) => {
    throw new Error(clip(error instanceof Error ? error.message.replace(/^: /, '') : '', 200));
  });
  let data: unknown;
  try {
    if (hasAlias(raw)) throw new Error('its front matter uses aliases (&, *), which are not read');
    data = withTextDates(raw);
  } catch (error) {
    throw error instanceof RangeError ? new Error('its front matter is nested too deeply') : error;
  }
  const problems = schemaProblems(fileSchema, data);
  if (problems.length > 0) throw new Error(clip(firstOf(problems), 300));
  const texts = textsOf(body);
  if (!isAsRecorded(text))
    throw new Error(
      'was changed after it was recorded; undo that, record a correction, or remove its digest line to let the change stand',
    );
  const { digest: _, ...review } = fileSchema.parse(data);
  return { review, ...texts };
}
