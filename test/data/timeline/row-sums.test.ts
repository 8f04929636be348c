/** The other side of the reconciliation of spans: what rows said, summed apart from their customers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withContent } from '../../../src/data/content.ts';
import { mustTie, retentionForm } from '../../../src/data/load.ts';
import { settleShape } from '../../../src/data/shapes/settle-shape.ts';
import type { Entry } from '../../../src/data/timeline/ledger.ts';
import { overPeriod } from '../../../src/data/timeline/over-period.ts';
import { readTimeline } from '../../../src/data/timeline/read-timeline.ts';
import { addRate, addTotal, rateAt, settleSums, startRowSums } from '../../../src/data/timeline/row-sums.ts';
import { book, csv, input, leftOut, type Options } from '../load.ts';

const period: Options = { period_start: '2025-01', period_end: '2025-03' };

/** Reads a file up to its customers, lets `harm` do something to them, and ties it with its rows. */
const tie = (content: string, source: Options, harm: (entries: readonly Entry[]) => void): Promise<void> =>
  withContent({ path: '-' }, { access: input(content), form: retentionForm, watch: {} }, async (file) => {
    if (!('rows' in file)) throw new Error('no rows');
    const asked = { path: '-', ...source };
    const settled = settleShape(file.rows, asked);
    if (settled.ok !== true) throw new Error('no shape');
    const read = await readTimeline(file.rows, settled.shape, asked, settled.choice);
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
    harm(read.timeline.entries);
    const over = overPeriod(read, asked, { start: source.period_start, end: source.period_end });
    if (!over.ok) throw new Error(over.problems.map(({ message }) => message).join('\n'));
    mustTie({ file: '', format: 'csv', ...over.reconciliation });
  });

const dealHeader = 'Account,Stage,Amount,Close Date,Contract Start,Contract End,Deal Type,Deal ID';

const files: Readonly<Record<string, { content: string; source: Options }>> = {
  subscription_periods: {
    content: csv(
      'customer,subscription,start,end,mrr',
      'A,s1,2024-01-01,2025-02-01,100',
      'A,s2,2025-02-20,,150',
      'B,s3,2024-01-01,2025-02-10,70',
      'B,s3,2024-01-01,2025-02-10,70',
    ),
    source: { ...period, grace_days: 30, merge_map: { B: 'A' }, end_inclusive: true },
  },
  invoice_lines: {
    content: csv(
      'customer,service_start,service_end,amount',
      'A,2025-01-01,2025-12-31,1200',
      'A,2025-01-01,2025-12-31,600',
      'B,2025-01-01,2025-12-31,500',
      'B,2025-01-01,2025-12-31,-600',
      'C,2024-01-01,2025-12-31,2400',
    ),
    source: { ...period, amount_basis: 'period_total', end_inclusive: true },
  },
  deals: {
    content: csv(
      dealHeader,
      'A,Closed Won,12000,2024-12-15,2025-01-01,2025-12-31,New,1',
      'A,Closed Won,12000,2024-12-15,2025-01-01,2025-12-31,New,1',
      'A,Closed Won,24000,2025-02-15,2025-03-01,2026-02-28,Renewal,2',
      'B,Closed Won,6000,2025-01-01,2025-01-01,2025-12-31,New,3',
    ),
    source: { ...period, columns: { product: 'Deal ID' } },
  },
  movements: {
    content: csv(
      'customer,date,type,mrr',
      'A,2024-01-01,new,100',
      'A,2025-02-01,expansion,50',
      'B,2024-01-01,new,33.34',
      'B,2025-02-01,churn,33.3397',
      'D,2024-01-01,new,33.34',
      'D,2025-02-01,churn,33.3397',
      'C,2024-01-01,new,10',
    ),
    source: period,
  },
  'movements with a balance': {
    content: csv(
      'customer,date,type,mrr,balance',
      'A,2024-06-01,expansion,10,110',
      'A,2025-02-01,expansion,50,165',
      'B,2024-01-01,new,20,20',
    ),
    source: period,
  },
};

