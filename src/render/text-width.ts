/** How many columns of a terminal a text takes: Chinese and Japanese characters take two, combining marks none. */

/** Ranges of characters that take two columns (East Asian Width W and F, as far as names of customers have them). */
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

const noWidth = /[\p{M}\p{Cc}\p{Cf}\p{Cs}]/u;

function widthOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (noWidth.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Columns of a text. Example: `textWidth('ACME 社')` is 7; an accent that combines adds none. */
export const textWidth = (text: string): number =>
  /^[ -~]*$/.test(text)
    ? text.length
    : Array.from(text).reduce((total, character) => total + widthOfCharacter(character), 0);

/** A text of at most so many columns; what is cut off is an ellipsis. Example: `fitText('東京都港区', 6)` is "東京…". */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let out = '';
  let used = 0;
  for (const character of text) {
    const width = widthOfCharacter(character);
    if (used + width > columns - 1) break;
    out += character;
    used += width;
  }
  return `${out}…`;
}

/** A text filled with spaces to so many columns, on its left or right. */
export function padText(text: string, columns: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - textWidth(text)));
  return side === 'left' ? space + text : text + space;
}
