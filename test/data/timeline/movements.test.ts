/** Movements that contradict themselves: ends of another amount, balances that are no sum, and the order of one day. */
import { describe, expect, test } from 'vitest';
import { timeOf } from '../../../src/data/timeline/day-order.ts';
import { type Book, book, csv, type Options, refusals } from '../load.ts';

const period = { period_start: '2024-04', period_end: '2025-03' };

/** ARR at both ends by customer, after a check that both sides of the reconciliation agree. */
function ends({ accounts, reconciliation: { arr_start, arr_end, ties } }: Book) {
  expect(ties).toBe(true);
  for (const side of [arr_start, arr_end]) expect(side?.from_rows).toBeCloseTo(side?.from_accounts ?? -1, 6);
  return Object.fromEntries(accounts.map(({ id, arr_start: from, arr_end: to }) => [id, [from, to]]));
}

const plain = (...rows: string[]) => csv('customer,date,type,mrr', 'Z,2024-01-01,new,10', ...rows);
const balanced = (...rows: string[]) =>
  csv('customer,date,type,mrr,mrr_after', 'Z,2024-01-01,new,10,10', ...rows);

async function read(content: string, options: Options = {}) {
  const file = await book(content, { ...period, ...options });
  const { Z: _, ...customers } = ends(file);
  const notices = (file.reconciliation.notices ?? []).map(({ code, count, first_rows }) => [
    code,
    count,
    first_rows,
  ]);
  return { customers, notices, file };
}

describe('an end', () => {
  test.each([
    ['of no amount', 'A,2024-06-01,churn,0', [['churn-differs', 1, [4]]], '1,200.00 of ARR'],
    ['of nearly all', 'A,2024-06-01,churn,99', [['churn-differs', 1, [4]]], '12.00 of ARR'],
    ['of a little more', 'A,2024-06-01,churn,101', [['churn-differs', 1, [4]]], '12.00 of ARR'],
    ['of all', 'A,2024-06-01,cancellation,-100', [], ''],
  ])('%s ends the customer', async (_, row, notices, says) => {
    const found = await read(plain('A,2024-01-01,new,100', row));
    expect(found.customers).toEqual({ A: [1200, 0] });
    expect(found.notices).toEqual(notices);
    expect(found.file.reconciliation.notices?.[0]?.message ?? '').toContain(says);
  });

  test('of a part with nothing after it is asked about, with its row and what is at stake', async () => {
    const rows = ['A,2024-01-01,new,100', 'A,2024-06-01,churn,40'];
    expect(await refusals(plain(...rows), period)).toEqual([
      'source.columns.type: 1 end takes less than the ARR that the customer pays, and no movement follows (row 4: 480.00 of 1,200.00), so 720.00 of ARR stays or goes; write 0 as the amount where the customer left, and call it a contraction where it stayed',
    ]);
  });

  test('of a part before a new start was one', async () => {
    const rows = ['A,2024-01-01,new,100', 'A,2024-06-01,churn,40', 'A,2025-01-01,reactivation,30'];
    const found = await read(plain(...rows));
    expect(found.customers).toEqual({ A: [1200, 360] });
    expect(found.notices).toEqual([['churn-differs', 1, [4]]]);
  });

  test('of a part that the rest of the movements go on from is a contraction, and named', async () => {
    const rows = ['A,2024-01-01,new,100', 'A,2024-06-01,churn,40', 'A,2025-05-01,churn,60'];
    const found = await read(plain(...rows));
    expect(found.customers).toEqual({ A: [1200, 720] });
    expect(found.notices).toEqual([['churn-in-part', 1, [4]]]);
  });

  test('in parts of one day is one', async () => {
    const found = await read(plain('A,2024-01-01,new,100', 'A,2024-06-01,churn,40', 'A,2024-06-01,churn,60'));
    expect(found).toMatchObject({ customers: { A: [1200, 0] }, notices: [] });
  });

  test('of one of several products leaves the others', async () => {
    const file = csv(
      'customer,date,type,mrr,plan',
      'A,2024-01-01,new,100,x',
      'A,2024-02-01,expansion,40,y',
      'A,2024-06-01,churn,40,y',
    );
    const found = await read(file);
    expect(found.customers).toEqual({ A: [1680, 1200] });
    expect(found.notices).toEqual([['churn-in-part', 1, [4]]]);
  });

  test('after which a balance is left stands against it', async () => {
    const rows = ['A,2024-01-01,new,100,100', 'B,2024-01-01,new,5,5', 'A,2024-06-01,churn,100,100'];
    expect(await refusals(balanced(...rows), period)).toEqual([
      expect.stringContaining('(row 5: 1,200.00 of 1,200.00), so 1,200.00 of ARR stays or goes'),
    ]);
    const part = await read(balanced('A,2024-01-01,new,100,100', 'A,2024-06-01,churn,40,60'));
    expect(part).toMatchObject({ customers: { A: [1200, 720] }, notices: [['churn-in-part', 1, [4]]] });
    const none = await read(balanced('A,2024-01-01,new,100,100', 'A,2024-06-01,churn,0,0'));
    expect(none).toMatchObject({ customers: { A: [1200, 0] }, notices: [] });
  });
});

