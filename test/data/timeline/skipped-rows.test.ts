/** Rows of files over time that cannot be read: what each is called, and what ARR they hold when they are left out. */
import { describe, expect, test } from 'vitest';
import { book, csv, load } from '../load.ts';

const period = { period_start: '2024-12', period_end: '2025-12' };

/** The bad rows of a file that is refused, as "row code". */
async function codes(text: string, options = {}): Promise<string[]> {
  const loaded = await load(text, { ...period, ...options });
  if (loaded.ok) return [];
  return loaded.problems.flatMap(({ rows = [] }) => rows.map(({ row, code }) => `${row} ${code}`));
}

/** What a file says of its rows that were left out. */
async function left(text: string, options = {}) {
  const { reconciliation } = await book(text, { ...period, skip_bad_rows: true, ...options });
  expect(reconciliation.ties).toBe(true);
  return reconciliation.excluded.map(({ first_rows: _, ...rest }) => rest);
}

describe('monthly rows', () => {
  const file = csv(
    'customer,month,mrr',
    'A,2024-12,100',
    'A,2025-12,100',
    ',2024-12,50', // nobody's 600 at the start
    ',2025-06,50', // between the positions
    'C,2025-13,70', // no month: at no position
    'D,2025-12,abc',
    'E,2025-12,-5',
  );

  test('are named by what is wrong with them', async () => {
    expect(await codes(file)).toEqual(['4 no-id', '5 no-id', '6 bad-date', '7 bad-number', '8 below-zero']);
  });

  test('hold ARR at the two positions, where amount and month can be read', async () => {
    expect(await left(file)).toEqual([{ reason: 'bad_row', rows: 5, arr: 600, rows_without_arr: 3 }]);
  });

  test('that the caller excludes hold theirs too, and have no say in how cells are read', async () => {
    const text = csv(
      'customer,month,mrr,plan',
      'A,2024-12,1234.5,pro',
      'A,2025-12,1234.5,pro',
      'T,2024-12,10.5,test',
      'T,2025-12,10.5,test',
      'U,13/12/2025,"1.234,5",test',
    );
    const exclude = [{ column: 'plan', values: ['test'] }];
    expect(await left(text, { exclude, date_order: undefined })).toEqual([
      { reason: 'excluded_by_caller', rows: 3, arr: 126, rows_without_arr: 1 },
    ]);
  });
});

test('a customer whose last row is left out counts as lost, and the reader is told', async () => {
  const text = csv('customer,month,mrr', 'A,2024-12,100', 'A,2025-12,1O0', 'B,2024-12,50', 'B,2025-12,50');
  const { accounts, reconciliation } = await book(text, { ...period, skip_bad_rows: true });
  expect(accounts.map(({ id, arr_end }) => [id, arr_end])).toEqual([
    ['A', 0],
    ['B', 600],
  ]);
  expect(reconciliation.notices?.find(({ code }) => code === 'bad-rows')?.message).toMatch(
    /; their customers count by their other rows alone, so one without a row at the end counts as lost; /,
  );
});

test('columns of months: the months that can be read', async () => {
  const text = csv('customer,2024-12 mrr,2025-06 mrr,2025-12 mrr', 'A,10,10,10', 'B,100,x,20', 'C,10,-1,10');
  expect(await codes(text)).toEqual(['3 bad-number', '4 below-zero']);
  // 110 at the start, 30 at the end, a month.
  expect(await left(text)).toEqual([{ reason: 'bad_row', rows: 2, arr: 1320 }]);
});

