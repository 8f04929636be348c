/** Movements of a customer's recurring revenue: new, expansion, contraction, churn, reactivation, with a date each. */

import { dateText } from '../../domain/dates.ts';
import { numberText } from '../../domain/figure.ts';
import { MONEY_TOLERANCE } from '../../domain/numbers.ts';
import { clip, problem } from '../../domain/problem.ts';
import { cleanText, textLimits } from '../clean.ts';
import { amountReader, askBasis, rateBases } from './amounts.ts';
import { amountColumn, datesAreOpen, dayColumn, firstDay, monthIndex, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { dayOrder, timeOf } from './day-order.ts';
import type { Entry } from './ledger.ts';
import { tellMovements } from './movement-issues.ts';
import {
  levelsOf,
  type Move,
  type MoveKind,
  noContradictions,
  type Odd,
  openingOf,
} from './movement-levels.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { ifCopies } from './repeats.ts';
import { addRate, type Days } from './row-sums.ts';
import { subscriptionEvents } from './subscription-events.ts';

/** What a word for a movement does to revenue; `none` changes nothing. */
const words: Readonly<Record<string, MoveKind | 'none'>> = {
  new: 'new',
  new_biz: 'new',
  new_business: 'new',
  expansion: 'gain',
  upgrade: 'gain',
  reactivation: 'back',
  reactivated: 'back',
  resurrection: 'back',
  contraction: 'loss',
  downgrade: 'loss',
  churn: 'end',
  churned: 'end',
  cancellation: 'end',
  no_change: 'none',
};

/** Customers with impossible sums that are listed one by one. */
const listedNegative = 5;

const forever = Number.POSITIVE_INFINITY;

/** One row a movement: a running sum, or the balance after it where the file has one. */
export function movements(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger, notes } = reading;
  const { fields, provider } = choice;
  if (provider?.levels === true) return subscriptionEvents(reading, currency);
  const day = dayColumn(rows, fields.get('date')?.at ?? -1, source);
  const amount = amountReader(reading, null);
  if (amount.basis !== 'mrr' && amount.basis !== 'arr') askBasis(reading, amount.header, rateBases);
  const amountAt = amount.columns[0]?.at ?? -1;
  const scale = amount.basis === 'mrr' ? 12 : 1;
  const balanceAt = fields.get('balance')?.at;
  const balances = balanceAt === undefined ? null : amountColumn(rows, balanceAt, source);
  const type = textColumn(rows, fields.get('type')?.at ?? -1, textLimits.label);
  const segmentAt = fields.get('segment')?.at;
  const segment = segmentAt === undefined ? null : textColumn(rows, segmentAt, textLimits.label);
  const productAt = fields.get('product')?.at;
  const product = productAt === undefined ? null : textColumn(rows, productAt, textLimits.label);
  const moves = new Map<Entry, Move[]>();
  const order = dayOrder();
  const found = noContradictions();
  const openings: Odd[] = [];
  // The last day before the first month of the file: at its close, what a balance says was there before is there.
  let since = forever;
  let opened = 0;
  let openedId = '';
  let negative = 0;
  /** Movements that stand twice: left out where the caller says so, else named. A balance that is said twice counts once anyway. */
  const settleTwice = (list: readonly Move[]): Move[] =>
    list.filter((move, i) => {
      const before = list[i - 1];
      if (move.balance !== null || move.delta === 0) return true;
      if (before?.day !== move.day || before.time !== move.time || before.delta !== move.delta) return true;
      if (source.dedupe === 'keep_last') {
        addRate(ledger.rowSums, { from: move.day, until: forever }, -move.delta);
        ledger.rowsUsed--;
        ledger.out.add('duplicate_row', null, move.row);
        return false;
      }
      ledger.issues.add(
        'duplicate-rows',
        `movements of one customer, day and amount stand twice and count twice; ${ifCopies}`,
        { row: move.row },
        'warning',
      );
      return true;
    });
  /** Puts what a customer pays from one day up to another. */
  const put = (entry: Entry, { from, until }: Days, arr: number, { segment, row }: Move) =>
    entry.spans.push({
      ...{ from, until, arr, segment, row },
      ...{ reason: null, product: null, total: null, pastDue: false, paused: false, cancels: false },
    });
  /** What a customer paid before its first movement, which no row of the file brings. */
  const open = (entry: Entry, first: Move | undefined): number => {
    const opening = openingOf(first);
    if (first === undefined || opening === null) {
      opened++;
      if (openedId === '') openedId = entry.id;
      return 0;
    }
    if (opening <= MONEY_TOLERANCE) return 0;
    openings.push({ row: first.row, arr: opening });
    entry.unknownStart = true;
    addRate(ledger.rowSums, { from: since, until: forever }, opening);
    if (since < first.day) put(entry, { from: since, until: first.day }, opening, first);
    return opening;
  };
  const build = (entry: Entry, list: Move[]) => {
    const opening = open(entry, list[0]);
    const moved = settleTwice(list);
    const levels = levelsOf(moved, opening, found);
    for (const [i, move] of moved.entries()) {
      const [before, level] = [levels[i - 1] ?? opening, levels[i] ?? 0];
      const said = before + move.delta;
      const until = moved[i + 1]?.day ?? forever;
      // What a balance or an end says beyond the movements only the order of its customer's rows shows, and so does a
      // rest of nothing; the movements themselves are summed as rows.
      if (level !== said) addRate(ledger.rowSums, { from: move.day, until: forever }, level - said);
      if (level <= MONEY_TOLERANCE && level !== 0) addRate(ledger.rowSums, { from: move.day, until }, -level);
      if (level < -MONEY_TOLERANCE && until !== move.day) {
        if (++negative > listedNegative) return;
        const rest = `customer "${clip(entry.id, 60)}": movements up to row ${move.row} take ${numberText(-level, 2)} more away than there was; export from the first movement on, or name the balance column`;
        notes.problems.push(problem('source.columns.balance', 'missing-opening', rest));
        return;
      }
      if (level > MONEY_TOLERANCE && until !== move.day) put(entry, { from: move.day, until }, level, move);
    }
  };
  return {
    kind: 'spans',
    columns: [day, ...amount.columns, ...(balances === null ? [] : [balances])],
    take(row, entryOf, number): Turned | null {
      const word = (type.read(row[type.at]) ?? '').toLowerCase().replace(/[\s-]+/g, '_');
      const bare = word.replace(/^(?:subscription_|customer_|mrr_)/, '');
      const known = [bare, word].find((one) => Object.hasOwn(words, one));
      const what = known === undefined ? undefined : words[known];
      if (what === undefined)
        return { bad: type.at, code: 'unknown-movement', because: `"${cleanText(word, 40)}" is no movement` };
      const when = day.read(row[day.at]);
      if (when === null || when === undefined) return { bad: day.at };
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const value = amount.amount(row, code === false ? null : code);
      if (value === undefined || value === null) return { bad: amountAt };
      if (code === false) return { out: 'other_currency', arr: null };
      if (what === 'none') return { out: 'zero_amount', arr: [] };
      const takes = what === 'loss' || what === 'end';
      if (value < 0 && !takes)
        return {
          bad: amountAt,
          code: 'below-zero',
          because: `${numberText(value, 2)} cannot be ${cleanText(word, 20)}`,
        };
      const read = balances === null || balanceAt === undefined ? null : balances.read(row[balanceAt]);
      if (read === undefined) return { bad: balanceAt ?? -1 };
      const entry = entryOf(row);
      currency.set(entry, code);
      const list = moves.get(entry) ?? [];
      moves.set(entry, list);
      const delta = (takes ? -Math.abs(value) : value) * scale;
      order.note(when);
      since = Math.min(since, firstDay(monthIndex(dateText(when))) - 1);
      addRate(ledger.rowSums, { from: when, until: forever }, delta);
      list.push({
        day: when,
        time: timeOf(row[day.at]),
        kind: what,
        delta,
        balance: read === null ? null : amount.inUnits(read, code) * scale,
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
        product: product === null ? null : (product.read(row[product.at]) ?? null),
        row: number,
      });
      return null;
    },
    // A change is worth nothing by itself: what it changes is not known.
    worth: () => null,
    finish() {
      // Read the other way, the same movements may come in another order.
      if (datesAreOpen(notes)) return;
      order.sort([...moves.values()]);
      for (const [entry, list] of moves) build(entry, list);
      tellMovements(reading, found, openings);
      if (opened > 0) {
        const rest = `customer "${clip(openedId, 60)}"${opened > 1 ? ` and ${opened - 1} more begin` : ' begins'} with another movement than new; export from the first movement on, or name the balance column`;
        notes.problems.unshift(problem('source.columns.balance', 'missing-opening', rest));
      }
    },
  };
}
