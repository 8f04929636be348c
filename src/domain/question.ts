/** What to ask the founder next: written, merged and put in order in one place. */
import { compareText } from './numbers.ts';
import { quoted } from './problem.ts';
import type { Question } from './report.ts';

/** The most questions an answer asks. */
export const mostQuestions = 8;

/** The most names that a question about many rows lists, and how much of each. */
const namedRows = 5;
const nameLength = 28;

/** Builds a question. Example: `question('as-of', 'as_of', 'Which date?', 'notice dates').unlocks` is `['notice dates']`. */
export const question = (id: string, field: string, ask: string, ...unlocks: string[]): Question => ({
  id,
  field,
  ask,
  unlocks,
});

/** Names in a sentence: how many, and the first few in backticks. Example: "7 accounts (`A`, `B`, `C` and 4 more)". */
export function countedNames(
  names: readonly string[],
  one: string,
  many: string,
  most: number = namedRows,
): string {
  const shown = names.slice(0, most).map((name) => quoted(name, nameLength));
  const rest = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.length} ${names.length === 1 ? one : many} (${shown.join(', ')}${rest})`;
}

/** The questions worth asking: those that unlock most first, then by id; at most 8. */
export const mostUnlocking = (questions: readonly Question[]): Question[] =>
  [...questions]
    .sort((a, b) => b.unlocks.length - a.unlocks.length || compareText(a.id, b.id))
    .slice(0, mostQuestions);
