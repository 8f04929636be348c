/** The lines coverage is held against. No neutral survey by tier exists: grades are house judgement unless a comment says otherwise. */
import type { Range, Tier } from './segmentation.ts';

export const companyStages = ['pre_seed', 'seed', 'series_a', 'series_b', 'growth', 'late'] as const;

/** Funding stage of a company, as the tools that plan people know it. */
export type CompanyStage = (typeof companyStages)[number];

export const motionNames = ['executive', 'full', 'standard', 'light', 'sweep', 'self_serve'] as const;

/** How a customer is served, from the most to the least hours. */
export type Motion = (typeof motionNames)[number];

type StageRange = { low: number; high: number | null };

export type RatioPolicy = {
  model: string;
  arrPerCsm: number;
  accountsPerCsm: number;
  /** ARR per CSM by stage; null where the tier is unusual. pre_seed is read as seed, series_b as growth. */
  stages: Readonly<Record<'seed' | 'series_a' | 'growth' | 'late', StageRange | null>>;
};

const M = 1_000_000;

/** ARR and accounts per CSM. The published guidepost is 2M (Gainsight 2014). */
export const ratioPolicy: Readonly<Record<Tier, RatioPolicy>> = {
  strategic: {
    model: 'named CSM and executive sponsor',
    arrPerCsm: 0.8 * M,
    accountsPerCsm: 8,
    stages: {
      seed: null,
      series_a: { low: 0.5 * M, high: M },
      growth: { low: 0.7 * M, high: 1.5 * M },
      late: { low: M, high: 2 * M },
    },
  },
  enterprise: {
    model: 'named CSM',
    arrPerCsm: 1.2 * M,
    accountsPerCsm: 25,
    stages: {
      seed: { low: 0.3 * M, high: 0.8 * M },
      series_a: { low: 0.8 * M, high: 1.5 * M },
      growth: { low: M, high: 2 * M },
      late: { low: 1.5 * M, high: 3 * M },
    },
  },
  mid_market: {
    model: 'pooled CSM and automation',
    arrPerCsm: 3.5 * M,
    accountsPerCsm: 150,
    stages: {
      seed: { low: M, high: 3 * M },
      series_a: { low: 2 * M, high: 4 * M },
      growth: { low: 3 * M, high: 5 * M },
      late: { low: 4 * M, high: 8 * M },
    },
  },
  smb: {
    model: 'tech-touch',
    arrPerCsm: 10 * M,
    accountsPerCsm: 1_000,
    stages: {
      seed: null,
      series_a: { low: 5 * M, high: null },
      growth: { low: 8 * M, high: null },
      late: { low: 15 * M, high: null },
    },
  },
};

export type MotionPolicy = {
  /** Hours a year and account, for named meetings, for what comes in, for new accounts spread over all. */
  scheduled: number;
  reactive: number;
  onboarding: number;
  complexity: number;
  /** Named people, or a pool. */
  named: boolean;
  tier: Tier;
};

/** Hours by motion: a practitioner's catalogue (gaintrace 2026), to be replaced by the founder's own promises; self_serve is house judgement. */
export const motionPolicy: Readonly<Record<Motion, MotionPolicy>> = {
  executive: {
    scheduled: 63,
    reactive: 12,
    onboarding: 6.7,
    complexity: 1.3,
    named: true,
    tier: 'strategic',
  },
  full: { scheduled: 63, reactive: 12, onboarding: 6.7, complexity: 1, named: true, tier: 'enterprise' },
  standard: { scheduled: 33, reactive: 6, onboarding: 3.2, complexity: 1, named: true, tier: 'enterprise' },
  light: { scheduled: 18.5, reactive: 4, onboarding: 1.6, complexity: 1, named: true, tier: 'mid_market' },
  sweep: { scheduled: 1.7, reactive: 2, onboarding: 0.4, complexity: 1, named: false, tier: 'mid_market' },
  self_serve: { scheduled: 0, reactive: 0.5, onboarding: 0, complexity: 1, named: false, tier: 'smb' },
};

