/** Every row and every unit of ARR is accounted for, whatever a table holds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut } from '../load.ts';

type Row =
  | { kind: 'account' | 'other' | 'excluded'; id: string; start: number; end: number }
  | { kind: string };

const isAccount = (row: Row): row is Extract<Row, { id: string }> => 'id' in row;

const amount = fc.integer({ min: 0, max: 4 }).map((n) => n * 25);

/** Few ids and few amounts, so that repeats and clashes are common. */
const row: fc.Arbitrary<Row> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('account' as const, 'account' as const, 'other' as const, 'excluded' as const),
      id: fc.constantFrom('A', 'B', 'C', 'D'),
      start: amount,
      end: amount,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Row>(
      { kind: 'blank' },
      { kind: 'total' },
      { kind: 'bad' },
      { kind: 'ragged' },
    ),
  },
);

const fixed: Readonly<Record<string, string>> = {
  blank: ',,,,',
  total: 'Grand Total,,,1000,1000',
  bad: 'A,EUR,pro,lots,5',
  ragged: 'A,EUR,pro,5',
};

function lineOf(one: Row): string {
  if (!isAccount(one)) return fixed[one.kind] ?? '';
  const currency = one.kind === 'other' ? 'USD' : 'EUR';
  return `${one.id},${currency},${one.kind === 'excluded' ? 'free' : 'pro'},${one.start},${one.end}`;
}

const last: Row = { kind: 'account', id: 'Z', start: 10, end: 20 };

/** Start and end ARR that must be left: of the last row of each id, or of its different rows added up. */
function expected(
  rows: readonly Row[],
  dedupe: 'keep_last' | 'sum',
): [start: number, end: number, accounts: number] {
  const used = rows.filter(isAccount).filter(({ kind }) => kind === 'account');
  const kept = new Map(used.map((one) => [dedupe === 'sum' ? lineOf(one) : one.id, one]));
  const total = (pick: (one: { start: number; end: number }) => number) =>
    [...kept.values()].reduce((sum, one) => sum + pick(one), 0);
  return [total(({ start }) => start), total(({ end }) => end), new Set(used.map(({ id }) => id)).size];
}

describe('reconciliation', () => {
  test('rows read = rows used + rows left out, and ARR is the same from rows and from accounts', async () => {
    const table = fc.array(row, { maxLength: 30 });
    const titles = fc.integer({ min: 0, max: 3 });
    await fc.assert(
      fc.asyncProperty(table, titles, fc.constantFrom('keep_last', 'sum'), async (some, above, dedupe) => {
        const rows = [...some, last];
        const text = csv(
          ...Array<string>(above).fill('Title'),
          'id,currency,plan,arr_start,arr_end',
          ...rows.map(lineOf),
        );
        const file = await book(text, {
          currency: 'EUR',
          dedupe,
          exclude: [{ column: 'plan', values: ['free'] }],
          skip_bad_rows: true,
          max_bad_rows: 30,
        });
        const { rows_read, rows_used, arr_start, arr_end, accounts, accounts_merged, ties } =
          file.reconciliation;
        const out = leftOut(file);
        const count = (...kinds: string[]) => rows.filter(({ kind }) => kinds.includes(kind)).length;

        expect(rows_read).toBe(above + rows.length);
        expect(rows_read).toBe(rows_used + Object.values(out).reduce((sum, n) => sum + n, 0));
        expect(out['title'] ?? 0).toBe(above);
        expect(out['blank'] ?? 0).toBe(count('blank'));
        expect(out['total_row'] ?? 0).toBe(count('total'));
        expect(out['bad_row'] ?? 0).toBe(count('bad', 'ragged'));
        expect(out['excluded_by_caller'] ?? 0).toBe(count('excluded'));
        expect(out['other_currency'] ?? 0).toBe(count('other'));
        expect(rows_used + (out['duplicate_row'] ?? 0)).toBe(count('account'));
        expect(accounts + accounts_merged).toBe(rows_used);
        expect(ties).toBe(true);

        const [start, end, ids] = expected(rows, dedupe);
        expect(arr_start).toEqual({ from_rows: start, from_accounts: start });
        expect(arr_end).toEqual({ from_rows: end, from_accounts: end });
        expect(accounts).toBe(ids);
        expect(file.accounts).toHaveLength(ids);
      }),
    );
  });

  test('1,000 rows: 3 blank, 12 of another currency, 5 excluded, 2 repeats, 978 used', async () => {
    const many = (count: number, line: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => line(i));
    const file = await book(
      csv(
        'id,plan,currency,arr_start,arr_end',
        ...many(3, () => ''),
        ...many(12, (i) => `O-${i},pro,USD,1,1`),
        ...many(5, (i) => `T-${i},test,EUR,1,1`),
        ...many(978, (i) => `A-${i},pro,EUR,0.25,0.5`),
        ...many(2, () => 'A-0,pro,EUR,0.25,0.5'),
      ),
      { currency: 'EUR', exclude: [{ column: 'plan', values: ['test'] }] },
    );
    expect(leftOut(file)).toEqual({ blank: 3, other_currency: 12, excluded_by_caller: 5, duplicate_row: 2 });
    expect(file.reconciliation).toMatchObject({ rows_read: 1000, rows_used: 978, accounts: 978, ties: true });
    expect(file.reconciliation.arr_start).toEqual({ from_rows: 244.5, from_accounts: 244.5 });
    expect(file.reconciliation.arr_end).toEqual({ from_rows: 489, from_accounts: 489 });
  });
});
