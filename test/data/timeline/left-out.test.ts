/** ARR of rows left out: that at the two positions, the larger, and never of two currencies. */
import { expect, test } from 'vitest';
import { book, csv, type Options } from '../load.ts';
import { shownText } from '../retention.ts';

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);

const year: Options = { period_start: '2024-12', period_end: '2025-12' };

/** 24 months of A in dollars, of T on trial from 10 up to 33 a month, and of E in euros. */
const monthly = csv(
  'customer,month,mrr,status,currency',
  ...months.flatMap((month, i) => [
    `A,${month},100,active,USD`,
    `T,${month},${10 + i},trialing,USD`,
    `E,${month},50,active,EUR`,
  ]),
);

const excluded = async (content: string, source: Options) =>
  Object.fromEntries(
    (await book(content, source)).reconciliation.excluded.map(({ reason, ...rest }) => [reason, rest]),
  );

test('of 24 months is that of one position: 33 a month at the end is 396', async () => {
  expect(await excluded(monthly, { ...year, currency: 'USD' })).toEqual({
    trial: { rows: 24, arr: 396, currency: 'USD', first_rows: [3, 6, 9, 12, 15] },
    other_currency: { rows: 24, arr: 600, currency: 'EUR', first_rows: [4, 7, 10, 13, 16] },
  });
});

test('is that of the period asked for, also when the file is asked again', async () => {
  const source: Options = { currency: 'USD', period_start: '2024-01', period_end: '2024-03' };
  expect((await excluded(monthly, source))['trial']?.arr).toBe(12 * 12);
});

test('follows the months of a wide file', async () => {
  const wide = csv('customer,currency,MRR 2025-01,MRR 2025-02,MRR 2025-03', 'A,USD,1,1,1', 'E,EUR,70,500,60');
  const source: Options = { currency: 'USD', period_start: '2025-01', period_end: '2025-03' };
  expect((await excluded(wide, source))['other_currency']).toMatchObject({ arr: 840, currency: 'EUR' });
});

test('of subscriptions is what runs at a position: three years renewed are one of them', async () => {
  const rows = [2023, 2024, 2025].map((from) => `E,${from}-01-01,${from + 1}-01-01,1200,EUR`);
  const file = csv('customer,start,end,arr,currency', 'A,2023-01-01,,600,USD', ...rows);
  expect(
    (await excluded(file, { ...year, currency: 'USD', end_inclusive: false }))['other_currency'],
  ).toEqual({
    rows: 3,
    arr: 1200,
    currency: 'EUR',
    first_rows: [3, 4, 5],
  });
});

test('of a row in another currency whose dates cannot be read is unread, and the file is read', async () => {
  const rows = ['A', 'B', 'C'].map((id) => `${id},2023-01-01,,600,USD`);
  const file = csv('customer,start,end,arr,currency', ...rows, 'E,soon,,1200,EUR');
  expect((await excluded(file, { ...year, currency: 'USD' }))['other_currency']).toMatchObject({ arr: null });
});

const several = csv(
  'id,arr_start,arr_end,currency',
  'A,100,100,USD',
  'B,40,50,EUR',
  'C,7,7,GBP',
  'D,20,10,EUR',
);

test('of several currencies is none, and they are named', async () => {
  expect((await excluded(several, { currency: 'USD' }))['other_currency']).toEqual({
    rows: 3,
    arr: null,
    currency: 'EUR, GBP',
    first_rows: [3, 4, 5],
  });
});

test('is shown with its currency and with what it is', async () => {
  expect(await shownText(several, { source: { currency: 'USD' } })).toContain(
    'left out: 3 other_currency (in EUR, GBP, never added);',
  );
  expect(await shownText(monthly, { source: { ...year, currency: 'USD' } })).toContain(
    'left out: 24 trial (ARR 396 USD at start or end), 24 other_currency (ARR 600 EUR at start or end);',
  );
});
