/** The plan of a book: seats, relief, moves, hires, managers, months and money, computed once and read by everything else. */
import { ratio, sumOf } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import { type Estimates, estimateBook, estimateTier, type TierEstimate } from './estimates.ts';
import { type LadderStep, promiseLadder } from './ladder.ts';
import { type ManagerNeed, planManagers, teamAt } from './managers.ts';
import { type MonthRow, planMonthRows, shortMonths } from './months.ts';
import { type Hire, planHires } from './plan.ts';
import { type Redeployment, redeploy } from './redeploy.ts';
import { type Relief, relieve } from './relief.ts';
import { minimumAt, type Seat, seatsAt, seatsCost, totalArrAt } from './seats.ts';
import type { CoverageSettings, TierBook } from './settle.ts';
import { type Simulation, simulate } from './simulate.ts';

export type BookPlan = {
  book: readonly TierBook[];
  settings: CoverageSettings;
  /** Loaded cost of a CSM by tier, those without customers included. */
  costs: Readonly<Record<Tier, number>>;
  arr: number;
  arr12: number;
  csms: number;
  tiers: readonly TierEstimate[];
  estimates: Estimates;
  /** The fewest CSMs by tier before any relief. */
  minimum: readonly number[];
  minimum12: readonly number[];
  required: readonly Seat[];
  required12: readonly Seat[];
  recommended: readonly Seat[];
  recommended12: readonly Seat[];
  requiredCost: number;
  requiredCost12: number;
  recommendedCost: number;
  recommendedCost12: number;
  relief: Relief;
  ladder: readonly LadderStep[];
  moves: Redeployment;
  hires: readonly Hire[];
  managers: readonly ManagerNeed[];
  months: readonly MonthRow[];
  short: readonly MonthRow[];
  simulation: Simulation;
};

/** Plans a book, in the order in which each part needs the one before. */
export function planBook(
  book: readonly TierBook[],
  settings: CoverageSettings,
  costs: BookPlan['costs'],
  escalations: boolean,
  asOf: string | null,
): BookPlan {
  const last = coverageLines.planMonths;
  const nobody = new Set<Tier>();
  const tiers = book.map((tier) => estimateTier(tier, settings));
  const relief = relieve(book, settings);
  const { relieved } = relief;
  const [required, required12, recommended, recommended12] = [
    seatsAt(book, 0, settings, nobody),
    seatsAt(book, last, settings, nobody),
    seatsAt(book, 0, settings, relieved),
    seatsAt(book, last, settings, relieved),
  ];
  const cost = (seats: readonly Seat[]) => seatsCost(book, seats, settings);
  const moves = redeploy(book, recommended);
  const hires = planHires(book, moves, settings, relieved, asOf);
  const managers = planManagers(
    Array.from({ length: last + 1 }, (_, month) => [month, teamAt(month, book, moves.people, hires)]),
    settings,
    escalations,
  );
  const planned = { book, people: moves.people, hires, managers, settings, relieved };
  const months = planMonthRows(planned);
  return {
    book,
    settings,
    costs,
    arr: totalArrAt(book, 0),
    arr12: totalArrAt(book, last),
    csms: sumOf(book.map(({ csms }) => csms)),
    tiers,
    estimates: estimateBook(book, tiers, settings),
    minimum: minimumAt(book, 0, settings, nobody),
    minimum12: minimumAt(book, last, settings, nobody),
    required,
    required12,
    recommended,
    recommended12,
    requiredCost: cost(required),
    requiredCost12: cost(required12),
    recommendedCost: cost(recommended),
    recommendedCost12: cost(recommended12),
    relief,
    ladder: promiseLadder(book, settings),
    moves,
    hires,
    managers,
    months,
    short: shortMonths(months, settings),
    simulation: simulate(planned),
  };
}

/** What the seats of a tier cost of its ARR, now and in 12 months; the larger. Null without ARR. */
export function tierCostShare({ book, recommended, recommended12 }: BookPlan, i: number): number | null {
  const tier = book[i];
  if (tier === undefined) return null;
  const now = ratio((recommended[i]?.seats ?? 0) * tier.loadedCost, tier.arr);
  const later = ratio((recommended12[i]?.seats ?? 0) * tier.loadedCost, tier.arr * (1 + tier.growth));
  return now === null || later === null ? null : Math.max(now, later);
}

/** Hours promised against the recommended seats of a tier; null where it has none. */
export function loadOf({ tiers, recommended }: BookPlan, i: number): number | null {
  const seats = recommended[i]?.seats ?? 0;
  return seats === 0 ? null : ratio(tiers[i]?.hoursFte ?? 0, seats);
}

/** Tiers in the order of cuts, if cuts must be: ARR per seat at month 12, the lowest first. */
export function cutOrder({
  book,
  recommended12,
}: BookPlan): { tier: Tier; arrPerSeat: number; seats: number }[] {
  return book
    .flatMap(({ tier, arr, growth }, i) => {
      const seats = recommended12[i]?.seats ?? 0;
      return seats === 0 ? [] : [{ tier, arrPerSeat: (arr * (1 + growth)) / seats, seats }];
    })
    .sort((a, b) => a.arrPerSeat - b.arrPerSeat || tierNames.indexOf(b.tier) - tierNames.indexOf(a.tier));
}
