/** Need against capacity, month by month, with what it costs. */
import { above, atOrAbove, power, ratio, sumOf } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import type { Tier } from '../policy/segmentation.ts';
import type { ManagerNeed } from './managers.ts';
import { type Hire, productivity } from './plan.ts';
import { countSeats, minimumAt, seatsAt, totalArrAt } from './seats.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export type MonthRow = {
  month: number;
  need: number;
  capacity: number;
  /** Null without capacity. */
  load: number | null;
  seats: number;
  cost: number;
  arr: number;
  /** Null without ARR. */
  costShare: number | null;
};

/** What the months are made of. */
export type MonthContext = {
  book: readonly TierBook[];
  people: readonly number[];
  hires: readonly Hire[];
  managers: readonly ManagerNeed[];
  settings: CoverageSettings;
  relieved: ReadonlySet<Tier>;
};

/** Months 0 to 12. Capacity is people who stay, and hires by their ramp; hires of the plan are not assumed to leave in it. */
export function planMonthRows(context: MonthContext): MonthRow[] {
  const { book, people, hires, managers, settings, relieved } = context;
  return Array.from({ length: coverageLines.planMonths + 1 }, (_, month): MonthRow => {
    const stay = power(1 - settings.attrition, month / 12) ?? 0;
    const seated = hires.filter(({ inSeatMonth }) => atOrAbove(month, inSeatMonth));
    const need = sumOf(minimumAt(book, month, settings, relieved));
    const capacity =
      sumOf(people) * stay +
      sumOf(
        seated.map(({ inSeatMonth, ramp, monthsToFull }) =>
          productivity(month - inSeatMonth, ramp.months_to_half, monthsToFull),
        ),
      );
    const yearly =
      sumOf(people.map((one, i) => one * stay * (book[i]?.loadedCost ?? 0))) +
      sumOf(seated.map(({ loadedCost }) => loadedCost)) +
      sumOf(managers.filter((one) => one.month <= month).map(({ extraCost }) => extraCost)) +
      settings.otherCost;
    const arr = totalArrAt(book, month);
    return {
      month,
      need,
      capacity,
      load: ratio(need, capacity),
      seats: countSeats(seatsAt(book, month, settings, relieved)),
      cost: yearly / 12,
      arr,
      costShare: ratio(yearly, arr),
    };
  });
}

/** Months whose load is above 1 + buffer, or that have seats and nobody to fill them. */
export const shortMonths = (
  rows: readonly MonthRow[],
  { buffer }: Pick<CoverageSettings, 'buffer'>,
): MonthRow[] => rows.filter(({ load, seats }) => (load === null ? seats > 0 : above(load, 1 + buffer)));