describe.each(Object.entries(files))('%s', (_, { content, source }) => {
  test('tie after all that is done to their spans', async () => {
    await tie(content, source, () => undefined);
  });

  test('do not when a span of a customer is lost', async () => {
    await expect(tie(content, source, ([first]) => first?.spans.splice(0))).rejects.toThrow('do not tie');
  });

  test('do not when a span of a customer is another amount', async () => {
    const harm = ([first]: readonly Entry[]) => {
      for (const span of first?.spans ?? []) span.arr += 0.01;
    };
    await expect(tie(content, source, harm)).rejects.toThrow('do not tie');
  });
});

describe('sums by day', () => {
  test('run from the opening after the first day up to that of the day after the last', () => {
    const rows = startRowSums();
    addRate(rows, { from: 10, until: 20 }, 1200);
    addRate(rows, { from: 10, until: Number.POSITIVE_INFINITY }, 100);
    settleSums(rows, false);
    expect([10, 11, 20, 21].map((day) => rateAt(rows, day))).toEqual([0, 1300, 1300, 100]);
  });

  test('spread a total over its days, the last paid one among them where ends are inclusive', () => {
    const year = { from: 20089, until: 20089 + 364 };
    const [exclusive, inclusive] = [false, true].map((last) => {
      const rows = startRowSums();
      addTotal(rows, year, 1200);
      addTotal(rows, year, -200);
      settleSums(rows, last);
      return rateAt(rows, year.until + 1);
    });
    expect([exclusive, inclusive]).toEqual([0, 1000]);
  });
});

describe('ends of deals and movements', () => {
  test('a renewal cuts a deal whose end is its last paid day: no day twice, and its rate stays', async () => {
    // 12,000 over 2025 is 12,000 a year also when it is cut in March.
    const content = files['deals']?.content ?? '';
    const at = async (period_start: string, period_end: string) => {
      const file = await book(content, { ...files['deals']?.source, period_start, period_end });
      const [a] = file.accounts.filter(({ id }) => id === 'A');
      return [a?.arr_start, a?.arr_end];
    };
    expect(await at('2025-01-31', '2025-02-28')).toEqual([12000, 12000]);
    expect(await at('2025-03-01', '2025-03-02')).toEqual([12000, 24000]);
    expect(leftOut(await book(content, files['deals']?.source))).toEqual({ duplicate_row: 1 });
  });

  test('a movement ends where the next begins, whatever is said of ends', async () => {
    const file = await book(files['movements']?.content ?? '', {
      period_start: '2025-01',
      period_end: '2025-02-02',
      end_inclusive: true,
    });
    expect(file.accounts.find(({ id }) => id === 'A')).toMatchObject({ arr_start: 1200, arr_end: 1800 });
  });
});

test('any subscriptions tie, with any grace and either kind of end', async () => {
  const day = fc.integer({ min: 1, max: 28 });
  const row = fc.tuple(
    fc.constantFrom('A', 'B', 'C'),
    fc.integer({ min: 1, max: 6 }),
    day,
    fc.integer({ min: 0, max: 6 }),
    day,
    fc.integer({ min: 1, max: 999_999 }),
  );
  const line = ([id, month, from, length, to, cents]: [string, number, number, number, number, number]) => {
    const last = month + length;
    const text = (at: number, date: number) =>
      `2025-${String(at).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
    return `${id},${text(month, from)},${text(last, length === 0 ? Math.max(from, to) : to)},${cents / 100}`;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 60 }),
      fc.boolean(),
      async (rows, grace_days, end_inclusive) => {
        // A row that is wrong only because it lasts no day is left out; the sums must not hear of it.
        const content = csv('customer,start,end,mrr', 'Z,2024-01-01,,1', ...rows.map(line));
        const file = await book(content, {
          period_start: '2025-03-15',
          period_end: '2025-06-20',
          grace_days,
          end_inclusive,
          shape: 'subscription_periods',
        });
        expect(file.reconciliation.ties).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
