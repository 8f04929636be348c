/**
 * How charts are drawn. `markdown`: blocks in a code fence, for hosts that show Markdown. `plain`: plain characters in a
 * code fence, for pipes and mail. `terminal`: blocks and two colours, for a person at a screen.
 */
export type Ink = 'markdown' | 'plain' | 'terminal';

/** What the parts of a bar mean: a total, what was gained or lost, a line to compare with. */
export type Stroke = 'total' | 'gain' | 'loss' | 'mark';

const blocks: Readonly<Record<Stroke, string>> = { total: '█', gain: '▓', loss: '░', mark: '┃' };
const characters: Readonly<Record<Stroke, string>> = { total: '#', gain: '+', loss: '-', mark: '|' };

/** The character of a stroke. Example: a loss is "-" in a mail. */
export const strokeOf = (stroke: Stroke, ink: Ink): string => (ink === 'plain' ? characters : blocks)[stroke];

const control = '\u001b[';
const colours: Partial<Record<Stroke, string>> = { total: '36', gain: '36', loss: '31' };

/** Text in the colour of a stroke, where there are colours. Example: without a terminal it is the text itself. */
export function inked(text: string, stroke: Stroke, ink: Ink): string {
  const colour = ink === 'terminal' ? colours[stroke] : undefined;
  return colour === undefined || text.trim() === '' ? text : `${control}${colour}m${text}${control}39m`;
}
