/** Who is hired when: growth, gaps of today and replacements, each opened early enough for time to hire and ramp. */
import { addDays, addMonths } from '../dates.ts';
import { above, atOrAbove, atOrBelow, power } from '../numbers.ts';
import { coverageLines, type Ramp } from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import type { Redeployment } from './redeploy.ts';
import { seatsAt } from './seats.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

export type HireReason = 'gap_now' | 'growth' | 'replacement';

export type Hire = {
  tier: Tier;
  reason: HireReason;
  needMonth: number;
  dueNow: boolean;
  /** Month in which the role opens; 0 for one that is due now. */
  openMonth: number;
  inSeatMonth: number;
  lateMonths: number;
  monthsToFull: number;
  ramp: Ramp;
  loadedCost: number;
  /** Null without a first day of the plan. */
  needDate: string | null;
  openBy: string | null;
  inSeatDate: string | null;
};

const { planMonths, carriedGap, replacementStep, daysOfMonth } = coverageLines;

/** Months until a new CSM carries a whole book: the middle of the range. Example: 6 to 9 is 7.5. */
export const monthsToFull = ({ months_to_full_low: low, months_to_full_high: high }: Ramp): number =>
  (low + high) / 2;

/**
 * Part of a book a new CSM carries after some months: from 0 to half, from half to all, each in a straight line.
 * Example: enterprise after 1 month is 0.25, after 3 months 0.667.
 */
export function productivity(months: number, half: number, full: number): number {
  if (months <= 0) return 0;
  if (months <= half) return (0.5 * months) / half;
  return atOrAbove(months, full) ? 1 : 0.5 + (0.5 * (months - half)) / (full - half);
}

/** The day some months into the plan: whole months by calendar, the rest at 30 days a month. Example: 5.5 from 2026-01-01 is 2026-06-16. */
export function dayOfMonth(asOf: string, months: number): string {
  const whole = Math.floor(months);
  return addDays(addMonths(asOf, whole), Math.round((months - whole) * daysOfMonth));
}

type Need = { tier: TierBook; reason: HireReason; month: number };

function seatNeeds(
  book: readonly TierBook[],
  people: readonly number[],
  settings: CoverageSettings,
  relieved: ReadonlySet<Tier>,
): Need[] {
  const inHand = [...people];
  const needs: Need[] = [];
  for (let month = 0; month <= planMonths; month++) {
    const seats = seatsAt(book, month, settings, relieved);
    for (const [i, tier] of book.entries())
      while (above((seats[i]?.seats ?? 0) - (inHand[i] ?? 0), carriedGap)) {
        needs.push({ tier, reason: month === 0 ? 'gap_now' : 'growth', month });
        inHand[i] = (inHand[i] ?? 0) + 1;
      }
  }
  return needs;
}

/** Replacements of people who are expected to leave; a surplus covers leavers first. */
function replacementNeeds(
  book: readonly TierBook[],
  people: readonly number[],
  settings: CoverageSettings,
  relieved: ReadonlySet<Tier>,
): Need[] {
  const heads = people.reduce((sum, one) => sum + one, 0);
  const later = seatsAt(book, planMonths, settings, relieved);
  const surplus = people.reduce((sum, one, i) => sum + Math.max(0, one - (later[i]?.seats ?? 0)), 0);
  const left = book.map((tier, i) => ({ tier, loss: (people[i] ?? 0) * settings.attrition }));
  const needs: Need[] = [];
  for (let month = 1; month <= planMonths; month++) {
    const leavers = heads * (1 - (power(1 - settings.attrition, month / 12) ?? 0));
    while (atOrAbove(leavers - surplus, needs.length + replacementStep)) {
      const [most] = [...left].sort((a, b) => b.loss - a.loss);
      if (most === undefined) break;
      most.loss -= 1;
      needs.push({ tier: most.tier, reason: 'replacement', month });
    }
  }
  return needs;
}

function hireOf({ tier, reason, month }: Need, { leadDays }: CoverageSettings, asOf: string | null): Hire {
  const full = monthsToFull(tier.ramp);
  const lead = leadDays / daysOfMonth;
  const open = month - full - lead;
  const dueNow = atOrBelow(open, 0);
  const inSeatMonth = dueNow ? lead : month - full;
  const inSeatDate = asOf === null ? null : dayOfMonth(asOf, inSeatMonth);
  const opens = inSeatDate === null ? null : addDays(inSeatDate, -leadDays);
  return {
    tier: tier.tier,
    reason,
    needMonth: month,
    dueNow,
    openMonth: dueNow ? 0 : open,
    inSeatMonth,
    lateMonths: dueNow ? Math.max(0, inSeatMonth + full - month) : 0,
    monthsToFull: full,
    ramp: tier.ramp,
    loadedCost: tier.loadedCost,
    needDate: asOf === null ? null : addMonths(asOf, month),
    // Months of fewer than 30 days could put the day before the plan begins.
    openBy: asOf === null || opens === null ? null : dueNow || opens < asOf ? asOf : opens,
    inSeatDate,
  };
}

/**
 * The hires of twelve months: those due now first, then by the day they open.
 * Example: a ninth strategic account in month 1 needs somebody who was opened 9.5 months before; due now, 9.5 months late.
 */
export function planHires(
  book: readonly TierBook[],
  { people }: Redeployment,
  settings: CoverageSettings,
  relieved: ReadonlySet<Tier>,
  asOf: string | null,
): Hire[] {
  const place = ({ tier }: Hire) => tierNames.indexOf(tier);
  return [
    ...seatNeeds(book, people, settings, relieved),
    ...replacementNeeds(book, people, settings, relieved),
  ]
    .map((need) => hireOf(need, settings, asOf))
    .sort(
      (a, b) =>
        Number(b.dueNow) - Number(a.dueNow) ||
        (a.dueNow ? 0 : a.openMonth - b.openMonth) ||
        a.needMonth - b.needMonth ||
        place(a) - place(b),
    );
}
