/** The rows of every segmentation table, from judgements; cells are values, display is not decided here. */
import { ratio, sumKnown, sumOf } from '../numbers.ts';
import { segmentationLines, type Tier, tierNames, tierPolicy } from '../policy/segmentation.ts';
import type { Row, Table } from '../report.ts';
import { dispositions } from './exits.ts';
import type { Growth } from './growth.ts';
import { byArr, type JudgedBook, type Judgement, programmeOf } from './judge.ts';
import type { Settings } from './settings.ts';
import type { SignalTest } from './signals.ts';
import type { SegmentationTable } from './tables.ts';

const filled = (rows: Row[], because: string): Table =>
  rows.length > 0 ? { rows } : { rows: null, because };

function tierRow(tier: Tier, { accounts, totalArr }: JudgedBook, settings: Settings): Row {
  const own = accounts.filter((one) => one.tier === tier);
  const costed = own.filter(({ customer }) => customer.cost !== null);
  const arr = sumOf(own.map(({ customer }) => customer.arr));
  const cost = costed.length === 0 ? null : sumKnown(costed.map(({ customer }) => customer.cost));
  const programme = programmeOf(own, settings);
  return {
    key: tier,
    count: own.length,
    customer_share: ratio(own.length, accounts.length),
    arr,
    arr_share: ratio(arr, totalArr),
    mean_arr: ratio(arr, own.length),
    cost,
    cost_share: ratio(cost, sumOf(costed.map(({ customer }) => customer.arr))),
    margin: costed.length === 0 ? null : sumKnown(costed.map(({ economics }) => economics.margin)),
    programme_low: programme.low,
    programme_mid: programme.mid,
    programme_high: programme.high,
    allocation: sumOf(own.map(({ allocation }) => allocation)),
    floor: settings.floors[tier],
    coverage: tierPolicy[tier].coverage,
  };
}

const accountRow = ({
  customer: c,
  tier,
  economics,
  ruling,
  growth,
  allocation,
  nearFloor,
}: Judgement): Row => ({
  key: c.id,
  name: c.name,
  arr: c.arr,
  tier,
  fit_min: c.fit.min,
  fit_max: c.fit.max,
  fit_coverage: c.fit.coverage,
  fit_band: c.fit.band,
  cost: c.cost,
  margin: economics.margin,
  margin_share: economics.marginShare,
  margin_class: economics.marginClass,
  disposition: ruling.disposition,
  criteria: ruling.met.length > 0 ? ruling.met.join(', ') : null,
  could_become: ruling.couldBecome,
  allocation,
  growth: growth.list,
  arr_to_next_floor: growth.arrToNextFloor,
  near_floor: nearFloor,
});

function exitRow({ customer: c, economics, ruling, plan, notice }: Judgement, settings: Settings): Row {
  const { priceFloor, priceTarget, path } = plan;
  const atTarget = priceTarget === null ? null : Math.max(0, priceTarget - c.arr) * settings.grossMargin;
  return {
    key: c.id,
    name: c.name,
    arr: c.arr,
    cost: c.cost,
    margin: economics.margin,
    disposition: ruling.disposition,
    criteria: ruling.met.length > 0 ? ruling.met.join(', ') : null,
    path,
    reason: plan.reason,
    price_floor: priceFloor,
    price_rise: priceFloor === null ? null : (ratio(priceFloor, c.arr) ?? 1) - 1,
    price_target: priceTarget,
    saving: plan.saving,
    saving_at_target: path === 'reprice' ? atTarget : null,
    removable: c.csmCost,
    path_depends_on: plan.dependsOnSplit ? 'csm_share_of_service_cost' : null,
    notice_opens: notice?.opens ?? null,
    notice_closes: notice?.closes ?? null,
    notice_status: notice?.status ?? null,
    next_notice_opens: notice?.nextOpens ?? null,
  };
}

/** The worst first: by disposition, then the least margin, then id. */
const byNeed = (a: Judgement, b: Judgement): number =>
  dispositions.indexOf(a.ruling.disposition) - dispositions.indexOf(b.ruling.disposition) ||
  (a.economics.margin ?? 0) - (b.economics.margin ?? 0) ||
  byArr(a, b);

const moveOrder = ['promote', 'demote', 'hold'];