/** The motion a tier gets unless the founder says otherwise. */
export const tierMotion: Readonly<Record<Tier, Motion>> = {
  strategic: 'executive',
  enterprise: 'full',
  mid_market: 'light',
  smb: 'sweep',
};

/** Hours of a year, and what is left for customers. House judgement after common calendars. */
export const hoursPolicy = {
  calendar_hours: 2_080,
  leave_hours: 160,
  sick_hours: 40,
  internal_hours: 627,
  pooled_internal_hours: 560,
  realisation: 0.85,
} as const;

/** A player-coach spends half of the paid year on the team. */
export const coachInternalShare = 0.5;

export type Ramp = { months_to_half: number; months_to_full_low: number; months_to_full_high: number };

/** Months until a new CSM carries half and all of a book. */
export const rampPolicy: Readonly<Record<Tier, Ramp>> = {
  strategic: { months_to_half: 3, months_to_full_low: 6, months_to_full_high: 9 },
  enterprise: { months_to_half: 2, months_to_full_low: 4, months_to_full_high: 6 },
  mid_market: { months_to_half: 1, months_to_full_low: 2, months_to_full_high: 3 },
  smb: { months_to_half: 0.5, months_to_full_low: 1, months_to_full_high: 1 },
};

/** Loaded cost of a CSM a year. The middle stands on RepVue 2026 (OTE 140,000, x 1.30 = 182,000); the rest is house judgement. */
export const loadedCostPolicy: Readonly<Record<Tier, number>> = {
  strategic: 220_000,
  enterprise: 180_000,
  mid_market: 140_000,
  smb: 110_000,
};

/** Levels of CSMs by tier, as people planning knows them. */
export const csmLevel: Readonly<Record<Tier, string>> = {
  strategic: 'L4',
  enterprise: 'L3',
  mid_market: 'L2',
  smb: 'L2',
};

/** Defaults of the input, each listed as an assumption when used. */
export const coverageDefaults = {
  growth_rate: 0,
  /** No neutral source; use your own. */
  attrition_rate: 0.15,
  hiring_lead_days: 90,
  buffer: 0.2,
  /** SaaS Capital 2026 has a median of 9% for customer success and support. */
  cs_budget_share: 0.1,
  other_cs_cost_annual: 0,
  smb_dedicated_threshold: 1,
  gross_margin: 0.8,
  retention_rate: 0.85,
  achievable_points: 0.05,
  manager_loaded_cost: 200_000,
  cs_ops_cost: 150_000,
  seed: 1,
  runs: 2_000,
} as const;

/** Lines no caller overrides. House judgement. */
export const coverageLines = {
  /** Fraction of a person from which a tier gets a seat of its own. */
  seatThreshold: 0.5,
  /** All fractions together from which one generalist is worth a seat. */
  generalist: 0.25,
  /** A gap up to this is carried. */
  carriedGap: 0.25,
  planMonths: 12,
  spread: 1.5,
  /** Trimming never goes below the light motion. */
  leastHours: 24.1,
  surplus: 1,
  tierCostFactor: 2,
  stretched: 1.25,
  overBudget: 1.5,
  leaver: 0.5,
  replacementStep: 0.5,
  /** Points of GRR above which a motion is too rich for the ARR it serves. */
  tooRich: 0.15,
  manager: { group: 5, all: 8, span: 7, playerCoachMost: 7, rampMonths: 3 },
  escalationsNeed: 3,
  csOps: { csms: 3, adminShare: 0.3, adminLeft: 0.15 },
  daysOfMonth: 30,
  mediumMonths: 6,
  confidentHours: 0.5,
  /** The largest team that is planned person by person. */
  mostCsms: 1_000,
  /** ARR per CSM below this is deliberate over-investment: more than the usual budget goes into the seat alone. */
  overInvestment: 1_000_000,
} as const;

/** Productive hours of a new CSM in team mode, by full months in seat: before 3, before 6, after. */
export const teamProductivity = [
  { before: 3, hours: 600 },
  { before: 6, hours: 886 },
  { before: Number.POSITIVE_INFINITY, hours: 1_065 },
] as const;

export const simulationRuns: Range = { low: 200, high: 20_000 };
