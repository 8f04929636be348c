/** What a view offers to test: one input of the question changed, all else as it was. */

export const whatIfs = {
  /** Part of the CSMs who leave in a year, above the usual assumption. House judgement: one in five. */
  attritionRate: 0.2,
  /** What serving customers may cost of ARR: the median of customer success and support, SaaS Capital 2026. */
  serviceBudgetShare: 0.09,
} as const;
