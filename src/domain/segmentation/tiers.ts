/** Which tier an account belongs to: by its dollars, by its rank, and one step at a time from where it is. */
import { above, atOrAbove, below, compareText } from '../numbers.ts';
import { rankShares, segmentationLines, type Tier, tierNames } from '../policy/segmentation.ts';
import { type Fit, fitBandOf, type Signals } from './fit.ts';

export type Floors = Readonly<Record<Tier, number>>;

/** The first tier whose floor the ARR reaches. Example: with the usual floors 20,000 is enterprise. */
export const tierByArr = (arr: number, floors: Floors): Tier =>
  tierNames.find((tier) => atOrAbove(arr, floors[tier])) ?? 'smb';

/**
 * Tiers by rank: ARR falling, then id; the top 5% strategic, to 22.5% enterprise, to 57.5% mid-market, each rounded
 * down. Example: of 40 accounts ranks 1-2 are strategic, 3-9 enterprise, 10-23 mid-market.
 */
export function tiersByRank(accounts: readonly { id: string; arr: number }[]): Map<string, Tier> {
  const ranked = [...accounts].sort((a, b) => b.arr - a.arr || compareText(a.id, b.id));
  const cut = (share: number) => Math.floor(share * ranked.length + 1e-9);
  const cuts = [cut(rankShares.strategic), cut(rankShares.enterprise), cut(rankShares.mid_market)];
  return new Map(ranked.map(({ id }, i) => [id, tierNames[cuts.filter((end) => i >= end).length] ?? 'smb']));
}

/** Facts that a move between tiers asks for; null is unknown. */
export type MoveFacts = {
  arr: number;
  tenureMonths: number | null;
  fit: Fit;
  signals: Signals;
  previousFitScore: number | null;
  multiYear: boolean | null;
  executiveContact: boolean | null;
  twoSidedSponsors: boolean | null;
};

export type Move = {
  outcome: 'promote' | 'hold' | 'demote';
  tier: Tier;
  /** Why an account is held; null for a move. */
  reason: 'inside-band' | 'gate-false' | 'gate-unknown' | 'at-tier' | null;
  /** The gates that are false or unknown. */
  blockedBy: string[];
  needsQuarterlyReview: boolean;
};

type Gate = { name: string; open: boolean | null };

const moreThan = (value: number | null, line: number): boolean | null =>
  value === null ? null : above(value, line);

/** A score range against a line: true or false when the whole range is on one side. */
const fitAtLeast = ({ min, max }: Fit, line: number): boolean | null =>
  atOrAbove(min, line) ? true : below(max, line) ? false : null;

/** Gates of the step up from a tier, beside its ARR gate. */
function gatesOf(tier: Tier, facts: MoveFacts): Gate[] {
  switch (tier) {
    case 'smb':
      return [
        { name: 'tenure_months', open: moreThan(facts.tenureMonths, segmentationLines.promotionMonths) },
        { name: 'icp_signals', open: fitAtLeast(facts.fit, segmentationLines.promotionFit) },
      ];
    case 'mid_market':
      return [{ name: 'executive_contact', open: facts.executiveContact }];
    case 'enterprise':
      return [
        { name: 'multi_year', open: facts.multiYear },
        { name: 'expansion_potential_high', open: facts.signals.expansion_potential_high },
        { name: 'two_sided_sponsors', open: facts.twoSidedSponsors },
      ];
    case 'strategic':
      return [];
  }
}

const bandOrder = ['weak', 'standard', 'strong'];

/** Whether fit fell into a lower band since the last review; false when either is not known. */
const fitFell = ({ fit, previousFitScore }: MoveFacts): boolean =>
  previousFitScore !== null &&
  fit.band !== null &&
  bandOrder.indexOf(fit.band) < bandOrder.indexOf(fitBandOf(previousFitScore));

const hold = (tier: Tier, reason: Move['reason'], blockedBy: string[] = []): Move => ({
  outcome: 'hold',
  tier,
  reason,
  blockedBy,
  needsQuarterlyReview: false,
});

/**
 * The next tier of an account, one step a review at most. Moves down are tested first, and wait for the band below
 * the floor; moves up ask for every gate.
 * Example: an enterprise account of 19,000 is held inside the band of 18,000 to 20,000; one of 17,500 is demoted.
 */
export function moveOf(tier: Tier, facts: MoveFacts, floors: Floors, band: number): Move {
  const at = tierNames.indexOf(tier);
  const lower = tierNames[at + 1];
  const keeps = floors[tier] * (1 - band);
  if (lower !== undefined && (below(facts.arr, keeps) || fitFell(facts)))
    return { outcome: 'demote', tier: lower, reason: null, blockedBy: [], needsQuarterlyReview: true };
  if (below(facts.arr, floors[tier])) return hold(tier, 'inside-band');
  const upper = tierNames[at - 1];
  if (upper === undefined || !above(facts.arr, floors[upper])) return hold(tier, 'at-tier');
  const gates = gatesOf(tier, facts);
  const closed = gates.filter(({ open }) => open === false).map(({ name }) => name);
  if (closed.length > 0) return hold(tier, 'gate-false', closed);
  const unknown = gates.filter(({ open }) => open === null).map(({ name }) => name);
  if (unknown.length > 0) return hold(tier, 'gate-unknown', unknown);
  return { outcome: 'promote', tier: upper, reason: null, blockedBy: [], needsQuarterlyReview: false };
}
