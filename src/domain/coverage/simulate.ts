/** A seeded simulation of the year: growth, leavers and ramps as they may come, against the plan. */
import { below, mulberry32, sumOf, wholeUp } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import type { Tier } from '../policy/segmentation.ts';
import { type Hire, productivity } from './plan.ts';
import { minimumFte, seatsOf } from './seats.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export type Simulation = { p50: number; p80: number; covered: number };

export type SimulationContext = {
  book: readonly TierBook[];
  people: readonly number[];
  hires: readonly Hire[];
  settings: CoverageSettings;
  relieved: ReadonlySet<Tier>;
};

/** Growth around its plan: triangular from half of it to one and a half, most likely as planned. */
function drawnGrowth(growth: number, u: number): number {
  if (growth === 0) return 0;
  const low = Math.min(0.5 * growth, 1.5 * growth);
  const high = Math.max(0.5 * growth, 1.5 * growth);
  return u < 0.5
    ? low + Math.sqrt(u * (high - low) * (growth - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - growth));
}

/** The value that a part of the sorted values does not exceed, by nearest rank. Example: half of [1, 2, 3, 4] is 2. */
const nearestRank = (sorted: readonly number[], part: number): number =>
  sorted[Math.ceil(part * sorted.length - 1e-9) - 1] ?? 0;

/**
 * Draws the year as often as asked. In each run, tier by tier: one draw for growth, one for each person (and one for a
 * part of a person), who leaves below the attrition rate, and one for each planned hire, for months to full.
 * The same seed gives the same answer. Example: the built-in book with seed 1 needs 3 hires at P50, 4 at P80.
 */
export function simulate({ book, people, hires, settings, relieved }: SimulationContext): Simulation {
  const { attrition, seed, runs } = settings;
  const months = coverageLines.planMonths;
  let drawn = 0;
  const draw = () => mulberry32(seed, drawn++);
  const own = book.map(({ tier }) => hires.filter((hire) => hire.tier === tier));
  const needed: number[] = [];
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    let ramped = 0;
    const stayed: number[] = [];
    const least: number[] = [];
    for (const [i, tier] of book.entries()) {
      const growth = drawnGrowth(tier.growth, draw());
      const later = { arr: tier.arr * (1 + growth), accounts: tier.customers * (1 + growth) };
      least.push(minimumFte(tier, later, settings, relieved.has(tier.tier)));
      const here = people[i] ?? 0;
      const part = here - Math.floor(here);
      let stay = here;
      for (let k = 0; k < Math.floor(here); k++) if (draw() < attrition) stay -= 1;
      if (part > 0 && draw() < attrition) stay -= part;
      stayed.push(stay);
      for (const { ramp, inSeatMonth } of own[i] ?? []) {
        const full = ramp.months_to_full_low + draw() * (ramp.months_to_full_high - ramp.months_to_full_low);
        ramped += productivity(months - inSeatMonth, ramp.months_to_half, full);
      }
    }
    const seats = seatsOf(
      book.map(({ tier }, i) => ({ tier, fte: least[i] ?? 0 })),
      settings,
    );
    needed.push(seats.reduce((sum, one, i) => sum + Math.max(0, wholeUp(one.seats - (stayed[i] ?? 0))), 0));
    if (!below(sumOf(stayed) + ramped, sumOf(least))) covered += 1;
  }
  needed.sort((a, b) => a - b);
  return { p50: nearestRank(needed, 0.5), p80: nearestRank(needed, 0.8), covered: covered / runs };
}
