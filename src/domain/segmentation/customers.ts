/** From customer rows as given to the customers the analysis runs on: older names read, costs and fit worked out. */
import { completedMonths } from '../dates.ts';
import { inTextOrder } from '../numbers.ts';
import { type Signal, signalNames, type Tier } from '../policy/segmentation.ts';
import { type Fit, type Signals, scoreFit } from './fit.ts';
import type { CustomerInput } from './input.ts';

/** One customer; unknown is null. Sorted by id (code points). */
export type Customer = {
  id: string;
  name: string;
  arr: number;
  tenureMonths: number | null;
  signals: Signals;
  fit: Fit;
  /** Cost of serving it a year; the part of CSMs; whether that part is the assumed share. */
  cost: number | null;
  csmCost: number | null;
  splitAssumed: boolean;
  escalations: number | null;
  acquired: boolean | null;
  declining: boolean | null;
  currentTier: Tier | null;
  previousFitScore: number | null;
  renewalDate: string | null;
  multiYear: boolean | null;
  executiveContact: boolean | null;
  twoSidedSponsors: boolean | null;
  churned: boolean;
};

/** What settling needs to know beside the rows. */
export type CustomerContext = {
  asOf: string | null;
  weights: Readonly<Record<Signal, number>>;
  supportHourCost: number;
  csmHourCost: number;
  csmShare: number;
};

type Cost = Pick<Customer, 'cost' | 'csmCost' | 'splitAssumed'>;

function costOf(row: CustomerInput, context: CustomerContext): Cost {
  const hours = row.service_hours;
  if (hours !== undefined) {
    const csmCost = hours.csm_hours * context.csmHourCost;
    return { cost: hours.support_hours * context.supportHourCost + csmCost, csmCost, splitAssumed: false };
  }
  const cost = row.annual_service_cost ?? row.annual_support_cost_usd;
  if (cost === undefined) return { cost: null, csmCost: null, splitAssumed: false };
  return row.csm_cost === undefined
    ? { cost, csmCost: context.csmShare * cost, splitAssumed: true }
    : { cost, csmCost: row.csm_cost, splitAssumed: false };
}

function tenureOf({ tenure_months, start_date }: CustomerInput, asOf: string | null): number | null {
  if (tenure_months !== undefined) return tenure_months;
  return start_date === undefined || asOf === null ? null : completedMonths(start_date, asOf);
}

function settle(row: CustomerInput, context: CustomerContext): Customer {
  const known = row.icp_signals ?? row.icp_fit_signals ?? {};
  const signals = Object.fromEntries(signalNames.map((name) => [name, known[name] ?? null])) as Signals;
  const id = String(row.id ?? row.name ?? '');
  return {
    id,
    name: row.name ?? id,
    arr: row.arr ?? row.arr_usd ?? 0,
    tenureMonths: tenureOf(row, context.asOf),
    signals,
    fit: scoreFit(signals, context.weights),
    ...costOf(row, context),
    escalations: row.escalations_12m ?? null,
    acquired: row.acquired_by_conflicting_parent ?? null,
    declining: row.declining_or_closing ?? null,
    currentTier: row.current_tier ?? null,
    previousFitScore: row.previous_fit_score ?? null,
    renewalDate: row.renewal_date ?? null,
    multiYear: row.multi_year ?? null,
    executiveContact: row.executive_contact ?? null,
    twoSidedSponsors: row.two_sided_sponsors ?? null,
    churned: row.churned ?? false,
  };
}

/**
 * Settles customer rows in id order. The rows given are not changed.
 * Example: 30 support hours at 60 and 6 CSM hours at 170.892 cost 2,825.35 a year, 1,025.35 of it CSM time.
 */
export const settleCustomers = (rows: readonly CustomerInput[], context: CustomerContext): Customer[] => [
  ...inTextOrder(
    rows.map((row) => settle(row, context)),
    ({ id }) => id,
  ),
];
