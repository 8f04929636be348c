/** Laws that hold for every book. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectAssumptions } from '../../../src/domain/assumptions.ts';
import { relieve } from '../../../src/domain/coverage/relief.ts';
import { minimumAt } from '../../../src/domain/coverage/seats.ts';
import { bookOf, settingsOf } from '../../../src/domain/coverage/settle.ts';
import { coverageTables } from '../../../src/domain/coverage/tables.ts';
import { type Tier, tierNames } from '../../../src/domain/policy/segmentation.ts';
import { expectMemo } from '../memo-rules.ts';
import { report, row, rows, value } from './run.ts';

const usual = { strategic: 300_000, enterprise: 50_000, mid_market: 10_000, smb: 2_000 } as const;

const tierOf = (name: Tier) =>
  fc
    .record({
      customer_count: fc.integer({ min: 1, max: 120 }),
      mean: fc.integer({ min: 2, max: 40 }),
      current_csm_count: fc.integer({ min: 0, max: 24 }).map((n) => n / 4),
    })
    .map(({ customer_count, mean, current_csm_count }) => ({
      customer_count,
      total_arr: (customer_count * mean * usual[name]) / 10,
      current_csm_count,
    }));

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 3 });

const book = fc
  .record(Object.fromEntries(tierNames.map((name) => [name, maybe(tierOf(name))])))
  .map((tiers) => Object.fromEntries(Object.entries(tiers).filter(([, one]) => one !== undefined)))
  .filter((tiers) => Object.keys(tiers).length > 0) as fc.Arbitrary<
  Record<string, { customer_count: number; total_arr: number; current_csm_count: number }>
>;

const plan = fc.record({
  as_of: fc.constantFrom('2026-01-01', '2026-01-31', '2027-11-30', '2028-02-29'),
  growth_rate: fc.integer({ min: -5, max: 15 }).map((n) => n / 10),
  attrition_rate: fc.integer({ min: 0, max: 6 }).map((n) => n / 10),
  hiring_lead_days: fc.integer({ min: 0, max: 180 }),
  cs_budget_share: fc.integer({ min: 2, max: 30 }).map((n) => n / 100),
  weekly_escalations: fc.boolean(),
  runs: fc.constant(200),
  book,
});

const runs = { numRuns: 60 };

it('writes a memo that keeps the output standard, whatever the book', () => {
  fc.assert(
    fc.property(plan, (input) => {
      expectMemo(report(input), coverageTables);
    }),
    { numRuns: 200 },
  );
});

it('does not look at the order of tiers and keys', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const turn = (of: object) => Object.fromEntries(Object.entries(of).reverse());
      expect(report(turn({ ...input, book: turn(input.book) }))).toEqual(report(input));
    }),
    runs,
  );
});

it('relief never raises what a tier needs, nor the seats of the book', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const assumptions = collectAssumptions();
      const settings = settingsOf(input as never, assumptions, true);
      const tiers = bookOf(input as never, assumptions);
      const { relieved } = relieve(tiers, settings);
      for (const month of [0, 5, 12]) {
        const before = minimumAt(tiers, month, settings, new Set());
        minimumAt(tiers, month, settings, relieved).forEach((least, i) => {
          expect(least).toBeLessThanOrEqual((before[i] ?? 0) + 1e-9);
        });
      }
      const of = report(input);
      for (const step of rows(of, 'relief'))
        expect(Number(step['seats_after']) + Number(step['seats_after_12'])).toBeLessThan(
          Number(step['seats_before']) + Number(step['seats_before_12']),
        );
    }),
    runs,
  );
});

const least = (input: unknown, tier: string) => Number(row(report(input), 'tiers', tier)['minimum_fte']);

it('what a tier needs falls with buffer and cap, and rises with ARR and accounts', () => {
  fc.assert(
    fc.property(plan, (input) => {
      for (const [name, facts] of Object.entries(input.book)) {
        const now = least(input, name);
        expect(least({ ...input, buffer: 0.5 }, name)).toBeLessThanOrEqual(now + 1e-9);
        const cap = { [name]: { accounts_per_csm: 100_000 } };
        expect(least({ ...input, targets: cap }, name)).toBeLessThanOrEqual(now + 1e-9);
        for (const more of [
          { total_arr: facts.total_arr * 1.5 },
          { customer_count: facts.customer_count + 7 },
        ])
          expect(
            least({ ...input, book: { ...input.book, [name]: { ...facts, ...more } } }, name),
          ).toBeGreaterThanOrEqual(now - 1e-9);
      }
    }),
    { numRuns: 25 },
  );
});

const replacements = (input: unknown) =>
  rows(report(input), 'plan').filter(({ reason }) => reason === 'replacement').length;

it('more attrition never plans fewer replacements, and none plans none', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const at = [0, 0.1, 0.3, 0.6, 0.9].map((attrition_rate) => replacements({ ...input, attrition_rate }));
      expect(at[0]).toBe(0);
      expect(at).toEqual([...at].sort((a, b) => a - b));
    }),
    runs,
  );
});

it('moves keep the number of people, leave donors their seats and never add a hire for today', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const of = report(input);
      const people = new Map(rows(of, 'tiers').map(({ key, csms }) => [key, Number(csms)]));
      const total = () => [...people.values()].reduce((a, b) => a + b, 0);
      const before = total();
      const gapOf = (tier: string) =>
        Math.max(0, Number(row(of, 'tiers', tier)['recommended_seats']) - (people.get(tier) ?? 0));
      const gaps = () =>
        [...people.keys()].reduce((sum, tier) => sum + Math.ceil(gapOf(tier) - 0.25 - 1e-9), 0);
      const without = gaps();
      for (const { from, to, fte } of rows(of, 'moves')) {
        expect(Math.abs(tierNames.indexOf(from as Tier) - tierNames.indexOf(to as Tier))).toBe(1);
        people.set(String(from), (people.get(String(from)) ?? 0) - Number(fte));
        people.set(String(to), (people.get(String(to)) ?? 0) + Number(fte));
        expect(people.get(String(from))).toBeGreaterThanOrEqual(
          Number(row(of, 'tiers', String(from))['recommended_seats']) - 1e-9,
        );
      }
      expect(total()).toBeCloseTo(before, 9);
      expect(value(of, 'hires_gap_now')).toBe(gaps());
      expect(gaps()).toBeLessThanOrEqual(without);
    }),
    { numRuns: 120 },
  );
});

it('opens no role before the plan begins, nor after somebody sits in it; what is not late is open in time', () => {
  fc.assert(
    fc.property(plan, (input) => {
      for (const hire of rows(report(input), 'plan')) {
        const [open, seat] = [String(hire['open_by']), String(hire['in_seat_date'])];
        expect(open >= input.as_of).toBe(true);
        expect(open <= seat).toBe(true);
        expect(hire['need_date'] !== null).toBe(true);
        const ideal =
          Number(hire['need_month']) - Number(hire['months_to_full']) - input.hiring_lead_days / 30;
        expect(hire['due_now']).toBe(ideal <= 1e-9);
        expect(Number(hire['in_seat_month'])).toBeCloseTo(
          Math.max(ideal, 0) + input.hiring_lead_days / 30,
          9,
        );
        if (hire['due_now'] === false) expect(hire['late_months']).toBe(0);
      }
    }),
    runs,
  );
});

it('money of another size changes no seat', () => {
  fc.assert(
    fc.property(plan, fc.constantFrom(0.01, 7, 1_000), (input, size) => {
      const base = {
        ...input,
        targets: Object.fromEntries(tierNames.map((name) => [name, { arr_per_csm: usual[name] * 10 }])),
        loaded_cost: 150_000,
      };
      const scaled = {
        ...base,
        targets: Object.fromEntries(
          tierNames.map((name) => [name, { arr_per_csm: usual[name] * 10 * size }]),
        ),
        loaded_cost: 150_000 * size,
        book: Object.fromEntries(
          Object.entries(input.book).map(([name, facts]) => [
            name,
            { ...facts, total_arr: facts.total_arr * size },
          ]),
        ),
      };
      if (150_000 * size > 1e7) return;
      const seats = (of: unknown) =>
        rows(report(of), 'tiers').map((one) =>
          ['required_seats', 'required_seats_12', 'recommended_seats', 'recommended_seats_12'].map(
            (id) => one[id],
          ),
        );
      expect(seats(scaled)).toEqual(seats(base));
    }),
    runs,
  );
});

it('adds up: seats, hires and tables say the same', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const of = report(input);
      const sum = (id: string) => rows(of, 'tiers').reduce((all, one) => all + Number(one[id]), 0);
      for (const id of ['required_seats', 'recommended_seats', 'recommended_seats_12'])
        expect(value(of, id)).toBe(sum(id));
      expect(value(of, 'hires_planned')).toBe(rows(of, 'plan').length);
      expect(rows(of, 'months')).toHaveLength(13);
      for (const { cost, arr, cost_share: share } of rows(of, 'months')) {
        if (Number(arr) === 0) expect(share).toBeNull();
        else expect(Number(share)).toBeCloseTo((12 * Number(cost)) / Number(arr), 9);
      }
      expect(value(of, 'run_rate_share_12')).toBe(rows(of, 'months')[12]?.['cost_share']);
      for (const { seats, required_seats: required, recommended_seats: kept } of rows(of, 'tiers'))
        expect([seats, required, kept]).not.toContain(Number.NaN);
      const shared = rows(of, 'tiers').filter(({ shared_fte: part }) => part !== null);
      for (const { key, recommended_seats: seats, host } of shared) {
        expect(seats).toBe(0);
        expect(host).not.toBe(key);
        if (host !== 'founder')
          expect(Number(row(of, 'tiers', String(host))['recommended_seats'])).toBeGreaterThan(0);
      }
    }),
    runs,
  );
});
