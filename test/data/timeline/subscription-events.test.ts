/** Events of subscriptions: each a level from its day on. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const header =
  'customer_external_id,subscription_external_id,event_date,effective_date,event_type,currency,amount_in_cents';

const asked: Options = { period_start: '2025-01', period_end: '2025-06', amount_basis: 'mrr' };

/** A starts at 100 and 20 a month, goes from 100 to 150 in March and ends the 20 in May; B ends in July, as planned in April. */
const rows = [
  'A,s1,2024-01-01,2024-01-01,subscription_start,USD,10000',
  'A,s2,2024-06-01,2024-06-01,subscription_start,USD,2000',
  'A,s1,2025-02-20,2025-03-01,subscription_update_scheduled,USD,15000',
  'A,s1,2025-03-01,2025-03-01,subscription_updated,USD,15000',
  'A,s2,2025-05-10,2025-05-10,subscription_cancelled,,',
  'B,s3,2024-01-01,2024-01-01,subscription_start_scheduled,USD,5000',
  'B,s3,2025-04-01,2025-07-01,subscription_cancellation_scheduled,,',
];

const arr = async (lines: readonly string[], options: Options) =>
  (await book(csv(header, ...lines), options)).accounts.map(({ id, arr_start, arr_end }) => [
    id,
    arr_start,
    arr_end,
  ]);

describe('subscription events', () => {
  test('are levels: subscriptions add up, and a scheduled one counts once', async () => {
    const expected = [
      ['A', 120 * 12, 150 * 12],
      ['B', 600, 600],
    ];
    expect(await arr(rows, asked)).toEqual(expected);
    // Newest first, as exports also come.
    expect(await arr([...rows].reverse(), asked)).toEqual(expected);
    const read = await book(csv(header, ...rows), asked);
    expect(read.reconciliation.notices?.map(({ code }) => code)).toEqual([]);
    expect(leftOut(read)).toEqual({});
  });

  test('that are planned take effect on their day', async () => {
    expect(await arr(rows, { ...asked, period_end: '2025-07' })).toContainEqual(['B', 600, 0]);
  });

  test('that change to a free plan end what was paid', async () => {
    const free = 'B,s3,2025-05-01,2025-05-01,subscription_updated,USD,0';
    expect(await arr([...rows.slice(0, 6), free], asked)).toContainEqual(['B', 600, 0]);
  });

  test('of plans by the year are asked for, not taken as monthly', async () => {
    const { amount_basis: _, ...rest } = asked;
    expect(await refusals(csv(header, ...rows), rest)).toEqual([
      expect.stringContaining(
        'source.amount_basis: column "amount_in_cents": nothing says what an amount stands for',
      ),
    ]);
    expect(await arr(rows, { ...rest, amount_basis: 'arr' })).toContainEqual(['B', 50, 50]);
  });

  test('of another currency are left out with the end that names none, in either order', async () => {
    const euros = [
      'C,s4,2024-01-01,2024-01-01,subscription_start,EUR,7000',
      'C,s4,2025-03-01,2025-03-01,subscription_cancelled,,',
    ];
    for (const lines of [[...rows, ...euros], [...rows, ...euros].reverse()]) {
      const read = await book(csv(header, ...lines), { ...asked, currency: 'USD' });
      expect(read.accounts.map(({ id }) => id)).toEqual(['A', 'B']);
      expect(leftOut(read)).toEqual({ other_currency: 2 });
      expect(await arr(lines, { ...asked, currency: 'EUR' })).toEqual([['C', 840, 0]]);
    }
  });

  test('that begin in the middle, or take others back, are refused', async () => {
    expect(await refusals(csv(header, ...rows.slice(2)), asked)).toEqual([
      'source.path: customer "A" and 1 more subscriptions begin with another event than a start; export from the first event on',
    ]);
    const back = 'B,s3,2025-04-02,2025-04-02,scheduled_subscription_cancellation_retracted,,';
    expect(await refusals(csv(header, ...rows, back), asked)).toEqual([
      expect.stringContaining('it takes back an earlier event; leave both out'),
    ]);
  });
});
