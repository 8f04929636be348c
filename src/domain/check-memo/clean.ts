/** The text of a memo as it is checked: full-width signs as plain ones, invisible characters gone, lines as they were. */

export type CleanText = {
  lines: readonly string[];
  /** Numbers of lines (from 1) that held characters which show nothing or turn the direction of text. */
  hidden: readonly number[];
};

/** Signs that mean the same as a plain one. */
const plain: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '﹣': '-',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '￥': '¥',
  '￡': '£',
  '﹪': '%',
  '〜': '～',
};

/** Full-width letters, digits and signs have their plain form at a fixed distance. */
const fullWidth = { from: 0xff01, to: 0xff5d, distance: 0xfee0 } as const;

function plainCharacter(character: string): string {
  const known = plain[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  return code >= fullWidth.from && code <= fullWidth.to
    ? String.fromCharCode(code - fullWidth.distance)
    : character;
}

/** What shows nothing or turns the text: controls except the tab, and the formatting characters of Unicode. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/**
 * Lines without what cannot be seen, each sign in its plain form.
 * Example: the line "ＧＲＲ　８４．０％" is "GRR 84.0%".
 */
export function cleanText(memo: string): CleanText {
  const hidden: number[] = [];
  const lines = memo
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, i) => {
      const seen = line.replaceAll('\t', ' ').replace(invisible, '');
      if (seen.length < line.length) hidden.push(i + 1);
      return seen.replace(/[^\n -~]/g, plainCharacter);
    });
  return { lines, hidden };
}
