/** Month-by-month bridges: a worked book, and laws that hold for every book. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectFigures } from '../../../src/domain/collect.ts';
import { retentionFigures } from '../../../src/domain/retention/figures.ts';
import {
  addAccount,
  addCompounded,
  type MonthFlow,
  monthlyTable,
  readFlows,
  startFlows,
} from '../../../src/domain/retention/monthly.ts';

const months = ['2025-01', '2025-02', '2025-03', '2025-04'];

/** The flows of accounts, each with its ARR before the first month and at the close of each. */
function flowsOf(accounts: readonly (readonly number[])[], over: readonly string[] = months): MonthFlow[] {
  const flows = startFlows(over);
  for (const arr of accounts) addAccount(flows, arr);
  return readFlows(flows);
}

const compounded = (flows: readonly MonthFlow[]) => {
  const figures = collectFigures(retentionFigures, 'USD');
  addCompounded(flows, figures);
  return Object.fromEntries(figures.list().map((figure) => [figure.id, figure]));
};

const none = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 };

describe('a book worked by hand', () => {
  const book = [
    // Stays, grows in February, shrinks in March.
    [100, 100, 150, 120, 120],
    // Leaves in February, comes back in March with less.
    [60, 60, 0, 40, 40],
    // Is new in March, leaves in April.
    [0, 0, 0, 70, 0],
    // Never pays.
    [0, 0, 0, 0, 0],
  ];
  const flows = flowsOf(book);

  test('has each movement in its month', () => {
    expect(flows).toEqual([
      { month: '2025-01', accounts: 2, lost: 0, opening: 160, closing: 160, ...none },
      {
        month: '2025-02',
        accounts: 2,
        lost: 1,
        opening: 160,
        closing: 150,
        ...none,
        expansion: 50,
        churn: 60,
      },
      {
        month: '2025-03',
        accounts: 1,
        lost: 0,
        opening: 150,
        closing: 230,
        ...none,
        contraction: 30,
        reactivation: 40,
        new: 70,
      },
      { month: '2025-04', accounts: 3, lost: 1, opening: 230, closing: 160, ...none, churn: 70 },
    ]);
  });

  test('shows rates of each month', () => {
    const { rows } = monthlyTable(flows);
    expect(rows?.map(({ key, grr, nrr }) => [key, grr, nrr])).toEqual([
      ['2025-01', 1, 1],
      ['2025-02', 100 / 160, 150 / 160],
      ['2025-03', 120 / 150, 120 / 150],
      ['2025-04', 160 / 230, 160 / 230],
    ]);
  });

  test('compounds to the product of its months, beside the cohort figure and not equal to it', () => {
    const { compounded_monthly_grr, compounded_monthly_nrr, compounded_monthly_logo_retention } =
      compounded(flows);
    expect(compounded_monthly_grr?.value).toBeCloseTo((100 / 160) * (120 / 150) * (160 / 230), 12);
    expect(compounded_monthly_nrr?.value).toBeCloseTo((150 / 160) * (120 / 150) * (160 / 230), 12);
    expect(compounded_monthly_logo_retention?.value).toBeCloseTo((1 / 2) * (2 / 3), 12);
    // Of the 160 at the start, 100 and 40 are still there.
    expect(compounded_monthly_grr?.value).not.toBeCloseTo(140 / 160, 2);
  });
});

test('two months of 0.90 and 0.95 compound to 0.855', () => {
  const flows = flowsOf(
    [
      [1000, 900, 900],
      [1000, 900, 810],
    ],
    ['2025-01', '2025-02'],
  );
  expect(compounded(flows)['compounded_monthly_grr']).toMatchObject({
    display: '85.5%',
    formula: '0.9 * 0.95',
  });
});

test('a month that opens with nothing leaves no compounded rate, and says why', () => {
  const flows = flowsOf([[0, 0, 100, 90, 90]]);
  for (const figure of Object.values(compounded(flows)))
    expect(figure).toMatchObject({ value: null, display: 'n/a', reason: 'month_without_opening_arr' });
  expect(monthlyTable(flows).rows?.[0]).toMatchObject({ grr: null, nrr: null, opening_arr: 0 });
  for (const figure of Object.values(compounded([]))) expect(figure.value).toBeNull();
});

test('without months there is no table, and the reason is given', () => {
  expect(monthlyTable(undefined)).toEqual({ rows: null, because: 'no monthly positions were given' });
});

describe('for any book', () => {
  /** ARR in cents, so that sums of it are exact within a fraction of one. */
  const arr = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 1e9 }).map((cents) => cents / 100),
  );
  const books = fc.array(fc.array(arr, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 30 });

  test('the bridge of each month ties to half a cent', () => {
    fc.assert(
      fc.property(books, (book) => {
        for (const [i, one] of flowsOf(book).entries()) {
          const { opening, closing, expansion, reactivation, contraction, churn } = one;
          expect(opening + one.new + expansion + reactivation - contraction - churn).toBeCloseTo(closing, 2);
          const held = (at: number) => book.reduce((total, series) => total + (series[at] ?? 0), 0);
          expect(opening).toBeCloseTo(held(i), 2);
          expect(closing).toBeCloseTo(held(i + 1), 2);
        }
      }),
    );
  });

  test('a month closes with what the next one opens with', () => {
    fc.assert(
      fc.property(books, (book) => {
        const flows = flowsOf(book);
        for (const [i, { closing }] of flows.slice(0, -1).entries())
          expect(flows[i + 1]?.opening).toBe(closing);
      }),
    );
  });

  test('no movement is below zero, and no more accounts are lost than there were', () => {
    fc.assert(
      fc.property(books, (book) => {
        for (const { month: _, accounts, lost, ...money } of flowsOf(book)) {
          for (const value of Object.values(money)) expect(value).toBeGreaterThanOrEqual(0);
          expect(lost).toBeLessThanOrEqual(accounts);
          expect(money.churn > 0).toBe(lost > 0);
        }
      }),
    );
  });

  test('compounded GRR and logo retention are at most 1, and NRR is at least GRR', () => {
    fc.assert(
      fc.property(books, (book) => {
        const found = compounded(flowsOf(book));
        const [grr, nrr, logo] = ['grr', 'nrr', 'logo_retention'].map(
          (id) => found[`compounded_monthly_${id}`]?.value ?? null,
        );
        if (grr === null || grr === undefined) return;
        expect(grr).toBeLessThanOrEqual(1);
        expect(grr).toBeGreaterThanOrEqual(0);
        expect(logo).toBeLessThanOrEqual(1);
        expect(nrr).toBeGreaterThanOrEqual(grr - 1e-12);
      }),
    );
  });

  test('the order of accounts changes no sum by half a cent', () => {
    fc.assert(
      fc.property(books, (book) => {
        const [one, other] = [flowsOf(book), flowsOf([...book].reverse())];
        for (const [i, { closing, churn }] of one.entries()) {
          expect(other[i]?.closing).toBeCloseTo(closing, 2);
          expect(other[i]?.churn).toBeCloseTo(churn, 2);
        }
      }),
    );
  });

  test('splitting a period keeps every month', () => {
    fc.assert(
      fc.property(books, (book) => {
        const whole = flowsOf(book);
        const late = flowsOf(
          book.map((series) => series.slice(2)),
          months.slice(2),
        );
        // Who left before the split and came back counts as new where the file begins later.
        for (const [i, { opening, churn, contraction, expansion }] of late.entries())
          expect(whole[i + 2]).toMatchObject({ opening, churn, contraction, expansion });
      }),
    );
  });
});
