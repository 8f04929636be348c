/** From account rows as given to the accounts the analysis runs on: converted, merged and in id order. */
import { asOpenDate, quarterOf } from '../dates.ts';
import { compareText, inTextOrder, sameIfDust } from '../numbers.ts';
import type { AccountInput } from './account-input.ts';
import { type Account, type Facts, noFacts } from './book.ts';

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

/** Whether a row says anything that becomes a fact. Written out, as it runs once an account of large books. */
const saysMore = (row: AccountInput): boolean =>
  row.start_date !== undefined ||
  row.end_date !== undefined ||
  row.tenure_months !== undefined ||
  row.churned_flag !== undefined ||
  row.activated !== undefined ||
  row.units_start !== undefined ||
  row.units_end !== undefined ||
  row.renewal_date !== undefined ||
  row.up_for_renewal !== undefined ||
  row.past_due !== undefined ||
  row.cancel_at_period_end !== undefined ||
  row.paused !== undefined ||
  row.products !== undefined;

/** Both amounts of a row in the currency of the report; what was only added up another way has not moved. */
function amountsOf(row: { arr_start: number; arr_end: number }, factor: number) {
  const start = row.arr_start * factor;
  return { start, end: sameIfDust(row.arr_end * factor, start) };
}

function factsOf(row: AccountInput, context: SettleContext, rate: number): Facts {
  if (rate === 1 && !saysMore(row)) return noFacts;
  return {
    localEnd: row.arr_end * context.scale,
    startDate: row.start_date ?? null,
    endDate: row.end_date ?? null,
    tenureMonths: row.tenure_months ?? null,
    churnedFlag: row.churned_flag ?? null,
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
        ...amountsOf(product, context.scale * rate),
      })) ?? null,
  };
}

function settle(row: AccountInput, context: SettleContext): Account {
  const rate = row.currency === undefined ? 1 : (context.rates[row.currency] ?? 1);
  const { start, end } = amountsOf(row, context.scale * rate);
  const date = row.start_date;
  return {
    id: String(row.id),
    name: row.name ?? null,
    segment: row.segment ?? null,
    cohort: row.cohort ?? (date === undefined ? null : quarterOf(date)),
    currency: row.currency ?? null,
    // Spread into the middle, they would make each account two objects: it counts in large books.
    start,
    end,
    paidBefore:
      row.paid_before ??
      (date !== undefined && context.periodStart !== null && asOpenDate(date) < context.periodStart),
    reason: row.churn_reason ?? null,
    facts: factsOf(row, context, rate),
  };
}

const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === null || b === null ? (a ?? b) : a || b;

const both = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a > b ? a : b;

/** Joins the facts of two accounts that are one customer. */
function joinFacts(into: Account, from: Account): Facts {
  const [a, b] = [into.facts, from.facts];
  const end = into.end + from.end;
  return {
    localEnd:
      a.localEnd === null && b.localEnd === null ? null : (a.localEnd ?? into.end) + (b.localEnd ?? from.end),
    startDate: earlier(a.startDate, b.startDate),
    endDate: later(a.endDate, b.endDate),
    tenureMonths:
      a.tenureMonths === null || b.tenureMonths === null
        ? (a.tenureMonths ?? b.tenureMonths)
        : Math.max(a.tenureMonths, b.tenureMonths),
    churnedFlag: end > 0 ? false : either(a.churnedFlag, b.churnedFlag),
    activated: either(a.activated, b.activated),
    unitsStart: both(a.unitsStart, b.unitsStart),
    unitsEnd: both(a.unitsEnd, b.unitsEnd),
    upForRenewal: either(a.upForRenewal, b.upForRenewal),
    pastDue: a.pastDue || b.pastDue,
    cancelAtPeriodEnd: a.cancelAtPeriodEnd || b.cancelAtPeriodEnd,
    paused: a.paused || b.paused,
    products: a.products === null || b.products === null ? null : [...a.products, ...b.products],
  };
}

/** Joins an account into another: amounts add up, what the one that stays says comes first. */
function join(into: Account, from: Account): Account {
  const start = into.start + from.start;
  return {
    id: into.id,
    name: into.name ?? from.name,
    segment: into.segment ?? from.segment,
    cohort: into.cohort ?? from.cohort,
    currency: into.currency ?? from.currency,
    start,
    end: sameIfDust(into.end + from.end, start),
    paidBefore: into.paidBefore || from.paidBefore,
    reason: into.reason ?? from.reason,
    facts: joinFacts(into, from),
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
  return [...inTextOrder(accounts, (account) => account.id)];
}
