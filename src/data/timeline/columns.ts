/** Columns read row by row while a file passes: what they cannot decide from its beginning, they decide at its end. */
import { dayNumber } from '../../domain/dates.ts';
import { addTo, type RunningSum, readSum, startSum, sumOf } from '../../domain/numbers.ts';
import { clip, problem } from '../../domain/problem.ts';
import { type DateOrder, dateVotes, parseDate, parseMonth } from '../cells/dates.ts';
import {
  type DecimalVotes,
  decimalVotes,
  isMissing,
  parseNumber,
  plainAmount,
  plainHasPoint,
} from '../cells/numbers.ts';
import { dateQuestion, decimalQuestion } from '../cells/questions.ts';
import { cleanText } from '../clean.ts';
import { createRecall, ownText } from '../recall.ts';
import type { RowSource } from '../rows.ts';
import type { BadCode } from '../shapes/bad-rows.ts';
import type { Notes } from '../shapes/columns-read.ts';
import type { AnySource } from '../source.ts';
import type { RawCell } from '../table.ts';

/** Reads a cell: null when nothing is there, undefined when it cannot be read. */
export type Column<T> = {
  at: number;
  header: string;
  /** What a row is called whose cell cannot be read. */
  unreadable: BadCode;
  read: (cell: RawCell | undefined) => T | null | undefined;
  /** Reads a cell of a row that does not count: it has no say in how the column is meant. */
  peek: (cell: RawCell | undefined) => T | null | undefined;
  /** Called when every row has passed: true when they must pass again, read another way. */
  settle: (notes: Notes) => boolean;
};

/** Characters of a cell, and of headers, that a message repeats. */
const [shownCell, shownHeaders] = [40, 80];

const asText = (cell: RawCell | undefined): string =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);

/** A number that is no text, as JSON and workbooks have it. */
const plainCell = (cell: RawCell | undefined): number | null | undefined =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : (cell ?? null) === null ? null : undefined;

/** How the amounts of some columns of a file are written: all of them in one way. */
type Writing = {
  mark: '.' | ',';
  votes: DecimalVotes;
  /** Sums of each column under each mark, kept while it is open which one is meant. */
  totals: Record<'.' | ',', RunningSum>[] | null;
  /** Which columns have a cell that is not plain: the others are read alike either way. */
  odd: boolean[];
  settle: (notes: Notes) => boolean;
};

function writingOf(rows: RowSource, ats: readonly number[], source: AnySource): Writing {
  const votes = decimalVotes();
  for (const row of rows.head)
    for (const at of ats) {
      const cell = row[at];
      if (typeof cell === 'string' && cell !== '') votes.add(cell);
    }
  const early = votes.reading(rows.delimiter);
  const key = `decimal ${ats.join(' ')}`;
  const learned = rows.learned.get(key);
  const undecided = source.decimal === undefined && (early.kind === 'unclear' || learned === 'unclear');
  const odd = ats.map(() => false);
  const named = (): string =>
    clip(ats.flatMap((at, i) => (odd[i] ? (rows.headers[at] ?? '') : [])).join('", "'), shownHeaders);
  const writing: Writing = {
    mark:
      source.decimal ??
      (learned === ',' || learned === '.' ? learned : early.kind === 'decided' ? early.mark : '.'),
    votes,
    totals: undecided ? ats.map(() => ({ '.': startSum(), ',': startSum() })) : null,
    odd,
    settle(notes) {
      if (source.decimal !== undefined) return false;
      const reading = votes.reading(rows.delimiter);
      const { totals } = writing;
      if (reading.kind === 'unclear') {
        // What came late is summed under both marks in the next pass.
        rows.learned.set(key, 'unclear');
        if (totals === null) return true;
        const total = (one: '.' | ',') => sumOf(totals.map((sums, i) => (odd[i] ? readSum(sums[one]) : 0)));
        notes.problems.push(decimalQuestion(named(), reading.example, total));
        return false;
      }
      if (reading.assumed)
        notes.assumptions.push({
          field: 'source.decimal',
          value: '.',
          source: `commas in column "${named()}" separate thousands`,
        });
      const changed = reading.mark !== writing.mark;
      writing.mark = reading.mark;
      rows.learned.set(key, reading.mark);
      return changed;
    },
  };
  return writing;
}

/** Columns of amounts that are written one way, such as those of months. Most cells are plain and take the short way. */
export function amountColumns(rows: RowSource, ats: readonly number[], source: AnySource): Column<number>[] {
  const writing = writingOf(rows, ats, source);
  const { votes, totals, odd } = writing;
  return ats.map((at, i) => ({
    at,
    header: rows.headers[at] ?? '',
    unreadable: 'bad-number',
    peek: (cell) => (typeof cell === 'string' ? parseNumber(cell, writing.mark) : plainCell(cell)),
    read(cell) {
      if (typeof cell !== 'string') return plainCell(cell);
      if (writing.mark === '.') {
        const plain = plainAmount(cell);
        if (!Number.isNaN(plain)) {
          // Each counts whichever mark is tried, or a file would be read one way and the other without an end.
          if (plainHasPoint(cell)) votes.addPoint();
          const sums = totals?.[i];
          if (sums !== undefined) {
            addTo(sums['.'], plain);
            addTo(sums[','], plain);
          }
          return plain;
        }
      }
      if (isMissing(cell)) return null;
      votes.add(cell);
      odd[i] = true;
      const sums = totals?.[i];
      if (sums === undefined) return parseNumber(cell, writing.mark);
      const [point, comma] = [parseNumber(cell, '.'), parseNumber(cell, ',')];
      addTo(sums['.'], point ?? 0);
      addTo(sums[','], comma ?? 0);
      // What one answer can read is no bad row yet.
      return point ?? comma;
    },
    // All of them settle at once.
    settle: i === 0 ? writing.settle : () => false,
  }));
}

