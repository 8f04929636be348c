/** Deals of a CRM: won contracts, each a value over a term. A deal amount is a contract, never ARR. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { problem } from '../../domain/problem.ts';
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import { endsEarly } from '../shapes/bad-rows.ts';
import type { StatusKind } from '../source.ts';
import type { RawCell } from '../table.ts';
import type { RowArr } from './amounts.ts';
import { dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { dealAmounts } from './deal-amounts.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { rowIdColumn } from './row-ids.ts';
import { addRate, addTotal, type Days } from './row-sums.ts';
import { spanYears } from './span-years.ts';
import { dealStages } from './stages.ts';
import { endOfTerm, termAgainst, termColumn } from './terms.ts';

/** The word, as in "Core renewal 2025", and no part of a name such as "Renewable Power". */
const renewal = /(?<![a-z])renew(?:als?|ed|s|ing)?(?![a-z])/i;

/** A type that adds to a contract, whatever the name of the deal says, as "seats co-termed to renewal". */
const addition = /up[\s_-]?sell|cross[\s_-]?sell|expansion|add[\s_-]?on/i;

/** Kinds of stages that are won. What was canceled counts for its term. */
const counts: ReadonlySet<StatusKind> = new Set(['active', 'past_due', 'paused', 'canceled']);

/** A header of what was sold, and not of the deal itself. */
const saysProduct = /^product(?:s|_name|_line|_family|_code)?$/;

/** A header of days on which contracts were left, whatever their term was. */
const saysLeft = /ended|cancel|churn/;

/** The ARR of a whole contract; `total` where it follows from the days between start and end, as no term says it. */
const overTerm = (value: number, months: number | null, { from, until }: Days): RowArr =>
  months === null ? { arr: value / spanYears(from, until), total: value } : { arr: (value / months) * 12 };

