/** Bars of text: a label, the shown value, a bar as long as the value is large, marks to compare with, a note. */
import { type Ink, inked, type Stroke, strokeOf } from './ink.ts';
import { fitText, padText, textWidth } from './text-width.ts';

/** One bar. It goes from `from` to `to`; both are null where the figure is not known. */
export type Bar = {
  label: string;
  shown: string;
  from: number;
  to: number | null;
  stroke: Exclude<Stroke, 'mark'>;
  /** Values to compare with, shown as marks across the bar. */
  marks: readonly (number | null)[];
  note: string;
};

/** A bar that begins at zero. */
export const bar = (label: string, shown: string, value: number | null, more: Partial<Bar> = {}): Bar => ({
  label,
  shown,
  from: 0,
  to: value,
  stroke: 'total',
  marks: [],
  note: '',
  ...more,
});

/** Columns of a bar, and the most that a label may take. */
export const barColumns = 24;
const labelColumns = 24;

/** Parts of a column that a bar can end at. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

const finite = (value: number | null | undefined): value is number => value != null && Number.isFinite(value);

/** The values at the left and right end of all bars. Zero is always among them. */
function extent(bars: readonly Bar[]): { low: number; high: number } {
  const all = bars.flatMap(({ from, to, marks }) => [from, to, ...marks]).filter(finite);
  return { low: Math.min(0, ...all), high: Math.max(0, ...all) };
}

/**
 * The cells of a bar, one a column: from its lower to its upper end, with at least a trace of what is not zero, and
 * its marks across it.
 */
function cellsOf({ from, to, stroke, marks }: Bar, low: number, high: number, ink: Ink): string {
  const place = (value: number) => (high === low ? 0 : ((value - low) / (high - low)) * barColumns);
  const cells = new Array<string>(barColumns).fill(' ');
  if (finite(to) && finite(from) && to !== from) {
    const [start, end] = [place(Math.min(from, to)), place(Math.max(from, to))];
    // A bar from the left edge ends at an eighth of a column; one that hangs between others at a whole one.
    const fine = ink !== 'plain' && start === 0 && stroke === 'total';
    const first = Math.min(Math.floor(start + 0.5), barColumns - 1);
    const steps = Math.max(1, Math.round((end - start) * 8));
    const last = fine ? Math.floor(steps / 8) : Math.min(barColumns, Math.max(first + 1, Math.round(end)));
    cells.fill(strokeOf(stroke, ink), first, last);
    const rest = fine ? (eighths[steps % 8] ?? '') : '';
    if (rest !== '' && last < barColumns) cells[last] = rest;
  }
  const isMark = new Set(
    marks.filter(finite).map((mark) => Math.min(barColumns - 1, Math.floor(place(mark)))),
  );
  // Cells of one kind are coloured in one go.
  let out = '';
  let run = '';
  for (const [at, cell] of cells.entries()) {
    if (!isMark.has(at)) run += cell;
    else {
      out += inked(run, stroke, ink) + strokeOf('mark', ink);
      run = '';
    }
  }
  return out + inked(run, stroke, ink);
}

/**
 * The lines of bars over one scale, aligned in any language. What is not known says so and has no bar.
 * Example: 1 and 2 in a mail are "a  1  ############" and "b  2  ########################".
 */
export function barLines(bars: readonly Bar[], ink: Ink): string[] {
  const { low, high } = extent(bars);
  const labels = bars.map(({ label }) => fitText(label, labelColumns));
  const values = bars.map(({ shown, to }) => (finite(to) ? shown : 'not known'));
  const [labelWidth, valueWidth] = [labels, values].map((texts) => Math.max(0, ...texts.map(textWidth)));
  return bars.map((one, i) => {
    const head = `${padText(labels[i] ?? '', labelWidth ?? 0)}  ${padText(values[i] ?? '', valueWidth ?? 0, 'left')}`;
    const line = `${head}  ${cellsOf(one, low, high, ink)}  ${one.note}`;
    return line.trimEnd();
  });
}
