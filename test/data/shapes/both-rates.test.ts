/** MRR and ARR in one file: opening amounts of one kind against closing ones of the other, and columns side by side. */
import { describe, expect, test } from 'vitest';
import { besideOf } from '../../../src/data/shapes/both-rates.ts';
import { inspected } from '../inspections.ts';
import { type Book, book, csv, load, refusals } from '../load.ts';

const noticed = ({ reconciliation: { notices = [] } }: Book) =>
  notices.map(({ code, count, first_rows, message }) => [code, count, first_rows, message]);

describe('opening and closing amounts twelve times apart', () => {
  const pairs = (...list: (readonly [number, number])[]) =>
    csv('customer,opening,closing', ...list.map(([from, to], i) => `C${i},${from},${to}`));
  const columns = { arr_start: 'opening', arr_end: 'closing' };
  const monthlyFirst = pairs([100, 1200], [50, 610], [20, 230], [10, 0], [70, 840], [30, 30], [0, 5]);

  test('for most accounts are a question, which says how many', async () => {
    const asked = await load(monthlyFirst, { columns });
    expect(asked.ok ? [] : asked.problems).toMatchObject([
      {
        code: 'amount-basis',
        message:
          'source.amount_basis: 4 of 5 accounts that pay at both ends have about twelve times as much in "closing" as in "opening": one seems to be ARR, the other MRR; name two columns of one kind, or say what both are',
        options: [{ value: 'arr' }, { value: 'mrr' }],
      },
    ]);
    const back = pairs([1200, 100], [600, 50], [240, 20], [120, 10], [840, 70]);
    expect(await refusals(back, { columns })).toEqual([
      expect.stringContaining(
        '5 of 5 accounts that pay at both ends have about twelve times as much in "opening" as in "closing"',
      ),
    ]);
  });

  test('are told where the caller says what both are', async () => {
    const read = await book(monthlyFirst, { columns, amount_basis: 'arr' });
    expect(noticed(read)).toEqual([
      ['amount-basis', 4, [], expect.stringContaining('; both are read as arr, as asked')],
    ]);
  });

  test('for half of them, or of few, are none', async () => {
    const half = pairs([100, 1200], [50, 600], [20, 240], [10, 10], [70, 70], [30, 30]);
    expect(noticed(await book(half, { columns }))).toEqual([]);
    expect(noticed(await book(pairs([100, 1200], [50, 600], [20, 240]), { columns }))).toEqual([]);
  });
});

describe('ARR beside MRR', () => {
  test('that is not twelve times as much is named in files over time, and either can be taken', async () => {
    const file = csv(
      'customer,month,mrr,arr',
      'A,2024-12,100,1200',
      'A,2025-12,100,1500',
      'B,2024-12,8,100',
      'B,2025-12,8,',
      'C,2025-12,10,0',
    );
    const read = await book(file);
    expect(read.accounts.map(({ arr_end }) => arr_end)).toEqual([1200, 96, 120]);
    expect(noticed(read).slice(0, 1)).toEqual([
      [
        'mrr-arr-differ',
        2,
        [3, 6],
        '"arr" is not twelve times "mrr" in 2 of 4 rows, by 420.00 of ARR in all; "mrr" counts; to count the other, pass amount_basis arr',
      ],
    ]);
    const annual = await book(file, { amount_basis: 'arr' });
    expect(annual.accounts.map(({ arr_start, arr_end }) => [arr_start, arr_end])).toEqual([
      [1200, 1500],
      [100, 0],
    ]);
    expect(noticed(annual)[0]?.[3]).toContain('"arr" counts; to count the other, pass amount_basis mrr');
    const named = await book(file, { columns: { arr: 'arr' } });
    expect(named.accounts[0]?.arr_end).toBe(1500);
  });

  test('is named at both positions of snapshots', async () => {
    const file = csv(
      'customer,opening_arr,closing_arr,opening_mrr,closing_mrr',
      'A,1200,1200,100,100',
      'B,600,900,50,50',
    );
    expect(noticed(await book(file))).toEqual([
      [
        'mrr-arr-differ',
        1,
        [3],
        '"closing_arr" is not twelve times "closing_mrr" in 1 of 2 rows, by 300.00 of ARR in all; "closing_arr" counts; to count the other, name it as source.columns.arr_end',
      ],
    ]);
  });

  test('is named in a list of customers', async () => {
    const { issues } = await inspected(
      csv('customer_id,arr,mrr,tenure_months', 'A,1200,100,5', 'B,600,60,7'),
    );
    expect(issues).toMatchObject([{ code: 'mrr-arr-differ', count: 1, first_rows: [3], column: 'mrr' }]);
  });

  test.each([
    [['id', 'Opening ARR', 'Opening MRR'], { at: 1, beside: 2, monthly: false }],
    [['id', 'MRR (USD)', 'ARR (USD)'], { at: 1, beside: 2, monthly: true }],
    [['id', 'Carrier', 'Cmrrier'], null],
    [['id', 'ARR', 'MRR 2024'], null],
  ])('%j', (headers, found) => {
    expect(besideOf(headers, 1)).toEqual(found);
  });
});

test('a file whose customers are names says so once', async () => {
  const { issues } = await inspected(csv('company,month,mrr', 'A,2024-12,5', 'A,2025-12,5'));
  expect(issues.map(({ code }) => code)).toEqual(['missing-month', 'name-used-as-id']);
  const read = await book(csv('company,month,mrr', 'A,2024-12,5', 'A,2025-12,5'));
  expect(noticed(read).map(([code]) => code)).toEqual(['missing-month']);
});
