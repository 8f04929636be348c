/** One funding stage in the words of both kinds of tools: those that plan people, and those that hold targets. */
import type { CompanyStage } from './coverage.ts';
import type { Stage } from './retention.ts';

/** Targets know three stages: to Series A, B and C, later. */
export const targetStage: Readonly<Record<CompanyStage, Stage>> = {
  pre_seed: 'seed',
  seed: 'seed',
  series_a: 'seed',
  series_b: 'growth',
  growth: 'growth',
  late: 'scale',
};
