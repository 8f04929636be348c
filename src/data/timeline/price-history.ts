/** Whether a file of subscriptions says what was paid before, or only what is paid on the day it was made. */
import { numberText } from '../../domain/figure.ts';
import { priceRules } from '../../domain/policy/files.ts';
import type { Choice } from '../shapes/choose-shape.ts';
import type { Entry, Ledger, Span } from './ledger.ts';

/**
 * What a file leaves unsaid of prices: `list` is a system's list of subscriptions as they are today; in a `flat` one no
 * customer ever pays two prices, so it is most likely such a list. Null where the file has a history of prices.
 */
export type PricesToday = 'list' | 'flat' | null;

/** Whether a customer pays two different amounts at two times. Example: 100 to June and 150 from then on; not 100 beside 50. */
function changes({ spans }: Entry): boolean {
  if (spans.length < 2) return false;
  const days = new Set(spans.flatMap(({ from, until }) => [from, until]));
  let paid: number | null = null;
  for (const day of days) {
    const running = spans.filter(({ from, until }) => from <= day && day < until);
    if (running.length === 0) continue;
    const arr = running.reduce((sum, one) => sum + one.arr, 0);
    if (paid !== null && paid !== arr) return true;
    paid = arr;
  }
  return false;
}

/** Whether a subscription stands on several rows with a price each, one after the other. */
function hasOwnHistory({ spans }: Entry): boolean {
  if (spans.length < 2) return false;
  const first = new Map<string, Span>();
  return spans.some((span) => {
    if (span.product === null) return false;
    const before = first.get(span.product) ?? span;
    first.set(span.product, before);
    return before.arr !== span.arr && before.from !== span.from;
  });
}

/** Tells what a file of subscriptions leaves unsaid of prices. Call when repeats are settled. */
export function pricesToday(ledger: Ledger, { provider }: Choice): PricesToday {
  if (ledger.shape !== 'subscription_periods') return null;
  const entries = [...ledger.entries.values()].filter(({ spans }) => spans.length > 0);
  if (provider?.today === true) return entries.some(hasOwnHistory) ? null : 'list';
  return entries.length < priceRules.fewestCustomers || entries.some(changes) ? null : 'flat';
}

/** Says so beside the file, and as an assumption of every figure made of it. */
export function tellPricesToday(ledger: Ledger, { provider, fields }: Choice, prices: PricesToday): void {
  if (prices === null) return;
  const named = provider?.columns.amount !== undefined ? (['amount'] as const) : ([] as const);
  const field = [...named, 'mrr' as const, 'arr' as const].find((name) => fields.has(name)) ?? 'amount';
  const count = [...ledger.entries.values()].reduce((n, { spans }) => n + spans.length, 0);
  const why =
    prices === 'list'
      ? `this is a list of ${numberText(count, 0)} subscriptions as they are today, one row each`
      : 'no customer pays two prices in the file, which seems to hold what is paid today';
  ledger.issues.add(
    'no-price-history',
    `${why}: upgrades and downgrades before the export are not in it, so GRR counts those who left and no downgrade, and expansion and NRR are not known; for these take MRR by month or MRR movements`,
    {},
    'warning',
  );
  ledger.assumptions.push({
    field: `source.columns.${field}`,
    value: 'the same all along',
    source: `${why}, and each price is taken for the whole life of its row (no-price-history)`,
  });
}
