/** The lines segmentation is held against. Tiers and ranges are house targets unless a comment says otherwise. */

export const tierNames = ['strategic', 'enterprise', 'mid_market', 'smb'] as const;

/** From the most to the least service. */
export type Tier = (typeof tierNames)[number];

/** A range of money or shares, both ends included. */
export type Range = { low: number; high: number };

export type TierPolicy = {
  /** The least ARR of the tier. */
  floor: number;
  coverage: string;
  /** Service cost a year and account. */
  invest: Range;
  /** The usual share of customers and of ARR in a healthy book. */
  customers: Range;
  arr: Range;
};

export const tierPolicy: Readonly<Record<Tier, TierPolicy>> = {
  strategic: {
    floor: 100_000,
    coverage: 'named CSM and executive sponsor',
    invest: { low: 20_000, high: 50_000 },
    customers: { low: 0, high: 0.05 },
    arr: { low: 0.3, high: 0.5 },
  },
  enterprise: {
    floor: 20_000,
    coverage: 'named CSM',
    invest: { low: 5_000, high: 15_000 },
    customers: { low: 0.15, high: 0.2 },
    arr: { low: 0.25, high: 0.35 },
  },
  mid_market: {
    floor: 5_000,
    coverage: 'pooled CSM and automation',
    invest: { low: 1_000, high: 3_000 },
    customers: { low: 0.3, high: 0.4 },
    arr: { low: 0.15, high: 0.25 },
  },
  smb: {
    floor: 0,
    coverage: 'tech-touch, self-serve',
    invest: { low: 50, high: 500 },
    customers: { low: 0.4, high: 0.5 },
    arr: { low: 0, high: 0.1 },
  },
};

/** Shares of the book that ranking puts into the upper tiers, added up: midpoints of the usual shares. */
export const rankShares = { strategic: 0.05, enterprise: 0.225, mid_market: 0.575 } as const;

export const signalNames = [
  'in_target_industry',
  'in_target_size_range',
  'uses_target_workflow',
  'has_executive_sponsor',
  'advocates_publicly',
  'expansion_potential_high',
  'competitor_concentration_low',
] as const;

export type Signal = (typeof signalNames)[number];

/** What each sign of fit weighs; they sum to `fitScale`. House judgement. */
export const fitWeights: Readonly<Record<Signal, number>> = {
  in_target_industry: 2,
  in_target_size_range: 1.5,
  uses_target_workflow: 2,
  has_executive_sponsor: 1.5,
  advocates_publicly: 1,
  expansion_potential_high: 1,
  competitor_concentration_low: 1,
};

/** The highest score of fit. */
export const fitScale = 10;

/** A score at or above `strong` or `standard` is in that band; below, weak. House judgement. */
export const fitBands = { strong: 8, standard: 5 } as const;

export type FitBand = 'strong' | 'standard' | 'weak';

/** Defaults of the input, each listed as an assumption when used. */
export const segmentationDefaults = {
  /** Before the service cost charged here. House judgement. */
  gross_margin: 0.8,
  /** SaaS Capital 2026 has a median of 9% for customer success and support together. */
  cs_budget_share_of_arr: 0.1,
  /** An account stays in its tier until its ARR is this share below the floor. House judgement. */
  hysteresis_band: 0.1,
  /** The most to spend on one account, as a share of its ARR. House judgement. */
  account_cap_share: 0.1,
  /** Service cost at half of ARR is where serving an account stops to make sense. House judgement. */
  cost_ceiling: 0.5,
  max_price_rise: 0.5,
  csm_share_of_service_cost: 0.5,
  support_hour_cost: 60,
  /** Loaded cost of a CSM a year over the hours spent with customers. */
  csm_hour_cost: 182_000 / 1_065,
} as const;

/** Lines no caller overrides. House judgement. */
export const segmentationLines = {
  /** Exit criteria met from which an account is on watch, and on the exit list. */
  watchCriteria: 1,
  exitCriteria: 2,
  /** Escalations in twelve months that make a young account a bad sign, and how young. */
  escalations: 3,
  earlyMonths: 12,
  /** Tenure and fit that a step up from smb, and expansion, need. */
  promotionMonths: 12,
  promotionFit: 6,
  /** An account this far towards the next floor is worth an expansion plan. */
  expandFrom: 0.5,
  /** Notice of non-renewal opens and closes so many days before the renewal. */
  noticeOpens: 90,
  noticeCloses: 60,
  /** Groups need so many known rows before a signal is compared. */
  signalRows: 5,
  /** z of the one-sided 95% bound of a difference. */
  signalZ: 1.6448536,
} as const;

/** Shapes and shares that a finding names. House judgement. */
export const segmentationSignals = {
  /** Service cost known on this share says who earns money; below the lower one nothing is said. */
  costKnown: { enough: 0.8, least: 0.5 },
  /** Fit known on this share of ARR, in the same way. */
  fitKnown: { enough: 0.8, least: 0.5 },
  /** Too many accounts called strategic. */
  strategicShare: { warning: 0.3, critical: 0.7 },
  /** A book that is served by product, not by people. */
  smbShare: 0.7,
  topAccount: { warning: 0.2, critical: 0.4 },
  topTen: 0.6,
  /** Service cost this many times the budget. */
  overBudget: 1.5,
  /** Accounts needed before the shape of a book says something, before shares are held to the pattern, before ten of them are few. */
  shapeAccounts: 10,
  patternAccounts: 20,
  topTenAccounts: 30,
  /** How many of the oldest customers are looked at for shelter. */
  oldest: 10,
} as const;
