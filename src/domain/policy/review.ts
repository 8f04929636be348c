/** The lines of the plan review: which plans there are, which gates count for each, and where a gate passes or fails. */
import { benchmarks } from './benchmarks.ts';
import { coverageLines } from './coverage.ts';
import { hiringLines } from './hiring.ts';
import { payRules } from './pay.ts';
import { fixedLines, houseTargets, type Stage, smallContract, thresholds } from './retention.ts';
import { segmentationDefaults, segmentationSignals } from './segmentation.ts';

export const gateNames = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6'] as const;

export type Gate = (typeof gateNames)[number];

/** What each gate asks. */
export const gateTitles: Readonly<Record<Gate, string>> = {
  G1: 'gross retention',
  G2: 'first cause of loss',
  G3: 'time to value',
  G4: 'exit list',
  G5: 'load and model',
  G6: 'pay',
};

/** Where to read what to do about a gate: headings of playbooks. */
export const gatePlaybooks: Readonly<Record<Gate, string>> = {
  G1: 'stop-the-leak',
  G2: 'ask-why-they-left',
  G3: 'repair-onboarding',
  G4: 'exit-or-reprice',
  G5: 'fit-promises-to-budget',
  G6: 'csm-pay-plan',
};

export const formNames = ['F1', 'F2', 'F3'] as const;

export type Form = (typeof formNames)[number];

/** What each plan has to name beside its numbers. */
export const formTitles: Readonly<Record<Form, string>> = {
  F1: 'owner',
  F2: 'date',
  F3: 'measurable outcome',
};

export const planTypes = [
  'report',
  'headcount',
  're_segmentation',
  'advocacy',
  'major_hire',
  'am_split',
  'comp_change',
  'other',
] as const;

/** What a plan is: a report to board or investors, or one of the changes a founder may decide. */
export type PlanType = (typeof planTypes)[number];

export const planAims = ['report', 'grow', 'repair', 'cost'] as const;

/** What a plan is for. */
export type PlanAim = (typeof planAims)[number];

export type PlanTypePolicy = { key: Gate; counted: readonly Gate[] };

/** The gate that has to be known, and the gates that count. House judgement. */
export const planTypePolicy: Readonly<Record<PlanType, PlanTypePolicy>> = {
  report: { key: 'G1', counted: ['G1', 'G2', 'G3'] },
  headcount: { key: 'G5', counted: ['G1', 'G2', 'G5', 'G6'] },
  re_segmentation: { key: 'G4', counted: ['G1', 'G3', 'G4', 'G5'] },
  advocacy: { key: 'G1', counted: ['G1', 'G2', 'G3'] },
  major_hire: { key: 'G2', counted: ['G1', 'G2', 'G3', 'G5'] },
  am_split: { key: 'G6', counted: ['G1', 'G2', 'G5', 'G6'] },
  comp_change: { key: 'G6', counted: ['G1', 'G6'] },
  other: { key: 'G1', counted: gateNames },
};

/** Plans that add people: without a measurable outcome they are stopped. */
export const hiringPlans: readonly PlanType[] = ['headcount', 'major_hire', 'am_split'];

/** With the aim to repair, these gates pass as addressed once the plan has a target for the metric and a date to check it. */
export const repairable: readonly Gate[] = ['G1', 'G3'];

/** Standings of a claimed figure that no plan may stand on. */
export const mismatchedClaims = ['explained', 'ambiguous', 'not_reproduced'] as const;

/** GRR below `fail` stops a plan, from there up to `pass` it sharpens it. */
export type GrossRetentionLines = { pass: number; fail: number };

/** The fail lines by stage. House judgement: a line at the house's own critical one would fail a median company. */
const grrFail: Readonly<Record<Stage, number>> = { seed: 0.75, growth: 0.85, scale: 0.85 };

/** Both lines below the small contract. Grade of the first: practitioner (b.grr.smb); of the second: house judgement. */
const smallContractGrr: GrossRetentionLines = { pass: smallContract.grr.concerning, fail: 0.7 };

