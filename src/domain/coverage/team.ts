/** A team without a book: who is left when they are needed, and how many to hire by which month. */
import { power, ratio, wholeUp } from '../numbers.ts';
import { teamProductivity } from '../policy/coverage.ts';
import type { CoverageInput } from './input.ts';
import { type ManagerNeed, planManagers } from './managers.ts';
import type { CoverageSettings } from './settle.ts';

export type StartBy = { month: number; productivity: number; hires: number };

export type TeamPlan = {
  current: number;
  /** Those who have accepted included. */
  heads: number;
  needMonth: number;
  survivors: number;
  needed: number | null;
  gap: number | null;
  startBy: readonly StartBy[] | null;
  managers: readonly ManagerNeed[];
};

const full = Math.max(...teamProductivity.map(({ hours }) => hours));

/** Part of a book a new CSM carries after some whole months in seat. Example: 56.3% before month 3, 83.2% before month 6. */
export const teamProductivityAt = (months: number): number =>
  (teamProductivity.find(({ before }) => months < before)?.hours ?? full) / full;

/**
 * Plans a team. Survivors = current x (1 - attrition)^(months / 12); hires = gap / productivity, rounded up.
 * Example: 6 CSMs at 15% and 8 needed in month 9: 5.31 left, 2.69 missing, 3 hires if they are in seat by month 3.
 */
export function planTeam(
  team: NonNullable<CoverageInput['team']>,
  settings: CoverageSettings,
  escalations: boolean,
  seatCost: number,
): TeamPlan {
  const current = team.current_csm_count;
  const heads = current + (team.joining_count ?? 0);
  const needMonth = team.need_month ?? 12;
  const survivors = current * (power(1 - settings.attrition, needMonth / 12) ?? 0);
  const needed = team.productive_needed ?? null;
  const gap = needed === null ? null : needed - survivors;
  const startBy =
    gap === null
      ? null
      : Array.from({ length: needMonth + 1 }, (_, month) => {
          const productivity = teamProductivityAt(needMonth - month);
          return { month, productivity, hires: gap <= 0 ? 0 : wholeUp(ratio(gap, productivity) ?? 0) };
        });
  return {
    current,
    heads,
    needMonth,
    survivors,
    needed,
    gap,
    startBy,
    managers: planManagers([[0, { groups: [heads], seatCost }]], settings, escalations),
  };
}
