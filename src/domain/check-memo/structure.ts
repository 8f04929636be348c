/** The five labels: all there, in bold, in order, once, in one language, none empty; and how long the whole is. */
import { type Language, memoLabels } from '../language.ts';
import { type Line, type MemoParts, type Part, type PartName, partNames } from './parts.ts';
import type { Breaches } from './result.ts';
import { lengthOf } from './sentences.ts';

const limits = { words: 350, characters: 700 } as const;

const labelText = (name: PartName, language: Language): string => memoLabels[name][language];

/** The first part of each name; a part that is repeated is checked once and named. */
export function checkStructure(memo: MemoParts, language: Language, breaches: Breaches): Map<PartName, Part> {
  const first = new Map<PartName, Part>();
  let highest = -1;
  for (const part of memo.parts) {
    const label = labelText(part.name, part.language);
    const at: Line = { number: part.line, text: label };
    if (first.has(part.name)) {
      breaches.raise('memo-structure', at, `the part ${label} stands twice`, { mend: 'keep one of the two' });
      continue;
    }
    first.set(part.name, part);
    const place = partNames.indexOf(part.name);
    if (place < highest)
      breaches.raise('memo-structure', at, `${label} stands too late`, {
        mend: 'put the parts in the order of the standard',
      });
    highest = Math.max(highest, place);
    if (!part.bold)
      breaches.raise('memo-structure', at, `the label ${label} is not in bold`, {
        mend: `write **${label}:**`,
      });
    if (part.language !== language)
      breaches.raise(
        'memo-structure',
        at,
        `${label} is a label of another language than the memo (${language})`,
        {
          mend: `write **${labelText(part.name, language)}:**`,
        },
      );
    if (part.lines.length === 0)
      breaches.raise('memo-structure', at, `the part ${label} is empty`, { mend: 'write it' });
  }
  for (const name of partNames) {
    if (first.has(name)) continue;
    const label = labelText(name, language);
    breaches.raise(
      'memo-structure',
      { number: memo.parts.at(-1)?.line ?? 1, text: label },
      `the part ${label} is missing`,
      {
        mend: `add **${label}:**`,
      },
    );
  }
  return first;
}

/** Warns of a memo that is too long, and of text below it, whose numbers nobody checked. */
export function checkExtent({ parts, after }: MemoParts, breaches: Breaches): void {
  const text = parts.flatMap(({ lines }) => lines.map((line) => line.text)).join(' ');
  const { words, characters } = lengthOf(text);
  const at: Line = { number: parts[0]?.line ?? 1, text: '' };
  if (words > limits.words)
    breaches.warn('memo-length', at, `${words} words; at most ${limits.words}`, { text: `${words} words` });
  if (characters > limits.characters)
    breaches.warn('memo-length', at, `${characters} characters; at most ${limits.characters}`, {
      text: `${characters} characters`,
    });
  const [below] = after;
  if (below !== undefined)
    breaches.warn(
      'memo-structure',
      below,
      'text below the memo is no part of it, and its numbers were not checked',
      {
        mend: 'leave it out of what is handed over',
      },
    );
}
