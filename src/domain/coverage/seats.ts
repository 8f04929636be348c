/** From fractions of a CSM to seats: who gets one, who shares, and what the founder keeps. */
import { atOrAbove, wholeUp } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import { hoursFte, promised } from './promise.ts';
import type { CoverageSettings, TierBook } from './settle.ts';

/** Customers of a tier at a month of the plan, whole: the ninth account is there once 8 has grown past 8. */
export const accountsAt = ({ customers, growth }: TierBook, month: number): number =>
  wholeUp(customers * (1 + (growth * month) / 12));

/** ARR of a tier at a month: ARR x (1 + growth x month / 12). */
export const arrAt = ({ arr, growth }: TierBook, month: number): number => arr * (1 + (growth * month) / 12);

/**
 * The fewest CSMs a tier needs: max(ARR / (target x (1 + buffer)), accounts / cap). The buffer stretches the ratio;
 * caps are hard. Relieved, the ratio counts no further than accounts and hours do.
 * Example: 3.2M and 8 accounts of strategic are 3.33, relieved 1.00.
 */
export function minimumFte(
  tier: TierBook,
  book: { arr: number; accounts: number },
  settings: CoverageSettings,
  relieved: boolean,
): number {
  const byAccounts = book.accounts / tier.target.accounts;
  const least = Math.max(book.arr / tier.target.arr / (1 + settings.buffer), byAccounts);
  if (!relieved) return least;
  return Math.min(least, Math.max(byAccounts, hoursFte(book.accounts, promised(tier, settings))));
}

/** The fewest CSMs of each tier at a month of the plan. */
export const minimumAt = (
  book: readonly TierBook[],
  month: number,
  settings: CoverageSettings,
  relieved: ReadonlySet<Tier>,
): number[] =>
  book.map((tier) =>
    minimumFte(
      tier,
      { arr: arrAt(tier, month), accounts: accountsAt(tier, month) },
      settings,
      relieved.has(tier.tier),
    ),
  );

export type Seat = {
  tier: Tier;
  seats: number;
  /** Who serves a tier that has no seat of its own; null when it has one, or needs none. */
  host: Tier | 'founder' | null;
  /** The part of a CSM it takes from its host. */
  shared: number | null;
};

/** The nearest tier with a seat; of two as near, the higher. */
function nearest(tier: Tier, hosts: readonly Tier[]): Tier | undefined {
  const place = tierNames.indexOf(tier);
  const away = (host: Tier) => Math.abs(tierNames.indexOf(host) - place);
  return [...hosts].sort((a, b) => away(a) - away(b) || tierNames.indexOf(a) - tierNames.indexOf(b))[0];
}

type Need = { tier: Tier; fte: number };

const total = (needs: readonly Need[]): number => needs.reduce((sum, { fte }) => sum + fte, 0);

/**
 * Seats by tier. A tier from half a CSM on (smb from its own threshold) has seats of its own, rounded up; smaller parts
 * go to the nearest tier with seats, smb never carries others and its part never adds a seat. Where no named tier has a
 * seat, a quarter of a CSM in all makes one generalist in the tier that needs most; less stays with the founder.
 * Example: parts of 0.31, 0.40, 0.20 and 0.05 are one generalist in enterprise.
 */
export function seatsOf(
  needs: readonly Need[],
  { buffer, smbThreshold }: Pick<CoverageSettings, 'buffer' | 'smbThreshold'>,
): Seat[] {
  const threshold = (tier: Tier) => (tier === 'smb' ? smbThreshold : coverageLines.seatThreshold);
  const ordered = [...needs].sort((a, b) => tierNames.indexOf(a.tier) - tierNames.indexOf(b.tier));
  const seated = ordered.filter(({ tier, fte }) => fte > 0 && atOrAbove(fte, threshold(tier)));
  const parts = ordered.filter((need) => need.fte > 0 && !seated.includes(need));
  const named = parts.filter(({ tier }) => tier !== 'smb');
  const seats = new Map<Tier, number>(seated.map(({ tier, fte }) => [tier, wholeUp(fte)]));
  let hosts: readonly Tier[] = seated.map(({ tier }) => tier).filter((tier) => tier !== 'smb');
  if (hosts.length === 0 && total(named) > 0 && atOrAbove(total(parts), coverageLines.generalist)) {
    const [most] = [...named].sort((a, b) => b.fte - a.fte);
    if (most !== undefined) {
      hosts = [most.tier];
      seats.set(most.tier, Math.max(1, wholeUp(total(named) / (1 + buffer))));
    }
  } else
    for (const host of hosts) {
      const own = seated.filter(({ tier }) => tier === host);
      const guests = named.filter(({ tier }) => nearest(tier, hosts) === host);
      const together = wholeUp(total([...own, ...guests]) / (1 + buffer));
      seats.set(host, Math.max(seats.get(host) ?? 0, together));
    }
  return ordered.map(({ tier, fte }): Seat => {
    const own = seats.get(tier) ?? 0;
    if (own > 0 || fte <= 0) return { tier, seats: own, host: null, shared: null };
    return { tier, seats: 0, host: nearest(tier, hosts) ?? 'founder', shared: fte };
  });
}

/** Seats by tier at a month of the plan, in the order of the book. */
export const seatsAt = (
  book: readonly TierBook[],
  month: number,
  settings: CoverageSettings,
  relieved: ReadonlySet<Tier>,
): Seat[] => {
  const least = minimumAt(book, month, settings, relieved);
  return seatsOf(
    book.map(({ tier }, i) => ({ tier, fte: least[i] ?? 0 })),
    settings,
  );
};

export const countSeats = (seats: readonly Seat[]): number => seats.reduce((sum, one) => sum + one.seats, 0);

/** What seats cost a year, and what else is paid from the same budget. */
export const seatsCost = (
  book: readonly TierBook[],
  seats: readonly Seat[],
  { otherCost }: Pick<CoverageSettings, 'otherCost'>,
): number => book.reduce((sum, { loadedCost }, i) => sum + (seats[i]?.seats ?? 0) * loadedCost, otherCost);

/** ARR of the book at a month. */
export const totalArrAt = (book: readonly TierBook[], month: number): number =>
  book.reduce((sum, tier) => sum + arrAt(tier, month), 0);
