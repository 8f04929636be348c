/** Lines of the survival analysis. Grade of all: house judgement. */

/** Ages in months over which a hazard is read. The last band is open. */
export const hazardBands = [
  { key: '1-3', from: 1, to: 3 },
  { key: '4-6', from: 4, to: 6 },
  { key: '7-10', from: 7, to: 10 },
  { key: '11-13', from: 11, to: 13 },
  { key: '14-24', from: 14, to: 24 },
  { key: '25+', from: 25, to: null },
] as const;

export const survivalRules = {
  /** Fewer at risk than this and a survival figure is withheld. */
  minAtRisk: 10,
  /** Events needed in a band before its hazard says anything. */
  minEvents: 5,
  /** Early churn: this many times the overall hazard. */
  earlyTimes: 1.5,
  /** Renewal cliff: this many times the mean of the bands around it. */
  cliffTimes: 2,
  /** Months of history a cohort needs before it stands for a trend. */
  trendMonths: 3,
} as const;
