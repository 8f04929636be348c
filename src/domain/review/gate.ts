/** What a gate says, and what the gates share. */
import type { Figures } from '../collect.ts';
import { type Gate, hiringPlans } from '../policy/review.ts';
import type { EvidenceSet } from './evidence.ts';
import type { ReviewInput } from './input.ts';

export const gateStatuses = ['pass', 'addressed', 'fail', 'unknown', 'not_applicable'] as const;

export type GateStatus = (typeof gateStatuses)[number];

export type GateResult = {
  gate: Gate;
  status: GateStatus;
  /** A fail that stops the plan, against one that sharpens it. */
  blocks: boolean;
  /** The first reason, in words with its numbers. */
  because: string;
  /** Figures of the review that it rests on. */
  evidence: readonly string[];
  /** Report ids, or the answers that were told. */
  from: readonly string[];
};

/** What a gate judges by. Figures are added once each, by the gate that needs them. */
export type GateContext = {
  input: ReviewInput;
  answers: NonNullable<ReviewInput['answers']>;
  reports: EvidenceSet;
  figures: Figures;
  asOf: string | null;
};

type Part = Pick<GateResult, 'because' | 'evidence' | 'from'>;

const part = (because: string, evidence: readonly string[], from: readonly string[]): Part => ({
  because,
  evidence,
  from,
});

/** Builders of results. Example: `gateOf('G1').unknown('no figure', [], [])`. */
export const gateOf = (gate: Gate) => ({
  pass: (...rest: Parameters<typeof part>): GateResult => ({
    gate,
    status: 'pass',
    blocks: false,
    ...part(...rest),
  }),
  block: (...rest: Parameters<typeof part>): GateResult => ({
    gate,
    status: 'fail',
    blocks: true,
    ...part(...rest),
  }),
  sharpen: (...rest: Parameters<typeof part>): GateResult => ({
    gate,
    status: 'fail',
    blocks: false,
    ...part(...rest),
  }),
  unknown: (...rest: Parameters<typeof part>): GateResult => ({
    gate,
    status: 'unknown',
    blocks: false,
    ...part(...rest),
  }),
  notApplicable: (because: string, from: readonly string[]): GateResult => ({
    gate,
    status: 'not_applicable',
    blocks: false,
    ...part(because, [], from),
  }),
});

/** Whether the plan adds people. */
export const addsPeople = ({ type }: ReviewInput): boolean => hiringPlans.includes(type);

/** Whether the plan has a number and a day for a metric, by the words people use for it. */
export function targets({ outcome }: ReviewInput, metric: 'grr' | 'ttv'): boolean {
  if (outcome?.by === undefined) return false;
  const words = outcome.metric.toLowerCase();
  return metric === 'grr' ? /\bgrr\b|gross/.test(words) : /\bttv\b|time to|first value/.test(words);
}

/** Where a value comes from: a report outranks what was told. */
export const source = (
  reports: EvidenceSet,
  tool: Parameters<EvidenceSet['of']>[0],
  answer: string,
  told: boolean,
): string[] => {
  const report = reports.of(tool);
  return report !== null ? [report.report_id] : told ? [`answers.${answer}`] : [];
};
