/** The worked examples of files over time, each small enough to check by hand. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, load, type Options, refusals } from '../load.ts';

const amounts = async (content: string, options: Options = {}) =>
  Object.fromEntries(
    (await book(content, options)).accounts.map(({ id, arr_start, arr_end }) => [id, [arr_start, arr_end]]),
  );

describe('billing intervals', () => {
  // A week is 52 bills a year, never 4 a month.
  const bills = csv(
    'customer,subscription,start,amount,interval,interval_count,status',
    'week,s1,2023-06-01,100,week,1,active',
    'quarter,s2,2023-06-01,300,quarter,1,active',
    'three months,s3,2023-06-01,300,month,3,active',
    'year,s4,2023-06-01,1200,year,1,active',
    'two years,s5,2023-06-01,2400,year,2,active',
  );

  test('become ARR by the bills of a year', async () => {
    expect(await amounts(bills, { period_end: '2025-12' })).toEqual({
      week: [5200, 5200],
      quarter: [1200, 1200],
      'three months': [1200, 1200],
      year: [1200, 1200],
      'two years': [1200, 1200],
    });
  });
});

describe('deals', () => {
  const deals = csv(
    'Account Name,Opportunity Name,Stage,Amount,Close Date,Term (months),Type',
    'A,one,Closed Won,90000,2025-01-15,36,New Business',
    'B,two,Closed Won,24000,2025-01-15,12,New Business',
    'C,three,Closed Won,12000,2025-07-20,6,New Business',
    'D,four,Closed Lost,50000,2025-01-15,12,New Business',
  );
  const options: Options = { columns: { term_months: 'Term (months)' }, period_end: '2025-12-31' };

  test('are contracts over a term, never ARR as they stand', async () => {
    const file = await book(deals, options);
    expect(Object.fromEntries(file.accounts.map(({ id, arr_end }) => [id, arr_end]))).toEqual({
      A: 30000,
      B: 24000,
      C: 24000,
    });
    expect(file.reconciliation.arr_end?.from_accounts).toBe(78000);
    expect(leftOut(file)).toEqual({ lost_deal: 1 });
    expect(file.facts.bookedTotal).toBe(126000);
    expect(file.reconciliation.notices?.map(({ code }) => code)).toContain('booked-against-arr');
  });

  test('without a term are a question', async () => {
    const noTerm = deals.replaceAll(/,(36|12|6),/g, ',,');
    expect(await refusals(noTerm, options)).toEqual([
      'source.columns.term_months: 3 won deals have no term; a deal amount is not ARR; name the column, or pass term_months',
    ]);
  });

  test('that are rates need a term too: one that ran on for ever could never be lost', async () => {
    const rates = csv(
      'Account Name,Stage,ARR,Close Date',
      'A,Closed Won,12000,2024-01-15',
      'B,Closed Won,6000,2024-06-15',
    );
    const asked: Options = {
      amount_basis: 'arr',
      shape: 'deals',
      period_start: '2024-12',
      period_end: '2025-03',
    };
    const columns = { amount: 'ARR' };
    expect(await refusals(rates, { ...asked, columns })).toEqual([
      'source.columns.term_months: 2 won deals have no term; without an end no deal could be lost; name the column, or pass term_months',
    ]);
    // A runs to 2025-01-15 and is lost, B to 2025-06-15.
    const read = await book(rates, { ...asked, columns, term_months: 12 });
    expect(read.accounts.map(({ id, arr_start, arr_end }) => [id, arr_start, arr_end])).toEqual([
      ['A', 12000, 0],
      ['B', 6000, 6000],
    ]);
    // Rates do not say what a contract was booked at.
    expect(read.facts.bookedTotal).toBeUndefined();
    expect(read.reconciliation.notices?.map(({ code }) => code)).not.toContain('booked-against-arr');
  });

  test('that are billed by the interval are prices for one, not a year', async () => {
    const billed = csv(
      'Account Name,Stage,Amount,Close Date,Term (months),Billing Period',
      'A,Closed Won,100,2025-01-15,12,month',
      'B,Closed Won,300,2025-01-15,12,quarter',
    );
    const by: Options = { ...options, amount_basis: 'per_interval', shape: 'deals' };
    expect(await amounts(billed, by)).toEqual({ A: [0, 1200], B: [0, 1200] });
  });

  test('that end before they start are named, with or without a term', async () => {
    const wrong = csv(
      'Account Name,Stage,Amount,Close Date,Contract Start,Contract End',
      'A,Closed Won,100,2025-01-15,2025-01-15,2025-01-01',
    );
    expect(await refusals(wrong, { period_end: '2025-12-31' })).toEqual([
      expect.stringContaining('row 2, column Contract End: "it ends before it starts"'),
    ]);
  });

  test('a renewal ends what ran before it', async () => {
    const renewed = csv(
      'Account Name,Opportunity Name,Stage,Amount,Close Date,Term (months),Type',
      'A,first,Closed Won,12000,2024-03-01,12,New Business',
      'A,early,Closed Won,15000,2025-01-10,12,Renewal',
    );
    expect(await amounts(renewed, { ...options, period_start: '2024-12-31' })).toEqual({ A: [12000, 15000] });
  });
});

describe('positions', () => {
  const span = csv('customer,start,end,mrr', 'A,2024-06-01,2025-06-01,100', 'B,2023-01-01,,100');
  const at = async (period_end: string) =>
    (await amounts(span, { period_start: '2024-06-02', period_end }))['A']?.[1];

  test('a span counts at the close before its end and at the opening of it, not a day later', async () => {
    expect([await at('2025-05-31'), await at('2025-06-01'), await at('2025-06-02')]).toEqual([1200, 1200, 0]);
  });

  const gap = csv(
    'customer,start,end,mrr',
    'A,2024-01-01,2025-01-01,500',
    'A,2025-01-15,,500',
    'B,2023-01-01,,10',
  );

  test('a gap within grace is none, and the month around it has no churn either way', async () => {
    for (const [grace_days, arr] of [
      [0, 0],
      [14, 6000],
    ] as const) {
      const file = await book(gap, { period_start: '2024-01-31', period_end: '2025-01-10', grace_days });
      expect(file.accounts.find(({ id }) => id === 'A')?.arr_end).toBe(arr);
      const january = file.facts.months?.find(({ month }) => month === '2025-01');
      expect([january?.churn, january?.reactivation]).toEqual([0, 0]);
    }
  });
});

describe('a wide matrix', () => {
  const wide = csv('customer,2025-01,2025-02,2025-03', 'A,100,100,150', 'B,50,,40', 'C,,,70');

  test('blank is 0, and every month has its bridge', async () => {
    const file = await book(wide, { amount_basis: 'mrr', period_start: '2025-01', period_end: '2025-03' });
    expect(Object.fromEntries(file.accounts.map((a) => [a.id, [a.arr_start, a.arr_end]]))).toEqual({
      A: [1200, 1800],
      B: [600, 480],
      C: [0, 840],
    });
    expect(file.book.period_months).toBe(2);
    const [february, march] = file.facts.months ?? [];
    expect(february).toMatchObject({ churn: 600, expansion: 0, new: 0, contraction: 0 });
    expect(march).toMatchObject({ expansion: 600, reactivation: 480, new: 840, churn: 0 });
  });

  test('monthly or annual is asked when nothing says it', async () => {
    expect(await refusals(wide)).toEqual([
      'source.amount_basis: the columns 2025-01 and on do not say whether amounts are monthly or annual; pass mrr or arr',
    ]);
  });
});

describe('the edge of an export', () => {
  const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06'];
  const lastDay: Record<string, string> = {
    '2025-01': '2025-02-01',
    '2025-02': '2025-03-01',
    '2025-03': '2025-04-01',
    '2025-04': '2025-05-01',
    '2025-05': '2025-06-01',
    '2025-06': '2025-06-30',
  };
  const rows = Array.from({ length: 40 }, (_, i) => {
    const month = months[Math.min(i, 5)] ?? '';
    const end = i < 5 ? `${month}-15` : (lastDay[month] ?? '');
    return `A${i},2024-01-01,${end},100`;
  });
  const file = csv('customer,start,end,mrr', ...rows);

  test('is found, and a period past it is not believed', async () => {
    const past = await book(file, { period_start: '2024-06', period_end: '2025-06', end_inclusive: false });
    expect(past.facts.edge).toEqual({
      periodEnd: '2025-06-30',
      lastUsable: '2025-05-31',
      month: '2025-06',
      loss: 1,
    });
    const before = await book(file, { period_start: '2024-05', period_end: '2025-05', end_inclusive: false });
    expect(before.facts.edge).toBeUndefined();
    expect(before.accounts.filter(({ arr_end }) => arr_end > 0)).toHaveLength(35);
  });

  test('is accepted when the caller says the loss is real', async () => {
    const real = await book(file, {
      period_start: '2024-06',
      period_end: '2025-06',
      end_inclusive: false,
      accept_edge: true,
    });
    expect(real.facts.edge).toBeUndefined();
  });

  test('is none where any subscription is open', async () => {
    const open = await book(`${file}Z,2024-01-01,,100\n`, {
      period_start: '2024-06',
      period_end: '2025-06',
      end_inclusive: false,
    });
    expect(open.facts.edge).toBeUndefined();
  });
});

describe('cents', () => {
  const header =
    'id,Customer ID,Customer Email,Status,Plan Amount,Plan Interval,Quantity,Start Date (UTC),Canceled At (UTC),Ended At (UTC)';
  const stripe = csv(
    header,
    'sub_1,cus_1,a@example.com,active,4900,month,1,2023-01-01,,',
    'sub_2,cus_2,b@example.com,active,9900,month,1,2023-01-01,,',
    'sub_3,cus_3,c@example.com,active,19900,month,1,2023-01-01,,',
  );

  test('whole numbers are a question that shows both totals', async () => {
    expect(await refusals(stripe, { period_end: '2025-12' })).toEqual([
      'source.amount_unit: column "Plan Amount" holds whole numbers only: total MRR is 347.00 if they are cents (minor), 34,700.00 if not (major); say which',
    ]);
  });

  test('the answer settles it', async () => {
    const file = await book(stripe, { period_end: '2025-12', amount_unit: 'minor' });
    expect(file.reconciliation.arr_end?.from_accounts).toBe(347 * 12);
  });

  test('one fraction settles it too', async () => {
    const file = await book(stripe.replace('4900', '49.00').replace('9900', '99.50'), {
      period_end: '2025-12',
    });
    expect(file.reconciliation.arr_end?.from_accounts).toBeCloseTo((49 + 99.5 + 19900) * 12, 6);
  });
});

describe('invoices', () => {
  const lines = csv(
    'customer,service_start,service_end,amount',
    'half,2025-03-01,2025-09-01,600',
    'month,2025-01-01,2025-02-01,300',
    'odd,2025-01-01,2025-08-01,1000',
  );
  const at = async (period_end: string, id: string) =>
    (await amounts(lines, { amount_basis: 'period_total', period_start: '2024-12-31', period_end }))[id]?.[1];

  test('are totals of their span', async () => {
    expect(await at('2025-06-15', 'half')).toBe(1200);
    expect(await at('2025-01-31', 'month')).toBe(3600);
    expect(await at('2025-06-15', 'odd')).toBeCloseTo(1722.88, 2);
  });

  test('rate or total is asked, with ARR either way', async () => {
    expect(await refusals(lines, { period_end: '2025-06-15' })).toEqual([
      'source.amount_basis: nothing says what an amount is for; ARR after the last start is 2,922.88 if the total of its span (period_total), 19,200.00 if monthly (mrr), 1,600.00 if annual (arr); say which',
    ]);
  });
});

describe('rows accounted for', () => {
  test('a thousand rows tie', async () => {
    const rows = Array.from({ length: 978 }, (_, i) => `c${i},s${i},2023-01-01,,10,active`);
    const trials = Array.from({ length: 12 }, (_, i) => `t${i},t${i},2023-01-01,,10,trialing`);
    const zeros = Array.from({ length: 5 }, (_, i) => `z${i},z${i},2023-01-01,,0,active`);
    const repeats = ['c0,s0,2023-01-01,,10,active', 'c1,s1,2023-01-01,,10,active'];
    const file = await book(
      csv(
        'customer,subscription_id,start,end,mrr,status',
        ...rows,
        ',,,,,',
        ',,,,,',
        ',,,,,',
        ...trials,
        ...zeros,
        ...repeats,
      ),
      { period_end: '2025-12' },
    );
    expect(leftOut(file)).toEqual({ blank: 3, trial: 12, zero_amount: 5, duplicate_row: 2 });
    expect(file.reconciliation).toMatchObject({ rows_read: 1000, rows_used: 978, ties: true });
  });
});

describe('a status', () => {
  const header = 'customer,subscription,start,ended_at,mrr,status,canceled_at,cancel_at_period_end';
  test('past due and set to cancel stay in, as lines of their own', async () => {
    const file = await book(
      csv(
        header,
        'A,1,2023-01-01,,18000,active,,',
        'B,2,2023-01-01,,1200,active,2025-12-01,true',
        'C,3,2023-01-01,,800,past_due,,',
      ),
      { period_end: '2025-12' },
    );
    expect(
      file.accounts.map(({ id, arr_end, past_due, cancel_at_period_end }) => [
        id,
        arr_end,
        past_due,
        cancel_at_period_end,
      ]),
    ).toEqual([
      ['A', 216000, undefined, undefined],
      ['B', 14400, undefined, true],
      ['C', 9600, true, undefined],
    ]);
  });

  test('one that nobody explained is asked, with its count', async () => {
    expect(
      await refusals(csv(header, 'A,1,2023-01-01,,100,frozen,,', 'B,2,2023-01-01,,100,frozen,,'), {
        period_end: '2025-12',
      }),
    ).toEqual([
      'source.status_map: "frozen" (2 rows) is unknown; map it to active, past_due, paused, canceled, trial, incomplete',
    ]);
  });
});

test('a file of subscriptions is asked for its period', async () => {
  const file = await load(csv('customer,start,end,mrr', 'A,2023-01-01,,100', 'B,2023-01-01,2024-05-01,50'));
  expect(file.ok ? [] : file.problems.map(({ code }) => code)).toEqual(['missing-period']);
});

describe('subscriptions that all began within a year', () => {
  const young = csv(
    'customer,start,end,mrr',
    'A,2025-03-01,,100',
    'B,2025-04-01,,50',
    'C,2025-05-10,2025-09-01,25',
  );

  test('have no twelve months to compare, and are asked for a start that there is', async () => {
    const file = await load(young, { period_end: '2025-09' });
    expect(file.ok ? [] : file.problems).toEqual([
      {
        path: 'source.period_start',
        code: 'missing-period',
        message:
          'source.period_start: the file covers 2025-03 to 2025-09, not twelve months up to 2025-09-30; say which period, such as period_start 2025-03',
        suggestion: '2025-03',
      },
    ]);
  });

  test('are read from the month that is offered', async () => {
    expect(await amounts(young, { period_start: '2025-03', period_end: '2025-09' })).toEqual({
      A: [1200, 1200],
      B: [0, 600],
    });
  });

  test('have no position before them', async () => {
    expect(await refusals(young, { period_start: '2025-01', period_end: '2025-09' })).toEqual([
      'source.period_start: 2025-01-31 is before the first month 2025-03; choose that one or a later one',
    ]);
  });
});
