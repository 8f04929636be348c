/** Which band a rate falls in, and how sure that is given its interval. */
import { above, atOrAbove, below, type Interval } from '../numbers.ts';
import { type Band, fixedLines, type Lines, type RateName } from '../policy/retention.ts';

/** clear: interval and point in one band. undecided: the interval reaches past both lines. borderline: between. */
export type Certainty = 'clear' | 'borderline' | 'undecided' | 'not_available';

/** At or above the healthy line healthy, below the concerning line critical. Example: 0.85 against 0.90 / 0.85 is "concerning". */
export function bandOf(value: number, lines: Lines): Band {
  if (atOrAbove(value, lines.healthy)) return 'healthy';
  return atOrAbove(value, lines.concerning) ? 'concerning' : 'critical';
}

/**
 * How sure the band of a rate is. Undecided: low end below K - w and high end at or above H + w, where H and K are
 * the lines and w = H - K (GRR and logo retention: at most 0.99, as no interval excludes 1).
 * Example: logo 0.50..0.99 against 0.85 / 0.80 is "undecided".
 */
export function certaintyOf(
  rate: RateName,
  value: number,
  interval: Interval | null,
  lines: Lines,
): Certainty {
  if (interval === null) return 'not_available';
  const width = lines.healthy - lines.concerning;
  const top =
    rate === 'nrr' ? lines.healthy + width : Math.min(lines.healthy + width, fixedLines.undecidedCap);
  if (below(interval.low, lines.concerning - width) && atOrAbove(interval.high, top)) return 'undecided';
  const bands = [interval.low, value, interval.high].map((edge) => bandOf(edge, lines));
  return new Set(bands).size === 1 ? 'clear' : 'borderline';
}

/** The worse of the bands given; null when there is none. Example: `worstBand(['healthy', 'critical'])` is "critical". */
export function worstBand(bands: readonly Band[]): Band | null {
  if (bands.includes('critical')) return 'critical';
  if (bands.includes('concerning')) return 'concerning';
  return bands.length > 0 ? 'healthy' : null;
}

/** NRR at 100% or more with GRR at or below the concerning line: growth from the base hides what leaves it. */
export const isLeaky = (grr: number, nrr: number, lines: Lines): boolean =>
  atOrAbove(nrr, fixedLines.leakyNrr) && !above(grr, lines.concerning);
