import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

describe('accounts from rows', () => {
  test('every field that the headers name', async () => {
    const { accounts, basis } = await book(
      csv(
        'Customer ID,Name,Segment,Cohort,Currency,Opening ARR,Closing ARR,Start Date,End Date,Tenure,Returning,Churned,' +
          'Churn Reason,Went Live,Seats Start,Seats End,Renewal Date,Up For Renewal,Past Due,Will Cancel,Paused',
        'A-1,"Acme, Inc.",smb,2024,eur,"1,200.50",600,2024-01-15,2025-06-30,17,no,0,too_expensive,yes,10,5,2025-06-30,1,y,f,n',
        'A-2,Globex,,,EUR,100,100,,,,,,,,,,,,,,',
      ),
    );
    expect(basis).toBe('arr');
    expect(accounts).toEqual([
      {
        id: 'A-1',
        name: 'Acme, Inc.',
        segment: 'smb',
        cohort: '2024',
        currency: 'EUR',
        arr_start: 1200.5,
        arr_end: 600,
        start_date: '2024-01-15',
        end_date: '2025-06-30',
        tenure_months: 17,
        paid_before: false,
        churned_flag: false,
        churn_reason: 'too_expensive',
        activated: true,
        units_start: 10,
        units_end: 5,
        renewal_date: '2025-06-30',
        up_for_renewal: true,
        past_due: true,
        cancel_at_period_end: false,
        paused: false,
      },
      { id: 'A-2', name: 'Globex', currency: 'EUR', arr_start: 100, arr_end: 100 },
    ]);
  });

  test('a blank amount, or a marker of a missing one, is 0', async () => {
    const { accounts, reconciliation } = await book(
      csv('id,arr_start,arr_end', 'A,100,', 'B,,200', 'C,n/a,-', 'D,50,None'),
    );
    expect(accounts.map(({ arr_start, arr_end }) => [arr_start, arr_end])).toEqual([
      [100, 0],
      [0, 200],
      [0, 0],
      [50, 0],
    ]);
    expect(reconciliation).toMatchObject({
      rows_used: 4,
      arr_start: { from_rows: 150, from_accounts: 150 },
      arr_end: { from_rows: 200, from_accounts: 200 },
    });
  });

  test('monthly amounts stay as they are, and are told as ARR: twelve times', async () => {
    const { accounts, reconciliation } = await book(
      csv('id,mrr_start,mrr_end', 'A,100,150', 'B,50,0', 'Total,150,150'),
    );
    expect(accounts.map(({ arr_start, arr_end }) => [arr_start, arr_end])).toEqual([
      [100, 150],
      [50, 0],
    ]);
    expect(reconciliation).toMatchObject({
      arr_start: { from_rows: 1800, from_accounts: 1800 },
      arr_end: { from_rows: 1800, from_accounts: 1800 },
    });
  });

  test('what is left out of monthly amounts is told as ARR as well', async () => {
    const { reconciliation } = await book(csv('id,mrr_start,mrr_end', 'A,100,150', 'A,100,150', 'B,50,x'), {
      skip_bad_rows: true,
    });
    expect(reconciliation.excluded.map(({ reason, arr }) => [reason, arr])).toEqual([
      ['duplicate_row', 1800],
      ['bad_row', 600],
    ]);
  });

  test('a marker of a missing text is no segment, reason or currency', async () => {
    const { accounts } = await book(
      csv('id,arr_start,arr_end,segment,reason,currency', 'A,1,2,n/a,-,EUR', 'B,1,2,NULL,none,n/a'),
    );
    expect(accounts).toEqual([
      { id: 'A', arr_start: 1, arr_end: 2, currency: 'EUR' },
      { id: 'B', arr_start: 1, arr_end: 2 },
    ]);
  });

  test('seats count only where both ends have them', async () => {
    const { accounts } = await book(
      csv('id,arr_start,arr_end,seats_start,seats_end', 'A,10,20,5,8', 'B,10,0,5,0', 'C,10,20,,8'),
    );
    expect(accounts[0]).toMatchObject({ units_start: 5, units_end: 8 });
    for (const account of accounts.slice(1))
      expect(Object.keys(account)).toEqual(['id', 'arr_start', 'arr_end']);
  });

  test('the currency of amounts is the sign or code in them', async () => {
    const of = async (...rows: string[]) =>
      (await book(csv('id;arr_start;arr_end', ...rows))).accounts.map(({ currency }) => currency);
    expect(await of('A;€10;€20', 'B;10 €;', 'C;EUR 1;0')).toEqual(['EUR', 'EUR', 'EUR']);
    expect(await of('A;€10;€20', 'B;$5;$5', 'C;0;')).toEqual(['EUR', 'USD', undefined]);
    expect(await of('A;$10;$20', 'B;5;$5')).toEqual([undefined, undefined]);
  });
});

