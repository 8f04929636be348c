/** Line items of Stripe invoices: each line is billed for its own span, prorations among them. */
import { expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-06', period_end: '2024-08' };

const lines = csv(
  'Invoice Line Item ID,Invoice ID,Customer,Amount,Currency,Line Item Period Start,Line Item Period End,Proration,Price ID',
  'il_1,in_1,cus_A,1200.00,usd,2024-01-01 00:00:00,2025-01-01 00:00:00,false,price_1',
  'il_2,in_2,cus_A,-600.00,usd,2024-07-01 10:00:00,2025-01-01 00:00:00,true,price_1',
  'il_3,in_2,cus_A,900.00,usd,2024-07-01 10:00:00,2025-01-01 00:00:00,true,price_2',
  'il_4,in_3,cus_B,100.00,usd,2024-07-01,2024-08-01,false,price_3',
  'il_5,in_4,cus_B,100.00,usd,2024-08-01,2024-09-01,false,price_3',
  'il_6,in_4,cus_B,500.00,usd,2024-08-01,2024-08-01,false,',
);

test('are lines of invoices, of which a proration changes the rest of its span and one of a moment is billed once', async () => {
  const read = await book(lines, period);
  expect(read.reconciliation.shape).toBe('invoice_lines');
  // A moves from 1,200 to 1,800 a year in July: 900 less 600 for the half.
  expect(read.accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
    ['cus_A', 1200, 1800],
    ['cus_B', 0, 1200],
  ]);
  expect(leftOut(read)).toEqual({ one_off: 1 });
});

test('may be cents where no amount has decimals', async () => {
  const whole = lines.replaceAll('.00,', ',');
  expect(await refusals(whole, period)).toEqual([
    'source.amount_unit: column "Amount" holds whole numbers only: total MRR is 2.50 if they are cents (minor), 250.00 if not (major); say which',
  ]);
  const cents = await book(whole, { ...period, amount_unit: 'minor' });
  expect(cents.reconciliation.arr_end?.from_accounts).toBe(30);
});

test.each(['Period Start,Period End', 'Line Item Period Start (UTC),Line Item Period End (UTC)'])(
  'are billed for their spans by the id of their invoice too: %s',
  async (spans) => {
    const bare = csv(
      `Invoice ID,Customer,Amount,Currency,${spans}`,
      'in_1,cus_A,1200.00,usd,2024-01-01,2025-01-01',
      'in_2,cus_A,1200.00,usd,2024-01-01,2025-01-01',
    );
    const { shape, questions } = await inspected(bare);
    expect(shape).toBe('invoice_lines');
    expect(questions.map(({ id }) => id)).toEqual(['missing-period']);
    expect((await book(bare, period)).accounts).toMatchObject([{ arr_start: 2400, arr_end: 2400 }]);
  },
);
