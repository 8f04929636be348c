/** Cases over time that were wrong once: each by hand, each small. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';
import { report } from '../retention.ts';

const period: Options = { period_start: '2025-01', period_end: '2025-03' };

const arr = async (content: string, options: Options = {}) =>
  Object.fromEntries(
    (await book(content, options)).accounts.map(({ id, arr_start, arr_end }) => [id, [arr_start, arr_end]]),
  );

const figure = async (content: string, id: string, source: Options = {}) =>
  (await report(content, { source })).figures.find((one) => one.id === id)?.value;

describe('what only a late row shows', () => {
  const many = Array.from({ length: 2_500 }, (_, i) => `c${i}`);

  test('the order of day and month, after thousands of rows that leave it open', async () => {
    const rows = many.map((id, i) => `${id},01/0${(i % 9) + 1}/2025,100`);
    const file = await book(csv('customer,month,mrr', ...rows, 'late,02/13/2025,100'), {
      period_start: '2025-01',
      period_end: '2025-02',
    });
    expect(file.accounts).toHaveLength(2_501);
    expect(file.accounts.find(({ id }) => id === 'late')?.arr_end).toBe(1200);
  });

  test('the decimal mark, after thousands of plain numbers', async () => {
    const rows = many.map((id) => `${id};2025-01;100`);
    const file = await arr(
      csv('customer;month;mrr', ...rows, 'late;2025-01;1.234,56', 'late;2025-02;1.234,56'),
      {
        period_start: '2025-01',
        period_end: '2025-02',
      },
    );
    expect(file['late']).toEqual([1234.56 * 12, 1234.56 * 12]);
  });

  test('two decimal marks, where the fewer are cells that cannot be read', async () => {
    const rows = many.map((id) => `${id},2025-01,100`);
    const late = ['a', 'b', 'c'].flatMap((id) => [`${id},2025-01,10.50`, `${id},2025-02,10.50`]);
    const content = csv('customer,month,mrr', ...rows, ...late, 'd,2025-01,"1,5"', 'd,2025-02,"1,5"');
    const options: Options = { period_start: '2025-01', period_end: '2025-02' };
    expect(await refusals(content, options)).toEqual([
      expect.stringMatching(/^source\.path: 2 of 2508 rows cannot be read \(row 2508, column mrr: "1,5"/),
    ]);
    expect((await arr(content, { ...options, skip_bad_rows: true }))['a']).toEqual([126, 126]);
  });
});

describe('columns', () => {
  test('of a system stand beside the usual names, so that the first column never becomes the customer', async () => {
    const deals = csv(
      'stage,amount,close_date,term,customer',
      'Closed Won,12000,2024-06-01,12,A',
      'Closed Won,24000,2024-06-01,12,B',
    );
    expect(await arr(deals, period)).toEqual({ A: [12000, 12000], B: [24000, 24000] });
  });

  test('that a shape needs are asked for when the caller names the shape', async () => {
    const [message = ''] = await refusals(csv('month,mrr,kunde', '2025-01,5,A'), { shape: 'monthly_long' });
    expect(message).toMatch(/^source\.columns\.customer_id: no column for customer_id or customer_name/);
  });
});

describe('ends', () => {
  const renewed = csv(
    'customer,start,end,arr',
    ...['A', 'B', 'C'].flatMap((id) => [
      `${id},2024-01-01,2024-12-31,1000`,
      `${id},2025-01-01,2025-12-31,1000`,
    ]),
  );

  test('on the last day of a month are inclusive, also where few renewals show it', async () => {
    expect(await arr(renewed, { period_start: '2024-06', period_end: '2024-12' })).toEqual({
      A: [1000, 1000],
      B: [1000, 1000],
      C: [1000, 1000],
    });
  });

  test('in the middle of months that few renewals follow a day later are asked about', async () => {
    const odd = csv('customer,start,end,arr', 'A,2024-01-10,2024-07-19,1000', 'A,2024-07-20,2025-01-09,1000');
    const options: Options = { period_start: '2024-02', period_end: '2024-07-20' };
    const [message = ''] = await refusals(odd, options);
    expect(message).toMatch(/^source\.end_inclusive: 1 span with ARR 1,000.00 ends on 2024-07-19/);
    // Where the period does not hang on it, nobody is asked.
    expect(await arr(odd, { ...options, period_end: '2024-06' })).toEqual({ A: [1000, 1000] });
  });

  test.each([
    ['2024-03-15,2024-12-31', '2025-01-01', 100],
    ['2024-01-15,2025-01-14', '2025-01-15', 100],
    ['2023-12-31,2024-12-31', '2025-01-01', 0],
    ['2024-03-15,2024-12-30', '2024-12-31', 0],
  ])('that read like a last paid day are one: %s', async (dates, day, paid) => {
    const lines = ['A', 'B', 'C'].map((id) => `${id},${dates},100`);
    const options: Options = { period_start: '2024-06-30', period_end: day, day_position: 'open' };
    const read = await book(csv('customer,start,end,arr', ...lines, 'D,2024-01-01,,100'), options);
    expect(read.accounts[0]?.arr_end).toBe(paid);
  });

  test('that lie ahead are no cancellation', async () => {
    const contracts = csv(
      'customer,start,end,arr,cancel_at_period_end',
      'A,2023-05-01,2026-05-01,100,no',
      'B,2023-05-01,2026-05-01,100,yes',
    );
    const { accounts } = await book(contracts, period);
    expect(accounts.map(({ id, cancel_at_period_end }) => [id, cancel_at_period_end])).toEqual([
      ['A', undefined],
      ['B', true],
    ]);
  });

  test('named expires are ends', async () => {
    const file = csv('customer,start,expires_at,mrr', 'A,2024-01-01,2025-02-10,10', 'B,2024-01-01,,10');
    expect(await arr(file, period)).toEqual({ A: [120, 0], B: [120, 120] });
  });

  test('a subscription canceled within its trial was one', async () => {
    const file = await book(
      csv(
        'customer,subscription,start,ended_at,trial_end,mrr,status',
        'A,1,2025-01-01,2025-01-05,2025-01-15,10,canceled',
        'B,2,2024-01-01,,,10,active',
      ),
      period,
    );
    expect(leftOut(file)).toEqual({ trial: 1 });
  });

  test('canceled rows without an amount are asked about: nobody could be seen to leave', async () => {
    const file = csv(
      'customer,subscription,start,ended_at,mrr,status',
      'A,1,2024-01-01,2025-02-05,0,canceled',
      'B,2,2024-01-01,,10,active',
    );
    expect(await refusals(file, period)).toEqual([
      expect.stringContaining('source.columns.amount: 1 canceled row with nothing in column "mrr"'),
    ]);
  });
});

describe('invoices', () => {
  const monthly = csv(
    'customer,service_start,service_end,amount',
    ...['01-31', '02-28', '03-31', '04-30', '05-31', '06-30'].map(
      (end, i) => `A,2025-0${i + 1}-01,2025-${end},100`,
    ),
  );

  test('of a flat price give a flat rate, whatever the length of the month', async () => {
    const options: Options = { amount_basis: 'period_total', period_start: '2025-01', period_end: '2025-06' };
    expect(await arr(monthly, options)).toEqual({ A: [1200, 1200] });
  });

  test('that were voided bill nothing', async () => {
    const file = csv(
      'customer,service_start,service_end,amount,status',
      'A,2025-01-01,2026-01-01,1200,paid',
      'B,2025-01-01,2026-01-01,7200,void',
    );
    const read = await book(file, { ...period, amount_basis: 'period_total' });
    expect(read.reconciliation.arr_end?.from_accounts).toBe(1200);
    expect(leftOut(read)).toEqual({ incomplete: 1 });
  });

  test('and movements make no products', async () => {
    const moves = csv(
      'customer,date,type,mrr',
      ...Array.from({ length: 12 }, (_, i) => [
        `c${i},2024-01-01,new,100`,
        `c${i},2025-02-01,expansion,50`,
      ]).flat(),
    );
    expect((await book(moves, period)).accounts.every(({ products }) => products === undefined)).toBe(true);
  });
});

describe('months', () => {
  test('in which nobody pays are no positions of a wide file', async () => {
    const wide = csv(
      'customer,MRR 2024-02,MRR 2024-12,MRR 2025-01,MRR 2025-02',
      ...Array.from({ length: 12 }, (_, i) => `c${i},10,10,,`),
    );
    expect(await refusals(wide, { period_end: '2025-02' })).toEqual([
      'source.period_end: 2025-02-28 is after the last month 2024-12',
    ]);
  });

  test('of which one row stands twice are asked about, also with the same amount', async () => {
    const file = csv(
      'customer,month,mrr,city',
      'A,2025-01,100,Paris',
      'A,2025-01,100,Lyon',
      'A,2025-03,100,Paris',
    );
    expect(await refusals(file, period)).toEqual([
      expect.stringContaining('source.dedupe: customer "A" has two rows for one month (row 3)'),
    ]);
    expect(await arr(file, { ...period, dedupe: 'sum' })).toEqual({ A: [2400, 1200] });
  });

  test('that are missing for everybody make no churn and no return', async () => {
    const file = await book(
      csv(
        'customer,month,mrr',
        ...['2024-12', '2025-01', '2025-03', '2025-04'].map((month) => `A,${month},10`),
      ),
      { period_start: '2025-01', period_end: '2025-04' },
    );
    expect(file.facts.months?.map(({ month, churn, reactivation }) => [month, churn, reactivation])).toEqual([
      ['2025-01', 0, 0],
      ['2025-04', 0, 0],
    ]);
  });

  test('named in German, French or Spanish are months', async () => {
    const wide = csv('kunde;Dez 24;Mrz 25;Mai 25;Okt 25;Dez 25', 'A;10;10;10;10;20');
    expect(
      await arr(wide, { columns: { customer_id: 'kunde' }, amount_basis: 'mrr', period_end: '2025-12' }),
    ).toEqual({ A: [120, 240] });
  });

  test('of less than a year are asked which, and a year beyond the file ends with it', async () => {
    const file = csv(
      'customer,month,mrr',
      ...['2025-01', '2025-06', '2025-12'].map((month) => `A,${month},10`),
    );
    expect(await refusals(file)).toEqual([
      'source.period_start: the file covers 2025-01 to 2025-12, not twelve months up to 2025-12-31; say which period, such as period_start 2025-01',
    ]);
    expect((await book(file, { period_start: '2025-01' })).book.period_end).toBe('2025-12-31');
  });
});

describe('movements', () => {
  test('of one day count in the order of the file, newest first or last', async () => {
    const rows = [
      'A,2025-02-01,contraction,40,80',
      'A,2025-02-01,expansion,20,120',
      'A,2024-01-01,new,100,100',
    ];
    const read = (lines: readonly string[]) => arr(csv('customer,date,type,mrr,balance', ...lines), period);
    expect(await read(rows)).toEqual({ A: [1200, 960] });
    expect(await read([...rows].reverse())).toEqual({ A: [1200, 960] });
  });

  test('may dip below nothing within a day', async () => {
    const file = csv(
      'customer,date,type,mrr',
      'A,2024-01-01,new,100',
      'A,2025-02-05,contraction,150',
      'A,2025-02-05,expansion,100',
    );
    expect(await arr(file, period)).toEqual({ A: [1200, 600] });
  });

  test('words that every object has are no movements', async () => {
    const file = csv('customer,date,type,mrr', 'A,2024-01-01,new,100', 'A,2025-02-05,constructor,50');
    expect(await refusals(file, period)).toEqual([
      expect.stringContaining(': "constructor" is no movement)'),
    ]);
  });
});

describe('cents', () => {
  test('are those of the currency, for balances as for amounts', async () => {
    const mogul = (code: string) =>
      csv(
        'description,activity-mrr-movement,activity-mrr,activity-arr,date,type,currency,customer-external-id',
        `x,10000,10000,120000,2024-01-01,new_biz,${code},A`,
      );
    expect(await arr(mogul('JPY'), period)).toEqual({ A: [120000, 120000] });
    expect(await arr(mogul('USD'), period)).toEqual({ A: [1200, 1200] });
  });
});

describe('grace', () => {
  test('holds nobody who came back only later', async () => {
    const file = csv(
      'customer,start,end,mrr',
      'A,2024-01-01,2025-01-01,500',
      'A,2025-06-03,,500',
      'B,2024-01-01,,1',
    );
    const options: Options = { period_start: '2024-06', period_end: '2025-01-15', grace_days: 30 };
    expect((await arr(file, options))['A']).toEqual([6000, 0]);
    const months = csv(
      'customer,month,mrr',
      'A,2025-01,5',
      'A,2025-04,5',
      'B,2025-01,1',
      'B,2025-02,1',
      'B,2025-04,1',
    );
    expect(
      (await arr(months, { period_start: '2025-01', period_end: '2025-02', grace_days: 30 }))['A'],
    ).toEqual([60, 0]);
  });
});

describe('merged ids', () => {
  const file = csv(
    'customer,month,mrr',
    ...['2024-12', '2025-01'].map((month) => `A,${month},100`),
    ...['2025-02', '2025-03'].map((month) => `A2,${month},100`),
    ...['2024-12', '2025-01', '2025-02', '2025-03'].map((month) => `B,${month},50`),
  );

  test('are one customer in every month, not at the two positions alone', async () => {
    const source = { ...period, merge_map: { A: 'A2' } };
    expect(await arr(file, source)).toEqual({ A2: [1200, 1200], B: [600, 600] });
    expect(await figure(file, 'grr', source)).toBe(1);
    expect(await figure(file, 'compounded_monthly_grr', source)).toBe(1);
  });

  test('must be in the file, and end somewhere', async () => {
    expect(await refusals(file, { ...period, merge_map: { X: 'B' } })).toEqual([
      'merge_map.X: no customer "X" in the file; check the id',
    ]);
    expect(await refusals(file, { ...period, merge_map: { A: 'B', B: 'A' } })).toEqual([
      'merge_map.A: leads back to itself; end the chain at one id',
      'merge_map.B: leads back to itself; end the chain at one id',
    ]);
  });
});

describe('rows of nobody', () => {
  test('are bad rows, not customers; totals are neither', async () => {
    const file = csv(
      'customer,month,mrr',
      'n/a,2025-01,5',
      '\u200b,2025-01,5',
      'A,2025-01,5',
      'A,2025-03,5',
      'Summe:,2025-01,15',
      'Gesamt,2025-03,5',
      '合計,2025-03,5',
    );
    const read = await book(file, { ...period, skip_bad_rows: true });
    expect(read.accounts.map(({ id }) => id)).toEqual(['A']);
    expect(leftOut(read)).toEqual({ bad_row: 2, total_row: 3 });
  });

  test('ids that differ only far behind stay two', async () => {
    const long = 'x'.repeat(150);
    const file = csv(
      'customer,month,mrr',
      ...['a', 'b'].flatMap((end) => [`${long}${end},2025-01,5`, `${long}${end},2025-03,5`]),
    );
    const { accounts } = await book(file, period);
    expect(accounts).toHaveLength(2);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(2);
  });
});

describe('deals', () => {
  const header =
    'Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company,Contract Term,Deal Type';

  test('whose name says renewal end what ran before', async () => {
    const file = csv(
      header,
      '1,Acme,closedwon,12000,2024-02-10,Acme,12,newbusiness',
      '2,Acme Renewal,closedwon,13200,2025-01-28,Acme,12,existingbusiness',
    );
    expect(await arr(file, { period_start: '2024-12', period_end: '2025-02' })).toEqual({
      Acme: [12000, 13200],
    });
  });

  test('that renew a deal of an id merged into another end it as well', async () => {
    const file = csv(
      header,
      '1,Acme,closedwon,12000,2024-02-10,Acme,12,newbusiness',
      '2,Acme Renewal,closedwon,13200,2025-01-28,Acme Inc,12,existingbusiness',
    );
    expect(
      await arr(file, {
        period_start: '2024-12',
        period_end: '2025-02',
        merge_map: { 'Acme Inc': 'Acme' },
      }),
    ).toEqual({ Acme: [12000, 13200] });
  });

  test('that run at once are named', async () => {
    const file = csv(
      header,
      '1,Acme,closedwon,12000,2024-02-10,Acme,12,newbusiness',
      '2,Acme more,closedwon,13200,2024-08-28,Acme,12,existingbusiness',
    );
    const { reconciliation } = await book(file, { period_start: '2024-06', period_end: '2024-12' });
    expect(reconciliation.notices?.map(({ code }) => code)).toContain('overlapping-deals');
  });

  test('may be told their term', async () => {
    const file = csv(
      'Opportunity Name,Account Name,Stage,Amount,Close Date',
      'x,A,Closed Won,12000,2024-06-01',
    );
    expect(await arr(file, { ...period, term_months: 24 })).toEqual({ A: [6000, 6000] });
  });
});

test('months of several currencies are never added', async () => {
  const file = csv(
    'customer,month,mrr,currency',
    ...['2025-01', '2025-02', '2025-03'].flatMap((month) => [`A,${month},10,USD`, `B,${month},10,EUR`]),
  );
  const { tables, figures } = await report(file, { source: period });
  expect(tables.monthly?.rows).toBeNull();
  expect(figures.map(({ id }) => id)).not.toContain('compounded_monthly_grr');
});

test('a blank currency in a file of several is a bad row wherever it stands', async () => {
  const rows = ['A,2025-01,10,USD', 'C,2025-01,900,', 'B,2025-01,10,EUR'];
  for (const order of [rows, [...rows].reverse()])
    for (const options of [period, { ...period, currency: 'USD' }])
      expect(
        await refusals(csv('customer,month,mrr,currency', ...order, 'A,2025-03,10,USD'), options),
      ).toContainEqual(expect.stringContaining('1 row names no currency in a file of several'));
});

test('the reason is that of what ended last, wherever its row stands', async () => {
  const rows = [
    'A,2,2024-06-01,2025-02-15,10,canceled,pricing',
    'A,1,2023-01-01,2024-05-01,10,canceled,bug',
    'B,3,2023-01-01,,10,active,',
  ];
  for (const order of [rows, [...rows].reverse()]) {
    const file = csv('customer,subscription,start,ended_at,mrr,status,churn_reason', ...order);
    const { accounts } = await book(file, period);
    expect(accounts.find(({ id }) => id === 'A')?.churn_reason).toBe('pricing');
  }
});

test('rows that are left out unread are named aloud', async () => {
  const file = csv(
    'customer,start,end,mrr',
    ...['A', 'C', 'D', 'E'].map((id) => `${id},2023-01-01,2025-06-01,10`),
    'B,2023-01-01,2025-02-01,ten',
  );
  const { reconciliation } = await book(file, { ...period, skip_bad_rows: true });
  expect(reconciliation.notices).toContainEqual(
    expect.objectContaining({ code: 'bad-rows', count: 1, first_rows: [6] }),
  );
  const snapshots = csv('id,arr_start,arr_end', 'A,10,10', 'B,10,ten');
  const both = await book(snapshots, { skip_bad_rows: true });
  expect(both.reconciliation.notices?.[0]).toMatchObject({ code: 'bad-rows', count: 1, first_rows: [3] });
});

test('what grace keeps and what deals were booked at are figures, in one currency alone', async () => {
  const gone = csv('customer,start,end,mrr', 'A,2024-01-01,2025-03-20,500', 'B,2024-01-01,,1');
  expect(await figure(gone, 'in_grace_arr', { ...period, grace_days: 30 })).toBe(6000);
  expect(await figure(gone, 'in_grace_arr', period)).toBeUndefined();
  const header = 'Opportunity Name,Account Name,Stage,Amount,Close Date,Contract Term,Currency';
  const deals = (other: string) =>
    csv(header, 'x,A,Closed Won,36000,2024-06-01,36,USD', `y,B,Closed Won,12000,2024-06-01,12,${other}`);
  expect(await figure(deals('USD'), 'booked_total', period)).toBe(48000);
  expect(await figure(deals('EUR'), 'booked_total', period)).toBeUndefined();
});

test('customers that became one are in the segment that pays most of it at the start, whoever is named first', async () => {
  const rows = [
    'A,2025-01,10,SMB',
    'A,2025-03,10,SMB',
    'B,2025-01,1000,ENT',
    'B,2025-03,5,ENT',
    'B,2025-03,1,SMB',
  ];
  for (const lines of [rows, [...rows].reverse()]) {
    const file = await book(csv('customer,month,mrr,segment', ...lines), {
      ...period,
      dedupe: 'sum',
      merge_map: { B: 'A' },
    });
    expect(file.accounts).toMatchObject([{ id: 'A', segment: 'ENT', arr_start: 12120, arr_end: 192 }]);
    expect(file.reconciliation.notices?.map(({ code }) => code)).toContain('segment-changed');
  }
});

test('of two rows for one month the last one also says whether it is past due', async () => {
  const rows = ['A,2025-01,10,active', 'A,2025-03,10,active', 'A,2025-03,12,past_due'];
  const others = ['B,2025-01,10,active', 'B,2025-03,10,past_due', 'B,2025-03,14,active'];
  const same = ['C,2025-01,10,active', 'C,2025-03,10,active', 'C,2025-03,10,paused'];
  const { accounts } = await book(csv('customer,month,mrr,status', ...rows, ...others, ...same), {
    ...period,
    dedupe: 'keep_last',
  });
  expect(accounts).toEqual([
    { id: 'A', arr_start: 120, arr_end: 144, past_due: true },
    { id: 'B', arr_start: 120, arr_end: 168 },
    { id: 'C', arr_start: 120, arr_end: 120, paused: true },
  ]);
});

test('of two rows for one month the last one says in which segment the amount is', async () => {
  const rows = [
    // 20 of the first segment are replaced by 15 of the second, and 30 by 30.
    ...['A,2025-01,20,smb', 'A,2025-01,15,ent', 'A,2025-03,10,ent'],
    ...['B,2025-01,30,smb', 'B,2025-01,30,ent', 'B,2025-03,10,ent'],
    // Back again: the third row undoes the second.
    ...['C,2025-01,20,smb', 'C,2025-01,40,ent', 'C,2025-01,25,smb', 'C,2025-03,10,smb'],
  ];
  const file = await book(csv('customer,month,mrr,segment', ...rows), { ...period, dedupe: 'keep_last' });
  expect(file.accounts).toMatchObject([
    { id: 'A', segment: 'ent', arr_start: 180, arr_end: 120 },
    { id: 'B', segment: 'ent', arr_start: 360, arr_end: 120 },
    { id: 'C', segment: 'smb', arr_start: 300, arr_end: 120 },
  ]);
  expect(file.reconciliation).toMatchObject({
    rows_used: 6,
    arr_start: { from_rows: 840, from_accounts: 840 },
    excluded: [{ reason: 'duplicate_row', rows: 4 }],
  });
});

test('the total of a column of deals counts each won deal once, whatever an amount stands for', async () => {
  const header = 'account,deal_name,close_date,amount,stage,term_months';
  const deal = (id: string, amount: string, stage: string) => `${id},x,2024-06-01,${amount},${stage},12`;
  const deals = csv(
    header,
    deal('A', '1.234', 'Closed Won'),
    deal('B', '2.345', 'Closed Won'),
    deal('C', '9.000', 'Closed Lost'),
  );
  for (const amount_basis of ['arr', 'tcv'] as const)
    expect(await refusals(deals, { ...period, amount_basis })).toEqual([
      expect.stringMatching(/column total 3\.58\).*column total 3,579\.00\)/),
    ]);
});

test('a row of nothing, or of a status that pays nothing, may say why its customer left', async () => {
  const rows = ['A,2025-01,10,active,', 'B,2025-01,10,active,', 'C,2025-01,10,active,'];
  const gone = ['A,2025-03,0,canceled,price', 'B,2025-03,10,canceled,bug', 'D,2025-03,0,canceled,never paid'];
  for (const lines of [
    [...rows, 'C,2025-03,9,active,', ...gone],
    [...gone, 'C,2025-03,9,active,', ...rows],
  ]) {
    const { accounts } = await book(csv('customer,month,mrr,status,churn_reason', ...lines), period);
    expect(accounts.map(({ id, arr_end, churn_reason }) => [id, arr_end, churn_reason])).toEqual([
      ['A', 0, 'price'],
      ['B', 0, 'bug'],
      ['C', 108, undefined],
    ]);
  }
});

test('deals of one year are not proposed for the day when the last of their terms is over', async () => {
  const deals = csv(
    'account,deal_name,close_date,amount,stage,term_months',
    'A,x,2025-01-15,1200,Closed Won,12',
    'B,y,2025-03-15,3600,Closed Won,36',
    'C,z,2025-06-15,2400,Closed Won,24',
  );
  expect(await refusals(deals)).toEqual([expect.stringContaining('such as period_end 2026-01')]);
  // On 31 January 2025 A pays 1,200; a year later its term is over and B and C pay as much each.
  expect(await arr(deals, { period_end: '2026-01' })).toEqual({ A: [1200, 0], B: [0, 1200], C: [0, 1200] });
});
