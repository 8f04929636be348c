/**
 * The one table of published figures, each with publisher, year, population, n and grade.
 * They stand beside the house's own lines and are never pass or fail.
 */
import type { Benchmark } from './benchmark.ts';
import { retentionBenchmarks } from './benchmarks-retention.ts';
import { serviceBenchmarks } from './benchmarks-service.ts';
import { smallContract } from './retention.ts';

export type { Benchmark, Grade } from './benchmark.ts';

export const benchmarks: readonly Benchmark[] = [...retentionBenchmarks, ...serviceBenchmarks];

/** A row older than this many months carries its year first. */
export const staleMonths = 36;

/** How a published figure may be used. */
export const benchmarkRules = [
  'Choose by metric, then ACV, then ARR, then segment, then the newest year. Where no row fits, say "no published figure" and show the house’s own line alone.',
  `Never average rows, and never mix a survey with billing data. Billing data apply to an ACV below ${smallContract.acv / 1_000}K, and stand apart.`,
  'Show a position: below P25, P25 to median, median to P75, above P75. With a median alone: below, or at or above it. Never pass or fail.',
  'Print publisher, year, population, n (or "n unknown"), grade and "relayed" in the line of the value.',
  'A practitioner’s row may set a range, never a verdict. An assumption always carries that word and what would change with it.',
  `Where two rows conflict, show both. A row over ${staleMonths} months old carries its year first.`,
  'The founder’s own figure beats every default; list the defaults that were used.',
  'A published figure is not the founder’s target, and a house target is not what is normal.',
  'Definitions must match. Gross dollar churn is compared with 100% less GRR; a renewal rate never with GRR; a month never with a year.',
  'A house line and a published position may disagree: say both in one sentence.',
] as const;

/** What nobody neutral publishes. Said in words, so that no number is made up. */
export const notPublished = [
  'ARR per CSM by tier',
  'accounts per CSM from a survey by tier',
  'how many CSMs leave in a year',
  'time to value of enterprise customers',
  'who owns expansion',
  'which stage of a company hires which role',
] as const;

/** Figures in circulation that are left out, and why. */
export const withheld = [
  'NRR by segment, and a median above every survey here: one vendor’s blog, without a sample.',
  'A churn figure of a billing network, voluntary and involuntary: relays call it yearly while the publisher’s own series is monthly.',
  'Figures of public prospectuses: definitions differ. One counts only accounts that fell to zero, one looks back from those who stayed.',
] as const;
