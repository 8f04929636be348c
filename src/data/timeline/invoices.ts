/** Invoice lines: what was billed for a span of days. Lines of one span add up; a credit can take them to nothing. */
import { sumOf } from '../../domain/numbers.ts';
import { textLimits } from '../clean.ts';
import { endsEarly } from '../shapes/bad-rows.ts';
import { amountReader } from './amounts.ts';
import { dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import type { Entry, Span } from './ledger.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { ifCopies } from './repeats.ts';
import { addTotal } from './row-sums.ts';
import { spanYears } from './span-years.ts';
import { statusColumn } from './status.ts';

type Line = { value: number; row: number; segment: string | null };

type Group = {
  entry: Entry;
  from: number;
  until: number;
  values: Set<number>;
  lines: Line[];
};

/** One row a line. Lines of one customer and span are one group, a group of nothing is left out, and one below is a credit (`settleCredits`). */
export function invoiceLines(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger } = reading;
  const { fields } = choice;
  const start = dayColumn(rows, fields.get('start')?.at ?? -1, source);
  const end = dayColumn(rows, fields.get('end')?.at ?? -1, source);
  const amount = amountReader(reading, 'period_total');
  const amountAt = amount.columns[0]?.at ?? -1;
  const segmentAt = fields.get('segment')?.at;
  const segment = segmentAt === undefined ? null : textColumn(rows, segmentAt, textLimits.label);
  const status = statusColumn(reading);
  const groups = new Map<string, Group>();
  return {
    kind: 'spans',
    columns: [start, end, ...amount.columns, status],
    take(row, entryOf, number): Turned | null {
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const value = amount.amount(row, code === false ? null : code);
      if (value === undefined) return { bad: amountAt };
      if (code === false) return { out: 'other_currency', arr: null };
      const kind = status.read(row[status.at]) ?? 'active';
      // An invoice that was voided or never sent bills nothing.
      if (kind === 'incomplete' || kind === 'trial' || kind === 'canceled')
        return { out: kind === 'trial' ? 'trial' : 'incomplete', arr: null };
      const [from, until] = [start.read(row[start.at]), end.read(row[end.at])];
      if (from === undefined || until === undefined) return { bad: from === undefined ? start.at : end.at };
      if (from === null || until === null) return { out: 'one_off', arr: null };
      if (until <= from) return { ...endsEarly, bad: end.at };
      if (value === null || value === 0) return { out: 'zero_amount', arr: [] };
      const entry = entryOf(row);
      currency.set(entry, code);
      const key = `${entry.id}\0${from}\0${until}`;
      const group = groups.get(key) ?? {
        entry,
        from,
        until,
        values: new Set<number>(),
        lines: [],
      };
      const again = group.values.has(value);
      if (again && source.dedupe === 'keep_last')
        return { out: 'duplicate_row', arr: [{ from, until, arr: value / spanYears(from, until) }] };
      if (again)
        ledger.issues.add(
          'duplicate-rows',
          `lines of one customer, span and amount stand twice and count twice; ${ifCopies}`,
          { row: number },
          'warning',
        );
      group.values.add(value);
      addTotal(ledger.rowSums, { from, until }, value);
      group.lines.push({
        value,
        row: number,
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
      });
      groups.set(key, group);
      return null;
    },
    worth(row, code) {
      const value = amount.peekAmount(row, code);
      const [from, until] = [start.peek(row[start.at]), end.peek(row[end.at])];
      if (typeof value !== 'number' || typeof from !== 'number' || typeof until !== 'number') return null;
      return until > from ? [{ from, until, arr: value / spanYears(from, until) }] : null;
    },
    finish() {
      for (const { entry, from, until, lines } of groups.values()) {
        const total = sumOf(lines.map(({ value }) => value));
        if (total === 0) {
          for (const { row } of lines) ledger.out.add('non_positive_group', null, row);
          ledger.rowsUsed -= lines.length;
          continue;
        }
        const spanOf = ({ value, row, segment: label }: Line): Span => ({
          from,
          until,
          arr: value / spanYears(from, until),
          total: value,
          segment: label,
          reason: null,
          product: null,
          pastDue: false,
          paused: false,
          cancels: false,
          row,
        });
        // What nothing was taken back of stays apart, as a later credit may be for one line of it.
        if (lines.every(({ value }) => value > 0)) {
          entry.spans.push(...lines.map(spanOf));
          continue;
        }
        const [first] = lines;
        if (first === undefined) continue;
        const span = spanOf({ ...first, value: total });
        entry.spans.push(span);
        if (total < 0) ledger.credits.push({ entry, span, rows: lines.map(({ row }) => row) });
      }
    },
  };
}
