/** A line of Evidence taken apart: its text, its numbers, the figure ids in the brackets at its end. */
import { type MemoNumber, numbersIn } from './numbers.ts';

export type Bullet = {
  text: string;
  ids: readonly string[];
  numbers: readonly MemoNumber[];
  /** Numbers a figure has to stand behind: horizons and years are left out. */
  required: readonly MemoNumber[];
  /** Whether an opening bracket is closed and a closing one was opened. */
  balanced: boolean;
};

/** The most ids of one line; no line of evidence needs more. */
export const mostIds = 20;

function isBalanced(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '[') open++;
    else if (sign === ']' && --open < 0) return false;
  }
  return open === 0;
}

const tidy = (id: string): string => id.trim().replace(/^`|`$/g, '');

/** Takes a line apart. Example: "GRR 84.0% [grr]" has one number and one id. */
export function bulletOf(line: string): Bullet {
  const whole = line.trim().replace(/[.。;,]$/, '');
  const at = whole.endsWith(']') ? whole.lastIndexOf('[') : -1;
  const text = at < 0 ? whole : whole.slice(0, at);
  const ids =
    at < 0
      ? []
      : whole
          .slice(at + 1, -1)
          .split(/[,、;]/, mostIds + 1)
          .map(tidy)
          .filter((id) => id !== '');
  const numbers = numbersIn(text);
  return {
    text,
    ids,
    numbers,
    required: numbers.filter(({ kind }) => kind !== 'soft'),
    balanced: isBalanced(whole),
  };
}
