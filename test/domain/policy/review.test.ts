import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../../src/domain/policy/benchmarks.ts';
import { houseTargets, stages } from '../../../src/domain/policy/retention.ts';
import {
  gateNames,
  grossRetentionLines,
  hiringPlans,
  planTypePolicy,
  planTypes,
  repairable,
  reviewLines,
} from '../../../src/domain/policy/review.ts';

const medianOf = (id: string) => benchmarks.find((row) => row.id === id)?.median;

describe('the gross retention lines of a plan', () => {
  it.each([
    ['seed', null, 0.85, 0.75],
    ['growth', null, 0.9, 0.85],
    ['scale', null, 0.91, 0.85],
    ['growth', 4_999, 0.75, 0.7],
    ['scale', 0, 0.75, 0.7],
    ['scale', 5_000, 0.9, 0.85],
    ['scale', 11_999, 0.9, 0.85],
    ['scale', 25_000, 0.92, 0.85],
    ['scale', 50_000, 0.93, 0.85],
    ['scale', 1_000_000, 0.93, 0.85],
    ['seed', 1_000_000, 0.85, 0.75],
  ] as const)('%s with an ACV of %s passes from %s, stops below %s', (stage, acv, pass, fail) => {
    expect(grossRetentionLines(stage, acv)).toEqual({ pass, fail });
  });

  it('are the lower of target and published median, whatever the ACV', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.integer({ min: 5_000, max: 2_000_000 }), (stage, acv) => {
        const { pass, fail } = grossRetentionLines(stage, acv);
        expect(pass).toBeLessThanOrEqual(houseTargets[stage].grr.healthy);
        expect(pass).toBeLessThanOrEqual(medianOf('b.grr.acv.gt250') ?? 0);
        expect(fail).toBeLessThan(pass);
      }),
    );
  });
});

describe('plan types', () => {
  it('count their key gate, and gates in order', () => {
    for (const type of planTypes) {
      const { key, counted } = planTypePolicy[type];
      expect(counted, type).toContain(key);
      expect([...counted], type).toEqual(gateNames.filter((gate) => counted.includes(gate)));
    }
  });

  it('that add people are plan types, and only known gates can be repaired', () => {
    expect(hiringPlans.every((type) => planTypes.includes(type))).toBe(true);
    expect(repairable.every((gate) => gateNames.includes(gate))).toBe(true);
  });
});

it('each pair of lines has a middle', () => {
  const { firstCause, load, pay } = reviewLines;
  expect(firstCause.target.fail).toBeLessThan(firstCause.target.pass);
  expect(load.budget.pass).toBeLessThan(load.budget.fail);
  expect(load.namedTest.pass).toBeLessThan(load.namedTest.fail);
  expect(pay.base.low).toBeLessThan(pay.base.high);
  expect(pay.sentimentShare).toBeLessThan(pay.wrongShare);
});
