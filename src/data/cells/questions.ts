/** Questions that the cells of a column leave open, each with what the data would be under every answer. */
import { numberText } from '../../domain/figure.ts';
import { openQuestion, type Problem } from '../../domain/problem.ts';
import { cleanText } from '../clean.ts';
import type { Span } from './dates.ts';
import { parseNumber } from './numbers.ts';

const shownCell = 40;

/** Which mark is the decimal one. Example: "1.234" is 1.234 or 1234; `total` gives the sum of the column under each mark. */
export function decimalQuestion(
  header: string,
  example: string,
  total: (mark: '.' | ',') => number,
): Problem {
  const options = (['.', ','] as const).map((value) => ({
    value,
    effect: `column total ${numberText(total(value), 2)}`,
  }));
  const [point, comma] = options.map(
    ({ value, effect }) => `${parseNumber(example, value)} with "${value}" as decimal mark (${effect})`,
  );
  const rest = `column "${header}" can be read both ways: "${cleanText(example, shownCell)}" is ${point} or ${comma}; say which`;
  return openQuestion('source.decimal', 'ambiguous-decimal', rest, options);
}

/** Which part of a date is the day. Example: 03/04/2025 is 4 March or 3 April. */
export function dateQuestion(header: string, dmy: Span, mdy: Span): Problem {
  const span = ({ first, last }: Span) => `${first}..${last}`;
  const rest = `column "${header}" can be dmy (${span(dmy)}) or mdy (${span(mdy)}); say which`;
  return openQuestion('source.date_order', 'ambiguous-date', rest, [
    { value: 'dmy', effect: span(dmy) },
    { value: 'mdy', effect: span(mdy) },
  ]);
}
