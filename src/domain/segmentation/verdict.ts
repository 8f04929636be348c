/** The verdict on a segmentation, and how sure it is. */
import { above, atOrAbove, below } from '../numbers.ts';
import { segmentationSignals as lines } from '../policy/segmentation.ts';
import type { confidences } from '../report.ts';

export const segmentationVerdicts = [
  'tiers-only',
  'exits-first',
  'over-budget',
  'not-choosing',
  'balanced',
] as const;

export type SegmentationVerdict = (typeof segmentationVerdicts)[number];

/** What the verdict reads: values and shown texts of figures, and whether a finding was raised. */
export type VerdictContext = {
  value: (id: string) => number | null;
  show: (id: string) => string;
  has: (code: string) => boolean;
};

/**
 * The first rule that matches, with its sentence.
 * Example: service cost known on 40% of ARR is `tiers-only`: who earns money cannot be said.
 */
export function segmentationVerdict({ value, show, has }: VerdictContext): {
  verdict: SegmentationVerdict;
  reasons: string[];
} {
  const known = value('cost_coverage') ?? 0;
  if (below(known, lines.costKnown.least))
    return {
      verdict: 'tiers-only',
      reasons: [`Service cost is known on ${show('cost_coverage')} of ARR, less than half.`],
    };
  if ((value('exits_all') ?? 0) > 0)
    return {
      verdict: 'exits-first',
      reasons: [`Accounts to exit: ${show('exits')}; to fix or exit: ${show('fix_or_exits')}.`],
    };
  const cost = value('service_cost_total') ?? 0;
  if (atOrAbove(known, lines.costKnown.enough) && above(cost, value('budget') ?? 0))
    return {
      verdict: 'over-budget',
      reasons: [`Service cost ${show('service_cost_total')} exceeds the budget ${show('budget')}.`],
    };
  if (has('too-many-strategic'))
    return { verdict: 'not-choosing', reasons: [`${show('strategic_share')} of accounts are strategic.`] };
  return {
    verdict: 'balanced',
    reasons: ['No account to let go, no spend known to exceed the budget, few accounts called strategic.'],
  };
}

/** How much of the book the judgements know: fit and service cost, both weighted by ARR. */
export function segmentationConfidence(value: (id: string) => number | null): (typeof confidences)[number] {
  const shares = [value('fit_coverage') ?? 0, value('cost_coverage') ?? 0];
  if (shares.every((share) => atOrAbove(share, lines.fitKnown.enough))) return 'high';
  return shares.some((share) => below(share, lines.fitKnown.least)) ? 'low' : 'medium';
}
