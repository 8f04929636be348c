/** The rows of every coverage table. */
import { addMonths } from '../dates.ts';
import { ratio } from '../numbers.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import type { Row, Table } from '../report.ts';
import type { ManagerNeed } from './managers.ts';
import type { Hire } from './plan.ts';
import { costToServe, hoursThatFit, motionThatFits, promised } from './promise.ts';
import { type BookPlan, cutOrder, loadOf } from './staff.ts';
import type { CoverageTable } from './tables.ts';
import type { TeamPlan } from './team.ts';
import { shownSteps, transition } from './transitions.ts';

type Tables = Partial<Record<CoverageTable, Table>>;

const filled = (rows: Row[], because: string): Table =>
  rows.length > 0 ? { rows } : { rows: null, because };

function tierRow(plan: BookPlan, i: number): Row[] {
  const { book, tiers, settings, required, required12, recommended, recommended12 } = plan;
  const [tier, estimate, seat] = [book[i], tiers[i], recommended[i]];
  if (tier === undefined || estimate === undefined || seat === undefined) return [];
  const promise = promised(tier, settings);
  const mean = ratio(tier.arr, tier.customers);
  const accounts = ratio(promise.effective, promise.hours * promise.complexity);
  const cost = costToServe(promise, tier.loadedCost);
  const seatCost = seat.seats * tier.loadedCost;
  return [
    {
      key: tier.tier,
      customer_count: tier.customers,
      total_arr: tier.arr,
      mean_arr: mean,
      csms: tier.csms,
      motion: tier.motion,
      hours_per_account: promise.hours,
      complexity: promise.complexity,
      effective_hours: promise.effective,
      ratio_fte: estimate.ratioFte,
      ratio_fte_low: estimate.ratioLow,
      ratio_fte_high: estimate.ratioHigh,
      cap_fte: estimate.capFte,
      target_fte: estimate.targetFte,
      hours_fte: estimate.hoursFte,
      budget_fte: estimate.budgetFte,
      budget_hours: estimate.budgetFte * promise.effective,
      minimum_fte: plan.minimum[i] ?? null,
      minimum_fte_12: plan.minimum12[i] ?? null,
      required_seats: required[i]?.seats ?? null,
      required_seats_12: required12[i]?.seats ?? null,
      recommended_seats: seat.seats,
      recommended_seats_12: recommended12[i]?.seats ?? null,
      shared_fte: seat.shared,
      host: seat.host,
      seat_cost: seatCost,
      cost_share: ratio(seatCost, tier.arr),
      cost_share_12: ratio((recommended12[i]?.seats ?? 0) * tier.loadedCost, tier.arr * (1 + tier.growth)),
      load: loadOf(plan, i),
      hours_that_fit: seat.seats === 0 ? null : hoursThatFit(seat.seats, tier.customers, promise),
      motion_that_fits: seat.seats === 0 ? null : motionThatFits(tier, seat.seats, settings),
      accounts_per_csm: accounts,
      arr_per_csm: accounts === null || mean === null ? null : accounts * mean,
      cost_to_serve: cost,
      cost_to_serve_share: ratio(cost, mean),
      loaded_cost: tier.loadedCost,
    },
  ];
}

/** The key of the n-th hire or manager, from 1. */
export const hireKey = (place: number): string => `H${place + 1}`;

const planRow = (hire: Hire, place: number): Row => ({
  key: hireKey(place),
  role: roleOf(hire),
  tier: hire.tier,
  reason: hire.reason,
  need_month: hire.needMonth,
  need_date: hire.needDate,
  open_by: hire.openBy,
  due_now: hire.dueNow,
  in_seat_month: hire.inSeatMonth,
  in_seat_date: hire.inSeatDate,
  late_months: hire.lateMonths,
  months_to_full: hire.monthsToFull,
  loaded_cost: hire.loadedCost,
});

/** The role of a hire, as plans of people name it. Example: "CSM, enterprise". */
export const roleOf = ({ tier }: Pick<Hire, 'tier'>): string => `CSM, ${tier}`;

const managerRows = (managers: readonly ManagerNeed[], asOf: string | null): Table =>
  filled(
    managers.map(
      (one, place): Row => ({
        key: `M${place + 1}`,
        kind: one.kind,
        month: one.month,
        date: asOf === null ? null : addMonths(asOf, one.month),
        heads: one.heads,
        seats_needed: one.seatsNeeded,
        extra_cost: one.extraCost,
      }),
    ),
    'no manager is due',
  );

const ladderRow = ({ book }: BookPlan, step: BookPlan['ladder'][number]): Row => ({
  key: step.step,
  ...(Object.fromEntries(
    tierNames.map((tier) => [tier, step.fte[book.findIndex((one) => one.tier === tier)] ?? null]),
  ) as Record<Tier, number | null>),
  total: step.total,
  cost: step.cost,
  cost_share: step.share,
  enterprise_hours: step.enterpriseHours,
  fits: step.fits,
});

/** The tables of a book. */
export function bookRows(plan: BookPlan, asOf: string | null): Tables {
  const { estimates, relief, moves, hires, months, ladder, costs, settings } = plan;
  return {
    tiers: { rows: plan.book.flatMap((_, i) => tierRow(plan, i)) },
    estimates: {
      rows: [
        { key: 'ratio', fte: estimates.ratio, asks: 'what others staff' },
        { key: 'hours', fte: estimates.hours, asks: 'what we promise' },
        { key: 'budget', fte: estimates.budget, asks: 'what we can pay' },
      ],
    },
    relief: filled(
      relief.steps.map((step, i) => ({
        key: String(i + 1),
        tier: step.tier,
        seats_before: step.before,
        seats_after: step.after,
        seats_before_12: step.before12,
        seats_after_12: step.after12,
      })),
      'no seat was asked for by the ARR ratio alone',
    ),
    ladder: { rows: ladder.map((step) => ladderRow(plan, step)) },
    moves: filled(
      moves.moves.map(({ from, to, fte }, i) => ({ key: String(i + 1), from, to, fte })),
      'nobody needs to move',
    ),
    plan: filled(hires.map(planRow), 'no hire within 12 months'),
    managers: managerRows(plan.managers, asOf),
    months: {
      rows: months.map(({ month, need, capacity, load, seats, cost, arr, costShare }) => ({
        key: String(month),
        need_fte: need,
        capacity_fte: capacity,
        load,
        seats,
        cost,
        arr,
        cost_share: costShare,
      })),
    },
    transitions: {
      rows: shownSteps.map(([from, to]) => {
        const { extra, breakEven1y, breakEven3y } = transition(from, to, costs, settings);
        return { key: `${from} to ${to}`, extra, break_even_1y: breakEven1y, break_even_3y: breakEven3y };
      }),
    },
    cut_order: filled(
      cutOrder(plan).map(({ tier, arrPerSeat, seats }) => ({ key: tier, arr_per_seat: arrPerSeat, seats })),
      'there are no seats',
    ),
  };
}

/** The tables of a team; those that a book has already are left out. */
export const teamRows = ({ startBy, managers }: TeamPlan, asOf: string | null, alone: boolean): Tables => ({
  start_by:
    startBy === null
      ? { rows: null, because: 'productive_needed was not given' }
      : {
          rows: startBy.map(({ month, productivity, hires }) => ({
            key: String(month),
            productivity,
            hires,
          })),
        },
  ...(alone ? { managers: managerRows(managers, asOf) } : {}),
});
