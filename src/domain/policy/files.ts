/** Lines by which a founder's file is read. Grade of all: house judgement. */

/** Telling the end of an export from a real loss. */
export const edgeRules = {
  /** A month of the tail loses at least this share of its accounts, */
  tailLoss: 0.25,
  /** this many times the usual loss, */
  timesMedian: 3,
  /** for at most so many months; */
  mostMonths: 12,
  /** and is sure where the last of them loses at least this share, */
  lastLoss: 0.5,
  /** of at least so many accounts in some month of it. */
  fewestAccounts: 10,
} as const;

/**
 * Telling an export that was made before the period ends from customers who rest: months in which nothing starts or
 * ends, at least so many and more than ever before, in a file where something did in at least so many months.
 */
export const quietRules = { least: 2, fewestMonths: 6 } as const;

/** Systems that need an end write a day in the far future, such as 2099-12-31, where there is none. No contract reaches this one. */
export const noEndFrom = '2050-01-01';

/** Whether ends are inclusive: how many pairs of spans decide, how clearly, and the share of whole months that decides without. */
export const endRules = { pairs: 5, times: 4, wholeMonths: 0.8 } as const;

/** What the score of a shape says, 0..1. A file below `medium` is not read unasked; two closer than `close` are a question. */
export const shapeLines = { high: 0.85, medium: 0.6, close: 0.1 } as const;

/** How many rows that cannot be read may be left out when the caller does not say: so many, or one in so many of a file. */
export const badRowLines = { least: 10, oneIn: 100 } as const;

/** The share of what was billed by which a credit may differ from it and still take all of it: days and months are counted in several ways, and fees are kept. */
export const creditRules = { slack: 0.02 } as const;

/**
 * Terms of deals that may be years as well as months, where the header does not say: a column that holds no larger number is
 * asked about, and so are the smaller ones of another, as a contract of two years is more usual than one of two months;
 * unless some larger one is no multiple of the usual, so that terms are of any number of months.
 */
export const termRules = { mostYears: 6, mixedYears: 5, usual: 6 } as const;

/**
 * How far the days of a deal may be from its term before the two contradict each other: so many days where both its days are
 * written, more where only the end is, as deals are signed ahead of their start; and no more than a share of the term.
 */
export const termDayRules = { slackDays: 31, signedAheadDays: 120, share: 0.5 } as const;

/**
 * Renewals of deals without a start date: one signed in the last share of the term it renews, and at most so many days before
 * its end, begins when that is over, an earlier one at once. Ends so many days apart are one day. A gap up to so many days is one that a late signature may have left.
 */
export const renewalRules = { aheadShare: 0.5, aheadDays: 183, sameDays: 31, lateDays: 366 } as const;

/**
 * The share by which a total of a file may differ from its rows: exports round. And of how many accounts one is a sum at
 * least, where its name says so and where it does not.
 */
export const totalRules = { slack: 0.005, fewest: 2, fewestUnnamed: 5 } as const;

/**
 * Movements that contradict themselves: ARR of a cent a month, which rounding may leave; the share by which an end may
 * differ from what was paid and still end it; and the share of balances that are not the sum of the movements above which
 * the column is not believed to be one, where at least so many can be compared.
 */
export const movementRules = { cent: 0.15, slack: 0.02, mostOff: 0.5, fewest: 3 } as const;

/** How many months at even distances are a rhythm, such as that of quarters. */
export const rhythmRules = { fewest: 3 } as const;

/**
 * When ARR is twelve times MRR: up to half a unit of MRR, which whole numbers leave, or this share. And when a column of
 * closing amounts seems to be annual and that of opening ones monthly, or the other way round: twelve times as much, up to
 * this factor, in this share of the accounts that pay at both ends, of at least so many.
 */
export const rateRules = { rounding: 6, slack: 0.01, factor: 1.1, most: 0.5, fewest: 5 } as const;

/** From how many customers on a file of subscriptions in which nobody ever pays another price is taken to hold today's prices alone. */
export const priceRules = { fewestCustomers: 10 } as const;
