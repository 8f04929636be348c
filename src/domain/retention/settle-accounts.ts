/** From account rows as given to the accounts the analysis runs on: converted, merged and in id order. */
import { asOpenDate, quarterOf } from '../dates.ts';
import { compareText } from '../numbers.ts';
import type { AccountInput } from './account-input.ts';
import type { Account } from './book.ts';

/** What settling needs to know beside the rows. */
export type SettleContext = {
  /** 12 for monthly amounts, 1 for annual ones. */
  scale: number;
  /** Rate into the report's currency, by code; codes without one are taken as they are. */
  rates: Readonly<Record<string, number>>;
  periodStart: string | null;
  periodEnd: string | null;
  merge: ReadonlyMap<string, string>;
};

function upForRenewal(row: AccountInput, context: SettleContext): boolean | null {
  if (row.up_for_renewal === true) return true;
  const { renewal_date: date } = row;
  if (date !== undefined && context.periodStart !== null && context.periodEnd !== null) {
    return date >= context.periodStart && date < context.periodEnd;
  }
  return row.up_for_renewal ?? null;
}

function settle(row: AccountInput, context: SettleContext): Account {
  const rate = row.currency === undefined ? 1 : (context.rates[row.currency] ?? 1);
  const localStart = row.arr_start * context.scale;
  const localEnd = row.arr_end * context.scale;
  const startDate = row.start_date ?? null;
  return {
    id: String(row.id),
    name: row.name ?? null,
    segment: row.segment ?? null,
    cohort: row.cohort ?? (startDate === null ? null : quarterOf(startDate)),
    currency: row.currency ?? null,
    start: localStart * rate,
    end: localEnd * rate,
    localStart,
    localEnd,
    startDate,
    endDate: row.end_date ?? null,
    tenureMonths: row.tenure_months ?? null,
    paidBefore:
      row.paid_before ??
      (startDate !== null && context.periodStart !== null && asOpenDate(startDate) < context.periodStart),
    churnedFlag: row.churned_flag ?? null,
    reason: row.churn_reason ?? null,
    activated: row.activated ?? null,
    unitsStart: row.units_start ?? null,
    unitsEnd: row.units_end ?? null,
    upForRenewal: upForRenewal(row, context),
    pastDue: row.past_due ?? false,
    cancelAtPeriodEnd: row.cancel_at_period_end ?? false,
    paused: row.paused ?? false,
    products:
      row.products?.map((product) => ({
        product: product.product,
        start: product.arr_start * context.scale * rate,
        end: product.arr_end * context.scale * rate,
      })) ?? null,
  };
}

const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === null || b === null ? (a ?? b) : a || b;

const both = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a > b ? a : b;

/** Joins an account into another: amounts add up, facts of the one that stays come first. */
function join(into: Account, from: Account): Account {
  return {
    ...into,
    name: into.name ?? from.name,
    segment: into.segment ?? from.segment,
    cohort: into.cohort ?? from.cohort,
    currency: into.currency ?? from.currency,
    start: into.start + from.start,
    end: into.end + from.end,
    localStart: into.localStart + from.localStart,
    localEnd: into.localEnd + from.localEnd,
    startDate: earlier(into.startDate, from.startDate),
    endDate: later(into.endDate, from.endDate),
    tenureMonths:
      into.tenureMonths === null || from.tenureMonths === null
        ? (into.tenureMonths ?? from.tenureMonths)
        : Math.max(into.tenureMonths, from.tenureMonths),
    paidBefore: into.paidBefore || from.paidBefore,
    churnedFlag: into.end + from.end > 0 ? false : either(into.churnedFlag, from.churnedFlag),
    reason: into.reason ?? from.reason,
    activated: either(into.activated, from.activated),
    unitsStart: both(into.unitsStart, from.unitsStart),
    unitsEnd: both(into.unitsEnd, from.unitsEnd),
    upForRenewal: either(into.upForRenewal, from.upForRenewal),
    pastDue: into.pastDue || from.pastDue,
    cancelAtPeriodEnd: into.cancelAtPeriodEnd || from.cancelAtPeriodEnd,
    paused: into.paused || from.paused,
    products: into.products === null || from.products === null ? null : [...into.products, ...from.products],
  };
}

/** Follows a merge map to the id an account ends under. The input check has refused loops. */
function lastOf(id: string, merge: ReadonlyMap<string, string>): string {
  let last = id;
  for (let hops = 0; merge.has(last) && hops <= merge.size; hops++) last = merge.get(last) ?? last;
  return last;
}

function merged(accounts: Account[], merge: ReadonlyMap<string, string>): Account[] {
  if (merge.size === 0) return accounts;
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const sources = accounts.filter((account) => merge.has(account.id));
  // In id order, so that the order of rows does not decide whose name or reason is kept.
  for (const source of sources.sort((a, b) => compareText(a.id, b.id))) {
    const target = byId.get(lastOf(source.id, merge));
    const current = byId.get(source.id);
    if (target === undefined || current === undefined || target.id === source.id) continue;
    byId.set(target.id, join(target, source));
    byId.delete(source.id);
  }
  return [...byId.values()];
}

/**
 * Settles account rows. Example: Acme US 40,000 to 52,000 and Acme EU 10,000 to 0, merged, are one account of
 * 50,000 to 52,000. The rows given are not changed.
 */
export function settleAccounts(rows: readonly AccountInput[], context: SettleContext): Account[] {
  const accounts = merged(
    rows.map((row) => settle(row, context)),
    context.merge,
  );
  const sorted = accounts.every(
    (account, i) => i === 0 || compareText(accounts[i - 1]?.id ?? '', account.id) <= 0,
  );
  return sorted ? accounts : accounts.sort((a, b) => compareText(a.id, b.id));
}
