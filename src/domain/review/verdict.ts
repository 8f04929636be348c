/** SHIP, SHARPEN or BLOCK: the first rule that matches. */
import { type Form, planTypePolicy } from '../policy/review.ts';
import type { confidences } from '../report.ts';
import { addsPeople, type GateResult } from './gate.ts';
import type { ReviewInput } from './input.ts';

export const reviewVerdicts = ['SHIP', 'SHARPEN', 'BLOCK'] as const;

export type ReviewVerdict = (typeof reviewVerdicts)[number];

export type Ruling = {
  verdict: ReviewVerdict;
  reason: string;
  /** Gates that count for the plan; those that do not apply are left out. */
  counted: readonly GateResult[];
  stopping: readonly GateResult[];
  sharpening: readonly GateResult[];
  unknown: readonly GateResult[];
  keyUnknown: boolean;
  /** A plan that adds people without a measurable outcome. */
  hireWithoutOutcome: boolean;
};

/** The parts of its form that a plan leaves out. Example: a plan without an owner misses F1. */
export const missingForms = ({ owner, date, outcome }: ReviewInput): Form[] => [
  ...(owner === undefined ? (['F1'] as const) : []),
  ...(date === undefined ? (['F2'] as const) : []),
  ...(outcome === undefined ? (['F3'] as const) : []),
];

/** Rules on a plan by its gates and its form. */
export function ruleOn(input: ReviewInput, gates: readonly GateResult[]): Ruling {
  const policy = planTypePolicy[input.type];
  const missing = missingForms(input);
  const counted = gates.filter(
    ({ gate, status }) => policy.counted.includes(gate) && status !== 'not_applicable',
  );
  const failing = counted.filter(({ status }) => status === 'fail');
  const unknown = counted.filter(({ status }) => status === 'unknown');
  const parts = {
    counted,
    stopping: failing.filter(({ blocks }) => blocks),
    sharpening: failing.filter(({ blocks }) => !blocks),
    unknown,
    keyUnknown: unknown.some(({ gate }) => gate === policy.key),
    hireWithoutOutcome: addsPeople(input) && missing.includes('F3'),
  };
  if (parts.stopping.length > 0)
    return { verdict: 'BLOCK', reason: 'A gate that counts fails and stops the plan.', ...parts };
  if (parts.keyUnknown)
    return { verdict: 'BLOCK', reason: 'The gate that decides this plan is unknown.', ...parts };
  if (parts.hireWithoutOutcome)
    return { verdict: 'BLOCK', reason: 'A plan that adds people has no measurable outcome.', ...parts };
  if (parts.sharpening.length > 0 || unknown.length > 0)
    return { verdict: 'SHARPEN', reason: 'A gate that counts fails or is unknown.', ...parts };
  if (missing.length > 0)
    return { verdict: 'SHARPEN', reason: 'Owner, date or outcome is missing.', ...parts };
  return { verdict: 'SHIP', reason: 'Every gate that counts passes, and the form is complete.', ...parts };
}

/** How sure the ruling is: by how many of the gates that count are known. */
export function reviewConfidence({ counted, unknown, keyUnknown }: Ruling): (typeof confidences)[number] {
  if (unknown.length === 0 && counted.length > 0) return 'high';
  return keyUnknown ? 'low' : 'medium';
}