const growthOrder: readonly (Growth | null)[] = ['protect_and_expand', 'upgrade', 'expand', 'reprice_first'];

/** Accounts on a growth list, in the order of the lists, the largest first. */
export const growing = (accounts: readonly Judgement[]): Judgement[] =>
  accounts
    .filter(({ growth }) => growth.list !== null)
    .sort((a, b) => {
      const place = ({ growth }: Judgement) => growthOrder.indexOf(growth.list);
      return place(a) - place(b) || byArr(a, b);
    });

/** The largest accounts of a book in which rank and dollars disagree: they get attention, not spend. */
export function attention(accounts: readonly Judgement[], rankShare: number): Judgement[] {
  if (!accounts.some(({ collides }) => collides)) return [];
  return [...accounts].sort(byArr).slice(0, Math.floor(rankShare * accounts.length + 1e-9));
}

const signalRow = (test: SignalTest): Row => ({
  key: test.signal,
  good: test.good,
  bad: test.bad,
  p_good: test.pGood,
  p_bad: test.pBad,
  difference: test.difference,
  lift: test.lift,
  lower: test.lower,
  separates: test.separates,
  reason:
    test.separates === null
      ? `fewer than ${segmentationLines.signalRows} good or bad accounts say`
      : test.lift === null
        ? 'no bad account has it: no lift'
        : null,
});

/** What an account is served for at the least: the low end of its tier, or its cap where that is less. */
export const leastOf = ({ customer, tier }: Judgement, { invest, capShare }: Settings): number =>
  Math.min(invest[tier].low, capShare * customer.arr);

/** All tables of a segmentation. */
export function segmentationRows(
  book: JudgedBook,
  settings: Settings,
  signals: readonly SignalTest[],
  rankShare: number,
): Record<SegmentationTable, Table> {
  const { accounts } = book;
  const ranked = [...accounts].sort(byArr);
  const named = ({ customer: { id, name } }: Judgement) => ({ key: id, name });
  const over = ranked.filter(({ overServed }) => overServed);
  const under = ranked.filter(({ underServed }) => underServed);
  const moved = ranked.flatMap((one) => (one.move === null ? [] : [{ one, move: one.move }]));
  return {
    tiers: { rows: tierNames.map((tier) => tierRow(tier, book, settings)) },
    accounts: { rows: ranked.map(accountRow) },
    exits: filled(
      accounts
        .filter(({ ruling }) => ruling.disposition !== 'keep')
        .sort(byNeed)
        .map((one) => exitRow(one, settings)),
      'every account is kept',
    ),
    moves: filled(
      moved
        .sort((a, b) => moveOrder.indexOf(a.move.outcome) - moveOrder.indexOf(b.move.outcome))
        .map(({ one, move }) => ({
          ...named(one),
          arr: one.customer.arr,
          current_tier: one.customer.currentTier,
          outcome: move.outcome,
          tier: move.tier,
          reason: move.reason,
          blocked_by: move.blockedBy.length > 0 ? move.blockedBy.join(', ') : null,
          needs_quarterly_review: move.needsQuarterlyReview,
        })),
      'no current_tier was given',
    ),
    growth: filled(
      growing(accounts).map((one) => ({
        ...named(one),
        list: one.growth.list,
        arr: one.customer.arr,
        tier: one.tier,
        fit_min: one.customer.fit.min,
        margin: one.economics.margin,
        arr_to_next_floor: one.growth.arrToNextFloor,
      })),
      'no account of strong fit is ready to grow',
    ),
    over_served: filled(
      over.map((one) => ({
        ...named(one),
        tier: one.tier,
        cost: one.customer.cost,
        allocation: one.allocation,
        gap: (one.customer.cost ?? 0) - one.allocation,
      })),
      'no account is served above its tier or its margin',
    ),
    under_served: filled(
      under.map((one) => ({
        ...named(one),
        tier: one.tier,
        cost: one.customer.cost,
        least: leastOf(one, settings),
        gap: leastOf(one, settings) - (one.customer.cost ?? 0),
      })),
      'no account is served below its tier',
    ),
    executive_attention: filled(
      attention(accounts, rankShare).map((one) => ({
        ...named(one),
        arr: one.customer.arr,
        cap: settings.capShare * one.customer.arr,
      })),
      'rank and dollars agree',
    ),
    signals: { rows: signals.map(signalRow) },
  };
}
