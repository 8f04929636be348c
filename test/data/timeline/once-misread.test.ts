/** What founders' files hold that was once read as something else, each with the figures a person can check. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const amounts = async (content: string, options: Options) =>
  Object.fromEntries(
    (await book(content, options)).accounts.map(({ id, arr_start, arr_end }) => [id, [arr_start, arr_end]]),
  );

const year: Options = { period_start: '2024-12', period_end: '2025-12' };

describe('a column that only numbers the rows', () => {
  test.each(['id', 'record_id'])('is no customer where names repeat beside it: %s', async (header) => {
    const rows = ['1,Acme,2024-12,100', '2,Acme,2025-12,100', '3,Brick,2024-12,50', '4,Brick,2025-12,40'];
    expect(await amounts(csv(`${header},company,month,mrr`, ...rows), year)).toEqual({
      Acme: [1200, 1200],
      Brick: [600, 480],
    });
  });

  test('is the customer where it repeats, whatever it is called by', async () => {
    const rows = ['1,Acme,2024-12,100', '1,Acme Inc,2025-12,100', '2,Acme,2024-12,50', '2,Acme,2025-12,50'];
    expect(await amounts(csv('id,company,month,mrr', ...rows), year)).toEqual({
      1: [1200, 1200],
      2: [600, 600],
    });
  });
});

describe('deals', () => {
  const header = 'Opportunity Name,Account Name,Stage,Amount,Close Date,Type,Term';
  const deal = (name: string, stage: string, amount: number, date: string) =>
    `${name},Renewable Power,${stage},${amount},${date},New Business,24`;
  const options: Options = { period_start: '2024-12-31', period_end: '2025-06-30' };

  test('of a customer with "renew" in its name add up', async () => {
    const file = csv(
      header,
      deal('Renewable Power - platform', 'Closed Won', 24000, '2024-01-10'),
      deal('Renewable Power - add-on', 'Closed Won', 6000, '2024-09-10'),
    );
    expect(await amounts(file, options)).toEqual({ 'Renewable Power': [15000, 15000] });
  });

  test.each(['Core renewal', 'RENEWED 2025', 'renew: core'])('%s ends what ran before', async (name) => {
    const file = csv(
      header,
      deal('Core', 'Closed Won', 24000, '2024-01-10'),
      deal(name, 'Closed Won', 30000, '2025-02-10'),
    );
    expect(await amounts(file, options)).toEqual({ 'Renewable Power': [12000, 15000] });
  });

  test('add up where the type says so, whatever the name says of a renewal', async () => {
    const row = (name: string, amount: number, date: string, type: string) =>
      `${name},Acme,Closed Won,${amount},${date},${type},24`;
    const file = csv(
      header,
      row('Core', 24000, '2024-01-10', 'New Business'),
      row('Seats co-termed to renewal', 6000, '2025-02-10', 'Upsell'),
    );
    expect(await amounts(file, options)).toEqual({ Acme: [12000, 15000] });
  });

  test('are won with the name of a pipeline behind the stage', async () => {
    const stages = [
      'Closed Won (Sales Pipeline)',
      'Closed won - annual',
      'closedwon',
      'Won',
      '8 - Closed Won',
      '07.Closed Won',
    ];
    const file = csv(
      header,
      ...stages.map((stage, i) => deal(`d${i}`, stage, 24000, '2024-01-10')),
      deal('lost', 'Closed Lost', 24000, '2024-01-10'),
      deal('never', "Won't buy", 24000, '2024-01-10'),
    );
    const read = await book(file, options);
    expect(read.accounts).toMatchObject([{ arr_start: 72000, arr_end: 72000 }]);
    expect(leftOut(read)).toEqual({ lost_deal: 2 });
  });
});

describe('a last row of nothing', () => {
  const rows = ['A,2024-12,100,active', 'A,2025-12,100,active', 'B,2024-12,10,active', 'B,2025-12,10,active'];

  test.each(['A,2025-12,0,active', 'A,2025-12,,active', 'A,2025-12,100,canceled'])(
    'is kept as the last one: %s',
    async (last) => {
      const read = await book(csv('customer,month,mrr,status', ...rows, last), {
        ...year,
        dedupe: 'keep_last',
      });
      expect(read.accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
        ['A', 1200, 0],
        ['B', 120, 120],
      ]);
      expect(read.reconciliation).toMatchObject({ rows_read: 5, rows_used: 3 });
      expect(leftOut(read)).toMatchObject({ duplicate_row: 1 });
    },
  );

  test('tells what it took back in the currency of its customer', async () => {
    const file = csv('customer,month,mrr', 'A,2024-12,€100', 'A,2025-12,€100', 'A,2025-12,0', 'B,2024-12,€5');
    const { reconciliation } = await book(file, { ...year, dedupe: 'keep_last' });
    expect(reconciliation.excluded).toContainEqual(
      expect.objectContaining({ reason: 'duplicate_row', rows: 1, arr: 1200, currency: 'EUR' }),
    );
  });

  test('is none when a row that pays comes after it', async () => {
    const file = csv('customer,month,mrr,status', 'A,2025-12,0,active', ...rows);
    expect(await amounts(file, { ...year, dedupe: 'keep_last' })).toEqual({ A: [1200, 1200], B: [120, 120] });
  });
});

test('two products of one customer at one price are no copy in a file of one column a month', async () => {
  const wide: Options = { ...year, shape: 'monthly_wide' };
  const file = csv(
    'customer,product,MRR 2024-12,MRR 2025-12',
    'Acme,Core,500,500',
    'Acme,Analytics,500,500',
    'Acme,Core,500,500',
  );
  expect(await refusals(file, wide)).toEqual([
    'source.dedupe: customer "Acme" is on rows 2 and 3; set dedupe to sum, or exclude one',
  ]);
  const copies = csv('customer,product,MRR 2024-12,MRR 2025-12', 'Acme,Core,500,500', 'Acme,Core,500,500');
  expect(leftOut(await book(copies, wide))).toEqual({ duplicate_row: 1 });
});

describe('subscriptions', () => {
  const options: Options = { period_start: '2024-12-31', period_end: '2025-12-31' };

  test('a price of one is one under any basis, and a total is not multiplied', async () => {
    const rows = ['A,2024-01-01,2025-06-01,10,20', 'A,2025-06-01,,10,5'];
    const priced = csv('customer,start,end,unit price,quantity', ...rows);
    expect(await amounts(priced, { ...options, amount_basis: 'mrr' })).toEqual({ A: [2400, 600] });
    expect(await amounts(priced, { ...options, amount_basis: 'arr' })).toEqual({ A: [200, 50] });
    const total = await book(csv('customer,start,end,mrr,quantity', ...rows), options);
    expect(total.accounts).toMatchObject([{ arr_start: 120, arr_end: 120 }]);
    expect(total.assumptions).toContainEqual({
      field: 'source.columns.quantity',
      value: 'not applied',
      source: '"mrr" is taken as the total of a row, not as the price of one',
    });
  });

  test('who asked to leave when the period ends was there until then', async () => {
    const header =
      'id,Customer ID,Status,Plan,Amount,Quantity,Currency,Interval,Start Date (UTC),Current Period End (UTC),Canceled At (UTC),Cancel At Period End';
    const gone = (flag: string) =>
      `s1,c1,canceled,Pro,1200.50,1,usd,year,2024-06-01 10:00,2025-06-01 10:00,2024-07-02 10:00,${flag}`;
    const stays = 's2,c2,active,Pro,600.50,1,usd,year,2024-06-01 10:00,2026-06-01 10:00,,false';
    expect(await amounts(csv(header, gone('true'), stays), options)).toEqual({
      c1: [1200.5, 0],
      c2: [600.5, 600.5],
    });
    expect(await amounts(csv(header, gone('false'), stays), options)).toEqual({ c2: [600.5, 600.5] });
  });

  test.each([
    ['jpy', 600_000],
    ['xof', 600_000],
    ['kwd', 600],
    ['eur', 6_000],
  ])('smallest units of %s', async (currency, arr) => {
    const file = csv(
      'customer,start,end,unit_amount_in_cents,currency,interval',
      `A,2024-01-01,,50000,${currency},month`,
    );
    expect(await amounts(file, options)).toEqual({ A: [arr, arr] });
  });

  test('of rows without a product are not products', async () => {
    const file = csv('customer,start,end,mrr', 'A,2024-01-01,2025-01-01,100', 'A,2025-01-01,,100');
    expect((await book(file, options)).accounts[0]).not.toHaveProperty('products');
  });
});

test.each(['Sum of ARR', 'Total customers', '\u03a3', 'Gesamtergebnis'])('%s is a total', async (name) => {
  const read = await book(csv('customer,arr_start,arr_end', 'A,100,90', 'B,100,90', `${name},200,180`));
  expect(leftOut(read)).toEqual({ total_row: 1 });
});

test('a column of ends that is blank in every row is asked about, and no loss of all', async () => {
  expect(await refusals(csv('id,arr_start,arr_end', 'A,100,', 'B,100,'))).toEqual([
    'source.columns.arr_end: column "arr_end" is blank in all 2 rows; name the column of closing ARR, or write 0 where nobody pays',
  ]);
  expect((await book(csv('id,arr_start,arr_end', 'A,100,0', 'B,100,0'))).accounts).toHaveLength(2);
});

test('rows of one id that pay the same and differ in another fact are told so', async () => {
  expect(await refusals(csv('id,segment,arr_start,arr_end', 'A,smb,100,100', 'A,mid,100,100'))).toEqual([
    'source.dedupe: customer "A" is on rows 2 and 3 with different facts; set dedupe to sum or keep_last',
  ]);
});