describe('a balance', () => {
  test('that is not the sum counts, and is named with its row and what it is off by', async () => {
    const found = await read(
      balanced('A,2024-01-01,new,100,100', 'A,2024-06-01,expansion,20,150', 'B,2024-01-01,new,5,5'),
    );
    expect(found.customers).toEqual({ A: [1200, 1800], B: [60, 60] });
    expect(found.notices).toEqual([['balance-differs', 1, [4]]]);
    expect(found.file.reconciliation.notices?.[0]?.message).toContain(
      'by 360.00 of ARR in all: the balance counts',
    );
    expect(found.file.assumptions).toContainEqual({
      field: 'source.columns.balance',
      value: 'the balance counts',
      source: '1 movement beside it adds up to something else, 360.00 of ARR in all',
    });
  });

  test('column that most movements contradict is none', async () => {
    // What was paid before each movement.
    const rows = ['A,2024-01-01,new,100,0', 'A,2024-06-01,expansion,20,100', 'A,2024-08-01,expansion,30,120'];
    expect(await refusals(balanced(...rows), period)).toEqual([
      expect.stringContaining(
        'source.columns.balance: 3 of 4 balances are not the sum of the movements before them and their own (first in row 3)',
      ),
    ]);
  });

  test('says what a customer paid before the file begins, and since when is not known', async () => {
    const found = await read(balanced('A,2024-08-01,contraction,20,80'));
    expect(found.customers).toEqual({ A: [1200, 960] });
    expect(found.notices).toEqual([['opening-from-balance', 1, [3]]]);
    expect(found.file.accounts.find(({ id }) => id === 'A')).not.toHaveProperty('start_date');
  });
});

test('what ran before a file began runs at the close of the month before, and nothing is known earlier', async () => {
  const file = csv(
    'customer,date,type,mrr,mrr_after',
    'A,2024-01-15,expansion,20,120',
    'B,2024-02-01,new,50,50',
    'A,2024-12-01,contraction,40,80',
  );
  const year = { period_start: '2023-12', period_end: '2024-12' };
  const read = await book(file, year);
  expect(ends(read)).toEqual({ A: [1200, 960], B: [0, 600] });
  expect(read.facts.months?.map(({ month, new: fresh }) => [month, fresh]).slice(0, 2)).toEqual([
    ['2024-01', 0],
    ['2024-02', 600],
  ]);
  expect(await refusals(file, { ...year, period_start: '2023-11' })).toEqual([
    'source.period_start: 2023-11-30 is before the first month 2023-12; choose that one or a later one',
  ]);
});

describe('movements of one day', () => {
  const day = ['B,2024-06-01,churn,100', 'B,2024-06-01,new,100'];

  test('count in the order of the whole file where their customer has no other day', async () => {
    const newestFirst = plain('A,2025-01-01,expansion,5', ...day, 'A,2024-01-01,new,20');
    expect((await read(newestFirst)).customers).toEqual({ A: [240, 300] });
    const alone = csv('customer,date,type,mrr', 'C,2025-01-01,new,5', ...day, 'A,2024-01-01,new,20');
    expect((await read(alone)).customers).toEqual({ A: [240, 240], C: [0, 60] });
    const oldestFirst = plain('A,2024-01-01,new,20', ...[...day].reverse());
    expect((await read(oldestFirst)).customers).toEqual({ A: [240, 240] });
  });

  test('count by their time of day where they have one', async () => {
    const rows = ['B,2024-06-01 14:30,churn,100', 'B,2024-06-01 09:15,new,100', 'C,2024-07-01 10:00,new,1'];
    expect((await read(plain(...rows))).customers).toEqual({ C: [0, 12] });
  });

  test.each([
    ['2024-06-01', 0],
    ['2024-06-01T14:30:05.5Z', 52205.5],
    ['6/1/2024 2:30 PM', 52200],
    ['6/1/2024 12:05 am', 300],
    ['1717252200', 52200],
    ['1717252200000', 52200],
    ['45444.75', 64800],
    [null, 0],
  ])('%s is %d seconds of its day', (cell, seconds) => {
    expect(timeOf(cell)).toBeCloseTo(seconds, 6);
  });

  test('so do events of a subscription', async () => {
    const header =
      'customer_external_id,subscription_external_id,event_date,effective_date,event_type,currency,amount_in_cents';
    const rows = [
      'C,s3,2025-01-01,2025-01-01,subscription_start,USD,500',
      'B,s1,2024-06-01,2024-06-01,subscription_cancelled,,',
      'B,s1,2024-06-01,2024-06-01,subscription_start,USD,10000',
      'A,s2,2024-01-01,2024-01-01,subscription_start,USD,1000',
    ];
    const file = await book(csv(header, ...rows), { ...period, amount_basis: 'mrr' });
    expect(ends(file)).toEqual({ A: [120, 120], C: [0, 60] });
  });
});
