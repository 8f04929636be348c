/** The lines retention is held against. Each row names its source and grade; none stands bare in a comparison elsewhere. */

export const stages = ['seed', 'growth', 'scale'] as const;

/** seed: to Series A; growth: B and C; scale: later. */
export type Stage = (typeof stages)[number];

export const rateNames = ['grr', 'nrr', 'logo'] as const;

export type RateName = (typeof rateNames)[number];

/** At or above `healthy` is healthy, below `concerning` is critical, between them concerning. */
export type Lines = { healthy: number; concerning: number };

export const bandNames = ['critical', 'concerning', 'healthy'] as const;

export type Band = (typeof bandNames)[number];

/**
 * Annual house targets, about the top quartile of published surveys; grade: house target.
 * The logo lines of seed, and concerning ones, are house judgement.
 */
export const houseTargets: Readonly<Record<Stage, Readonly<Record<RateName, Lines>>>> = {
  seed: {
    grr: { healthy: 0.85, concerning: 0.75 },
    nrr: { healthy: 1.0, concerning: 0.95 },
    logo: { healthy: 0.8, concerning: 0.7 },
  },
  growth: {
    grr: { healthy: 0.9, concerning: 0.85 },
    nrr: { healthy: 1.1, concerning: 1.0 },
    logo: { healthy: 0.85, concerning: 0.8 },
  },
  scale: {
    grr: { healthy: 0.95, concerning: 0.9 },
    nrr: { healthy: 1.2, concerning: 1.1 },
    logo: { healthy: 0.9, concerning: 0.85 },
  },
};

/** Contract values below this (USD a year) have other norms: a lower GRR line is offered as a question. Grade: practitioner. */
export const smallContract = { acv: 5000, grr: { healthy: 0.8, concerning: 0.75 } };

/** The lines a caller may override by `policy`; the grade of all is house judgement unless the meaning says otherwise. */
export const thresholdTable = {
  min_accounts: { value: 20, meaning: 'accounts needed for a verdict' },
  dominance_share: { value: 0.2, meaning: 'one account above this share of the base is named' },
  unknown_reason_share: {
    value: 0.15,
    meaning: 'above this share of unknown reasons the causes are provisional',
  },
  trend_points: { value: 0.02, meaning: 'cohorts closer than this are flat' },
  top5_expansion_share: {
    value: 0.5,
    meaning: 'above this share of expansion from the top 5, expansion is concentrated',
  },
  untested_share: {
    value: 0.2,
    meaning: 'above this share of the base not up for renewal, retention is untested',
  },
  contraction_ceiling: { value: 0.05, meaning: 'contraction a year. House target' },
  expansion_low: { value: 0.15, meaning: 'expansion a year below this is low. House target' },
  expansion_high: { value: 0.25, meaning: 'expansion a year above this is named. House target' },
  logo_grr_gap: { value: 0.05, meaning: 'logo retention and GRR further apart than this say who leaves' },
  involuntary_share: { value: 0.05, meaning: 'involuntary churn from this share on is fixed first' },
  edge_points: {
    value: 0.01,
    meaning: 'GRR this close above the concerning line is an edge case of the leaky bucket',
  },
  reactivation_share: { value: 0.02, meaning: 'reactivation above this share of the base is named' },
  price_share: { value: 0.5, meaning: 'expansion from price from this share on is price-led' },
  fx_points: { value: 0.01, meaning: 'an effect of exchange rates above this is named' },
  bridge_tolerance_share: { value: 0.005, meaning: 'the bridge may be off by this share of starting ARR' },
  flag_disagreement_share: {
    value: 0.02,
    meaning: 'churn flags that disagree on more than this share are a contradiction',
  },
  set_overlap: { value: 0.8, meaning: 'churn sets of two systems that overlap less than this disagree' },
} as const;

export type Thresholds = { [K in keyof typeof thresholdTable]: number };

/** The value of each line. */
export const thresholds = Object.fromEntries(
  Object.entries(thresholdTable).map(([name, { value }]) => [name, value]),
) as Thresholds;

/** Lines no caller overrides. Grade: house judgement. */
export const fixedLines = {
  /** NRR from here on can hide a leak. */
  leakyNrr: 1,
  /** The window of a rate in months, and what is taken where none is given. */
  windowMonths: 12,
  /** A period this long (months) counts as a year. */
  annualMonths: { from: 11, to: 13 },
  /** A bridge may always be off by one unit of currency. */
  bridgeToleranceAmount: 1,
  /** Dates may be this many days off a position before they contradict the ARR at it: notice and billing take a month. */
  dateSlackDays: 31,
  /** The upper line of an undecided GRR or logo retention stops short of 1, which no interval excludes. */
  undecidedCap: 0.99,
  /** NRR above this is more often a wrong base than a fact. */
  implausibleNrr: 2,
  /** Expansion above this share of the account is major. */
  majorExpansion: 0.1,
  /** Price and volume are labelled partial below this coverage. */
  priceCoverage: 0.8,
  /** Churned accounts of this size index are larger than the rest of their segment. */
  sizeIndexSegment: 1.25,
  sizeIndexAccounts: 5,
  /** Mix and rate effects below this are noise. */
  mixPoints: 0.005,
  /** Evidence that moves this share of churned ARR contradicts the stated reasons. */
  evidenceShare: 0.1,
  /** Accounts billed at risk above this share of the base are named. */
  atRiskShare: 0.02,
  /** Renewal rate this far below GRR says the untested base flatters it. */
  renewalGap: 0.05,
  /** Product-level GRR this far below GRR says products were swapped. */
  productSwap: 0.05,
  /** Preventable share above the first is CS leverage, below the second structural. House target. */
  preventable: { leverage: 0.5, structural: 0.3 },
  /** Reasons may exceed churned ARR by this share before they contradict it. */
  reasonsOverChurn: 0.005,
  /** Lost ARR with a segment from this share on is grouped by segment. */
  leakSegmentCoverage: 0.8,
  /** Expanders needed before concentration says anything. */
  concentrationExpanders: 6,
} as const;

/** How intervals are computed. */
export const intervalRules = {
  seed: 1,
  resamples: 2000,
  lowIndex: 49,
  highIndex: 1950,
  minAccounts: 5,
  minLosses: 3,
  /** Above this many accounts the linear form replaces resampling. */
  resampleLimit: 10_000,
} as const;
