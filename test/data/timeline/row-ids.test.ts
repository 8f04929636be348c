/** Rows with an id of their own: two ids are two records however alike, and one id on several rows is one record. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-06', period_end: '2024-12' };

/** Lines of invoices say what their amounts are for. */
const billed = (content: string): Options =>
  /service/i.test(content) ? { amount_basis: 'period_total' } : {};

const read = async (content: string, options: Options = {}) => {
  const file = await book(content, { ...period, ...billed(content), ...options });
  return {
    arr: file.accounts.map(({ arr_end }) => arr_end),
    out: leftOut(file),
    notices:
      file.reconciliation.notices?.map(({ code }) => code).filter((code) => code === 'duplicate-rows') ?? [],
  };
};

describe.each([
  [
    'deals of Salesforce',
    'Opportunity ID,Account Name,Opportunity Name,Stage,Amount,Close Date,Term (months)',
    (id: string, amount: number) => `${id},A,Seats,Closed Won,${amount},2024-01-01,12`,
  ],
  [
    'deals of HubSpot',
    'Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company,Contract Term',
    (id: string, amount: number) => `${id},Seats,closedwon,${amount},2024-01-01,A,12`,
  ],
  [
    'deals with a product',
    'Deal ID,Account,Stage,Amount,Close Date,Term (months),Product',
    (id: string, amount: number) => `${id},A,Won,${amount},2024-01-01,12,Core`,
  ],
  [
    'subscriptions',
    'Subscription ID,Customer,Plan,Start Date,End Date,ARR',
    (id: string, amount: number) => `${id},A,Pro,2024-01-01,2025-01-01,${amount}`,
  ],
  [
    'lines of invoices',
    'Line Item ID,Customer,Service Start,Service End,Amount',
    (id: string, amount: number) => `${id},A,2024-01-01,2025-01-01,${amount}`,
  ],
])('%s', (_, header, row) => {
  const alike = csv(header, row('x1', 1200), row('x2', 1200));
  const copied = csv(header, row('x1', 1200), row('x1', 1200), row('x2', 600));
  const versions = csv(header, row('x1', 1200), row('x2', 600), row('x1', 2400));

  test.each([{}, { dedupe: 'keep_last' }, { dedupe: 'sum' }] satisfies Options[])(
    'of two ids are two however alike: %j',
    async (options) => {
      expect(await read(alike, options)).toEqual({ arr: [2400], out: {}, notices: [] });
    },
  );

  test('that repeat one of their id in all they say are dropped', async () => {
    expect(await read(copied)).toEqual({ arr: [1800], out: { duplicate_row: 1 }, notices: [] });
  });

  test('of one id that differ are asked about, and settled as the caller says', async () => {
    expect(await refusals(versions, { ...period, ...billed(versions) })).toEqual([
      'source.dedupe: id "x1" (rows 2 and 4) is on several rows that differ, as versions of one record (keep_last) or as parts of it (sum); say which',
    ]);
    expect(await read(versions, { dedupe: 'keep_last' })).toEqual({
      arr: [3000],
      out: { duplicate_row: 1 },
      notices: [],
    });
    expect((await read(versions, { dedupe: 'sum' })).arr).toEqual([4200]);
  });

  test('without one in a file of ids are judged by what they say', async () => {
    const blank = csv(header, row('', 1200), row('', 1200), row('x', 1200));
    expect(await read(blank)).toEqual({ arr: [3600], out: {}, notices: ['duplicate-rows'] });
    expect((await read(blank, { dedupe: 'keep_last' })).arr).toEqual([2400]);
  });
});

test('a deal that moved to another customer is where its last row says', async () => {
  const moved = csv(
    'Deal ID,Account,Stage,Amount,Close Date,Term (months)',
    'x1,A,Won,1200,2024-01-01,12',
    'x1,B,Won,1200,2024-01-01,12',
  );
  const { accounts } = await book(moved, { ...period, dedupe: 'keep_last' });
  expect(accounts.map(({ id }) => id)).toEqual(['B']);
});

test('a subscription with a row for each of its prices is one that changed', async () => {
  const history = csv(
    'Subscription ID,Customer,Start Date,End Date,ARR',
    's1,A,2024-01-01,2024-09-01,1200',
    's1,A,2024-09-01,2025-09-01,2400',
  );
  for (const options of [{}, { dedupe: 'keep_last' }] satisfies Options[]) {
    const { accounts } = await book(history, { ...period, ...options });
    expect(accounts).toMatchObject([{ arr_start: 1200, arr_end: 2400 }]);
  }
});

describe('invoices with a number', () => {
  const header = 'Invoice Number,Customer,Service Start,Service End,Amount';
  const line = (id: string, amount: number) => `${id},A,2024-01-01,2025-01-01,${amount}`;

  test('are two however alike', async () => {
    const two = csv(header, line('I-1', 1200), line('I-2', 1200));
    expect(await read(two, { dedupe: 'keep_last' })).toEqual({ arr: [2400], out: {}, notices: [] });
    expect((await read(two)).notices).toEqual([]);
  });

  test('may have several lines, of which those alike may be copies', async () => {
    const lines = csv(header, line('I-1', 1200), line('I-1', 600), line('I-1', 600));
    expect(await read(lines)).toEqual({ arr: [2400], out: {}, notices: ['duplicate-rows'] });
    expect((await read(lines, { dedupe: 'keep_last' })).arr).toEqual([1800]);
  });
});
