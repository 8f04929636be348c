/** The judgements of segmentation one by one, with the worked numbers of the method. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitWeights,
  type Signal,
  signalNames,
  tierNames,
  tierPolicy,
} from '../../../src/domain/policy/segmentation.ts';
import { allocate, type Claim } from '../../../src/domain/segmentation/allocation.ts';
import { economicsOf, type ServingPolicy } from '../../../src/domain/segmentation/economics.ts';
import { dispositions, type ExitFacts, planExit, ruleOn } from '../../../src/domain/segmentation/exits.ts';
import { type Fit, type Signals, scoreFit } from '../../../src/domain/segmentation/fit.ts';
import {
  type Floors,
  type MoveFacts,
  moveOf,
  tierByArr,
  tiersByRank,
} from '../../../src/domain/segmentation/tiers.ts';

const floors = Object.fromEntries(tierNames.map((tier) => [tier, tierPolicy[tier].floor])) as Floors;
const serving: ServingPolicy = { grossMargin: 0.8, target: 0.3, capShare: 0.1 };

const signals = (known: Partial<Record<Signal, boolean>>): Signals =>
  Object.fromEntries(signalNames.map((name) => [name, known[name] ?? null])) as Signals;

const fitOf = (min: number, max = min): Fit => ({
  min,
  max,
  coverage: (10 - (max - min)) / 10,
  band: min >= 8 ? 'strong' : max < 5 ? 'weak' : min >= 5 && max < 8 ? 'standard' : null,
});

describe('fit', () => {
  it.each([
    [
      { in_target_industry: true, uses_target_workflow: true, in_target_size_range: false },
      4,
      8.5,
      0.55,
      null,
    ],
    [
      {
        in_target_industry: true,
        uses_target_workflow: true,
        in_target_size_range: true,
        has_executive_sponsor: false,
        advocates_publicly: false,
      },
      5.5,
      7.5,
      0.8,
      'standard',
    ],
    [
      { in_target_industry: false, uses_target_workflow: false, in_target_size_range: false },
      0,
      4.5,
      0.55,
      'weak',
    ],
  ] as const)('%j is %d to %d', (known, min, max, coverage, band) => {
    const fit = scoreFit(signals(known), fitWeights);
    expect([fit.min, fit.max, fit.band]).toEqual([min, max, band]);
    expect(fit.coverage).toBeCloseTo(coverage, 12);
  });

  it('stays in its range whatever an unknown signal turns out to be', () => {
    const some = fc.record(
      Object.fromEntries(signalNames.map((name) => [name, fc.constantFrom(true, false, null)])) as Record<
        Signal,
        fc.Arbitrary<boolean | null>
      >,
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...signalNames), fc.boolean(), (known, name, answer) => {
        const before = scoreFit(known, fitWeights);
        const after = scoreFit({ ...known, [name]: known[name] ?? answer }, fitWeights);
        expect(after.min).toBeGreaterThanOrEqual(before.min);
        expect(after.max).toBeLessThanOrEqual(before.max + 1e-12);
      }),
    );
  });
});

describe('tiers', () => {
  it.each([
    [100_000, 'strategic'],
    [99_999.99, 'enterprise'],
    [20_000, 'enterprise'],
    [5_000, 'mid_market'],
    [4_999, 'smb'],
    [0, 'smb'],
  ])('%d is %s', (arr, tier) => {
    expect(tierByArr(arr, floors)).toBe(tier);
  });

  it('ranks 40 accounts 2, 7, 14 and 17', () => {
    const book = Array.from({ length: 40 }, (_, i) => ({ id: `A${String(i).padStart(2, '0')}`, arr: 1_000 }));
    const ranks = tiersByRank(book.toReversed());
    const count = (tier: string) => [...ranks.values()].filter((one) => one === tier).length;
    expect(tierNames.map(count)).toEqual([2, 7, 14, 17]);
    expect([ranks.get('A00'), ranks.get('A02'), ranks.get('A39')]).toEqual([
      'strategic',
      'enterprise',
      'smb',
    ]);
  });

  it('more ARR never lowers the tier', () => {
    const money = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(money, money, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((arr) =>
          tierNames.indexOf(tierByArr(arr, floors)),
        );
        expect(high).toBeLessThanOrEqual(low ?? 0);
      }),
    );
  });
});

describe('moves between tiers', () => {
  const facts = (given: Partial<MoveFacts>): MoveFacts => ({
    arr: 0,
    tenureMonths: null,
    fit: fitOf(0, 10),
    signals: signals({}),
    previousFitScore: null,
    multiYear: null,
    executiveContact: null,
    twoSidedSponsors: null,
    ...given,
  });
  const sure = { twoSidedSponsors: true, signals: signals({ expansion_potential_high: true }) };

  it.each([
    ['mid_market', { arr: 22_000, executiveContact: true }, 'promote', 'enterprise', null, []],
    ['enterprise', { arr: 19_000 }, 'hold', 'enterprise', 'inside-band', []],
    ['enterprise', { arr: 18_000 }, 'hold', 'enterprise', 'inside-band', []],
    ['enterprise', { arr: 17_500 }, 'demote', 'mid_market', null, []],
    ['smb', { arr: 130_000, tenureMonths: 14, fit: fitOf(7) }, 'promote', 'mid_market', null, []],
    ['enterprise', { arr: 101_000, ...sure }, 'hold', 'enterprise', 'gate-unknown', ['multi_year']],
    [
      'enterprise',
      { arr: 101_000, ...sure, multiYear: false },
      'hold',
      'enterprise',
      'gate-false',
      ['multi_year'],
    ],
    ['enterprise', { arr: 100_000, ...sure, multiYear: true }, 'hold', 'enterprise', 'at-tier', []],
    ['strategic', { arr: 500_000 }, 'hold', 'strategic', 'at-tier', []],
    ['smb', { arr: 6_000, tenureMonths: 12, fit: fitOf(7) }, 'hold', 'smb', 'gate-false', ['tenure_months']],
    ['mid_market', { arr: 9_000, previousFitScore: 8, fit: fitOf(6) }, 'demote', 'smb', null, []],
    [
      'mid_market',
      { arr: 9_000, previousFitScore: 8, fit: fitOf(6, 9) },
      'hold',
      'mid_market',
      'at-tier',
      [],
    ],
  ] as const)('%s %j: %s to %s', (tier, given, outcome, to, reason, blockedBy) => {
    const move = moveOf(tier, facts(given), floors, 0.1);
    expect(move).toEqual({
      outcome,
      tier: to,
      reason,
      blockedBy,
      needsQuarterlyReview: outcome === 'demote',
    });
  });
});

describe('allocation', () => {
  const groups = [
    [5, 150_000, 35_000],
    [20, 45_000, 10_000],
    [35, 10_000, 2_000],
    [40, 2_500, 275],
  ] as const;
  const book: Claim[] = groups.flatMap(([count, arr, mid]) =>
    Array.from({ length: count }, (_, i) => ({ id: `${arr}-${i}`, mid, cap: arr * 0.1 })),
  );

  it('gives every account its cap when the budget is the cap share', () => {
    const { k, amounts, total, unallocated } = allocate(book, 210_000);
    expect(k).toBe(1);
    expect(groups.map(([, arr]) => amounts.get(`${arr}-0`))).toEqual([15_000, 4_500, 1_000, 250]);
    expect([total, unallocated]).toEqual([210_000, 0]);
  });

  it('finds the share at which a smaller budget is spent to the cent', () => {
    const { k, amounts, total } = allocate(book, 168_000);
    expect(k).toBeCloseTo(0.36842, 5);
    const shown = groups.map(([, arr]) => Number(amounts.get(`${arr}-0`)?.toFixed(2)));
    expect(shown).toEqual([12_894.74, 3_684.21, 736.84, 101.32]);
    expect(total).toBeCloseTo(168_000, 6);
  });

  it('never passes the budget or a cap, and leaves nothing that an account could take', () => {
    const claim = fc.record({
      mid: fc.double({ min: 0, max: 50_000, noNaN: true }),
      cap: fc.double({ min: 0, max: 50_000, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(claim, { maxLength: 20 }),
        fc.double({ min: 0, max: 5e5, noNaN: true }),
        (list, budget) => {
          const claims = list.map((one, i) => ({ id: `A${i}`, ...one }));
          const { k, amounts, total, unallocated } = allocate(claims, budget);
          expect(total).toBeLessThanOrEqual(budget * (1 + 1e-9) + 1e-9);
          for (const { id, cap } of claims) expect(amounts.get(id)).toBeLessThanOrEqual(cap);
          if (k < 1) expect(unallocated).toBeLessThanOrEqual(1e-6 * Math.max(1, budget));
        },
      ),
    );
  });
});

describe('exits', () => {
  const facts = (given: Partial<ExitFacts>): ExitFacts => ({
    arr: 10_000,
    cost: null,
    csmCost: 0,
    splitAssumed: false,
    fit: fitOf(10),
    tenureMonths: 24,
    escalations: 0,
    acquired: false,
    declining: false,
    ...given,
  });
  const csmHour = 182_000 / 1_065;
  const answer = (given: Partial<ExitFacts>) => {
    const all = facts(given);
    const economics = economicsOf(all.arr, all.cost, serving);
    const ruling = ruleOn(all, economics);
    return { economics, ruling, plan: planExit(all, economics, ruling.disposition, serving, 0.5) };
  };

  it.each([
    [
      'misfit',
      { arr: 12_000, cost: 14_000, csmCost: 7_000, splitAssumed: true, fit: fitOf(1.5) },
      -4_400,
      'exit',
      'reprice',
      17_500,
      28_000,
      4_400,
    ],
    [
      'A',
      { arr: 3_600, cost: 30 * 60 + 6 * csmHour, csmCost: 6 * csmHour, fit: fitOf(0, 10) },
      54.65,
      'watch',
      'downgrade',
      3_531.69,
      5_650.7,
      1_025.35,
    ],
    ['B', { arr: 2_400, cost: 2_700, fit: fitOf(0, 10) }, -780, 'fix_or_exit', 'reprice', 3_375, 5_400, 780],
    [
      'D',
      { arr: 60_000, cost: 40_000, csmCost: 10_000, fit: fitOf(3) },
      8_000,
      'exit',
      'downgrade',
      50_000,
      80_000,
      10_000,
    ],
    ['G', { arr: 8_000, cost: 12_000, fit: fitOf(3) }, -5_600, 'exit', 'non_renew', 15_000, 24_000, 5_600],
    ['Z', { arr: 600, cost: 2_400, tenureMonths: 20 }, -1_920, 'fix_or_exit', 'reprice', 3_000, 4_800, 1_920],
  ] as const)('%s', (_, given, margin, disposition, path, floor, target, saving) => {
    const { economics, ruling, plan } = answer(given);
    expect(economics.margin).toBeCloseTo(margin, 2);
    // B meets one criterion and loses money: it is to be fixed, whatever its fit turns out to be.
    expect(ruling.disposition).toBe(disposition);
    expect(plan).toMatchObject({ path, reason: null });
    expect(plan.priceFloor).toBeCloseTo(floor, 2);
    expect(plan.priceTarget).toBeCloseTo(target, 2);
    expect(plan.saving).toBeCloseTo(saving, 2);
  });

  it('says when the path hangs on an assumed split of the cost', () => {
    const misfit = { arr: 12_000, cost: 14_000, csmCost: 7_000, fit: fitOf(1.5) };
    expect(answer({ ...misfit, splitAssumed: true }).plan.dependsOnSplit).toBe(true);
    expect(answer({ ...misfit, splitAssumed: false }).plan.dependsOnSplit).toBe(false);
  });

  it('keeps a paying account however low its fit, and does not count what was not reported', () => {
    const c = answer({ arr: 9_000, cost: 120, fit: fitOf(1.5) });
    expect(c.ruling).toMatchObject({ disposition: 'keep', met: [] });
    expect(c.plan.path).toBeNull();
    const e = answer({ arr: 30_000, cost: 2_000, fit: fitOf(0), declining: true });
    expect(e.ruling).toMatchObject({ disposition: 'watch', met: ['declining_or_closing'] });
    expect(e.plan.path).toBeNull();
    const silent = answer({
      cost: 100,
      acquired: null,
      declining: null,
      escalations: null,
      tenureMonths: null,
    });
    expect(silent.ruling).toMatchObject({ disposition: 'keep', couldBecome: null });
  });

  it('says what an account could become once cost and fit are known', () => {
    const { ruling, plan } = answer({ cost: null, fit: fitOf(2, 7), declining: true });
    expect(ruling).toMatchObject({ disposition: 'watch', couldBecome: 'exit' });
    expect(plan).toMatchObject({ path: null, reason: null });
  });

  it('a higher cost never improves a disposition', () => {
    const money = fc.double({ min: 0, max: 100_000, noNaN: true });
    const score = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(money, money, money, score, fc.boolean(), (arr, a, b, fit, declining) => {
        const rank = (cost: number) =>
          dispositions.indexOf(answer({ arr, cost, fit: fitOf(fit), declining }).ruling.disposition);
        expect(rank(Math.max(a, b))).toBeLessThanOrEqual(rank(Math.min(a, b)));
      }),
    );
  });
});
