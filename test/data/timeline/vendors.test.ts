/** What the lists of billing systems mean, where a header or a status says less than it seems to. */
import { describe, expect, test } from 'vitest';
import { billedMonths } from '../../../src/data/timeline/own-interval.ts';
import { dayNumber } from '../../../src/domain/dates.ts';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';
import { report } from '../retention.ts';

const asked: Options = { period_start: '2024-12', period_end: '2025-12' };

/** ARR at both positions by customer. */
async function amounts(text: string, options: Options = asked): Promise<Record<string, [number, number]>> {
  const { accounts } = await book(text, options);
  return Object.fromEntries(accounts.map(({ id, arr_start, arr_end }) => [id, [arr_start, arr_end]]));
}

const noticeOf = async (text: string, code: string, options: Options = asked) =>
  (await book(text, options)).reconciliation.notices?.find((one) => one.code === code);

describe('Recurly', () => {
  const header =
    'account_code,plan_code,uuid,state,unit_amount_in_cents,currency,quantity,activated_at,expires_at,current_period_started_at,current_period_ends_at,trial_ends_at';
  const monthly = 'A,m,u1,active,10000,USD,1,2023-01-31,,2025-12-31 08:00:00 UTC,2026-01-31 08:00:00 UTC,';
  const annual = 'B,y,u2,active,120000,USD,1,2023-01-15,,2025-01-15 00:00:00 UTC,2026-01-15 00:00:00 UTC,';

  test('each row is billed for the period it is in', async () => {
    const text = csv(header, monthly, annual);
    expect(await amounts(text)).toEqual({ A: [1200, 1200], B: [1200, 1200] });
    const { assumptions } = await book(text, asked);
    expect(assumptions.find(({ field }) => field === 'source.interval')?.source).toBe(
      '2 prices are for the months between "current_period_started_at" and "current_period_ends_at"',
    );
  });

  test('only what does not say it is asked, and the answer leaves the others alone', async () => {
    const text = csv(header, monthly, annual, 'C,m,u3,active,5000,USD,1,2023-01-15,,,,');
    expect((await refusals(text, asked))[0]).toContain(
      'no column says which of 1 row whose own period is no bill; pass interval',
    );
    expect(await amounts(text, { ...asked, interval: 'month' })).toEqual({
      A: [1200, 1200],
      B: [1200, 1200],
      C: [600, 600],
    });
  });

  test('a period of a trial is no bill', async () => {
    const text = csv(
      header,
      monthly,
      'C,y,u3,active,5000,USD,1,2025-12-15,,2025-12-15,2026-01-15,2026-01-15',
    );
    expect((await refusals(text, asked))[0]).toContain('pass interval');
  });

  test.each([
    ['2025-01-31', '2025-02-28', 1],
    ['2025-03-15', '2025-04-14', 1],
    ['2024-02-29', '2025-02-28', 12],
    ['2025-01-01', '2025-04-01', 3],
    ['2025-01-01', '2027-01-01', 24],
    ['2025-01-01', '2025-01-15', null],
    ['2025-01-01', '2025-01-29', null],
    ['2025-01-01', '2025-06-01', null],
  ])('%s to %s is %s months', (from, to, months) => {
    expect(billedMonths(dayNumber(from) ?? 0, dayNumber(to) ?? 0)).toBe(months);
  });
});