describe('subscriptions', () => {
  const file = csv(
    'customer,start,end,mrr,status',
    'A,2024-01-01,,100,active',
    'B,2024-01-01,2023-01-01,200,active',
    'C,2024-02-30,,300,active',
    'D,2024-01-01,,x,active',
    ',2024-01-01,2024-06-01,50,active', // over before the start: nothing at either position
    'F,2024-01-01,,50,canceled',
    'G,2024-01-01,,-1,active',
  );

  test('are named by what is wrong with them', async () => {
    expect(await codes(file)).toEqual([
      '3 end-before-start',
      '4 bad-date',
      '5 bad-number',
      '6 no-id',
      '7 no-end',
      '8 below-zero',
    ]);
  });

  test('hold their rate while they run, or as a whole where their days cannot be read', async () => {
    // 2,400 + 3,600 + 600 a year; D and G say no amount, and row 6 is over.
    expect(await left(file)).toEqual([{ reason: 'bad_row', rows: 6, arr: 6600, rows_without_arr: 2 }]);
  });

  test('of a currency that cannot be read hold none that is known', async () => {
    const text = csv(
      'customer,start,end,mrr,currency',
      'A,2024-01-01,,100,EUR',
      'B,2024-01-01,2023-01-01,200,EUR',
      'C,2024-01-01,,300,Dollar',
    );
    expect(await codes(text)).toEqual(['3 end-before-start', '4 bad-currency']);
    expect(await left(text)).toEqual([
      { reason: 'bad_row', rows: 2, arr: 2400, rows_without_arr: 1, currency: 'EUR' },
    ]);
  });
});

test('invoice lines: the total over its days', async () => {
  const text = csv(
    'customer,service_start,service_end,amount',
    'A,2024-07-01,2025-07-01,1200',
    'A,2025-07-01,2026-07-01,1200',
    ',2024-07-01,2025-07-01,2400',
    'C,2024-07-01,2024-01-01,500',
    'D,soon,2025-07-01,500',
  );
  const options = { shape: 'invoice_lines', amount_basis: 'period_total', end_inclusive: false };
  expect(await codes(text, options)).toEqual(['4 no-id', '5 end-before-start', '6 bad-date']);
  expect(await left(text, options)).toEqual([{ reason: 'bad_row', rows: 3, arr: 2400, rows_without_arr: 2 }]);
});

test('deals: the contract over its term, where it has one', async () => {
  const text = csv(
    'Account Name,Stage,Amount,Close Date,Term Months',
    'A,Closed Won,24000,2024-06-01,24',
    'B,Closed Won,36000,2024-13-01,36',
    'C,Closed Won,abc,2024-06-01,12',
    'D,Closed Won,1000,2024-06-01,often',
  );
  expect(await codes(text)).toEqual(['3 bad-date', '4 bad-number', '5 bad-number']);
  expect(await left(text)).toEqual([{ reason: 'bad_row', rows: 3, arr: 12000, rows_without_arr: 2 }]);
});

test('movements say what changed, never what is paid', async () => {
  const text = csv(
    'customer,date,type,mrr',
    'A,2024-01-01,new,100',
    'B,2024-01-01,gone fishing,50',
    'C,someday,new,50',
    'D,2024-01-01,new,-50',
  );
  expect(await codes(text)).toEqual(['3 unknown-movement', '4 bad-date', '5 below-zero']);
  expect(await left(text)).toEqual([{ reason: 'bad_row', rows: 3, arr: null }]);
});

test('a file that is misread as a whole is counted, not kept', async () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => `A-${i},2025-12,x`);
  const loaded = await load(csv('customer,month,mrr', ...rows), { ...period, shape: 'monthly_long' });
  const [problem] = loaded.ok ? [] : loaded.problems;
  expect(problem?.message).toContain('3000 of 3000 rows cannot be read (row 2, column mrr: "x"; ');
  expect(problem?.rows).toHaveLength(20);
});

test('a total of fewer fields is a total, whatever the shape', async () => {
  const monthly = csv('customer,month,mrr,plan', 'A,2024-12,100,x', 'A,2025-12,100,x', 'Total,,200');
  const positions = csv('id,arr_start,arr_end,plan', 'A,100,100,x', 'Total,100,100');
  for (const text of [monthly, positions])
    expect(await left(text, { skip_bad_rows: false })).toEqual([{ reason: 'total_row', rows: 1, arr: null }]);
});
