/** What came first on one day: by the time that a cell names, else by the order of the file, newest first or last. */
import type { RawCell } from '../table.ts';

/** Something of a customer that happened on a day; `time` is in seconds of that day, 0 where none is said. */
export type Dated = { day: number; time: number; row: number };

const clock = /(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:\s*([ap])\.?m\b)?/i;

/** Seconds of a day. */
const dayLength = 86_400;

/** The time of day in a cell of dates, in seconds; 0 where none is said. Example: "2025-03-01 2:30 pm" is 52,200. */
export function timeOf(cell: RawCell | undefined): number {
  const text = typeof cell === 'number' ? String(cell) : cell;
  if (typeof text !== 'string') return 0;
  if (!text.includes(':')) {
    // Moments in digits: Unix seconds or milliseconds, or a spreadsheet's serial number with a fraction.
    const value = Number(text);
    if (/^\s*\d{9,10}\s*$/.test(text)) return value % dayLength;
    if (/^\s*\d{12,13}\s*$/.test(text)) return (value / 1000) % dayLength;
    return /^\s*\d{5}\.\d+\s*$/.test(text) ? (value % 1) * dayLength : 0;
  }
  const found = clock.exec(text);
  if (found === null) return 0;
  const [hours, half] = [Number(found[1]), found[4]?.toLowerCase()];
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  return hour * 3600 + Number(found[2]) * 60 + Number((found[3] ?? '0').replace(',', '.'));
}

/** How often a list goes up in days, less how often it goes down. */
const climb = (list: readonly Dated[]): number =>
  list.reduce((sum, { day }, i) => sum + (i === 0 ? 0 : Math.sign(day - (list[i - 1]?.day ?? day))), 0);

/** Follows the rows of a file, to put what happened on one day in order afterwards. */
export function dayOrder() {
  let [last, climbed] = [Number.NaN, 0];
  return {
    /** Notes the day of the next row of the file. */
    note(day: number): void {
      if (day !== last && !Number.isNaN(last)) climbed += Math.sign(day - last);
      last = day;
    },
    /**
     * Puts lists of rows, each in the order of the file, in that of time. A list of several days says itself which way it
     * runs; one of a single day runs as the other lists do, else as the whole file.
     */
    sort(lists: readonly Dated[][]): void {
      const within = lists.reduce((sum, list) => sum + climb(list), 0);
      const backwards = (within === 0 ? climbed : within) < 0;
      for (const list of lists) {
        const own = (list.at(-1)?.day ?? 0) - (list[0]?.day ?? 0);
        const newestFirst = own === 0 ? backwards : own < 0;
        list.sort(
          (a, b) => a.day - b.day || a.time - b.time || (newestFirst ? b.row - a.row : a.row - b.row),
        );
      }
    },
  };
}
