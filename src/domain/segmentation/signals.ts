/** Which signs of fit tell good accounts from bad ones in this book. Fit itself is not used, so the test is not circular. */
import { ratio } from '../numbers.ts';
import { type Signal, segmentationLines, signalNames } from '../policy/segmentation.ts';
import type { Customer } from './customers.ts';
import type { MarginClass } from './economics.ts';

export type SignalTest = {
  signal: Signal;
  good: number;
  bad: number;
  /** Share of good and of bad accounts with the signal, over those where it is known. */
  pGood: number | null;
  pBad: number | null;
  difference: number | null;
  lift: number | null;
  /** Lower end of the one-sided 95% bound of the difference. */
  lower: number | null;
  separates: boolean | null;
};

/** One limit of Wilson's interval at the z of this test. */
function wilsonLimit(hits: number, n: number, side: -1 | 1): number {
  const z = segmentationLines.signalZ;
  const p = hits / n;
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return (p + (z * z) / (2 * n) + side * reach) / (1 + (z * z) / n);
}

/**
 * The difference of two shares with the lower end of Newcombe's interval (Newcombe 1998, method 10).
 * Example: 10 of 12 against 2 of 8 differ by 58.3 points, lower end 21.2: they separate.
 */
export function differenceOf(
  good: { hits: number; n: number },
  bad: { hits: number; n: number },
): { difference: number; lower: number } {
  const [pGood, pBad] = [good.hits / good.n, bad.hits / bad.n];
  const difference = pGood - pBad;
  const below = pGood - wilsonLimit(good.hits, good.n, -1);
  const above = wilsonLimit(bad.hits, bad.n, 1) - pBad;
  return { difference, lower: difference - Math.sqrt(below * below + above * above) };
}

export type Judged = { customer: Customer; marginClass: MarginClass };

const isBad = ({ customer: c, marginClass }: Judged): boolean =>
  c.churned ||
  marginClass === 'thin' ||
  marginClass === 'negative' ||
  (c.escalations ?? 0) >= segmentationLines.escalations ||
  c.acquired === true ||
  c.declining === true;

const isGood = (judged: Judged): boolean => judged.marginClass === 'healthy' && !isBad(judged);

/** Tests each signal; null where either group has fewer than 5 accounts that say. */
export function testSignals(accounts: readonly Judged[]): SignalTest[] {
  const [good, bad] = [accounts.filter(isGood), accounts.filter(isBad)];
  return signalNames.map((signal) => {
    const count = (group: readonly Judged[]) => {
      const known = group.filter(({ customer }) => customer.signals[signal] !== null);
      return {
        n: known.length,
        hits: known.filter(({ customer }) => customer.signals[signal] === true).length,
      };
    };
    const [g, b] = [count(good), count(bad)];
    const enough = Math.min(g.n, b.n) >= segmentationLines.signalRows;
    const test = enough ? differenceOf(g, b) : null;
    const [pGood, pBad] = enough ? [ratio(g.hits, g.n), ratio(b.hits, b.n)] : [null, null];
    return {
      signal,
      good: g.n,
      bad: b.n,
      pGood,
      pBad,
      difference: test?.difference ?? null,
      lift: ratio(pGood, pBad),
      lower: test?.lower ?? null,
      separates: test === null ? null : test.lower > 0,
    };
  });
}
