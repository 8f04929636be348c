/** The tools that answer a decision or judge a plan: those with a built-in example, a memo and figures. */
import type { Tool } from '../src/tools/define-tool.ts';
import { tools } from '../src/tools/index.ts';

export const analyzerNames = [
  'cco_decompose_retention',
  'cco_design_segments',
  'cco_size_coverage',
  'cco_plan_hires',
  'cco_review_plan',
] as const;

export const analyzers: readonly Tool[] = tools.filter(({ name }) =>
  (analyzerNames as readonly string[]).includes(name),
);
