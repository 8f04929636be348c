/** Text of callers and files made safe to keep and to repeat. */

/** Characters that show nothing and can hide or turn round what stands beside them; a line break and a tab are none. */
const hidden = /[\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]|(?![\n\t])\p{Cc}|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A text of several lines: line ends as `\n`, hidden characters gone, no space at its ends.
 * Example: `cleanLines('a\r\nb\u202e ')` is "a\nb".
 */
export const cleanLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(hidden, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
