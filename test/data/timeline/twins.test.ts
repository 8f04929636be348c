/** Monthly rows that say the same twice where a column tells the products of a customer apart. */
import { describe, expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, leftOut, type Options } from '../load.ts';

const period: Options = { period_start: '2025-01', period_end: '2025-02' };

const rows = [
  'A,2025-01,base,100',
  'A,2025-01,addon,100',
  'A,2025-01,base,100', // row 4: again
  'A,2025-01,base,120',
  'A,2025-01,addon,100', // row 6: again
  'A,2025-02,base,100',
  'B,2025-01,,5',
  'B,2025-01,,5', // row 9: again
  'B,2025-02,,5',
];

const duplicates = ({ reconciliation }: Awaited<ReturnType<typeof book>>) =>
  reconciliation.notices?.find(({ code }) => code === 'duplicate-rows');

describe('a product column', () => {
  const file = () => book(csv('customer,month,product,mrr', ...rows), period);

  test('keeps what repeats, and names how many rows and where', async () => {
    const read = await file();
    expect(read.accounts.map(({ arr_start }) => arr_start)).toEqual([
      (100 + 100 + 100 + 120 + 100) * 12,
      120,
    ]);
    expect(duplicates(read)).toMatchObject({ count: 3, first_rows: [4, 6, 9] });
  });

  test('of different products or amounts is nothing to name', async () => {
    const plain = csv('customer,month,product,mrr', ...rows.filter((_, i) => ![2, 4, 7].includes(i)));
    expect(duplicates(await book(plain, period))).toBeUndefined();
  });
});

test('a row whose own id repeats in a month is dropped, in other months it is not', async () => {
  const read = await book(csv('customer,month,subscription_id,mrr', ...rows), period);
  expect(leftOut(read)).toEqual({ duplicate_row: 2 });
  expect(read.reconciliation.excluded[0]).toMatchObject({ arr: (100 + 100) * 12, first_rows: [4, 6] });
  expect(read.accounts.map(({ arr_start }) => arr_start)).toEqual([(100 + 100 + 120) * 12, 120]);
  // A blank id repeats nothing.
  expect(duplicates(read)).toMatchObject({ count: 1, first_rows: [9] });
});

test('subscriptions without an id are not one another, in a file that has ids', async () => {
  const read = await book(
    csv(
      'customer,subscription_id,start,end,mrr',
      ...['s1', 's1', '', ''].map((id) => `A,${id},2024-01-01,,10`),
    ),
    period,
  );
  expect(leftOut(read)).toEqual({ duplicate_row: 1 });
  expect(read.accounts[0]?.arr_end).toBe(3 * 120);
  expect(duplicates(read)).toMatchObject({ count: 1, first_rows: [5] });
});

test('a row whose own id repeats is dropped wherever another amount of that id stands', async () => {
  const lines = [
    'A,2025-01,s1,10',
    'A,2025-01,s1,20',
    'A,2025-01,s1,30',
    'A,2025-01,s1,10',
    'A,2025-01,s1,20',
  ];
  for (const order of [
    [0, 1, 2, 3, 4],
    [0, 3, 1, 4, 2],
    [4, 3, 2, 1, 0],
  ]) {
    const read = await book(
      csv('customer,month,subscription_id,mrr', ...order.map((i) => lines[i] ?? ''), 'A,2025-02,s1,10'),
      period,
    );
    expect(read.reconciliation.arr_start).toEqual({ from_rows: 720, from_accounts: 720 });
    expect(leftOut(read)).toEqual({ duplicate_row: 2 });
  }
});

describe('a second row of a month that comes late in a large file', () => {
  // Over 1 MiB, so that the file is read in pieces: 20,000 customers of one plan, and then a second plan of the first.
  const ids = Array.from({ length: 20_000 }, (_, i) => `customer-${String(i).padStart(30, '0')}`);
  const lines = ['2025-01', '2025-02'].flatMap((month) => ids.map((id) => [id, month, 'base', 10] as const));
  const first = ids[0] ?? '';
  const late = [[first, '2025-02', 'addon', 5] as const, [first, '2025-02', 'addon', 5] as const];
  const names = ['customer', 'month', 'subscription_id', 'mrr'];
  const forms = {
    csv: csv(names.join(','), ...[...lines, ...late].map((row) => row.join(','))),
    'JSON lines': [...lines, ...late]
      .map((row) => `${JSON.stringify(Object.fromEntries(row.map((cell, i) => [names[i], cell])))}\n`)
      .join(''),
  };

  test.each(Object.entries(forms))('is held against the first, as %s', async (_, text) => {
    const read = await book(text, period);
    expect(leftOut(read)).toEqual({ duplicate_row: 1 });
    expect(read.accounts.find(({ id }) => id === first)).toMatchObject({
      arr_start: 120,
      arr_end: (10 + 5) * 12,
    });
    expect(read.accounts).toHaveLength(20_000);
    expect(read.reconciliation).toMatchObject({ rows_read: 40_002, rows_used: 40_001 });
    const file = await inspected(text);
    expect(file.columns.map(({ header, missing, distinct }) => [header, missing, distinct])).toContainEqual([
      'subscription_id',
      0,
      '2',
    ]);
    expect(file.totals).toMatchObject({ rows_used: 40_001 });
  });
});

