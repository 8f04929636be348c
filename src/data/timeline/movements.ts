/** Movements of a customer's recurring revenue: new, expansion, contraction, churn, reactivation, with a date each. */
import { numberText } from '../../domain/figure.ts';
import { clip, problem } from '../../domain/problem.ts';
import { cleanText, textLimits } from '../clean.ts';
import { amountReader, askBasis, rateBases } from './amounts.ts';
import { amountColumn, datesAreOpen, dayColumn, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import type { Entry } from './ledger.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { ifCopies } from './repeats.ts';
import { addRate } from './row-sums.ts';
import { subscriptionEvents } from './subscription-events.ts';

/** What a word for a movement does to revenue: +1 adds, -1 takes away, 0 changes nothing. */
const words: Readonly<Record<string, { kind: 'new' | 'gain' | 'loss' | 'none' }>> = {
  new: { kind: 'new' },
  new_biz: { kind: 'new' },
  new_business: { kind: 'new' },
  expansion: { kind: 'gain' },
  upgrade: { kind: 'gain' },
  reactivation: { kind: 'gain' },
  reactivated: { kind: 'gain' },
  resurrection: { kind: 'gain' },
  contraction: { kind: 'loss' },
  downgrade: { kind: 'loss' },
  churn: { kind: 'loss' },
  churned: { kind: 'loss' },
  cancellation: { kind: 'loss' },
  no_change: { kind: 'none' },
};

type Move = {
  day: number;
  delta: number;
  balance: number | null;
  first: boolean;
  segment: string | null;
  row: number;
};

/** Customers with impossible sums that are listed one by one. */
const listedNegative = 5;

/** Sums below this are nothing: amounts are money, added exactly to the cent. */
const nothing = 0.005;

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
  const moves = new Map<Entry, Move[]>();
  let opened = 0;
  let openedId = '';
  let negative = 0;
  /** Movements that stand twice: left out where the caller says so, else named. A balance that is said twice counts once anyway. */
  const settleTwice = (list: readonly Move[]): Move[] =>
    list.filter((move, i) => {
      const before = list[i - 1];
      if (move.balance !== null || before?.day !== move.day || before.delta !== move.delta) return true;
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
  const build = (entry: Entry, list: Move[]) => {
    // Exports list the newest first or last; on one day the order of the file says which came first.
    const newestFirst = (list[0]?.day ?? 0) > (list.at(-1)?.day ?? 0);
    list.sort((a, b) => a.day - b.day || (newestFirst ? b.row - a.row : a.row - b.row));
    const [first] = list;
    if (first !== undefined && first.balance === null && !first.first) {
      opened++;
      if (openedId === '') openedId = entry.id;
    }
    let level = 0;
    const moved = settleTwice(list);
    for (const [i, move] of moved.entries()) {
      const said = level + move.delta;
      level = move.balance ?? said;
      const until = moved[i + 1]?.day ?? forever;
      // What a balance says beyond the movements only the order of its customer's rows shows, and so does a rest of
      // nothing; the movements themselves are summed as rows.
      if (level !== said) addRate(ledger.rowSums, { from: move.day, until: forever }, level - said);
      if (level <= nothing && level !== 0) addRate(ledger.rowSums, { from: move.day, until }, -level);
      if (level < -nothing && until !== move.day) {
        if (++negative > listedNegative) return;
        const rest = `customer "${clip(entry.id, 60)}": movements up to row ${move.row} take ${numberText(-level, 2)} more away than there was; export from the first movement on, or name the balance column`;
        notes.problems.push(problem('source.columns.balance', 'missing-opening', rest));
        return;
      }
      if (level <= nothing || until === move.day) continue;
      entry.spans.push({
        from: move.day,
        until,
        arr: level,
        segment: move.segment,
        reason: null,
        product: null,
        total: null,
        pastDue: false,
        paused: false,
        cancels: false,
        row: move.row,
      });
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
      if (what.kind === 'none') return { out: 'zero_amount', arr: [] };
      if (value < 0 && what.kind !== 'loss')
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
      const delta = (what.kind === 'loss' ? -Math.abs(value) : value) * scale;
      addRate(ledger.rowSums, { from: when, until: forever }, delta);
      list.push({
        day: when,
        delta,
        balance: read === null ? null : amount.inUnits(read, code) * scale,
        first: what.kind === 'new',
        segment: segment === null ? null : (segment.read(row[segment.at]) ?? null),
        row: number,
      });
      return null;
    },
    // A change is worth nothing by itself: what it changes is not known.
    worth: () => null,
    finish() {
      // Read the other way, the same movements may come in another order.
      if (datesAreOpen(notes)) return;
      for (const [entry, list] of moves) build(entry, list);
      if (opened > 0) {
        const rest = `customer "${clip(openedId, 60)}"${opened > 1 ? ` and ${opened - 1} more begin` : ' begins'} with another movement than new; export from the first movement on, or name the balance column`;
        notes.problems.unshift(problem('source.columns.balance', 'missing-opening', rest));
      }
    },
  };
}
