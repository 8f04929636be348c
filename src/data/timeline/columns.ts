/** Columns read row by row while a file passes: what they cannot decide from its beginning, they decide at its end. */
import { dayNumber } from '../../domain/dates.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { problem } from '../../domain/problem.ts';
import { type DateOrder, dateVotes, parseDate, parseMonth } from '../cells/dates.ts';
import { decimalVotes, isMissing, parseNumber, plainAmount, plainHasPoint } from '../cells/numbers.ts';
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

const shownCell = 40;

const asText = (cell: RawCell | undefined): string =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);

/** A number that is no text, as JSON and workbooks have it. */
const plainCell = (cell: RawCell | undefined): number | null | undefined =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : (cell ?? null) === null ? null : undefined;

/** A column of amounts. Most cells are plain and take the short way. */
export function amountColumn(rows: RowSource, at: number, source: AnySource): Column<number> {
  const header = rows.headers[at] ?? '';
  const votes = decimalVotes();
  const asked = source.decimal;
  for (const row of rows.head) {
    const cell = row[at];
    if (typeof cell === 'string' && cell !== '') votes.add(cell);
  }
  const early = votes.reading(rows.delimiter);
  const key = `decimal ${at}`;
  const learned = rows.learned.get(key);
  let mark: '.' | ',' =
    asked ?? (learned === ',' || learned === '.' ? learned : early.kind === 'decided' ? early.mark : '.');
  const undecided = asked === undefined && early.kind === 'unclear';
  const totals = { '.': startSum(), ',': startSum() };
  return {
    at,
    header,
    unreadable: 'bad-number',
    peek: (cell) => (typeof cell === 'string' ? parseNumber(cell, mark) : plainCell(cell)),
    read(cell) {
      if (typeof cell !== 'string') return plainCell(cell);
      if (mark === '.') {
        const plain = plainAmount(cell);
        if (!Number.isNaN(plain)) {
          // Each counts whichever mark is tried, or a file would be read one way and the other without an end.
          if (plainHasPoint(cell)) votes.addPoint();
          if (undecided) {
            addTo(totals['.'], plain);
            addTo(totals[','], plain);
          }
          return plain;
        }
      }
      if (isMissing(cell)) return null;
      votes.add(cell);
      if (undecided) for (const one of ['.', ','] as const) addTo(totals[one], parseNumber(cell, one) ?? 0);
      return parseNumber(cell, mark);
    },
    settle(notes) {
      if (asked !== undefined) return false;
      const reading = votes.reading(rows.delimiter);
      if (reading.kind === 'unclear') {
        notes.problems.push(decimalQuestion(header, reading.example, (one) => readSum(totals[one])));
        return false;
      }
      if (reading.assumed)
        notes.assumptions.push({
          field: 'source.decimal',
          value: '.',
          source: `commas in column "${header}" separate thousands`,
        });
      const changed = reading.mark !== mark;
      mark = reading.mark;
      rows.learned.set(key, mark);
      return changed;
    },
  };
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
