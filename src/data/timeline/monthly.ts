/** Monthly positions: one row a customer and month. */

import { clip, problem } from '../../domain/problem.ts';
import { textLimits } from '../clean.ts';
import { listedClashes } from '../shapes/bad-rows.ts';
import type { RowRates } from '../shapes/exclusions.ts';
import type { RawCell } from '../table.ts';
import { amountReader, askBasis, rateBases } from './amounts.ts';
import { datesAreOpen, monthColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { addMonth, type Entry, flagBits, paidIn, replaceMonth, replacePart, slotOf } from './ledger.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { daysOfMonth } from './row-sums.ts';
import { statusColumn } from './status.ts';
import { twinRows } from './twins.ts';

/** Second rows of a customer and month that nobody said what to do with: a problem each, as far as they are listed. */
function clashesOf({ notes }: Reading) {
  const listed: string[] = [];
  let clashes = 0;
  return {
    add(id: string, number: number) {
      if (++clashes > listedClashes) return;
      listed.push(
        `customer "${clip(id, 60)}" has two rows for one month (row ${number}); set dedupe to sum or keep_last, or name the column that tells them apart: source.columns.product`,
      );
    },
    finish() {
      // Read the other way, the same rows may stand in different months.
      if (datesAreOpen(notes)) return;
      if (clashes > listedClashes)
        listed.push(
          `${clashes - listedClashes} more rows repeat a customer and month; set dedupe to sum or keep_last`,
        );
      for (const rest of listed) notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
    },
  };
}

/** ARR of a row that speaks for a month. */
export const monthRate = (month: number, arr: number): RowRates => [{ ...daysOfMonth(month), arr }];

/** What a status that carries ARR says of a month. */
const flagOf = { active: 0, past_due: flagBits.pastDue, paused: flagBits.paused } as const;

/** Notes what the status of a month says; `kept` is what earlier rows of it said and still holds. */
function putFlag(entry: Entry, slot: number, flag: number, kept: number): void {
  if (flag === 0 && entry.flags === null) return;
  entry.flags ??= [];
  entry.flags[slot] = kept | flag;
}

/** A status that carries no ARR in a month, as the reason to leave its row out. */
const without = { trial: 'trial', incomplete: 'incomplete', canceled: 'not_running' } as const;

/** One row a customer and month. Rows of several products of a customer add up. */
export function monthlyLong(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger } = reading;
  const { fields } = choice;
  const month = monthColumn(rows, fields.get('month')?.at ?? -1, source);
  const amount = amountReader(reading, null);
  if (amount.basis !== 'mrr' && amount.basis !== 'arr') askBasis(reading, amount.header, rateBases);
  const scale = amount.basis === 'mrr' ? 12 : 1;
  const segmentAt = fields.get('segment')?.at;
  const segment = segmentAt === undefined ? null : textColumn(rows, segmentAt, textLimits.label);
  const status = statusColumn(reading);
  const twins = twinRows(reading);
  const clashes = clashesOf(reading);
  const amountAt = amount.columns[0]?.at ?? -1;
  const keepLast = source.dedupe === 'keep_last';
  const byProduct = fields.has('product');
  /** Takes what a row before brought out of its month again; `now` comes in its place. */
  const replace = (
    entry: Entry,
    slot: number,
    before: { instead: number; label: string | null },
    now: { arr: number; label: string | null; flag: number },
  ): void => {
    if (!byProduct) {
      replaceMonth(ledger, entry, slot, now.arr, now.label);
      putFlag(entry, slot, now.flag, 0);
      return;
    }
    replacePart(ledger, entry, slot, before, now, twins.total(entry, slot));
    // What another product of the month said of it still holds.
    putFlag(entry, slot, now.flag, entry.flags?.[slot] ?? 0);
  };
  /** Where the last row counts and is one of no revenue, the row before it counts no more. */
  const takeBack = (
    row: readonly RawCell[],
    entryOf: (row: readonly RawCell[]) => Entry,
    when: number,
    number: number,
  ): void => {
    const slot = keepLast ? ledger.slots.get(when) : undefined;
    if (slot === undefined) return;
    const entry = entryOf(row);
    const before = paidIn(ledger, entry, slot) === undefined ? null : twins.forget(row, entry, slot);
    if (before === null) return;
    replace(entry, slot, before, { arr: 0, label: null, flag: 0 });
    const sum = ledger.monthSums[slot];
    if (sum !== undefined) sum.rows--;
    ledger.rowsUsed--;
    ledger.out.add('duplicate_row', monthRate(when, before.instead), number, entry.currency);
  };
  return {
    kind: 'months',
    columns: [month, ...amount.columns, status],
    take(row, entryOf, number): Turned | null {
      const when = month.read(row[month.at]);
      if (when === null || when === undefined) return { bad: month.at };
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const value = amount.amount(row, code === false ? null : code);
      if (value === undefined) return { bad: amountAt };
      if (value !== null && value < 0) return { bad: amountAt, code: 'below-zero' };
      const arr = (value ?? 0) * scale;
      if (code === false) return { out: 'other_currency', arr: monthRate(when, arr) };
      const kind = status.given ? (status.read(row[status.at]) ?? 'active') : 'active';
      if (kind === 'trial' || kind === 'incomplete' || kind === 'canceled') {
        takeBack(row, entryOf, when, number);
        return { out: without[kind], arr: monthRate(when, arr) };
      }
      if (arr === 0) {
        takeBack(row, entryOf, when, number);
        return { out: 'zero_amount', arr: [] };
      }
      const entry = entryOf(row);
      const slot = slotOf(ledger, when);
      currency.set(entry, code);
      const label = segment === null ? null : (segment.read(row[segment.at]) ?? null);
      if (paidIn(ledger, entry, slot) === undefined) twins.begin(row, entry, slot, label);
      else {
        const further = twins.further(row, entry, { slot, arr, label, number });
        if (further === 'copy') return { out: 'duplicate_row', arr: monthRate(when, arr) };
        if (further !== 'adds' && keepLast) {
          // The last row speaks, with its status and segment; the one before it no longer counts.
          replace(entry, slot, further, { arr, label, flag: flagOf[kind] });
          return { out: 'duplicate_row', arr: monthRate(when, further.instead) };
        }
        if (further !== 'adds' && source.dedupe === 'sum') ledger.merged++;
        else if (further !== 'adds') clashes.add(entry.id, number);
      }
      addMonth(ledger, entry, slot, arr, label);
      if (kind !== 'active') putFlag(entry, slot, flagOf[kind], entry.flags?.[slot] ?? 0);
      return null;
    },
    worth(row, code) {
      const [when, value] = [month.peek(row[month.at]), amount.peekAmount(row, code)];
      if (typeof when !== 'number' || typeof value !== 'number' || value < 0) return null;
      return monthRate(when, value * scale);
    },
    anew: twins.anew,
    finish: clashes.finish,
  };
}
