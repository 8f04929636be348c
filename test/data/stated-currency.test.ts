/** The currency that a header, a column or the caller states, against what amounts name themselves. */
import { describe, expect, test } from 'vitest';
import { bareHeader, currencyOfHeader } from '../../src/data/cells/header-currency.ts';
import { createReportStore } from '../../src/report-store.ts';
import { designSegments } from '../../src/tools/design-segments.ts';
import { book, csv, input, refusals } from './load.ts';
import { refused, report, shownText } from './retention.ts';

const long = (header: string, ...amounts: readonly string[]) =>
  csv(
    `customer,month,${header}`,
    ...amounts.flatMap((amount, i) => [`C${i},2024-12,${amount}`, `C${i},2025-12,${amount}`]),
  );

const disagreements = async (text: string) =>
  (await book(text)).reconciliation.notices?.filter(({ code }) => code === 'currency-disagrees');

describe('a header', () => {
  test.each([
    ['MRR (EUR)', 'EUR', 'MRR'],
    ['ARR [USD]', 'USD', 'ARR'],
    ['MRR in GBP', 'GBP', 'MRR'],
    ['arr_usd', 'USD', 'arr'],
    ['MRR €', 'EUR', 'MRR'],
    ['Amount ($)', null, 'Amount'],
    ['MRR (in cents)', null, 'MRR'],
    ['Start (UTC)', null, 'Start (UTC)'],
    ['Plan Fee', null, 'Plan Fee'],
    ['Total all', null, 'Total all'],
    ['MRR (k EUR)', null, 'MRR (k EUR)'],
  ])('%s names %s', (header, code, bare) => {
    expect([currencyOfHeader(header), bareHeader(header)]).toEqual([code, bare]);
  });

  test('is understood in every shape, and the report is in its currency', async () => {
    const texts = [
      long('MRR (EUR)', '100', '90'),
      csv('customer,MRR 2024-12 (EUR),MRR 2025-11 (EUR),MRR 2025-12 (EUR)', 'A,5,5,5', 'B,6,6,6'),
      csv('customer,ARR start [EUR],ARR end [EUR]', 'A,5,5', 'B,6,6'),
      csv('cohort,Starting ARR (EUR),Churned ARR (EUR)', 'A,500,5', 'B,600,6'),
    ];
    for (const text of texts) {
      const { currency, assumptions } = await report(text);
      expect([currency, text]).toEqual(['EUR', text]);
      expect(assumptions).toContainEqual({
        field: 'currency',
        value: 'EUR',
        source: 'the only currency the rows name',
      });
    }
  });

  test('of cents is one of amounts', async () => {
    const { accounts } = await book(long('MRR (in cents)', '10000'));
    expect(accounts[0]).toMatchObject({ arr_start: 1200 });
  });

  test('of two currencies beside each other is not chosen from', async () => {
    const text = csv('customer,month,MRR (EUR),MRR (USD)', 'A,2024-12,5,6', 'A,2025-12,5,6');
    expect((await refusals(text)).join()).toContain('MRR (EUR), MRR (USD)');
    const two = csv('customer,ARR start (EUR),ARR end (USD)', 'A,5,5');
    expect(await refusals(two)).toEqual([expect.stringContaining('in EUR and those at end in USD')]);
  });

  test('of a month and a short year is a position', async () => {
    const { accounts } = await book(csv('customer,MRR 12/25,MRR 12/24', 'A,5,7', 'B,6,6'));
    expect(accounts[0]).toMatchObject({ arr_start: 7, arr_end: 5 });
  });
});

describe('a currency column', () => {
  test('that amounts contradict is named', async () => {
    const text = csv(
      'customer,month,mrr,currency',
      ...['2024-12', '2025-12'].flatMap((month) => [`A,${month},$10,EUR`, `B,${month},€10,EUR`]),
    );
    expect(await disagreements(text)).toEqual([
      expect.objectContaining({
        count: 2,
        first_rows: [2, 4],
        column: 'mrr',
        message:
          'column "currency" says EUR and an amount "$10": it is taken in EUR; correct the one that is wrong',
      }),
    ]);
    const two = csv('customer,arr_start,arr_end,currency', 'A,USD 5,USD 6,EUR', 'B,5,6,EUR');
    expect(await disagreements(two)).toEqual([expect.objectContaining({ count: 1, first_rows: [2] })]);
  });

  test('of dollars of another country goes with "$"', async () => {
    const text = csv('customer,month,mrr,currency', 'A,2024-12,$10,CAD', 'A,2025-12,$10,CAD');
    expect(await disagreements(text)).toEqual([]);
    const { accounts } = await book(long('MRR (CAD)', '$10'));
    expect(accounts[0]?.currency).toBe('CAD');
  });
});

describe('a file that names no currency is in the one that is asked for', () => {
  const text = long('mrr', '100', '90');

  test('in figures, text and memo', async () => {
    const found = await report(text, { source: { currency: 'EUR' } });
    expect(found.currency).toBe('EUR');
    expect(found.figures.find(({ id }) => id === 'starting_arr')?.display).toContain('EUR');
    expect(found.assumptions).toContainEqual({
      field: 'currency',
      value: 'EUR',
      source: 'source.currency, as the file names none',
    });
    const shown = await shownText(text, { source: { currency: 'EUR' } });
    expect(shown).toContain('EUR');
    expect(shown).not.toContain('$');
  });

  test('and not in another that is asked for beside it', async () => {
    expect(await refused(text, { source: { currency: 'EUR' }, options: { currency: 'USD' } })).toEqual([
      'currency: USD, but the file names no currency and is taken in EUR, as source.currency says; give one of them',
    ]);
  });

  test('in the other tools too, as in the currency of a header', async () => {
    const run = (content: string, source: Record<string, unknown>) =>
      designSegments.run(
        { source: { path: '-', ...source } },
        { access: input(content), reports: createReportStore() },
      );
    const asked = await run(csv('customer,arr', 'A,5000', 'B,6000'), { currency: 'EUR' });
    expect(asked.ok && asked.report).toMatchObject({ currency: 'EUR' });
    const header = await run(csv('customer,ARR (EUR)', 'A,$5000', 'B,6000'), {});
    expect(header.ok && header.report).toMatchObject({
      currency: 'EUR',
      reconciliation: { notices: [expect.objectContaining({ code: 'currency-disagrees' })] },
    });
  });
});
