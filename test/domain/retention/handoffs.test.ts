import { describe, expect, it } from 'vitest';
import { retentionHandoffKinds } from '../../../src/domain/retention/handoffs.ts';
import { heavyInputs } from '../../render/heavy.ts';
import { cohort, report } from './run.ts';

const reports = {
  'account rows': () => report(heavyInputs['accounts']),
  cohorts: () => report(heavyInputs['cohorts']),
  'one cohort with little known': () => cohort({ starting_arr: 100, churned_arr: 5 }),
};

describe.each(Object.entries(reports))('hand-offs of %s', (_, make) => {
  it('keep the contract of their kind, or say why they are withheld', () => {
    const { handoffs } = make();
    expect(handoffs.map(({ kind }) => kind)).toEqual(Object.keys(retentionHandoffKinds));
    for (const { kind, to, payload, withheld_reason } of handoffs) {
      const contract = retentionHandoffKinds[kind as keyof typeof retentionHandoffKinds];
      expect(to).toBe(contract.to);
      if (payload === null) expect(withheld_reason).toBeTruthy();
      else expect(contract.payload.safeParse(payload).error?.issues ?? []).toEqual([]);
    }
  });
});

it('withholds what the figures cannot carry', () => {
  const { handoffs } = cohort({ starting_arr: 100, churned_arr: 5 });
  expect(handoffs.map(({ kind, withheld_reason }) => [kind, withheld_reason])).toEqual([
    ['expansion_check', 'expansion is not known'],
    ['product_gap', undefined],
    ['arr_at_risk', 'losses are not known'],
  ]);
});
