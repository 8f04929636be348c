/** Lines by which a founder's file is read. Grade of all: house judgement. */

/** Telling the end of an export from a real loss. */
export const edgeRules = {
  /** A month of the tail loses at least this share of its accounts, */
  tailLoss: 0.25,
  /** this many times the usual loss, */
  timesMedian: 3,
  /** for at most so many months; */
  mostMonths: 12,
  /** and the last of them loses at least this share, */
  lastLoss: 0.5,
  /** of at least so many accounts in some month of it. */
  fewestAccounts: 10,
} as const;

/** Whether ends are inclusive: how many pairs of spans decide, how clearly, and the share of whole months that decides without. */
export const endRules = { pairs: 5, times: 4, wholeMonths: 0.8 } as const;

/** What the score of a shape says, 0..1. A file below `medium` is not read unasked; two closer than `close` are a question. */
export const shapeLines = { high: 0.85, medium: 0.6, close: 0.1 } as const;

/** How many rows that cannot be read may be left out when the caller does not say: so many, or one in so many of a file. */
export const badRowLines = { least: 10, oneIn: 100 } as const;

/** The share of what runs by which a credit may differ from it and still take all of it: months and years are counted in days in several ways. */
export const creditRules = { slack: 0.02 } as const;

/** Terms of deals that may be years as well as months: a column that holds no larger number, and whose header does not say, is asked about. */
export const termRules = { mostYears: 6 } as const;

/** The share by which a total of a file may differ from its rows: exports round. */
export const totalRules = { slack: 0.005 } as const;

/** From how many customers on a file of subscriptions in which nobody ever pays another price is taken to hold today's prices alone. */
export const priceRules = { fewestCustomers: 10 } as const;
