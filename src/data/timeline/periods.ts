/** Subscriptions: a price, the day it starts and the day it ends, with what their status says. */
import { dayNumber } from '../../domain/dates.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { noEndFrom } from '../../domain/policy/files.ts';
import { problem } from '../../domain/problem.ts';
import { parseFlag } from '../cells/dates.ts';
import { isMissing } from '../cells/numbers.ts';
import { textLimits } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import { endsEarly } from '../shapes/bad-rows.ts';
import type { TimelineColumn } from '../source.ts';
import type { RawCell } from '../table.ts';
import { amountReader, askBasis, priceBases } from './amounts.ts';
import { type Column, dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { discountTeller } from './discounts.ts';
import { isMomentHeader } from './fields.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { rowIdColumn } from './row-ids.ts';
import { addRate, type Days } from './row-sums.ts';
import { statusColumn } from './status.ts';

/** The day columns of a subscription that the file has. */
function dayColumns({ rows, source, choice }: Reading, names: readonly TimelineColumn[]) {
  return new Map(
    names.flatMap((name): [TimelineColumn, Column<number>][] => {
      const at = choice.fields.get(name)?.at;
      return at === undefined ? [] : [[name, dayColumn(rows, at, source)]];
    }),
  );
}

/** What a subscription that is told to be unpaid is: every retry failed, and it is open until somebody ends it. */
const unpaidMeans = { unpaid: 'past_due' } as const;

const endings = ['end', 'expires', 'cancel_requested', 'current_period_end'] as const;

const noEnd = dayNumber(noEndFrom) ?? Number.POSITIVE_INFINITY;

/** A status that is active and says that nothing follows. */
const notRenewing = /non[\s_-]?renew/i;

const isUnpaid = (cell: RawCell | undefined): boolean => /^unpaid$/i.test(String(cell ?? '').trim());

const unpaidRest =
  'every retry of the payment has failed and the subscription is still open: it counts, named as past due; where these customers are lost, map the status to canceled with status_map';

/** One row a subscription. Those of one customer add up. */
export function subscriptionPeriods(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, choice, ledger, notes } = reading;
  const { fields } = choice;
  const days = dayColumns(reading, ['start', 'trial_end', ...endings]);
  const amount = amountReader(reading, null);
  if (amount.basis === null || amount.basis === 'period_total' || amount.basis === 'tcv')
    askBasis(reading, amount.header, priceBases);
  const status = statusColumn(reading, unpaidMeans);
  // MRR is most often what is left after it; a price is not.
  const discounts = amount.basis === 'per_interval' ? discountTeller(reading) : null;
  const text = (field: TimelineColumn) => {
    const at = fields.get(field)?.at;
    return at === undefined ? null : textColumn(rows, at, textLimits.label);
  };
  const [segment, product, reason] = [text('segment'), text('product'), text('churn_reason')];
  const rowId = rowIdColumn(reading, 'subscription_periods');
  const lineAt = (choice.provider?.lines ?? [])
    .map((name) => rows.headers.findIndex((header) => normalHeader(header) === name))
    .find((at) => at >= 0 && at !== fields.get('product')?.at);
  const line = lineAt === undefined ? null : textColumn(rows, lineAt, textLimits.label);
  const cancelAt = fields.get('cancel_at_period_end')?.at;
  const flaggedIn = (row: readonly RawCell[]): boolean =>
    cancelAt !== undefined && parseFlag(String(row[cancelAt] ?? '')) === true;
  /** Whether a status stands in the row: one that is missing says nothing of its end. */
  const saysIn = (row: readonly RawCell[]): boolean =>
    status.given && !isMissing(String(row[status.at] ?? ''));
  const startAt = fields.get('start')?.at ?? -1;
  const endAt = fields.get('end')?.at;
  /** What has an end that happened, or is to happen on a day, has been told to stop. */
  const ends = endAt !== undefined && isMomentHeader(rows.headers[endAt] ?? '');
  const open = startSum();
  const all = startSum();
  type How = 'read' | 'peek';
  const dayOf = (row: readonly RawCell[], name: TimelineColumn, how: How): number | null | undefined => {
    const column = days.get(name);
    return column === undefined ? null : column[how](row[column.at]);
  };
  let endless = 0;
  let priceless = 0;
  const endOf = (row: readonly RawCell[], name: TimelineColumn, how: How): number | null | undefined => {
    const day = dayOf(row, name, how);
    if (typeof day !== 'number' || day < noEnd) return day;
    if (how === 'read') endless++;
    return null;
  };
  /** The days of a row, and whether it was told to stop; else why it has none. */
  const lifeOf = (row: readonly RawCell[], gone: boolean, how: How): (Days & { stops: boolean }) | Turned => {
    const started = dayOf(row, 'start', how);
    if (started === null || started === undefined) return { bad: startAt };
    const read = endings.map((name) => ({ name, day: endOf(row, name, how) }));
    const wrong = read.find(({ day }) => day === undefined);
    if (wrong !== undefined) return { bad: days.get(wrong.name)?.at ?? -1 };
    const [end, expires, requested, current] = read.map(({ day }) => day);
    const trial = dayOf(row, 'trial_end', how);
    // What is paid for begins when the trial is over.
    const from = typeof trial === 'number' && trial > started ? trial : started;
    // Who asked to leave at the end of a period was there until then.
    const flagged = flaggedIn(row);
    const left = flagged ? (current ?? requested) : (requested ?? current);
    const written = end ?? expires ?? null;
    // Who is to leave when a period ends leaves then, whatever the status was before.
    const said = gone ? (written ?? left) : (written ?? (flagged ? current : null));
    if (gone && said === null)
      return { bad: status.at, code: 'no-end', because: 'canceled, but no column says when it ended' };
    const until = said ?? Number.POSITIVE_INFINITY;
    // It left while it was trying.
    if (until <= from && from > started) return { out: 'trial', arr: null };
    if (until < from) return { ...endsEarly, bad: days.get('end')?.at ?? startAt };
    if (until === from) return { out: 'zero_amount', arr: [] };
    // Told to stop, and running until then.
    return {
      from,
      until,
      stops: gone || flagged || typeof requested === 'number' || (ends && typeof end === 'number'),
    };
  };
  return {
    kind: 'spans',
    columns: [...days.values(), ...amount.columns, status],
    take(row, entryOf, number): Turned | null {
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const kind = status.read(row[status.at]) ?? 'active';
      if (kind === 'trial' || kind === 'incomplete') return { out: kind, arr: null };
      const read = amount.arr(row, code === false ? null : code, number);
      if (kind === 'canceled' && 'out' in read && read.out === 'zero_amount') priceless++;
      if (!('arr' in read) || 'out' in read) return read as Turned;
      const { arr } = read;
      const life = lifeOf(row, kind === 'canceled', 'read');
      if (code === false) return { out: 'other_currency', arr: 'from' in life ? [{ ...life, arr }] : null };
      if (!('from' in life)) return life;
      const { from, until, stops } = life;
      const entry = entryOf(row);
      currency.set(entry, code);
      addRate(ledger.rowSums, life, arr);
      entry.spans.push({
        from,
        until,
        arr,
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
        reason: reason === null ? null : (reason.read(row[reason.at]) ?? null),
        product: product === null ? null : (product.read(row[product.at]) ?? null),
        ...(line === null ? {} : { line: line.read(row[line.at]) ?? null }),
        total: null,
        pastDue: kind === 'past_due',
        paused: kind === 'paused',
        cancels: stops,
        ...(rowId === null ? {} : { rowId: rowId.read(row[rowId.at]) ?? null }),
        ...(kind === 'canceled' || !saysIn(row)
          ? {}
          : { says: stops || notRenewing.test(String(row[status.at])) ? 'stops' : 'runs' }),
        row: number,
      });
      discounts?.note(row, number, arr);
      addTo(all, arr);
      if (kind === 'past_due' && until === Number.POSITIVE_INFINITY && isUnpaid(row[status.at]))
        ledger.issues.add('unpaid-status', unpaidRest, { row: number, column: status.header }, 'warning');
      if (until === Number.POSITIVE_INFINITY) addTo(open, arr);
      return null;
    },
    worth(row, code) {
      const kind = status.peek(row[status.at]);
      if (kind === 'trial' || kind === 'incomplete') return [];
      const arr = amount.peekArr(row, code);
      if (arr === null) return null;
      const life = lifeOf(row, kind === 'canceled', 'peek');
      // One row is one subscription, so its rate says what is at stake where its days do not.
      return 'from' in life ? [{ ...life, arr }] : { arr_start: arr, arr_end: arr };
    },
    finish() {
      if (endless > 0)
        notes.assumptions.push({
          field: 'source.columns.end',
          value: 'no end',
          source: `${endless} ends from ${noEndFrom} on stand for none`,
        });
      if (priceless > 0) {
        const rest = `${priceless} canceled row${priceless > 1 ? 's' : ''} with nothing in column "${amount.header}": it seems to say what is paid today, so nobody could be seen to leave; name the column of the price, or exclude these rows`;
        notes.problems.push(problem('source.columns.amount', 'missing-amount', rest));
      }
      discounts?.tell();
      amount.askInterval();
      const running = readSum(open);
      amount.askUnit(ledger.currencies.size > 1 ? null : (running > 0 ? running : readSum(all)) / 12);
    },
  };
}
