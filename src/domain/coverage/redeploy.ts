/** People who are above what their tier needs move to a neighbour that lacks them, before anybody is hired. */
import { above } from '../numbers.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import type { Seat } from './seats.ts';
import type { TierBook } from './settle.ts';

export type Move = { from: Tier; to: Tier; fte: number };

export type Redeployment = {
  moves: readonly Move[];
  /** People by tier after the moves, in the order of the book. */
  people: readonly number[];
  surplusAfter: number;
};

/**
 * Fills gaps from the tier above, then from the tier below, the highest tier first; fractions may move. Donors keep
 * their recommended seats. Example: 5 people on 1 seat of strategic and none on 2 of enterprise: 2 move, 2 are above need.
 */
export function redeploy(book: readonly TierBook[], seats: readonly Seat[]): Redeployment {
  const people = book.map(({ csms }) => csms);
  const surplus = (i: number) => Math.max(0, (people[i] ?? 0) - (seats[i]?.seats ?? 0));
  const moves: Move[] = [];
  for (const [i, { tier }] of book.entries()) {
    const place = tierNames.indexOf(tier);
    for (const neighbour of [tierNames[place - 1], tierNames[place + 1]]) {
      const from = book.findIndex((one) => one.tier === neighbour);
      const gap = (seats[i]?.seats ?? 0) - (people[i] ?? 0);
      const fte = Math.min(gap, from < 0 ? 0 : surplus(from));
      if (neighbour === undefined || !above(fte, 0)) continue;
      people[from] = (people[from] ?? 0) - fte;
      people[i] = (people[i] ?? 0) + fte;
      moves.push({ from: neighbour, to: tier, fte });
    }
  }
  return { moves, people, surplusAfter: people.reduce((sum, _, i) => sum + surplus(i), 0) };
}
