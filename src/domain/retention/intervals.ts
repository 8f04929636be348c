/** 95% intervals of dollar retention from account rows: a seeded bootstrap, or its linear form for large books. */
import { addTo, type Interval, mulberry32, readSum, startSum, Z95 } from '../numbers.ts';
import { intervalRules } from '../policy/retention.ts';
import type { Account } from './book.ts';

/** An interval, or the reason why there is none. */
export type IntervalOrReason =
  | { interval: Interval; reason?: undefined }
  | { interval: null; reason: string };

/** Intervals of both rates, drawn from the same resamples. */
export type RateIntervals = { grr: IntervalOrReason; nrr: IntervalOrReason };

const because = (reason: string): IntervalOrReason => ({ interval: null, reason });

/** Both rates in every resample, each sorted. Draws are paired: one resample of accounts gives both. */
function resample(starts: Float64Array, ends: Float64Array): { grr: Float64Array; nrr: Float64Array } {
  const n = starts.length;
  // [start, kept, end] of one account after the other: draws are random, so what belongs together lies together.
  const triples = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [starts[i] ?? 0, ends[i] ?? 0];
    triples[3 * i] = a;
    triples[3 * i + 1] = Math.min(a, b);
    triples[3 * i + 2] = b;
  }
  const grr = new Float64Array(intervalRules.resamples);
  const nrr = new Float64Array(intervalRules.resamples);
  for (let round = 0; round < intervalRules.resamples; round++) {
    let start = 0;
    let gross = 0;
    let net = 0;
    for (let draw = 0; draw < n; draw++) {
      const at = 3 * ((mulberry32(intervalRules.seed, round * n + draw) * n) | 0);
      start += triples[at] as number;
      gross += triples[at + 1] as number;
      net += triples[at + 2] as number;
    }
    grr[round] = gross / start;
    nrr[round] = net / start;
  }
  return { grr: grr.sort(), nrr: nrr.sort() };
}

/** The linear form of a ratio of sums (delta method): r ± z·sqrt(n/(n-1)·sum((y - r·a)²))/S. */
function linear(starts: Float64Array, ys: Float64Array, cap: number): Interval {
  const n = starts.length;
  const total = startSum();
  const kept = startSum();
  for (let i = 0; i < n; i++) {
    addTo(total, starts[i] ?? 0);
    addTo(kept, ys[i] ?? 0);
  }
  const whole = readSum(total);
  const rate = readSum(kept) / whole;
  const squares = startSum();
  for (let i = 0; i < n; i++) {
    const rest = (ys[i] ?? 0) - rate * (starts[i] ?? 0);
    addTo(squares, rest * rest);
  }
  const reach = (Z95 * Math.sqrt((n / (n - 1)) * readSum(squares))) / whole;
  return { low: Math.max(0, rate - reach), high: Math.min(cap, rate + reach) };
}

/** The base as lists of numbers: ARR at start, at end, and at end but not above start. */
function baseOf(accounts: readonly Account[]) {
  const [starts, ends, capped] = [0, 1, 2].map(() => new Float64Array(accounts.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let n = 0;
  for (const { start, end } of accounts) {
    if (!(start > 0)) continue;
    starts[n] = start;
    ends[n] = end;
    capped[n++] = Math.min(start, end);
  }
  return { n, starts: starts.subarray(0, n), ends: ends.subarray(0, n), capped: capped.subarray(0, n) };
}

/**
 * The intervals of GRR and NRR over the base (accounts with ARR at start, in id order).
 * Null below 5 accounts, and for GRR below 3 accounts with a loss: resampling cannot see losses that did not happen.
 * Source: percentile bootstrap (Efron 1979), seed 1, 2,000 resamples, sorted values 49 and 1950.
 */
export function rateIntervals(accounts: readonly Account[], losers: number): RateIntervals {
  const { n, starts, ends, capped } = baseOf(accounts);
  if (n < intervalRules.minAccounts) {
    const reason = because('fewer_than_5_accounts');
    return { grr: reason, nrr: reason };
  }
  const few = losers < intervalRules.minLosses ? because('fewer_than_3_losses') : null;
  if (n > intervalRules.resampleLimit) {
    return {
      grr: few ?? { interval: linear(starts, capped, 1) },
      nrr: { interval: linear(starts, ends, Number.POSITIVE_INFINITY) },
    };
  }
  const rates = resample(starts, ends);
  const ends95 = (sorted: Float64Array): IntervalOrReason => ({
    interval: { low: sorted[intervalRules.lowIndex] ?? 0, high: sorted[intervalRules.highIndex] ?? 0 },
  });
  return { grr: few ?? ends95(rates.grr), nrr: ends95(rates.nrr) };
}