describe('a row that repeats another cell by cell', () => {
  const copies = [
    'A,2025-01,100,x',
    'A,2025-01,100,x',
    'A,2025-01,50,y',
    'A,2025-01,50,y',
    'A,2025-02,100,x',
  ];

  test('is dropped where the month is added up', async () => {
    const read = await book(csv('customer,month,mrr,note', ...copies), { ...period, dedupe: 'sum' });
    expect(read.accounts).toEqual([{ id: 'A', arr_start: 1800, arr_end: 1200 }]);
    expect(leftOut(read)).toEqual({ duplicate_row: 2 });
    expect(read.reconciliation).toMatchObject({ rows_read: 5, rows_used: 3, ties: true });
  });

  test('asks nothing where no other row stands beside it', async () => {
    const read = await book(
      csv('customer,month,mrr', 'A,2025-01,100', 'A,2025-01,100', 'A,2025-02,90'),
      period,
    );
    expect(read.accounts).toEqual([{ id: 'A', arr_start: 1200, arr_end: 1080 }]);
    expect(leftOut(read)).toEqual({ duplicate_row: 1 });
  });

  test('is dropped in wide files as well', async () => {
    const wide = csv('customer,plan,2025-01,2025-02', 'A,x,100,90', 'A,x,100,90', 'A,y,10,10', 'A,x,100,90');
    const read = await book(wide, { ...period, shape: 'monthly_wide', amount_basis: 'mrr', dedupe: 'sum' });
    expect(read.accounts).toEqual([{ id: 'A', arr_start: 1320, arr_end: 1200 }]);
    expect(leftOut(read)).toEqual({ duplicate_row: 2 });
  });
});

describe('keep_last beside a product column', () => {
  const keep: Options = { ...period, dedupe: 'keep_last' };

  test('keeps the last row of each product, and says what it left out', async () => {
    const read = await book(csv('customer,month,product,mrr', ...rows), keep);
    // base 120 and addon 100 of January; the copies and the first base are out.
    expect(read.accounts).toMatchObject([
      { id: 'A', arr_start: 220 * 12, arr_end: 1200 },
      { id: 'B', arr_start: 60, arr_end: 60 },
    ]);
    expect(leftOut(read)).toEqual({ duplicate_row: 4 });
    expect(read.reconciliation).toMatchObject({ rows_used: 5, ties: true });
    expect(duplicates(read)).toBeUndefined();
  });

  test('lets a product end in its month, and no other', async () => {
    const lines = ['A,2025-01,base,0.1', 'A,2025-01,addon,100.1', 'A,2025-01,addon,0', 'A,2025-02,base,0.1'];
    const read = await book(csv('customer,month,product,mrr', ...lines), keep);
    expect(read.accounts).toEqual([{ id: 'A', arr_start: 0.1 * 12, arr_end: 0.1 * 12 }]);
    expect(leftOut(read)).toEqual({ zero_amount: 1, duplicate_row: 1 });
  });

  test('moves the amount to the segment of the last row', async () => {
    const lines = [
      'A,2025-01,base,10,smb',
      'A,2025-01,addon,30,ent',
      'A,2025-01,addon,5,smb',
      'A,2025-02,base,10,smb',
    ];
    const read = await book(csv('customer,month,product,mrr,segment', ...lines), keep);
    expect(read.accounts).toEqual([{ id: 'A', segment: 'smb', arr_start: 180, arr_end: 120 }]);
  });
});

describe('keep_last drops copies where rows add up', () => {
  const all = { period_start: '2024-12-31', period_end: '2025-06-30' };
  test.each([
    ['subscriptions', 'customer,start,end,mrr', ['A,2024-01-01,,10', 'A,2024-01-01,,10'], 120],
    ['deals', 'customer,amount,close date,term', ['A,240,2024-02-01,24', 'A,240,2024-02-01,24'], 120],
    [
      'invoices',
      'customer,service_start,service_end,amount',
      ['A,2024-01-01,2026-01-01,240', 'A,2024-01-01,2026-01-01,240'],
      120,
    ],
    ['movements', 'customer,date,type,mrr', ['A,2024-01-01,new,10', 'A,2024-01-01,new,10'], 120],
  ])('%s', async (shape, header, lines, arr) => {
    const basis: Options =
      shape === 'deals'
        ? { shape: 'deals', amount_basis: 'tcv' }
        : shape === 'invoices'
          ? { shape: 'invoice_lines', amount_basis: 'period_total' }
          : {};
    const kept = await book(csv(header, ...lines), { ...all, ...basis });
    expect(kept.accounts.map(({ arr_end }) => arr_end)).toEqual([2 * arr]);
    const notices = kept.reconciliation.notices ?? [];
    expect(notices.find(({ code }) => code === 'duplicate-rows')?.message).toContain(
      'if they are copies, set dedupe to keep_last',
    );
    const read = await book(csv(header, ...lines), { ...all, ...basis, dedupe: 'keep_last' });
    expect(read.accounts.map(({ arr_start, arr_end }) => [arr_start, arr_end])).toEqual([[arr, arr]]);
    expect(leftOut(read)).toEqual({ duplicate_row: 1 });
    expect(read.reconciliation).toMatchObject({ rows_used: 1, ties: true });
  });
});
