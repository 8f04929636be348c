/** Events of subscriptions: each says what a subscription pays from its day on, or that it ends, not by how much it changed. */
import { clip, problem } from '../../domain/problem.ts';
import { cleanText, textLimits } from '../clean.ts';
import { amountReader, askBasis, priceBases, type RowArr } from './amounts.ts';
import { datesAreOpen, dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { type Dated, dayOrder, timeOf } from './day-order.ts';
import type { Entry } from './ledger.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { addRate } from './row-sums.ts';

/** What an event does. A scheduled one does it on the day it takes effect, so it and what follows it say the same twice. */
const events: Readonly<Record<string, 'start' | 'change' | 'end' | 'retract'>> = {
  subscription_start: 'start',
  subscription_start_scheduled: 'start',
  subscription_updated: 'change',
  subscription_update_scheduled: 'change',
  subscription_cancelled: 'end',
  subscription_cancellation_scheduled: 'end',
  scheduled_subscription_start_retracted: 'retract',
  scheduled_subscription_update_retracted: 'retract',
  scheduled_subscription_cancellation_retracted: 'retract',
  subscription_event_retracted: 'retract',
};

type Event = Dated & { level: number; kind: 'start' | 'change' | 'end' };

/** One row an event. The subscriptions of a customer add up. */
export function subscriptionEvents(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger, notes } = reading;
  const { fields } = choice;
  const day = dayColumn(rows, fields.get('date')?.at ?? -1, source);
  const amount = amountReader(reading, null);
  const isRate = amount.basis === 'mrr' || amount.basis === 'arr' || amount.basis === 'per_interval';
  if (!isRate) askBasis(reading, amount.header, priceBases, ', as plans may be monthly or annual');
  const type = textColumn(rows, fields.get('type')?.at ?? -1, textLimits.label);
  const productAt = fields.get('product')?.at;
  const product = productAt === undefined ? null : textColumn(rows, productAt, textLimits.id);
  const byCustomer = new Map<Entry, Map<string, Event[]>>();
  // Subscriptions of a currency that is not asked for.
  const foreign = new Map<Entry, Set<string>>();
  const order = dayOrder();
  let opened = 0;
  let openedId = '';
  const build = (entry: Entry, name: string, list: Event[]) => {
    if (list[0]?.kind !== 'start') {
      opened++;
      if (openedId === '') openedId = entry.id;
    }
    for (const [i, { day: from, level, row }] of list.entries()) {
      const until = list[i + 1]?.day ?? Number.POSITIVE_INFINITY;
      if (level === 0 || until === from) continue;
      // Until when a level holds only the next event of the subscription shows: no row says it by itself.
      addRate(ledger.rowSums, { from, until }, level);
      entry.spans.push({
        ...{ from, until, arr: level, row, product: name === '' ? null : name },
        ...{ segment: null, reason: null, total: null, pastDue: false, paused: false, cancels: false },
      });
    }
  };
  /** An end names no currency: it is in that of the subscription it ends. */
  const endsForeign = (entry: Entry, name: string, list: readonly Event[]): boolean =>
    foreign.get(entry)?.has(name) === true && list.every(({ kind }) => kind === 'end');
  return {
    kind: 'spans',
    columns: [day, ...amount.columns],
    take(row, entryOf, number): Turned | null {
      const word = (type.read(row[type.at]) ?? '').toLowerCase();
      const kind = Object.hasOwn(events, word) ? events[word] : undefined;
      if (kind === undefined)
        return { bad: type.at, code: 'unknown-movement', because: `"${cleanText(word, 40)}" is no event` };
      if (kind === 'retract')
        return { bad: type.at, because: 'it takes back an earlier event; leave both out' };
      const when = day.read(row[day.at]);
      if (when === null || when === undefined) return { bad: day.at };
      const name = product?.read(row[product.at]) ?? '';
      let level = 0;
      // An end carries neither amount nor currency.
      if (kind !== 'end') {
        const code = currency.of(row, number);
        if (code === undefined) return { bad: currency.at ?? -1 };
        const read: RowArr = isRate ? amount.arr(row, code === false ? null : code) : { arr: 0 };
        if ('bad' in read || ('out' in read && read.out !== 'zero_amount')) return read;
        if (code === false) {
          const entry = entryOf(row);
          foreign.set(entry, (foreign.get(entry) ?? new Set<string>()).add(name));
          return { out: 'other_currency', arr: null };
        }
        if (!('out' in read)) level = read.arr;
        currency.set(entryOf(row), code);
      }
      const entry = entryOf(row);
      const subscriptions = byCustomer.get(entry) ?? new Map<string, Event[]>();
      byCustomer.set(entry, subscriptions);
      const list = subscriptions.get(name) ?? [];
      subscriptions.set(name, list);
      order.note(when);
      list.push({ day: when, time: timeOf(row[day.at]), level, kind, row: number });
      return null;
    },
    // What an event sets holds until another, which a row that is left out does not know.
    worth: () => null,
    finish() {
      order.sort([...byCustomer.values()].flatMap((subscriptions) => [...subscriptions.values()]));
      for (const [entry, subscriptions] of byCustomer)
        for (const [name, list] of subscriptions) {
          if (!endsForeign(entry, name, list)) {
            build(entry, name, list);
            continue;
          }
          for (const { row } of list) ledger.out.add('other_currency', null, row);
          ledger.rowsUsed -= list.length;
        }
      // Read the other way, the same events may come in another order.
      if (opened === 0 || datesAreOpen(notes)) return;
      const rest = `customer "${clip(openedId, 60)}"${opened > 1 ? ` and ${opened - 1} more subscriptions begin` : ' begins'} with another event than a start; export from the first event on`;
      notes.problems.unshift(problem('source.path', 'missing-opening', rest));
    },
  };
}
