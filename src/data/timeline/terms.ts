/** How long deals run: a column of months or of years, or cells that say which. */
import { addMonths, dateText, dayNumber, monthDays } from '../../domain/dates.ts';
import { numberText } from '../../domain/figure.ts';
import { termDayRules, termRules } from '../../domain/policy/files.ts';
import { problem } from '../../domain/problem.ts';
import { normalHeader } from '../columns.ts';
import type { RawCell } from '../table.ts';
import { amountColumn, type Column } from './columns.ts';
import type { Reading } from './read-ledger.ts';
import type { Days } from './row-sums.ts';

/** The unit of a term behind its number. Example: of "12 months", "2-year" or "3 yrs". */
const unit = /[\s-]*(?:(months?|mos?|mths?)|(years?|yrs?|y))\.?$/i;

/** A header that ends in the unit. Example: "Term (mths)". */
const saysMonths = /month|(?:^|_)(?:mos?|mths?|m)$/;

const inYear = 12;

/** The day a deal of so many months ends. Example: 12 months from 2024-01-01 end on 2025-01-01. */
export const endOfTerm = (from: number, months: number): number =>
  dayNumber(addMonths(dateText(from), Math.round(months))) ?? Number.NaN;

/**
 * Why a term and the days of a row cannot be of one contract; null where they can. `dated`: the start is written, and not
 * taken from the day it was signed. Example: 12 months, and 2024-01-01 to 2026-12-31.
 */
export function termAgainst(months: number, { from, until }: Days, dated: boolean): string | null {
  const { slackDays, signedAheadDays, share } = termDayRules;
  const slack = Math.min(dated ? slackDays : signedAheadDays, share * months * monthDays);
  if (Math.abs(until - endOfTerm(from, months)) <= slack) return null;
  const days = `${dateText(from)} to ${dateText(until)} is ${numberText((until - from) / monthDays, 0)}`;
  return `a term of ${numberText(months, 0)} month${months === 1 ? '' : 's'}, but ${days}`;
}

/** A column of terms, read as months. */
export type TermColumn = Column<number> & {
  /** Asks whether small bare numbers are months or years where the header does not say; call after the last row. */
  ask: () => void;
};

/**
 * The column of terms; null where no header is one. Example: under "Contract Term" a cell 24 is 24 months, "2 years" too;
 * a column that holds 1 to 3 alone is a question, and so is 2 beside 36.
 */
export function termColumn({ rows, source, choice: { fields }, notes }: Reading): TermColumn | null {
  const years = fields.get('term_years');
  const found = fields.get('term_months') ?? years;
  if (found === undefined) return null;
  const { at, match } = found;
  const factor = found === years ? inYear : 1;
  const header = rows.headers[at] ?? '';
  // A header that the caller named, or that says so, is of that unit.
  const said = found === years || match === 'exact' || saysMonths.test(normalHeader(header));
  const column = amountColumn(rows, at, source);
  let most = 0;
  const small = new Map<number, number>();
  // Terms such as 7 or 13 say that deals here run for any number of months.
  let anyLength = false;
  const inMonths =
    (read: Column<number>['read'], seen: (bare: number) => void) =>
    (cell: RawCell | undefined): number | null | undefined => {
      const text = typeof cell === 'string' ? cell.trim() : '';
      const named = text === '' ? null : unit.exec(text);
      if (named === null) {
        const bare = read(cell);
        if (typeof bare !== 'number') return bare;
        seen(bare);
        return bare * factor;
      }
      const count = read(text.slice(0, named.index));
      return typeof count === 'number' ? count * (named[1] === undefined ? inYear : 1) : undefined;
    };
  return {
    ...column,
    read: inMonths(column.read, (bare) => {
      most = Math.max(most, bare);
      if (bare > termRules.mixedYears && bare % termRules.usual !== 0) anyLength = true;
      if (bare > 0 && bare <= termRules.mixedYears) small.set(bare, (small.get(bare) ?? 0) + 1);
    }),
    peek: inMonths(column.peek, () => {}),
    ask() {
      if (said || most === 0) return;
      const ask = (rest: string) =>
        notes.problems.push(
          problem('source.columns.term_months', 'ambiguous-term', `column "${header}" holds ${rest}`),
        );
      if (most <= termRules.mostYears)
        ask(
          `no number above ${most}, which may be months or years; say which header it is, source.columns.term_months or source.columns.term_years`,
        );
      else if (small.size > 0 && !anyLength) {
        const list = [...small]
          .sort(([a], [b]) => a - b)
          .map(([bare, rows]) => `${bare} (${rows} row${rows > 1 ? 's' : ''})`);
        ask(
          `${list.join(', ')} beside numbers up to ${most}, where small ones may be years; name it as source.columns.term_months if all are months, else write these in months`,
        );
      }
    },
  };
}
