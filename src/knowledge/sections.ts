/** Headings of a Markdown text: what stands below one, and which have nothing below them. Fenced code is left alone. */

export type Heading = { level: number; title: string; line: number };

/** All headings outside fenced code, in order. Example: `headingsOf('# A\ntext\n## B')[1]` is `{ level: 2, title: 'B', line: 2 }`. */
export function headingsOf(body: string): Heading[] {
  let fenced = false;
  return body.split('\n').flatMap((text, line) => {
    if (/^(```|~~~)/.test(text)) fenced = !fenced;
    const [, marks, title] = (fenced ? null : /^(#{1,6}) +(.+?)\s*$/.exec(text)) ?? [];
    return marks === undefined || title === undefined ? [] : [{ level: marks.length, title, line }];
  });
}

/** The lines below a heading, down to the next one of its level or above. */
function below(body: string, heading: Heading, headings: readonly Heading[]): string {
  const next = headings.find(({ line, level }) => line > heading.line && level <= heading.level);
  return body
    .split('\n')
    .slice(heading.line + 1, next?.line)
    .join('\n')
    .trim();
}

/** Titles of headings with nothing below them. Example: `emptySections('## A\n## B\ntext')` is `['A']`. */
export function emptySections(body: string): string[] {
  const headings = headingsOf(body);
  return headings.filter((heading) => below(body, heading, headings) === '').map(({ title }) => title);
}

/**
 * The text below a heading, without the heading.
 * Example: `sectionOf({ id: 'a', body: '## Ask\nWhy?' }, 'Ask')` is "Why?".
 * @throws Error that lists the headings when there is none of that title.
 */
export function sectionOf(document: { id: string; body: string }, title: string): string {
  const headings = headingsOf(document.body);
  const heading = headings.find((candidate) => candidate.title === title);
  if (heading === undefined) {
    const titles = headings.map((candidate) => `"${candidate.title}"`).join(', ');
    throw new Error(`${document.id}: no heading "${title}"; there are ${titles || 'none'}`);
  }
  return below(document.body, heading, headings);
}
