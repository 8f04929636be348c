/** Relief: where only the ARR ratio asks for a seat, and the budget does not carry it, accounts and hours decide. */
import { above } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import type { Tier } from '../policy/segmentation.ts';
import { arrAt, countSeats, seatsAt, seatsCost, totalArrAt } from './seats.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export type ReliefStep = { tier: Tier; before: number; after: number; before12: number; after12: number };

export type Relief = { relieved: ReadonlySet<Tier>; steps: readonly ReliefStep[] };

const dates = [0, coverageLines.planMonths] as const;

/**
 * Relieves one tier at a time, the most expensive for its ARR first, until seats fit the budget now and in twelve
 * months, or nothing more comes of it. No promise is broken by it, as hours still count.
 * Example: 8 strategic accounts of 3.2M go from 4 seats to 1.
 */
export function relieve(book: readonly TierBook[], settings: CoverageSettings): Relief {
  const relieved = new Set<Tier>();
  const steps: ReliefStep[] = [];
  const counts = (some: ReadonlySet<Tier>) =>
    dates.map((month) => countSeats(seatsAt(book, month, settings, some))) as [number, number];
  const fits = () =>
    dates.every(
      (month) =>
        !above(
          seatsCost(book, seatsAt(book, month, settings, relieved), settings),
          settings.budgetShare * totalArrAt(book, month),
        ),
    );
  while (!fits()) {
    const [before, before12] = counts(relieved);
    const later = seatsAt(book, coverageLines.planMonths, settings, relieved);
    const [best] = book
      .flatMap((one, i) => {
        if (one.tier === 'smb' || relieved.has(one.tier) || one.arr === 0) return [];
        const [after, after12] = counts(new Set([...relieved, one.tier]));
        if (after >= before && after12 >= before12) return [];
        const share = ((later[i]?.seats ?? 0) * one.loadedCost) / arrAt(one, coverageLines.planMonths);
        return [{ tier: one.tier, share, after, after12 }];
      })
      .sort((a, b) => b.share - a.share);
    if (best === undefined) break;
    relieved.add(best.tier);
    steps.push({ tier: best.tier, before, after: best.after, before12, after12: best.after12 });
  }
  return { relieved, steps };
}
