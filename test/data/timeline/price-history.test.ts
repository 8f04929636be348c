/** Files of subscriptions that hold what is paid today, and what is not said of them as a fact. */
import { describe, expect, test } from 'vitest';
import { book, csv, type Options } from '../load.ts';
import { report, shownText } from '../retention.ts';

const asked: Options = { period_start: '2024-12', period_end: '2025-12' };

const stripeHeader =
  'id,Customer ID,Customer Email,Status,Amount,Currency,Interval,Start Date (UTC),Ended At (UTC)';

/** A list of 40 subscriptions, the first few of which ended in 2025. */
const stripe = (gone: number, ...more: string[]): string =>
  csv(
    stripeHeader,
    ...Array.from({ length: 40 }, (_, i) =>
      i < gone
        ? `sub_${i},cus_${i},a@b.c,canceled,99.50,usd,month,2023-01-05,2025-03-05`
        : `sub_${i},cus_${i},a@b.c,active,99.50,usd,month,2023-01-05,`,
    ),
    ...more,
  );

const periods = (...more: string[]): string =>
  csv(
    'customer_id,mrr,start_date,end_date',
    ...Array.from({ length: 30 }, (_, i) => `C${i},100,2023-01-05,${i < 1 ? '2025-03-05' : ''}`),
    ...more,
  );

const codes = (list: readonly { code: string }[] = []): string[] => list.map(({ code }) => code);

describe('a list of subscriptions as they are today', () => {
  test('is said to be one, and assumed to have had its prices all along', async () => {
    const { reconciliation, assumptions } = await book(stripe(1), asked);
    const notice = reconciliation.notices?.find(({ code }) => code === 'no-price-history');
    expect(notice?.message).toContain('a list of 40 subscriptions as they are today');
    expect(assumptions).toContainEqual(
      expect.objectContaining({ field: 'source.columns.amount', value: 'the same all along' }),
    );
  });

  test('has neither low expansion, nor an NRR below its line, nor a healthy verdict', async () => {
    const { verdict, indicative_verdict, findings, tables, handoffs, questions } = await report(stripe(1), {
      source: asked,
    });
    expect(verdict).toBe('insufficient_data');
    expect(indicative_verdict).toBeNull();
    expect(findings.find(({ code }) => code === 'no-price-history')).toMatchObject({ severity: 'blocker' });
    for (const code of ['expansion-low', 'nrr-below-line', 'interval-too-wide'])
      expect(codes(findings)).not.toContain(code);
    expect(tables['bands']?.rows?.find(({ key }) => key === 'nrr')).toMatchObject({ band: null });
    expect(handoffs.find(({ kind }) => kind === 'expansion_check')).toMatchObject({ payload: null });
    expect(questions[0]).toMatchObject({ id: 'price-history' });
  });

  test('has a verdict where what is known is below its line all the same', async () => {
    const { verdict, findings, memo } = await report(stripe(14), { source: asked });
    expect(verdict).toBe('critical');
    expect(findings.find(({ code }) => code === 'no-price-history')).toMatchObject({ severity: 'warning' });
    expect(memo.bottom_line).toMatch(/^(GRR|Logo retention) is 65\.0%/);
    expect(memo.evidence.join()).not.toContain('expansion');
  });

  test('is one although a customer took a second subscription', async () => {
    const text = stripe(1, 'sub_99,cus_20,a@b.c,active,50.00,usd,month,2025-02-01,');
    expect(await shownText(text, { source: asked })).toContain('no-price-history');
  });

  test('is none where a subscription has a row for each of its prices', async () => {
    const text = stripe(1, 'sub_39,cus_39,a@b.c,active,50.00,usd,month,2025-02-01,');
    const both = { ...asked, dedupe: 'sum' as const };
    expect(await shownText(text, { source: both })).not.toContain('no-price-history');
  });
});

describe('a file of periods', () => {
  test('in which nobody pays two prices may hold those of today', async () => {
    const { verdict, findings } = await report(periods(), { source: asked });
    expect(verdict).toBe('insufficient_data');
    const found = findings.find(({ code }) => code === 'no-price-history');
    expect(found?.because).toContain('No customer pays two prices in the file');
    expect(codes(findings)).not.toContain('expansion-low');
  });

  test.each([
    ['a price changes', 'D,100,2023-01-05,2025-02-05', 'D,150,2025-02-05,'],
    ['a second row is added', 'D,100,2023-01-05,', 'D,50,2025-02-05,'],
    ['one of two rows ends', 'D,100,2023-01-05,', 'D,50,2023-01-05,2025-02-05'],
  ])('has a history where %s', async (_, ...rows) => {
    const { findings } = await report(periods(...rows), { source: asked });
    expect(codes(findings)).not.toContain('no-price-history');
    expect(codes(findings)).toContain('expansion-low');
  });

  test('has none where a customer has two rows of one time, or comes back at its price', async () => {
    const rows = ['D,100,2023-01-05,', 'D,50,2023-01-05,', 'E,80,2023-01-05,2023-09-05', 'E,80,2024-02-05,'];
    const { findings } = await report(periods(...rows), { source: asked });
    expect(codes(findings)).toContain('no-price-history');
  });

  test('of few customers says nothing', async () => {
    const { reconciliation } = await book(
      csv('customer_id,mrr,start_date,end_date', 'A,100,2023-01-05,', 'B,100,2023-01-05,2025-02-01'),
      asked,
    );
    expect(codes(reconciliation.notices)).not.toContain('no-price-history');
  });
});
