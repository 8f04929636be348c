/** What must hold for every cohort that passes its checks, whatever numbers it was made of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from '../../../src/domain/numbers.ts';
import { refusalsOf, report } from './run.ts';

/** Mostly numbers that fit; some with a sign, a fraction or too large. */
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40_000 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.001, 0.004, 1e13, 1e14) },
);
const customers = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(-2, 10.5, 500) },
);
const opening = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1000, max: 9000 }) }, amount);
const moves = fc.record(
  { churned_arr: amount, contraction_arr: amount, expansion_arr: amount },
  { requiredKeys: [] },
);

const cohort = fc.record(
  {
    starting_arr: opening,
    starting_customer_count: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 50, max: 90 }) }, customers),
    churned_customer_count: customers,
    churned_arr: amount,
    contraction_arr: amount,
    expansion_arr: amount,
    new_arr: amount,
    reactivation_arr: amount,
    ending_arr: amount,
    ending_arr_same_customers: opening,
    of_which_new_accounts: moves,
    up_for_renewal_arr: amount,
    renewal_churned_arr: amount,
    observed_months: fc.constantFrom(3, 12),
    remaining_customer_counts: fc.array(customers, { minLength: 1, maxLength: 13 }),
    remaining_gross_arr: fc.array(amount, { minLength: 1, maxLength: 13 }),
    renewed_arr: amount,
    renewed_customer_count: customers,
  },
  { requiredKeys: ['starting_arr'] },
);

/** Few fields at a time, so that most are not refused. */
const input = fc.array(fc.tuple(cohort, fc.nat()), { minLength: 1, maxLength: 4 }).map((rows) => ({
  stage: 'growth',
  cohorts: rows.map(([fields, keep], i) => ({
    name: `Q${i}`,
    ...Object.fromEntries(
      Object.entries(fields).filter(([field], at) => field === 'starting_arr' || (keep >> at) % 3 === 0),
    ),
  })),
}));

test('rates of cohorts that pass their checks lie between 0 and 1, and no number is none', () => {
  let accepted = 0;
  fc.assert(
    fc.property(input, (raw) => {
      if (refusalsOf(raw).length > 0) return;
      accepted++;
      // Its schema, which takes no NaN, is checked as well.
      const { figures } = report(raw);
      for (const { id, value } of figures) {
        if (!/^(grr|logo_retention)(_low|_high)?$/.test(id) || value === null) continue;
        expect(value, id).toBeGreaterThanOrEqual(0);
        expect(value, id).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 400 },
  );
  expect(accepted).toBeGreaterThan(5);
});

test('an interval of counts that cannot be is none', () => {
  for (const [hits, n] of [
    [-2, 10],
    [12, 10],
    [1, 0],
    [Number.NaN, 10],
  ] as const)
    expect(wilson(hits, n)).toBeNull();
});
