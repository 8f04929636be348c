/** Invoice lines: what was billed for a span of days. Lines of one span add up; a credit can take them to nothing. */
import { sumOf } from '../../domain/numbers.ts';
import { textLimits } from '../clean.ts';
import { endsEarly } from '../shapes/bad-rows.ts';
import { amountReader } from './amounts.ts';
import { dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import type { Entry, Span } from './ledger.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { ifCopies, versionsQuestion } from './repeats.ts';
import { isLineId, rowIdColumn } from './row-ids.ts';
import { addTotal, type Days } from './row-sums.ts';
import { spanYears } from './span-years.ts';
import { statusColumn } from './status.ts';

type Line = { value: number; row: number; segment: string | null };

type Group = {
  entry: Entry;
  from: number;
  until: number;
  /** Amounts that came before, each with the id of its invoice where there is one. */
  seen: Set<string>;
  lines: Line[];
};

const totalOf = ({ lines }: Group): number => sumOf(lines.map(({ value }) => value));

/** MRR at the last day on which a line begins, credits and all. */
function mrrOf(groups: Iterable<Group>): number {
  const all = [...groups];
  const last = all.reduce((most, { from }) => Math.max(most, from), Number.NEGATIVE_INFINITY);
  const running = all.filter(({ until }) => until > last);
  return sumOf(running.map((group) => totalOf(group) / spanYears(group.from, group.until))) / 12;
}

/** A line by its own id, as it came last. */
type Version = { group: Group; line: Line };

/** One row a line. Lines of one customer and span are one group, a group of nothing is left out, and one below is a credit (`settleCredits`). */
export function invoiceLines(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger, notes } = reading;
  const { fields } = choice;
  const start = dayColumn(rows, fields.get('start')?.at ?? -1, source);
  const end = dayColumn(rows, fields.get('end')?.at ?? -1, source);
  const amount = amountReader(reading, 'period_total');
  const amountAt = amount.columns[0]?.at ?? -1;
  const segmentAt = fields.get('segment')?.at;
  const segment = segmentAt === undefined ? null : textColumn(rows, segmentAt, textLimits.label);
  const status = statusColumn(reading);
  const groups = new Map<string, Group>();
  const ids = rowIdColumn(reading, 'invoice_lines');
  const ofLines = ids !== null && isLineId(ids.header);
  const versions = new Map<string, Version>();
  let differing: { id: string; rows: string; more: number } | null = null;
  const rateOf = ({ from, until }: Days, value: number) => [
    { from, until, arr: value / spanYears(from, until) },
  ];
  /** Takes a line back that a later version replaces. */
  const takeBack = ({ group, line }: Version) => {
    addTotal(ledger.rowSums, group, -line.value);
    group.lines = group.lines.filter((one) => one !== line);
    ledger.out.add('duplicate_row', rateOf(group, line.value), line.row, group.entry.currency);
    ledger.rowsUsed--;
  };
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
      if (until === from && choice.provider?.moments === true) return { out: 'one_off', arr: null };
      if (until <= from) return { ...endsEarly, bad: end.at };
      if (value === null || value === 0) return { out: 'zero_amount', arr: [] };
      const entry = entryOf(row);
      currency.set(entry, code);
      const key = `${entry.id}\0${from}\0${until}`;
      const group = groups.get(key) ?? {
        entry,
        from,
        until,
        seen: new Set<string>(),
        lines: [],
      };
      const line: Line = {
        value,
        row: number,
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
      };
      const id = ids === null ? null : (ids.read(row[ids.at]) ?? null);
      if (ofLines && id !== null) {
        const before = versions.get(id);
        if (before !== undefined && before.group === group && before.line.value === value)
          return { out: 'duplicate_row', arr: rateOf(group, value) };
        if (before !== undefined && source.dedupe === 'keep_last') takeBack(before);
        else if (before !== undefined && source.dedupe !== 'sum')
          differing =
            differing === null
              ? { id, rows: `${before.line.row} and ${number}`, more: 0 }
              : { ...differing, more: differing.more + 1 };
        versions.set(id, { group, line });
      } else {
        // Of two invoices, they are two lines.
        const alike = `${id ?? ''}|${value}`;
        if (group.seen.has(alike) && source.dedupe === 'keep_last')
          return { out: 'duplicate_row', arr: rateOf(group, value) };
        if (group.seen.has(alike))
          ledger.issues.add(
            'duplicate-rows',
            `lines of one customer, span and amount stand twice and count twice; ${ifCopies}`,
            { row: number },
            'warning',
          );
        group.seen.add(alike);
      }
      addTotal(ledger.rowSums, { from, until }, value);
      group.lines.push(line);
      groups.set(key, group);
      return null;
    },
    worth(row, code) {
      const value = amount.peekAmount(row, code);
      const [from, until] = [start.peek(row[start.at]), end.peek(row[end.at])];
      if (typeof value !== 'number' || typeof from !== 'number' || typeof until !== 'number') return null;
      return until > from ? rateOf({ from, until }, value) : null;
    },
    finish() {
      amount.askUnit(mrrOf(groups.values()));
      if (differing !== null) notes.problems.push(versionsQuestion(differing));
      for (const group of groups.values()) {
        const { entry, from, until, lines } = group;
        const [first] = lines;
        // All of its lines were replaced by later versions.
        if (first === undefined) continue;
        const total = totalOf(group);
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
          for (const line of lines) entry.spans.push(spanOf(line));
          continue;
        }
        const span = spanOf({ ...first, value: total });
        entry.spans.push(span);
        if (total < 0) ledger.credits.push({ entry, span, rows: lines.map(({ row }) => row) });
      }
    },
  };
}
