/** Bottom Line, The Decision and Your Decision: one sentence, one of four, and a choice that is left to the founder. */
import { humanDecisions } from '../human-decisions.ts';
import { decisionNames } from '../language.ts';
import { type Decision, decisions } from '../memo.ts';
import { clip, nearNames } from '../problem.ts';
import { numbersIn } from './numbers.ts';
import { type Line, type Part, withoutQuotes } from './parts.ts';
import type { Breaches } from './result.ts';
import { endings, lengthOf, questionMarks } from './sentences.ts';
import { reasonWords } from './words.ts';

/** The text of a part as one line, where it begins. */
export const lineOf = (part: Part): Line => ({
  number: part.lines[0]?.number ?? part.line,
  text: part.lines.map(({ text }) => text.trim()).join(' '),
});

const bottomLimits = { words: 40, characters: 90 } as const;

/** Quoted text as one word, so that it counts and ends nothing. */
const quotesAsWords = (text: string): string => text.replace(/`[^`]*`/g, 'x');

/** Checks the bottom line. */
export function checkBottomLine(part: Part, breaches: Breaches): void {
  const at = lineOf(part);
  const text = quotesAsWords(at.text).trim();
  const ends = endings(text);
  if (ends !== 1)
    breaches.raise(
      'one-sentence',
      at,
      ends === 0 ? 'the sentence has no end mark' : `${ends} sentences; there is one`,
    );
  const { words, characters } = lengthOf(text);
  if (words > bottomLimits.words)
    breaches.raise('one-sentence', at, `${words} words; at most ${bottomLimits.words}`);
  if (characters > bottomLimits.characters)
    breaches.raise('one-sentence', at, `${characters} characters; at most ${bottomLimits.characters}`);
  if (numbersIn(at.text).length === 0)
    breaches.warn('one-sentence', at, 'no figure stands in the bottom line');
  if (!reasonWords.test(text)) breaches.warn('one-sentence', at, 'no reason stands in the bottom line');
}

/** The decision a text names exactly; null for any other text. Example: "继续率" is none, "留存" is retention. */
export function decisionOf(text: string): Decision | null {
  const named = text
    .trim()
    .replace(/[.。]$/, '')
    .replaceAll('`', '')
    .trim()
    .toLowerCase();
  return (
    decisions.find((one) => Object.values(decisionNames[one]).some((name) => name.toLowerCase() === named)) ??
    null
  );
}

/** Checks The Decision; gives which it is. */
export function checkDecision(part: Part, breaches: Breaches): Decision | null {
  const at = lineOf(part);
  const decision = decisionOf(at.text);
  if (decision === null)
    breaches.raise('decision-enum', at, `"${clip(at.text, 60)}" is not exactly one of the four decisions`);
  return decision;
}

const choiceWords = 60;

/** Chinese and Japanese characters that take the room of one word. */
const charactersPerWord = 2;

const openers = /^(?:whether|which|who)\b|^(?:是否|谁|哪)/i;

/** Options A) B) C) in a text, by their letters. */
const optionLetters = (text: string): string[] =>
  [...text.matchAll(/(?:^|[ ,;:.?!。、])([A-F])\) ?/g)].map(([, letter]) => letter ?? '');

/** Checks Your Decision: a question or options, and a slug of the list where there is one. */
export function checkChoice(part: Part, breaches: Breaches): void {
  const at = lineOf(part);
  const plain = withoutQuotes(at.text).trim();
  const slug = /\(([a-z][a-z_]*)\)[.?。]?$/.exec(plain);
  const text = slug === null ? plain : plain.slice(0, slug.index).trim();
  const marks = questionMarks(text);
  const options = optionLetters(text);
  if (marks > 1) breaches.raise('founder-choice', at, `${marks} questions; there is one`);
  if (options.length > 3 || options.length === 1)
    breaches.raise('founder-choice', at, `${options.length} options; there are 2 or 3`);
  if (marks === 0 && options.length === 0 && !openers.test(text) && !/か。?$/.test(text))
    breaches.raise('founder-choice', at, 'neither a question nor options: nothing is left to the founder');
  const { words, characters } = lengthOf(quotesAsWords(at.text));
  if (words + characters / charactersPerWord > choiceWords)
    breaches.raise('founder-choice', at, `longer than ${choiceWords} words`);
  const name = slug?.[1];
  if (name === undefined || (humanDecisions as readonly string[]).includes(name)) return;
  const near = nearNames(name, humanDecisions);
  breaches.raise('founder-choice', at, `(${clip(name, 40)}) is no slug of a decision that only people make`, {
    mend:
      near.length === 0
        ? 'leave it out; the slugs that may stand there are listed in cco://output-standard'
        : `did you mean ${near.map((one) => `(${one})`).join(' or ')}?`,
  });
}