/** The published median a company is held against: its band of ACV, or all companies where no ACV is known. */
function publishedGrr(acv: number | null): number {
  const row = benchmarks.find(({ id, from, to }) =>
    acv === null
      ? id === 'b.grr.kbcm.2024'
      : id.startsWith('b.grr.acv.') && acv >= (from ?? 0) && acv < (to ?? Number.POSITIVE_INFINITY),
  );
  if (row?.median == null) throw new Error('no published median of GRR in the table; add the row');
  return row.median;
}

/**
 * The lines of the first gate, as shares: the lower of the stage's house target and the published median.
 * Example: `grossRetentionLines('scale', 30_000)` is `{ pass: 0.92, fail: 0.85 }`; without an ACV it passes from 0.91.
 */
export function grossRetentionLines(stage: Stage, acv: number | null): GrossRetentionLines {
  if (acv !== null && acv < smallContract.acv) return smallContractGrr;
  return { pass: Math.min(houseTargets[stage].grr.healthy, publishedGrr(acv)), fail: grrFail[stage] };
}

/** Days to the first value that count as the target where the founder names none. House target. */
export const ttvTargetDays = 30;

/** Where the other gates pass, sharpen or stop. Shares are 0..1. House judgement unless a comment says otherwise. */
export const reviewLines = {
  /** Figures older than this many days at `as_of` count as unknown. */
  freshDays: 90,
  /** A figure told and a figure of a report may be this far apart before it is a finding. */
  answerGap: 0.005,
  firstCause: {
    /** The causes a repair or a hire aims at have to hold this share of lost ARR; below the lower one the plan misses them. */
    target: { pass: fixedLines.preventable.leverage, fail: fixedLines.preventable.structural },
    /** Above this share lost to product fit no head of customer success is added. */
    productShare: hiringLines.productShare,
    /** Below this many losses each one is listed with its evidence. */
    fewLosses: 5,
    /** Above this share without a known cause the gate is unknown. */
    unknownShare: thresholds.unknown_reason_share,
  },
  timeToValue: {
    /** Medians have to be known for this share of ARR. */
    coverage: 0.8,
    /** The segment with most ARR above so many times its target stops a plan. */
    failFactor: 2,
  },
  exitList: {
    /** Service cost has to be known for this share of ARR. */
    costCoverage: segmentationSignals.costKnown.enough,
    /** Above this share of customers called strategic nothing was chosen. */
    strategicShare: segmentationSignals.strategicShare.warning,
  },
  load: {
    /** Planned heads may differ from the recommended seats by this share. */
    headsGap: 0.2,
    /** Cost of the plan over its budget: up to the first it passes, above the second it stops unless approved. */
    budget: { pass: 1, fail: coverageLines.overBudget },
    /** Customer success and support as a share of ARR where the founder names no budget. Grade: practitioner (b.cost.*). */
    budgetShare: segmentationDefaults.cs_budget_share_of_arr,
    /** Points of GRR a named CSM has to add on three years of value, as shares: to pass, and above which it stops. */
    namedTest: { pass: 0.05, fail: coverageLines.tooRich },
    /** A book per CSM below this says that it is deliberate. */
    overInvestment: coverageLines.overInvestment,
  },
  pay: {
    /** Base as a share of on-target pay. House target; surveys lie between 0.70 and 0.90 (b.mix.us). */
    base: { low: payRules.csmBaseShare, high: 0.9 },
    /** GRR and NRR together carry at least this share of the variable part. House target. */
    retentionShare: 0.5,
    /** NPS and CSAT together carry at most this share. */
    sentimentShare: 0.2,
    /** More than this share on NPS and CSAT, or on bookings, stops a plan. */
    wrongShare: 0.5,
  },
  /** A change of pay over several years waits this many days before it is signed. */
  payFreezeDays: 30,
  /** The steps a review ends with. */
  steps: 3,
} as const;