describe('rows left out', () => {
  const text = csv(
    'Customers at year end,,,,',
    ',,,,',
    'id,plan,currency,arr_start,arr_end',
    'A,pro,USD,100,150',
    ',,,,',
    'B,pro,EUR,200,300',
    'A,pro,USD,100,150',
    'T,test,USD,5,9',
    'T2,test,USD,oops,9',
    'C,pro,USD,abc,1',
    'D,pro,USD,10,0',
    'Total,,,310,450',
    'Grand total,,,310,450',
    ',,,,',
    'SUM,,,310,450',
  );
  const options = {
    currency: 'USD',
    exclude: [{ column: 'plan', values: ['test'] }],
    skip_bad_rows: true,
  };

  test('each has its reason, its count, its ARR and its first rows', async () => {
    const { accounts, reconciliation } = await book(text, options);
    expect(accounts).toEqual([
      { id: 'A', currency: 'USD', arr_start: 100, arr_end: 150 },
      { id: 'D', currency: 'USD', arr_start: 10, arr_end: 0 },
    ]);
    expect(reconciliation).toEqual({
      file: 'standard input',
      format: 'csv',
      shape: 'two_snapshots',
      rows_read: 14,
      rows_used: 2,
      excluded: [
        { reason: 'title', rows: 2, arr: null, first_rows: [1, 2] },
        { reason: 'blank', rows: 2, arr: null, first_rows: [5, 14] },
        { reason: 'other_currency', rows: 1, arr: 300, currency: 'EUR', first_rows: [6] },
        { reason: 'duplicate_row', rows: 1, arr: 150, currency: 'USD', first_rows: [7] },
        { reason: 'excluded_by_caller', rows: 2, arr: 18, currency: 'USD', first_rows: [8, 9] },
        { reason: 'bad_row', rows: 1, arr: 1, currency: 'USD', first_rows: [10] },
        { reason: 'total_row', rows: 3, arr: null, first_rows: [12, 13, 15] },
      ],
      bad_rows: 1,
      accounts: 2,
      accounts_merged: 0,
      arr_start: { from_rows: 110, from_accounts: 110 },
      arr_end: { from_rows: 150, from_accounts: 150 },
      position_start: null,
      position_end: null,
      notices: [expect.objectContaining({ code: 'bad-rows', count: 1, first_rows: [10] })],
      ties: true,
    });
  });

  test('their ARR is the larger of start and end; the first five rows are named', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => `T${i},test,${i},10`);
    const { reconciliation } = await book(
      csv('id,plan,arr_start,arr_end', 'A,pro,1,1', ...rows, 'U,test,500,0'),
      {
        exclude: [{ column: 'plan', values: ['test', 'other'] }],
      },
    );
    expect(reconciliation.excluded).toEqual([
      { reason: 'excluded_by_caller', rows: 8, arr: 570, first_rows: [3, 4, 5, 6, 7] },
    ]);
  });

  test('a customer whose name begins with "Total" is a customer', async () => {
    expect(leftOut(await book(csv('id,arr_start,arr_end', 'Total Energy,1,2', 'Sum Up,1,2')))).toEqual({});
  });

  test('a row to exclude is looked for by an existing header', async () => {
    expect(
      await refusals(csv('id,arr_start,arr_end', 'A,1,2'), { exclude: [{ column: 'Plan', values: ['x'] }] }),
    ).toEqual(['source.exclude[0].column: no header "Plan"; headers: id, arr_start, arr_end']);
  });

  test('a file without any account is refused', async () => {
    const head = 'id,arr_start,arr_end,currency';
    expect(await refusals(csv(head))).toEqual([
      'source.path: the file has headers and no rows under them; export it again',
    ]);
    expect(await refusals(csv(head, 'A,1,2,EUR', 'Total,1,2,EUR', 'B,1,2,EUR'), { currency: 'USD' })).toEqual(
      ['source.path: no row of 3 can be used; other_currency 2; total_row 1; check the file and source'],
    );
  });
});

describe('amounts in the smallest unit', () => {
  const cents = (header: string, ...rows: string[]) => csv(header, ...rows);

  test('are divided when the caller says so, and what is left out as well', async () => {
    const text = cents(
      'id,arr_start,arr_end,kind',
      'A,120000,90000,x',
      'B,240000,240001,x',
      'C,500,500,test',
    );
    const read = await book(text, {
      amount_unit: 'minor',
      exclude: [{ column: 'kind', values: ['test'] }],
    });
    expect(read.accounts).toMatchObject([
      { arr_start: 1200, arr_end: 900 },
      { arr_start: 2400, arr_end: 2400.01 },
    ]);
    expect(read.reconciliation).toMatchObject({ arr_start: { from_rows: 3600 }, ties: true });
    expect(read.reconciliation.excluded).toMatchObject([{ reason: 'excluded_by_caller', arr: 5 }]);
  });

  test('follow the currency of their row', async () => {
    const text = cents('id,arr_start,arr_end,currency', 'A,1200,900,JPY', 'B,1200,900,KWD');
    expect((await book(text, { amount_unit: 'minor' })).accounts).toMatchObject([
      { arr_start: 1200, arr_end: 900 },
      { arr_start: 1.2, arr_end: 0.9 },
    ]);
  });

  test('are known by both headers, and the reader is told', async () => {
    const options: Options = { columns: { arr_start: 'Start cents', arr_end: 'End cents' } };
    const read = await book(cents('id,Start cents,End cents', 'A,1200,900'), options);
    expect(read.accounts).toMatchObject([{ arr_start: 12, arr_end: 9 }]);
    expect(read.assumptions).toContainEqual({
      field: 'source.amount_unit',
      value: 'minor',
      source: 'header "Start cents"',
    });
  });
});

test.each([
  ['2026-01', '2025-06', '2025-06-30 is not after period_start 2026-01-31'],
  ['2025-06-30', '2025-06', '2025-06-30 is not after period_start 2025-06-30'],
])('a period from %s to %s is refused', async (period_start, period_end, said) => {
  const text = csv('id,arr_start,arr_end', 'A,1,1');
  expect(await refusals(text, { period_start, period_end })).toEqual([`source.period_end: ${said}`]);
});
