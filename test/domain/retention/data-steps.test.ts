import { expect, it } from 'vitest';
import { stepVerbs } from '../../../src/domain/check-memo/words.ts';
import { dataSteps } from '../../../src/domain/policy/plan.ts';
import { retentionFindings } from '../../../src/domain/retention/findings.ts';

it('every finding that withholds a verdict has a first step in words, which begins with a verb of the standard', () => {
  const withholding = Object.entries(retentionFindings)
    .filter(([, { severity }]) => severity === 'contradiction' || severity === 'blocker')
    .map(([code]) => code);
  expect(Object.keys(dataSteps).sort()).toEqual(withholding.sort());
  for (const step of Object.values(dataSteps))
    expect([step, stepVerbs.has(step.split(' ')[0]?.toLowerCase() ?? '')]).toEqual([step, true]);
});
