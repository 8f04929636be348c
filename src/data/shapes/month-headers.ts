/** Headers that are months, as wide files have them: "Jan 2025", "2025-01 MRR", "1/31/2025". */
import { type DateOrder, dateVotes, parseDay, parseMonth, type Span } from '../cells/dates.ts';
import { bareHeader } from '../cells/header-currency.ts';

export type MonthHeaders = {
  /** Columns by place, with the first day of their month, and the day itself where the header names one. */
  months: { at: number; month: string; day?: string }[];
  /** What the months would be where the headers leave day and month open; null where they do not. */
  open: { header: string; dmy: Span; mdy: Span } | null;
};

/** A header without what it measures. Example: "MRR Jan 2025" is "Jan 2025". */
const bare = (header: string): string =>
  bareHeader(header).replace(/^\s*(?:mrr|arr)[\s_-]+|[\s_-]+(?:mrr|arr)\s*$/i, '');

/**
 * Finds the columns that are months. Dates such as 01/02/2025 are read in the order that makes every column another
 * month; where both do, that is open. `asked` is what the caller says, `used` are headers that are something else.
 * Example: 01/02/2025, 01/03/2025 and 01/04/2025 are February to April, as January does not stand three times.
 */
export function monthHeaders(
  headers: readonly string[],
  used: ReadonlySet<string>,
  asked: DateOrder | undefined,
): MonthHeaders {
  const texts = headers.map((header) => (used.has(header) ? '' : bare(header)));
  const under = (order: DateOrder) =>
    texts.flatMap((text, at) => {
      const month = parseMonth(text, order);
      const day = parseDay(text, order);
      return month === undefined ? [] : [{ at, month, ...(day === undefined ? {} : { day }) }];
    });
  const settled = (order: DateOrder): MonthHeaders => ({ months: under(order), open: null });
  if (asked !== undefined) return settled(asked);
  const votes = dateVotes();
  for (const text of texts) votes.add(text);
  const reading = votes.reading();
  if (reading.kind === 'decided') return settled(reading.order);
  if (reading.kind === 'mixed') return settled('ymd');
  const once = (['dmy', 'mdy'] as const).filter((order) => {
    const months = under(order).map(({ month }) => month);
    return new Set(months).size === months.length;
  });
  const [order = 'dmy', other] = once;
  const months = under(order);
  const header = headers[months[0]?.at ?? 0] ?? '';
  return { months, open: other === undefined && once.length === 1 ? null : { header, ...reading } };
}
