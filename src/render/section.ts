/** Sections of a text answer, and how they are made to fit a size without cutting a line in half. */

/** A part of the text: a head that is shown when at least one line is, and lines of which the first may be kept alone. */
export type Section = { part: string; head: string[]; lines: string[] };

/** Characters a token stands for, as sizes are counted. */
const charactersPerToken = 4;

/** Sizes of the answers in characters. */
export const sizes = {
  summary: { text: 1_500 * charactersPerToken, structured: 3_500 * charactersPerToken },
  full: { text: 10_000 * charactersPerToken, structured: 10_000 * charactersPerToken },
} as const;

export type Detail = keyof typeof sizes;

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((total, line) => total + line.length + 1, 0);

/**
 * Joins sections in order while they fit; a section that does not fit keeps the lines that do.
 * Returns the text and what was left out. The first section is always kept whole.
 * Example: with room for one line more, a section of three lines keeps one and is named as cut.
 */
export function joinSections(
  sections: readonly Section[],
  limit: number,
): { text: string; omitted: string[] } {
  const out: string[] = [];
  const omitted: string[] = [];
  // Room for the sentence that says what was left out.
  let room = limit - 240;
  sections.forEach(({ part, head, lines }, i) => {
    const start = lengthOf(head) + (out.length > 0 ? 1 : 0);
    let kept = 0;
    let used = start;
    while (kept < lines.length && (i === 0 || used + (lines[kept] ?? '').length + 1 <= room)) {
      used += (lines[kept] ?? '').length + 1;
      kept++;
    }
    if (kept > 0) {
      if (out.length > 0) out.push('');
      out.push(...head, ...lines.slice(0, kept));
      room -= used;
    }
    if (kept < lines.length) omitted.push(part);
  });
  return { text: out.join('\n'), omitted };
}
