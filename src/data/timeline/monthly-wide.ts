/** Monthly positions in a wide file: one column a month. */
import { numberText } from '../../domain/figure.ts';
import { clip, openQuestion, problem } from '../../domain/problem.ts';
import { dateQuestion } from '../cells/questions.ts';
import { textLimits } from '../clean.ts';
import { rowHash } from '../row-hash.ts';
import { listedClashes } from '../shapes/bad-rows.ts';
import { basisMeanings } from '../source.ts';
import { amountColumns, textColumn } from './columns.ts';
import type { CurrencyKeeper } from './currency-keeper.ts';
import { addMonth, slotOf } from './ledger.ts';
import { monthRate } from './monthly.ts';
import type { Reading, RowReader, Turned } from './read-ledger.ts';
import { watchSame, wideMonths } from './wide-months.ts';

/** One column a month; a blank cell is 0. */
export function monthlyWide(reading: Reading, currency: CurrencyKeeper): RowReader {
  const { rows, source, choice, ledger, notes } = reading;
  const settled = wideMonths(rows.headers, choice.months, source.amount_basis);
  const { months, said } = settled;
  const read = amountColumns(
    rows,
    months.flatMap(({ at, same }) => [at, ...same]),
    source,
  );
  const byPlace = new Map(read.map((column) => [column.at, column]));
  const columnsAt = (ats: readonly number[]) => ats.flatMap((at) => byPlace.get(at) ?? []);
  const columns = months.flatMap(({ month, at, same }) =>
    columnsAt([at]).map((column) => ({ month, column, same: columnsAt(same) })),
  );
  const rivals = watchSame(rows.headers);
  notes.problems.push(...settled.problems);
  notes.assumptions.push(...settled.assumptions);
  const basis = source.amount_basis ?? said;
  if (basis !== 'mrr' && basis !== 'arr')
    notes.problems.push(
      openQuestion(
        'source.amount_basis',
        'amount-basis',
        `the columns ${rows.headers[choice.months[0]?.at ?? 0] ?? ''} and on do not say whether amounts are monthly or annual; pass mrr or arr`,
        (['mrr', 'arr'] as const).map((value) => ({ value, effect: basisMeanings[value] })),
      ),
    );
  if (columns.length === 0) {
    const rest = `no header is a month, such as 2025-01 or Jan 2025, which a file of the shape monthly_wide needs; headers: ${clip(rows.headers.slice(0, 40).join(', '), 400)}`;
    notes.problems.push(problem('source.columns', 'missing-column', rest));
  }
  const { openMonths } = choice;
  if (openMonths !== null)
    notes.problems.push(dateQuestion(openMonths.header, openMonths.dmy, openMonths.mdy));
  const scale = basis === 'mrr' ? 12 : 1;
  const segmentAt = choice.fields.get('segment')?.at;
  const segment = segmentAt === undefined ? null : textColumn(rows, segmentAt, textLimits.label);
  const seen = new Map<string, { number: number; hashes: Set<number> }>();
  let clashes = 0;
  return {
    kind: 'months',
    columns: read,
    take(row, entryOf, number): Turned | null {
      const code = currency.of(row, number);
      if (code === undefined) return { bad: currency.at ?? -1 };
      const values: { month: number; arr: number }[] = [];
      // A blank month and one of 0 say the same.
      const said = [...row];
      for (const { month, column, same } of columns) {
        const value = column.read(row[column.at]);
        if (value === undefined) return { bad: column.at };
        if (value !== null && value < 0)
          return { bad: column.at, code: 'below-zero', because: `${numberText(value, 2)} is below 0` };
        said[column.at] = value ?? 0;
        for (const rival of same) {
          const other = rival.read(row[rival.at]);
          if (other === undefined) return { bad: rival.at };
          rivals.note(month, [column.at, rival.at], [value, other], number);
        }
        if (value !== null && value !== 0) values.push({ month, arr: value * scale });
      }
      if (code === false)
        return { out: 'other_currency', arr: values.flatMap(({ month, arr }) => monthRate(month, arr)) };
      if (values.length === 0) return { out: 'zero_amount', arr: [] };
      const entry = entryOf(row);
      const first = seen.get(entry.id);
      const label = segment === null ? null : (segment.read(row[segment.at]) ?? null);
      const hash = rowHash(said);
      if (first?.hashes.has(hash))
        return { out: 'duplicate_row', arr: values.flatMap(({ month, arr }) => monthRate(month, arr)) };
      if (first !== undefined && source.dedupe !== 'sum') {
        if (++clashes > listedClashes) return null;
        // A row holds all months of a customer: the last one is no later state of the one before it.
        const not = source.dedupe === 'keep_last' ? '; keep_last is not for files of one column a month' : '';
        const rest = `customer "${clip(entry.id, 60)}" is on rows ${first.number} and ${number}${not}; set dedupe to sum, or exclude one`;
        notes.problems.push(problem('source.dedupe', 'duplicate-id', rest));
        return null;
      }
      if (first !== undefined) ledger.merged++;
      if (first === undefined) seen.set(entry.id, { number, hashes: new Set([hash]) });
      else first.hashes.add(hash);
      currency.set(entry, code);
      if (first === undefined) entry.segment = label;
      // A month in which nobody pays is none: it may not have happened yet.
      for (const { month, arr } of values) addMonth(ledger, entry, slotOf(ledger, month), arr, label);
      return null;
    },
    worth(row) {
      const peeked = columns.map(({ month, column }) => ({ month, value: column.peek(row[column.at]) }));
      const rates = peeked.flatMap(({ month, value }) =>
        typeof value === 'number' && value >= 0 ? monthRate(month, value * scale) : [],
      );
      return rates.length === 0 ? null : rates;
    },
    finish() {
      // Read the other way, the same headers may be other months.
      if (openMonths === null) notes.problems.push(...rivals.problems());
    },
  };
}
