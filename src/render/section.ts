/** Sections of a text answer, and how they are made to fit a size without cutting a line in half. */

/**
 * A part of the text: a head that is shown when at least one line is, and lines of which the first may be kept alone.
 * One that `yields` takes at most half of the room left, so that a long table does not push out all that follow.
 * One that is `whole` is shown with all its lines or not at all. `of` is how many rows a table has of which the lines may
 * be some.
 */
export type Section = {
  part: string;
  head: string[];
  lines: string[];
  yields?: true;
  whole?: true;
  of?: number;
};

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

/** Characters kept free for the closing line: the first of these with which the whole fits. */
const closingRooms = [120, 240, 480, 960];

/** Adds sections in order while they fit; one that does not fit keeps the lines that do. The first is kept whole. */
function joinWithin(sections: readonly Section[], limit: number): { text: string; omitted: string[] } {
  const out: string[] = [];
  const omitted: string[] = [];
  let room = limit;
  sections.forEach(({ part, head, lines, yields, whole, of = 0 }, i) => {
    const own = i === 0 ? Number.POSITIVE_INFINITY : yields === true ? room / 2 : room;
    let used = lengthOf(head) + (out.length > 0 ? 1 : 0);
    let kept = 0;
    for (const line of lines) {
      if (used + line.length + 1 > own) break;
      used += line.length + 1;
      kept++;
    }
    if (whole === true && kept < lines.length) kept = 0;
    if (kept > 0) {
      if (out.length > 0) out.push('');
      out.push(...head, ...lines.slice(0, kept));
      room -= used;
    }
    if (kept > 0 && kept < of) omitted.push(`${part} (${kept} of ${of} rows)`);
    else if (kept < lines.length) omitted.push(part);
  });
  return { text: out.join('\n'), omitted };
}

/**
 * Joins sections and a closing line that says what was left out, within a limit of characters.
 * Example: with room for one line more, a section of three lines keeps one and is named as cut.
 */
export function joinSections(
  sections: readonly Section[],
  limit: number,
  closing: (omitted: readonly string[]) => string,
): string {
  let whole = '';
  for (const closingRoom of closingRooms) {
    const { text, omitted } = joinWithin(sections, limit - closingRoom);
    whole = `${text}\n\n${closing(omitted)}`;
    if (whole.length <= limit) break;
  }
  return whole;
}
