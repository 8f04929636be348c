/** Monthly amounts and cents of cohort totals become annual ones in whole units of money, once. */
import { describe, expect, test } from 'vitest';
import { inspected } from '../inspections.ts';
import { book, csv, refusals } from '../load.ts';
import { refused, report } from '../retention.ts';

const head = 'cohort,starting_arr,churned_arr,contraction_arr,expansion_arr';
const plain = csv(head, 'Q1,3000,300,0,150');
const monthly = csv('cohort,Opening MRR,Lost MRR,contraction,expansion', 'Q1,3000,300,0,150');
const mapped = { columns: { starting_arr: 'Opening MRR', churned_arr: 'Lost MRR' } } as const;

const value = ({ figures }: Awaited<ReturnType<typeof report>>, id: string) =>
  figures.find((one) => one.id === id)?.value;

describe('monthly amounts', () => {
  test.each([
    ['by the source', plain, { source: { amount_basis: 'mrr' } }, 'as asked; multiplied by 12'],
    ['by the tool', plain, { options: { amounts: 'mrr' } }, 'as asked; multiplied by 12'],
    ['by the headers', monthly, { source: mapped }, 'the header of the file; multiplied by 12'],
  ] as const)(
    '%s: 3,000 a month is 36,000 in figures and reconciliation',
    async (_name, text, setup, said) => {
      const answer = await report(text, setup);
      expect([value(answer, 'starting_arr'), value(answer, 'lost_arr')]).toEqual([36_000, 3600]);
      expect(answer.reconciliation).toMatchObject({
        arr_start: { from_rows: 36_000, from_accounts: 36_000 },
        arr_end: { from_rows: 34_200, from_accounts: 34_200 },
      });
      expect(answer.assumptions.filter(({ field }) => field === 'amounts')).toEqual([
        { field: 'amounts', value: 'mrr', source: said },
      ]);
    },
  );

  test('are told as ARR by an inspection, rows left out included', async () => {
    expect((await inspected(plain, { amount_basis: 'mrr' })).totals).toMatchObject({
      arr_start: 36_000,
      arr_end: 34_200,
    });
    const { reconciliation } = await book(`${plain}Q1,3000,300,0,150\n`, { amount_basis: 'mrr' });
    expect(reconciliation.excluded).toMatchObject([{ reason: 'duplicate_row', arr: 36_000 }]);
  });

  test('beside annual ones, or on another basis, are a question', async () => {
    const both = csv('cohort,Opening MRR,churned_arr', 'Q1,3000,300');
    const columns = { starting_arr: 'Opening MRR' };
    expect(await refusals(both, { shape: 'cohorts', columns })).toEqual([
      'source.amount_basis: one amount column is monthly, the other annual; map two of one kind with source.columns',
    ]);
    expect(await refusals(both, { shape: 'cohorts', columns, amount_basis: 'mrr' })).toEqual([]);
    expect(await refused(plain, { source: { amount_basis: 'tcv' } })).toEqual([
      'source.amount_basis: tcv is no basis of amounts at a position; pass arr or mrr',
    ]);
  });
});

describe('amounts in cents', () => {
  const started = (text: string, setup: Parameters<typeof report>[1] = {}) =>
    report(text, setup).then((answer) => [
      value(answer, 'starting_arr'),
      answer.reconciliation?.arr_start?.from_rows,
    ]);

  test('are divided by 100, counts are not', async () => {
    const text = csv(
      `${head},starting_customer_count,churned_customer_count`,
      'Q1,300050,(30000),0,15000,300,100',
    );
    const answer = await report(text, { source: { amount_unit: 'minor' } });
    expect(value(answer, 'starting_arr')).toBe(3000.5);
    expect(value(answer, 'churned_arr')).toBe(300);
    expect(value(answer, 'starting_customers')).toBe(300);
    expect(answer.reconciliation?.arr_end?.from_rows).toBe(2850.5);
  });

  test('by currency: yen have none, dinars are thousandths', async () => {
    const text = csv(`${head},currency`, 'Q1,3000,300,0,150,JPY');
    const minor = { source: { amount_unit: 'minor' } } as const;
    expect(await started(text, minor)).toEqual([3000, 3000]);
    expect(await started(text.replace('JPY', 'KWD'), minor)).toEqual([3, 3]);
  });

  test('are known by their headers, which is stated', async () => {
    const text = csv('cohort,start_cents,churn_cents', 'Q1,300000,30000');
    const columns = { starting_arr: 'start_cents', churned_arr: 'churn_cents' };
    const answer = await report(text, { source: { shape: 'cohorts', columns } });
    expect(value(answer, 'starting_arr')).toBe(3000);
    expect(answer.assumptions).toContainEqual({
      field: 'source.amount_unit',
      value: 'minor',
      source: 'headers "start_cents", "churn_cents"',
    });
    const major = await report(text, { source: { shape: 'cohorts', columns, amount_unit: 'major' } });
    expect(value(major, 'starting_arr')).toBe(300_000);
  });

  test('of rows left out are in whole units as well', async () => {
    const text = csv(
      `${head},currency`,
      'Q1,300000,0,0,0,EUR',
      'Q2,100000,0,0,0,USD',
      'Q3,200000,abc,0,0,USD',
    );
    const { reconciliation } = await book(text, {
      amount_unit: 'minor',
      currency: 'EUR',
      skip_bad_rows: true,
    });
    expect(reconciliation.excluded).toMatchObject([
      { reason: 'other_currency', arr: 1000, currency: 'USD' },
      { reason: 'bad_row', arr: 2000, currency: 'USD' },
    ]);
  });
});
