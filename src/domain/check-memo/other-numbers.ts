/** Numbers outside of the Evidence: each already stands in it, under the same name. */
import { clip } from '../problem.ts';
import { type Named, namedNumbers } from './align.ts';
import type { Catalogue } from './catalogue.ts';
import type { Traced } from './evidence.ts';
import { type MemoNumber, numbersIn } from './numbers.ts';
import type { Line } from './parts.ts';
import type { Breaches } from './result.ts';
import { isEnd, isFigure, isMisnamed, isNamed, namesRate, nearestFigure } from './trace.ts';

const sameNumber = (a: MemoNumber, b: MemoNumber): boolean =>
  a.printed !== null &&
  b.printed !== null &&
  a.unit === b.unit &&
  a.kind !== 'missing' &&
  a.printed * a.scale === b.printed * b.scale;

/** Whether the Evidence holds the number: as a figure it traces to, or written the same way. */
function standsIn({ number, words }: Named, traced: Traced): boolean {
  if (traced.entries.some((entry) => isFigure(number, entry) && !isMisnamed(words, entry))) return true;
  // The same digits that the Evidence calls otherwise are no repetition, nor is a rate an end of its interval.
  const renamed = traced.entries.some((entry) => isFigure(number, entry));
  return (
    !renamed &&
    traced.numbers.some(({ number: one }) =>
      (namesRate(words) ? [one] : [one, ...(one.interval ?? [])]).some((each) => sameNumber(number, each)),
    )
  );
}

const withInterval = ({ number, words }: Named): Named[] =>
  number.interval === null
    ? [{ number, words }]
    : [{ number, words }, ...number.interval.map((end) => ({ number: end, words: '' }))];

/** Checks the numbers of lines outside of the Evidence; gives how many there were. */
export function checkOtherNumbers(
  lines: readonly Line[],
  traced: Traced,
  catalogue: Catalogue,
  breaches: Breaches,
): number {
  let checked = 0;
  for (const line of lines) {
    const named = namedNumbers(line.text, numbersIn(line.text)).flatMap(withInterval);
    for (const one of named) {
      const { number, words } = one;
      if (number.kind === 'soft' || number.kind === 'missing') continue;
      checked++;
      if (standsIn(one, traced)) continue;
      if (breaches.full()) {
        breaches.raise('untraced-number', line, '');
        continue;
      }
      const shown = clip(number.text, 40);
      const figure = catalogue.figures.find(
        (entry) => isFigure(number, entry) && !isMisnamed(words, entry) && !isEnd(words, entry),
      );
      if (figure !== undefined) {
        breaches.raise(
          'new-number',
          line,
          `${shown} is \`${clip(figure.id, 60)}\` and stands in no line of the evidence`,
          { text: shown },
        );
        continue;
      }
      const called = traced.entries.filter((entry) => isNamed(words, entry));
      const misnamed = traced.entries.find((entry) => isFigure(number, entry));
      const because =
        number.kind === 'unreadable'
          ? `${shown} is not written in digits, so it cannot be traced`
          : misnamed === undefined
            ? `${shown} equals no figure of the reports`
            : `${shown} is \`${clip(misnamed.id, 60)}\` (${clip(misnamed.label, 60)}), the memo calls it by another name`;
      breaches.raise('untraced-number', line, because, {
        text: shown,
        nearest: () => nearestFigure(one, misnamed === undefined ? called : [], catalogue),
      });
    }
  }
  return checked;
}
