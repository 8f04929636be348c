/** Laws that hold for every book. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { segmentationTables } from '../../../src/domain/segmentation/tables.ts';
import { expectMemo } from '../memo-rules.ts';
import { report, row, value } from './run.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });
const answer = fc.constantFrom(true, false, null);
const signals = fc.record({
  in_target_industry: answer,
  in_target_size_range: answer,
  uses_target_workflow: answer,
  has_executive_sponsor: answer,
  advocates_publicly: answer,
  expansion_potential_high: answer,
  competitor_concentration_low: answer,
});
const tier = fc.constantFrom('strategic', 'enterprise', 'mid_market', 'smb');

const customer = fc.record({
  arr: fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(0, 5_000, 20_000, 100_000)),
  icp_signals: signals,
  annual_service_cost: maybe(fc.integer({ min: 0, max: 60_000 })),
  tenure_months: maybe(fc.integer({ min: 0, max: 80 })),
  escalations_12m: maybe(fc.integer({ min: 0, max: 6 })),
  acquired_by_conflicting_parent: maybe(fc.boolean()),
  declining_or_closing: maybe(fc.boolean()),
  current_tier: maybe(tier),
  previous_fit_score: maybe(fc.integer({ min: 0, max: 10 })),
  renewal_date: maybe(fc.constantFrom('2026-03-01', '2026-06-30', '2027-01-15')),
  multi_year: maybe(answer),
  executive_contact: maybe(answer),
  two_sided_sponsors: maybe(answer),
});

/** A book of 1 to 30 customers, at least one of whom pays. */
const book = fc.array(customer, { minLength: 1, maxLength: 30 }).map((rows) => ({
  as_of: '2026-04-15',
  customers: [...rows, { arr: 9_000 }].map((facts, i) => {
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    return { id: `c${String(i).padStart(2, '0')}`, arr: facts.arr, ...Object.fromEntries(known) };
  }),
}));

const runs = { numRuns: 60 };

it('segments partition the book', () => {
  fc.assert(
    fc.property(book, (input) => {
      const of = report(input);
      const tiers = of.tables.tiers?.rows ?? [];
      const total = (column: string) => tiers.reduce((sum, one) => sum + Number(one[column]), 0);
      expect(total('count')).toBe(input.customers.length);
      expect(total('arr')).toBeCloseTo(value(of, 'total_arr') ?? 0, 4);
      const ruled = ['exits', 'fix_or_exits', 'watches', 'keeps'].map((id) => value(of, id) ?? 0);
      expect(ruled.reduce((a, b) => a + b)).toBe(input.customers.length);
    }),
    runs,
  );
});

it('never spends more than the budget, nor more on an account than its cap', () => {
  fc.assert(
    fc.property(book, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (input, share) => {
      const of = report({ ...input, cs_budget_share_of_arr: share });
      const budget = value(of, 'budget') ?? 0;
      expect(value(of, 'allocation') ?? 0).toBeLessThanOrEqual(budget + 1e-6);
      for (const account of of.tables.accounts?.rows ?? [])
        expect(Number(account['allocation'])).toBeLessThanOrEqual(Number(account['arr']) * 0.1 + 1e-6);
    }),
    runs,
  );
});

const order = ['keep', 'watch', 'fix_or_exit', 'exit'];

it('a higher cost never lifts an account off the exit list', () => {
  fc.assert(
    fc.property(book, fc.integer({ min: 0, max: 40_000 }), (input, more) => {
      const [first, ...rest] = input.customers;
      const cost = (first as { annual_service_cost?: number }).annual_service_cost ?? 0;
      const at = (annual_service_cost: number) =>
        order.indexOf(
          String(
            row(
              report({ ...input, customers: [{ ...first, annual_service_cost }, ...rest] }),
              'accounts',
              'c00',
            )['disposition'],
          ),
        );
      expect(at(cost + more)).toBeGreaterThanOrEqual(at(cost));
    }),
    runs,
  );
});

it('does not look at the order of rows', () => {
  fc.assert(
    fc.property(book, (input) => {
      const turned = { ...input, customers: [...input.customers].reverse() };
      expect(report(turned)).toEqual(report(input));
    }),
    runs,
  );
});

it('depends on proportions: a book in another currency unit has the same tiers and dispositions', () => {
  fc.assert(
    fc.property(book, fc.constantFrom(1, 3, 7.5, 100), (input, by) => {
      const scaled = {
        ...input,
        tier_floors: { strategic: 100_000 * by, enterprise: 20_000 * by, mid_market: 5_000 * by, smb: 0 },
        tier_investment: {
          strategic: { low: 20_000 * by, high: 50_000 * by },
          enterprise: { low: 5_000 * by, high: 15_000 * by },
          mid_market: { low: 1_000 * by, high: 3_000 * by },
          smb: { low: 50 * by, high: 500 * by },
        },
        customers: input.customers.map((one) => ({
          ...one,
          arr: one.arr * by,
          ...('annual_service_cost' in one
            ? { annual_service_cost: Number(one.annual_service_cost) * by }
            : {}),
        })),
      };
      const kept = (raw: unknown) =>
        (report(raw).tables.accounts?.rows ?? []).map(({ key, tier: t, disposition, margin_class }) => [
          key,
          t,
          disposition,
          margin_class,
        ]);
      expect(kept(scaled)).toEqual(kept(input));
    }),
    runs,
  );
});

it('writes a memo that keeps the output standard, whatever the book', () => {
  fc.assert(
    fc.property(book, (input) => {
      expectMemo(report(input), segmentationTables);
    }),
    runs,
  );
});