/** One column of amounts. */
export function amountColumn(rows: RowSource, at: number, source: AnySource): Column<number> {
  const [column] = amountColumns(rows, [at], source);
  if (column === undefined) throw new Error('one place is one column');
  return column;
}

/** How many different cells of a column are remembered with what they mean. */
const remembered = 50_000;

/** Parses each different cell of a column once. */
function memo<T>(parse: (text: string) => T): { read: (text: string) => T; clear: () => void } {
  const known = createRecall<{ value: T }>();
  return {
    read(text) {
      const kept = known.get(text);
      if (kept !== undefined) return kept.value;
      const own = ownText(text);
      const value = parse(own);
      if (known.size() < remembered) known.set(own, { value });
      return value;
    },
    clear: known.clear,
  };
}

/** A column of dates or months, as a number; `parse` takes the order of day and month. */
function orderedColumn(
  rows: RowSource,
  at: number,
  source: AnySource,
  parse: (text: string, order: DateOrder) => number | undefined,
): Column<number> {
  const header = rows.headers[at] ?? '';
  const votes = dateVotes();
  const asked = source.date_order;
  for (const row of rows.head) if (row[at] !== null && row[at] !== undefined) votes.add(String(row[at]));
  const early = votes.reading();
  const key = `order ${at}`;
  const learned = rows.learned.get(key) as DateOrder | undefined;
  let order: DateOrder = asked ?? learned ?? (early.kind === 'decided' ? early.order : 'dmy');
  const cells = memo((text) => {
    if (isMissing(text)) return null;
    votes.add(text);
    return parse(text, order);
  });
  return {
    at,
    header,
    unreadable: 'bad-date',
    read: (cell) => cells.read(asText(cell)),
    peek: (cell) => (isMissing(asText(cell)) ? null : parse(asText(cell), order)),
    settle(notes) {
      if (asked !== undefined) return false;
      const reading = votes.reading();
      if (reading.kind === 'mixed') {
        const both = [reading.dayFirst, reading.monthFirst].map((cell) => cleanText(cell, shownCell));
        const rest = `column "${header}": ${both.join(' and ')} cannot both be right; fix the file`;
        notes.problems.push(problem('source.date_order', 'mixed-dates', rest));
        return false;
      }
      if (reading.kind === 'unclear') {
        notes.problems.push(dateQuestion(header, reading.dmy, reading.mdy));
        return false;
      }
      const changed = reading.order !== order;
      order = reading.order;
      rows.learned.set(key, order);
      if (changed) cells.clear();
      return changed;
    },
  };
}

/** Whether dates of the file can be read two ways or contradict each other: what follows from their order is not known then. */
export const datesAreOpen = ({ problems }: Notes): boolean =>
  problems.some(({ code }) => code === 'ambiguous-date' || code === 'mixed-dates');

/** A column of dates, as days since 1970-01-01. */
export const dayColumn = (rows: RowSource, at: number, source: AnySource): Column<number> =>
  orderedColumn(rows, at, source, (text, order) => {
    const date = parseDate(text, order);
    return date === undefined ? undefined : (dayNumber(date) ?? undefined);
  });

/** Months since year 0 of a date. Example: "2025-01-31" is 24300. */
export const monthIndex = (date: string): number =>
  Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** Milliseconds of a day. */
const dayLength = 86_400_000;

/** The first day of a month, as days since 1970-01-01. Example: of 24300, January 2025, it is 20089. */
export const firstDay = (month: number): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) / dayLength;

/** A month as text. Example: `monthText(24300)` is "2025-01". */
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** A column of months, as months since year 0. */
export const monthColumn = (rows: RowSource, at: number, source: AnySource): Column<number> =>
  orderedColumn(rows, at, source, (text, order) => {
    const month = parseMonth(text, order);
    return month === undefined ? undefined : monthIndex(month);
  });

/** A column of text, cleaned and capped, each different cell once. */
export function textColumn(rows: RowSource, at: number, limit: number): Column<string> {
  const cells = memo((text): string | null => {
    const clean = cleanText(text, limit);
    return isMissing(clean) ? null : clean;
  });
  return {
    at,
    header: rows.headers[at] ?? '',
    unreadable: 'bad-value',
    read: (cell) => cells.read(asText(cell)),
    peek: (cell) => cells.read(asText(cell)),
    settle: () => false,
  };
}
