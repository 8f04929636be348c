/** ARR held against MRR, in files over time that have a column of each. */
import { saysMinor } from '../cells/currencies.ts';
import type { RowSource } from '../rows.ts';
import { watchRates } from '../shapes/both-rates.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Source } from '../source.ts';
import type { RawCell } from '../table.ts';
import { amountColumn } from './columns.ts';
import { amountField } from './fields.ts';
import type { Ledger } from './ledger.ts';

/** Watches both columns over the rows that count; null where a file has one, or names its months in headers. */
export function ratesBeside(
  rows: RowSource,
  choice: Choice,
  source: Source,
  { shape, issues }: Pick<Ledger, 'shape' | 'issues'>,
) {
  const field = amountField(choice.fields, choice.provider, source);
  const [at, beside] = [choice.fields.get(field)?.at, choice.fields.get(field === 'mrr' ? 'arr' : 'mrr')?.at];
  if (field === 'amount' || shape === 'monthly_wide' || at === undefined || beside === undefined) return null;
  const inCents = saysMinor(rows.headers[at] ?? '');
  // One in cents and the other not are told apart by nothing here.
  if (inCents !== saysMinor(rows.headers[beside] ?? '')) return null;
  const reads = [at, beside].map((place) => {
    const { peek } = amountColumn(rows, place, source);
    return (cell: RawCell | undefined) => {
      const value = peek(cell);
      return typeof value === 'number' && inCents ? value / 100 : value;
    };
  });
  const [own, other] = reads;
  if (own === undefined || other === undefined) return null;
  const how = `; to count the other, pass amount_basis ${field === 'mrr' ? 'arr' : 'mrr'}`;
  const watch = watchRates(rows.headers, { at, beside, monthly: field === 'mrr' }, how);
  return {
    note: (row: readonly RawCell[], number: number) => watch.note(row, number, [own, other]),
    /** Names the rows in which they differ; call after the last one. */
    tell() {
      for (const { code, count, first_rows, column, message } of watch.notices())
        for (let i = 0; i < count; i++)
          issues.add(code, message, { row: first_rows[i], column: column ?? undefined }, 'warning');
    },
  };
}
