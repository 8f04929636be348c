/** How to Act: three numbered steps, each with a verb first, one owner and a horizon. */
import { dayNumber } from '../dates.ts';
import { clip } from '../problem.ts';
import { type Line, type Part, withoutQuotes } from './parts.ts';
import type { Breaches } from './result.ts';
import { chineseStepVerbs, japaneseStepEnd, noOwner, stepVerbs } from './words.ts';

const stepMark = /^ {0,6}\d{1,2}[.)、] ?/;

const stepCount = 3;

/** Numbered lines, each with the lines that go on from it. */
function stepsOf(part: Part): { steps: Line[]; loose: Line[] } {
  const steps: Line[] = [];
  const loose: Line[] = [];
  for (const line of part.lines) {
    const last = steps.at(-1);
    if (stepMark.test(line.text)) steps.push({ number: line.number, text: line.text.replace(stepMark, '') });
    else if (last === undefined) loose.push(line);
    else
      steps[steps.length - 1] = { number: last.number, text: `${last.text.trimEnd()} ${line.text.trim()}` };
  }
  return { steps, loose };
}

const ownerMark = /(?:\bOwner|负责人|担当(?:者)?) ?:/i;
const dateMark = /(?:\bBy|期限) ?:/;

const trimmed = (text: string): string =>
  text
    .trim()
    .replace(/[.。,;]$/, '')
    .trim();

/** The action, owner and date of a step; null where it has none. Example: "Call them. Owner: CFO. By: within 10 days". */
export function stepParts(step: string): { action: string; owner: string | null; by: string | null } {
  // A code or question in backticks may hold anything; marks inside it are none.
  const plain = withoutQuotes(step);
  const [owner, by] = [ownerMark.exec(plain), dateMark.exec(plain)];
  const starts = [owner, by].flatMap((match) => (match === null ? [] : [match.index]));
  const after = (match: RegExpExecArray | null): string | null => {
    if (match === null) return null;
    const from = match.index + match[0].length;
    const next = starts.filter((start) => start >= from);
    return trimmed(step.slice(from, next.length > 0 ? Math.min(...next) : undefined));
  };
  const end = starts.length > 0 ? Math.min(...starts) : undefined;
  return { action: trimmed(step.slice(0, end)), owner: after(owner), by: after(by) };
}

/** Whether an action begins, or in Japanese ends, with a verb of the standard. */
export function beginsWithVerb(action: string): boolean {
  const text = action.trim().replace(/^\*{1,2}/, '');
  const word = /^[A-Za-z]+(?:-[a-z]+)?/.exec(text)?.[0];
  if (word !== undefined && stepVerbs.has(word.toLowerCase())) return true;
  if (/[\u3041-\u30ff]/.test(text)) return japaneseStepEnd.test(text);
  return chineseStepVerbs.some((verb) => text.startsWith(verb));
}

const secondRole = /,|\/|、|\+|・| or | and (?:the )?(?:Head|VP|Director|Chief|Founder|C[A-Z]{1,3}O)\b/;

/** Whether an owner is one role or person. Example: "Head of Sales and Marketing" is one, "CFO and CRO" are two. */
export const isOneOwner = (owner: string): boolean =>
  owner !== '' && owner.length <= 60 && !noOwner.test(owner) && !secondRole.test(owner);

const horizon =
  /^(?:within \d{1,4} days?|\d{1,4} ?(?:天|日)(?:内|以内)|Q[1-4][ -]?\d{4}|\d{4}[ -]?Q[1-4]|\d{4} ?年 ?第? ?[1-4] ?(?:季度|四半期))$/i;

/** Whether a step ends on a date, a quarter with its year, or a number of days. */
export const isHorizon = (by: string): boolean => dayNumber(by) !== null || horizon.test(by);

/** Checks the steps; gives them for the rules on numbers. */
export function checkSteps(part: Part, breaches: Breaches): readonly Line[] {
  const { steps, loose } = stepsOf(part);
  const first = steps[0] ?? loose[0] ?? { number: part.line, text: '' };
  if (steps.length !== stepCount)
    breaches.raise('step-count', first, `${steps.length} numbered steps; there are exactly 3`, {
      text: `${steps.length} steps`,
    });
  for (const line of steps) {
    const { action, owner, by } = stepParts(line.text);
    const begin = clip(action, 40);
    if (action === '') breaches.raise('step-verb', line, 'the step says nothing to do');
    else if (!beginsWithVerb(action))
      breaches.raise('step-verb', line, `"${begin}" does not begin with a verb of the list`);
    if (owner === null) breaches.raise('step-owner', line, 'the step has no owner');
    else if (!isOneOwner(owner))
      breaches.raise('step-owner', line, `"${clip(owner, 40)}" is not one role or person`);
    if (by === null) breaches.raise('step-date', line, 'the step has no date');
    else if (!isHorizon(by))
      breaches.raise('step-date', line, `"${clip(by, 40)}" is no date, quarter or number of days`);
  }
  return [...steps, ...loose];
}
