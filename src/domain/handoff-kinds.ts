/** The only list of hand-off kinds, whoever makes them: the contracts with other advisors. */
import { coverageHandoffKinds } from './coverage/handoffs.ts';
import type { HandoffKind } from './handoff.ts';
import { hiringHandoffKinds } from './hiring/handoffs.ts';
import { retentionHandoffKinds } from './retention/handoffs.ts';
import { reviewHandoffKinds } from './review/handoffs.ts';
import { segmentationHandoffKinds } from './segmentation/handoffs.ts';

/** The kinds of each tool, by its name. A kind that two tools make is one contract. */
export const handoffKindsByTool: Readonly<Record<string, Readonly<Record<string, HandoffKind>>>> = {
  cco_decompose_retention: retentionHandoffKinds,
  cco_design_segments: segmentationHandoffKinds,
  cco_size_coverage: coverageHandoffKinds,
  cco_plan_hires: hiringHandoffKinds,
  cco_review_plan: reviewHandoffKinds,
};

/** Every kind by its name, in the order of the tools. Example: `handoffKinds['deals']?.to` is "cro". */
export const handoffKinds: Readonly<Record<string, HandoffKind>> = Object.assign(
  {},
  ...Object.values(handoffKindsByTool),
);