describe('Stripe', () => {
  const header = 'id,Customer ID,Customer Email,Status,Amount,Currency,Interval';
  const row = (n: number, rest: string, status = 'active') =>
    `sub_${n},cus_${n},a@b.c,${status},99.50,usd,month,${rest}`;

  test('of older exports, "Start (UTC)" is the last change of plan and "Created (UTC)" the first day', async () => {
    const text = csv(
      `${header},Start (UTC),Created (UTC),Ended At (UTC)`,
      row(1, '2025-06-01 10:00,2023-01-05 10:00,'),
      row(2, '2023-01-05 10:00,2023-01-05 10:00,'),
    );
    expect(await amounts(text)).toEqual({ cus_1: [1194, 1194], cus_2: [1194, 1194] });
  });

  test('the same in the older programming interface', async () => {
    const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
    const one = (id: string, start: string) => ({
      id: `sub_${id}`,
      customer: id,
      status: 'active',
      unit_amount: 9950,
      currency: 'usd',
      interval: 'month',
      created: seconds('2023-01-05'),
      start: seconds(start),
      ended_at: null,
      canceled_at: null,
      cancel_at_period_end: false,
    });
    expect(await amounts(JSON.stringify([one('A', '2025-06-01'), one('B', '2023-01-05')]))).toEqual({
      A: [1194, 1194],
      B: [1194, 1194],
    });
  });

  test('unpaid is at risk and not set to cancel, and is named', async () => {
    const text = csv(
      `${header},Start Date (UTC),Current Period End (UTC),Ended At (UTC)`,
      row(1, '2023-01-05,2026-01-05,', 'unpaid'),
      row(2, '2023-01-05,2026-01-05,'),
      row(3, '2023-01-05,2025-06-05,2025-06-05', 'unpaid'),
    );
    const { accounts } = await book(text, asked);
    expect(accounts).toEqual([
      expect.objectContaining({ id: 'cus_1', arr_end: 1194, past_due: true }),
      expect.objectContaining({ id: 'cus_2', arr_end: 1194 }),
      expect.objectContaining({ id: 'cus_3', arr_start: 1194, arr_end: 0 }),
    ]);
    expect(accounts[0]).not.toHaveProperty('cancel_at_period_end');
    expect(await noticeOf(text, 'unpaid-status')).toMatchObject({ count: 1, column: 'Status' });
    const { figures } = await report(text, { source: asked });
    expect(figures.find(({ id }) => id === 'past_due_arr')?.value).toBe(1194);
    expect(figures.find(({ id }) => id === 'cancel_at_period_end_arr')?.value).toBe(0);
    // Who says that it is canceled is heard.
    const said = { ...asked, status_map: { unpaid: 'canceled' as const } };
    expect((await book(text, said)).accounts[0]).toMatchObject({ cancel_at_period_end: true });
    expect(await noticeOf(text, 'unpaid-status', said)).toBeUndefined();
  });

  test('discounts beside a price are told and not applied', async () => {
    const text = csv(
      `${header},Start Date (UTC),Ended At (UTC),Coupon,Discount`,
      row(1, '2023-01-05,,HALF,49.75'),
      row(2, '2023-01-05,,,0.00'),
      row(3, '2023-01-05,,TEN,9.95'),
    );
    const notice = await noticeOf(text, 'discount-not-applied');
    expect(notice).toMatchObject({ count: 2, first_rows: [2, 4] });
    expect(notice?.message).toContain('("Coupon", "Discount"), with 2,388.00 of ARR before it');
    expect(notice?.message).toContain('the file says 59.70 of discounts in all');
    expect(await amounts(text)).toMatchObject({ cus_1: [1194, 1194] });
    expect(
      await noticeOf(text.replace('HALF,49.75', ',').replace('TEN,9.95', ','), 'discount-not-applied'),
    ).toBe(undefined);
  });
});

describe('Baremetrics', () => {
  const header =
    'plan_oid,plan_name,plan_currency,plan_amount,plan_interval,plan_interval_count,customer_oid,subscription_oid,subscription_started_at,subscription_canceled_at,subscription_quantity';

  test('two plans of one subscription at one price are two rows, and a copy is one', async () => {
    const text = csv(
      header,
      'p1,SEO,usd,5000,month,1,A,s1,2023-01-01,,1',
      'p2,SEM,usd,5000,month,1,A,s1,2023-01-01,,1',
      'p2,SEM,usd,5000,month,1,A,s1,2023-01-01,,1',
      'p1,SEO,usd,5000,month,1,B,s2,2023-01-01,,1',
    );
    expect(await amounts(text)).toEqual({ A: [1200, 1200], B: [600, 600] });
    expect(leftOut(await book(text, asked))).toEqual({ duplicate_row: 1 });
  });
});

describe('Chargebee', () => {
  const header =
    'Customer Id,Subscription Id,Status,Started At,Canceled On,Current Plan,Auto-Collection,Plan Quantity';

  test.each(['Total MRR', 'Net MRR', 'MRR'])('%s is paid, not the recurring discount', async (name) => {
    const text = csv(
      `${header},Recurring Discount MRR,${name}`,
      'A,s1,active,2023-01-01,,p,on,1,10.00,90.00',
      'B,s2,active,2023-01-01,,p,on,1,0.00,50.00',
    );
    expect(await amounts(text)).toEqual({ A: [1080, 1080], B: [600, 600] });
  });

  test('total MRR goes before MRR, and a discount alone is no amount', async () => {
    const text = csv(`${header},MRR,Total MRR`, 'A,s1,active,2023-01-01,,p,on,1,100.00,90.00');
    expect(await amounts(text)).toEqual({ A: [1080, 1080] });
    const bare = csv(`${header},Recurring Discount MRR`, 'A,s1,active,2023-01-01,,p,on,1,10.00');
    expect((await refusals(bare, asked)).join()).toContain('amount');
  });
});
