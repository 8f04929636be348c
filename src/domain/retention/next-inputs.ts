/** What the next decision takes over from retention: lost ARR by cause, in the words of the hiring tool. */
import { addTo, compareText, type RunningSum, readSum, startSum } from '../numbers.ts';
import type { Cause } from '../policy/causes.ts';
import { tierNames } from '../policy/segmentation.ts';
import type { Book } from './book.ts';
import type { Losses } from './losses.ts';

/** A cause of the hiring tool, and the outcome that fails there, in words. */
type Failing = { cause: string; outcome: string };

const failing: Readonly<Record<Exclude<Cause, 'no_value_realized'> | 'contraction', Failing>> = {
  champion_left: { cause: 'sponsor_loss', outcome: 'Customers stay when their sponsor leaves' },
  tactical_failure: {
    cause: 'unresolved_tickets',
    outcome: 'Service problems are solved before they cost a customer',
  },
  product_fit: { cause: 'product_gap', outcome: 'The product does the job it was bought for' },
  competitor_loss: { cause: 'competitor', outcome: 'Customers choose us again when a rival calls' },
  pricing: { cause: 'pricing', outcome: 'The price fits what customers use' },
  company_event: { cause: 'company_event', outcome: 'Customers that close or are bought' },
  payment_failure: { cause: 'payment_failure', outcome: 'Payments go through' },
  unknown: { cause: 'unknown', outcome: 'We know why customers leave' },
  contraction: { cause: 'low_adoption', outcome: 'Customers use what they pay for' },
};

const neverLive: Failing = { cause: 'never_went_live', outcome: 'New customers go live' };
const slowValue: Failing = {
  cause: 'slow_time_to_value',
  outcome: 'New customers reach first value in time',
};

type Pile = Failing & { arr: RunningSum; segments: Set<string | null> };

/** Lost ARR by cause of the hiring tool. Customers who never reached first value are told from those who were slow to. */
function outcomesOf(losses: Losses, contraction: number | null): Record<string, unknown>[] {
  const piles = new Map<string, Pile>();
  const put = (to: Failing, arr: number, segment: string | null) => {
    if (arr <= 0) return;
    const pile = piles.get(to.cause) ?? { ...to, arr: startSum(), segments: new Set() };
    addTo(pile.arr, arr);
    pile.segments.add(segment);
    piles.set(to.cause, pile);
  };
  for (const row of losses.rows) {
    const arr = row.arr ?? (row.meanArr === null || row.customers === null ? 0 : row.meanArr * row.customers);
    if (row.cause !== 'no_value_realized') put(failing[row.cause], arr, row.segment);
    else {
      put(neverLive, row.neverArr, row.segment);
      put(slowValue, arr - row.neverArr, row.segment);
    }
  }
  put(failing.contraction, contraction ?? 0, null);
  return [...piles.values()]
    .map(({ cause, outcome, arr, segments }) => {
      const [only] = segments;
      const tier = segments.size === 1 ? tierNames.find((name) => name === only) : undefined;
      return {
        id: cause,
        outcome,
        arr_at_stake: readSum(arr),
        cause,
        ...(tier === undefined ? {} : { segment: tier }),
      };
    })
    .sort((a, b) => b.arr_at_stake - a.arr_at_stake || compareText(a.cause, b.cause));
}

/**
 * The inputs that `cco_plan_hires` can take over: outcomes, two signals, ARR and customers now.
 * Example: 300,000 of `no_value_realized` whose accounts never activated is 300,000 of `never_went_live`.
 */
export function retentionNextInputs(
  book: Book,
  losses: Losses,
  value: (id: string) => number | null,
): { cco_plan_hires: Record<string, unknown> } {
  const grr = value('grr');
  const ending = value('ending_arr');
  const paymentFailure = losses.rows.filter(({ cause, arr }) => cause === 'payment_failure' && arr !== null);
  const failed = startSum();
  for (const { arr } of paymentFailure) addTo(failed, arr ?? 0);
  const outcomes = losses.exceeded ? [] : outcomesOf(losses, value('contraction_arr'));
  let paying = 0;
  for (const { end } of book.accounts) if (end > 0) paying++;
  const signals = {
    ...(paymentFailure.length > 0 ? { payment_failure_arr: readSum(failed) } : {}),
    ...(grr === null ? {} : { gross_retention: grr }),
  };
  return {
    cco_plan_hires: {
      ...(outcomes.length > 0 ? { outcomes } : {}),
      ...(Object.keys(signals).length > 0 ? { signals } : {}),
      ...(ending === null ? {} : { arr: ending }),
      ...(book.kind === 'accounts' && paying > 0 ? { customers: paying } : {}),
    },
  };
}