/** One row a deal. Those won run for their term, or up to a renewal (`settleRenewals`). */
export function wonDeals(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger, notes } = reading;
  const { fields } = choice;
  const day = (field: 'start' | 'end' | 'date') => {
    const at = fields.get(field)?.at;
    return at === undefined ? null : dayColumn(rows, at, source);
  };
  const [start, end, close] = [day('start'), day('end'), day('date')];
  const amounts = dealAmounts(reading);
  const term = termColumn(reading);
  const leaves = end !== null && saysLeft.test(normalHeader(end.header));
  const text = (field: 'type' | 'segment' | 'product') => {
    const at = fields.get(field)?.at;
    return at === undefined ? null : textColumn(rows, at, textLimits.label);
  };
  const [type, segment, product] = [text('type'), text('segment'), text('product')];
  const soldAt =
    source.columns?.product === undefined
      ? rows.headers.findIndex((header) => saysProduct.test(normalHeader(header)))
      : (fields.get('product')?.at ?? -1);
  const rowId = rowIdColumn(reading, 'deals');
  const sold = soldAt < 0 || soldAt === rowId?.at ? null : textColumn(rows, soldAt, textLimits.label);
  // A renewal may say so in its name alone.
  const names = rows.headers.flatMap((header, at) =>
    /^(?:deal|opportunity)_name$|^name$/.test(normalHeader(header))
      ? [textColumn(rows, at, textLimits.label)]
      : [],
  );
  const booked = startSum();
  let [withoutTerm, wholes] = [0, 0];
  const stages = dealStages(reading);
  /** The ARR of a deal that does not count, as far as it can be read. */
  const worthOf = (row: readonly RawCell[], code: string | null): number | null => {
    const amount = amounts.of(row);
    const value = amount.peekAmount(row, code);
    const months = (term === null ? null : term.peek(row[term.at])) ?? source.term_months ?? 0;
    const whole = typeof value === 'number' && value > 0 && months > 0 ? (value / months) * 12 : null;
    return amount.whole ? whole : amount.peekArr(row, code);
  };
  return {
    kind: 'spans',
    columns: [start, end, close, term, ...amounts.columns].filter((column) => column !== null),
    take(row, entryOf, number): Turned | null {
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const named = code === false ? null : code;
      const kind = stages.kindOf(row);
      if (kind === undefined && code !== false) stages.noteOpen(row, worthOf(row, named), named);
      if (kind === undefined || !counts.has(kind)) return { out: 'lost_deal', arr: null };
      // Each cell is read once, as it has one say in how its column is meant.
      const amount = amounts.of(row);
      const read = amount.whole ? null : amount.arr(row, named, number);
      const value = read === null ? amount.amount(row, named) : amount.peekAmount(row, named);
      if (value === undefined) return { bad: amount.at };
      if (code === false) return { out: 'other_currency', arr: null };
      if (value === null || value === 0) return { out: 'zero_amount', arr: [] };
      if (value < 0)
        return { bad: amount.at, code: 'below-zero', because: `${numberText(value, 2)} is below 0` };
      const closed = close === null ? null : close.read(row[close.at]);
      if (closed === undefined) return { bad: close?.at ?? -1 };
      const started = start === null ? null : start.read(row[start.at]);
      const began = started ?? closed;
      if (started === undefined || began === null) return { bad: start?.at ?? close?.at ?? -1 };
      const ends = end === null ? null : end.read(row[end.at]);
      if (ends === undefined) return { bad: end?.at ?? -1 };
      const written = term === null ? null : term.read(row[term.at]);
      // What the caller says is for deals that say nothing themselves.
      const months = written ?? (ends === null ? (source.term_months ?? null) : null);
      if (written === undefined || (months !== null && !(months > 0 && months <= 240)))
        return { bad: term?.at ?? -1 };
      const until = ends ?? (months === null ? null : endOfTerm(began, months));
      if (until === null) {
        withoutTerm++;
        if (amount.whole) wholes++;
        return null;
      }
      if (until <= began) {
        const at = ends === null ? term?.at : end?.at;
        return { ...endsEarly, bad: at ?? -1 };
      }
      const days = { from: began, until };
      const against =
        ends === null || written === null || leaves ? null : termAgainst(written, days, started !== null);
      if (against !== null) {
        const rest =
          'the term of deals contradicts their dates; correct these rows, or take the column that is wrong out of the file';
        ledger.issues.add('term-against-dates', rest, { row: number, column: term?.header ?? '' }, 'warning');
        return { bad: term?.at ?? -1, code: 'term-against-dates', because: against };
      }
      const rate = read ?? overTerm(value, months, days);
      if ('out' in rate || 'bad' in rate) return rate;
      const { arr, total = null } = rate;
      const entry = entryOf(row);
      currency.set(entry, code);
      if (amount.whole) addTo(booked, value);
      if (amount !== amounts.first) amounts.noteInstead(amount, number, arr);
      const said = type === null ? '' : (type.read(row[type.at]) ?? '');
      const called = [said, ...names.map((column) => column.read(row[column.at]) ?? '')];
      const line = sold === null ? null : (sold.read(row[sold.at]) ?? null);
      ledger.deals.set(number, {
        renews: !addition.test(said) && called.some((text) => renewal.test(text)),
        product: line,
        signed: started === null,
        months: ends === null ? months : null,
      });
      if (total === null) addRate(ledger.rowSums, days, arr);
      else addTotal(ledger.rowSums, days, total);
      entry.spans.push({
        ...days,
        arr,
        total,
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
        reason: null,
        product: line ?? (product === null ? null : (product.read(row[product.at]) ?? null)),
        pastDue: kind === 'past_due',
        paused: kind === 'paused',
        cancels: false,
        ...(rowId === null ? {} : { rowId: rowId.read(row[rowId.at]) ?? null }),
        row: number,
      });
      return null;
    },
    worth(row, code) {
      const kind = stages.kindOf(row);
      if (kind === undefined || !counts.has(kind)) return [];
      const arr = worthOf(row, code);
      return arr === null ? null : { arr_start: arr, arr_end: arr };
    },
    finish() {
      if (withoutTerm > 0) {
        // One that runs on for ever could never be seen to be lost.
        const why = wholes > 0 ? 'a deal amount is not ARR' : 'without an end no deal could be lost';
        const rest = `${withoutTerm} won deal${withoutTerm > 1 ? 's have' : ' has'} no term; ${why}; name the column, or pass term_months`;
        notes.problems.push(problem('source.columns.term_months', 'missing-term', rest));
      }
      amounts.finish();
      term?.ask();
      stages.ask();
      // Rates say nothing of what a contract was booked at.
      if (amounts.first.whole) ledger.booked = readSum(booked);
    },
  };
}
