/** How well an account fits the ideal customer profile. What is not known stays unknown: a range, not a guess. */
import { atOrAbove, below } from '../numbers.ts';
import { type FitBand, fitBands, fitScale, type Signal, signalNames } from '../policy/segmentation.ts';

/** Signals of one account: true, false, or null for unknown. */
export type Signals = Readonly<Record<Signal, boolean | null>>;

export type Fit = {
  /** Score if every unknown signal were false, and if every one were true; 0 to 10. */
  min: number;
  max: number;
  /** Share of the weight that is known. */
  coverage: number;
  /** Null when unknown signals could move the account into another band. */
  band: FitBand | null;
};

/** The band of a score. Example: `fitBandOf(5)` is "standard". */
export const fitBandOf = (score: number): FitBand =>
  atOrAbove(score, fitBands.strong) ? 'strong' : below(score, fitBands.standard) ? 'weak' : 'standard';

/**
 * Scores an account. Weights sum to 10.
 * Example: industry and workflow true, size false, the rest unknown: 4.0 to 8.5, 55% known, band null.
 */
export function scoreFit(signals: Signals, weights: Readonly<Record<Signal, number>>): Fit {
  let min = 0;
  let unknown = 0;
  for (const name of signalNames) {
    if (signals[name] === true) min += weights[name];
    else if (signals[name] === null) unknown += weights[name];
  }
  const max = min + unknown;
  const [low, high] = [fitBandOf(min), fitBandOf(max)];
  return { min, max, coverage: (fitScale - unknown) / fitScale, band: low === high ? low : null };
}
