/** Month-by-month bridges of a file over time, and their compounding beside the figure of the whole period. */
import type { Figures } from '../collect.ts';
import { inFormula } from '../collect.ts';
import { addTo, type RunningSum, ratio, readSum, sameIfDust, startSum } from '../numbers.ts';
import type { Row, Table } from '../report.ts';

const movements = ['opening', 'new', 'expansion', 'reactivation', 'contraction', 'churn', 'closing'] as const;

/** What one month did to ARR, and to how many accounts. `lost` are accounts that paid at its start and not at its end. */
export type MonthFlow = Record<(typeof movements)[number], number> & {
  month: string;
  accounts: number;
  lost: number;
};

/** Sums of months while accounts are added one by one. A month opens with what the one before closed with. */
export type FlowSums = {
  months: readonly string[];
  opening: RunningSum;
  sums: Record<Exclude<(typeof movements)[number], 'opening'>, RunningSum>[];
  accounts: number[];
  lost: number[];
};

/** Starts the sums of months, which follow each other without a gap. */
export function startFlows(months: readonly string[]): FlowSums {
  return {
    months,
    opening: startSum(),
    sums: months.map(() => ({
      new: startSum(),
      expansion: startSum(),
      reactivation: startSum(),
      contraction: startSum(),
      churn: startSum(),
      closing: startSum(),
    })),
    accounts: months.map(() => 0),
    lost: months.map(() => 0),
  };
}

/**
 * Adds one account: its ARR before the first month, then at the close of each. Movements are those of the account as a whole.
 * Example: 600, 0, 480 over January to March is churn of 600 in February and reactivation of 480 in March.
 */
export function addAccount(flows: FlowSums, arr: ArrayLike<number>): void {
  let paid = false;
  let after = arr[0] ?? 0;
  addTo(flows.opening, after);
  for (let i = 0; i < flows.sums.length; i++) {
    const sums = flows.sums[i];
    const before = after;
    after = sameIfDust(arr[i + 1] ?? 0, before);
    if (before > 0) paid = true;
    if (sums === undefined || (before === 0 && after === 0)) continue;
    addTo(sums.closing, after);
    if (before === 0) addTo(paid ? sums.reactivation : sums.new, after);
    else {
      flows.accounts[i] = (flows.accounts[i] ?? 0) + 1;
      if (after === 0) {
        flows.lost[i] = (flows.lost[i] ?? 0) + 1;
        addTo(sums.churn, before);
      } else if (after > before) addTo(sums.expansion, after - before);
      else if (after < before) addTo(sums.contraction, before - after);
    }
  }
}

/** The sums as plain numbers, month by month. */
export const readFlows = ({ months, opening, sums, accounts, lost }: FlowSums): MonthFlow[] =>
  months.map((month, i) => {
    const of = { opening: sums[i - 1]?.closing ?? opening, ...sums[i] };
    return {
      month,
      accounts: accounts[i] ?? 0,
      lost: lost[i] ?? 0,
      ...(Object.fromEntries(movements.map((name) => [name, readSum(of[name] ?? startSum())])) as Record<
        (typeof movements)[number],
        number
      >),
    };
  });

const grrOf = ({ opening, contraction, churn }: MonthFlow): number | null =>
  ratio(opening - contraction - churn, opening);

const logoOf = ({ accounts, lost }: MonthFlow): number | null => ratio(accounts - lost, accounts);

const nrrOf = ({ opening, contraction, churn, expansion }: MonthFlow): number | null =>
  ratio(opening - contraction - churn + expansion, opening);

/** The months as a table; its first month has no opening where the file begins with it. */
export const monthlyTable = (flows: readonly MonthFlow[] | undefined): Table =>
  flows === undefined
    ? { rows: null, because: 'no monthly positions were given' }
    : {
        rows: flows.map(
          (flow): Row => ({
            key: flow.month,
            month: flow.month,
            opening_arr: flow.opening,
            new_arr: flow.new,
            expansion_arr: flow.expansion,
            reactivation_arr: flow.reactivation,
            contraction_arr: flow.contraction,
            churned_arr: flow.churn,
            ending_arr: flow.closing,
            grr: grrOf(flow),
            nrr: nrrOf(flow),
          }),
        ),
      };

/**
 * Adds `compounded_monthly_grr`, `_nrr` and `_logo_retention`: the product of the rates of the months of the period. Never the cohort figure:
 * new customers leave and grow in it too. Null when a month opened with nothing.
 * Example: two months of 0.90 and 0.95 compound to 0.855.
 */
export function addCompounded(flows: readonly MonthFlow[], figures: Figures): void {
  const product = (rates: readonly (number | null)[]): number | null =>
    rates.reduce<number | null>((all, rate) => (all === null || rate === null ? null : all * rate), 1);
  for (const [id, rateOf] of [
    ['compounded_monthly_grr', grrOf],
    ['compounded_monthly_nrr', nrrOf],
    ['compounded_monthly_logo_retention', logoOf],
  ] as const) {
    const rates = flows.map(rateOf);
    figures.add(id, {
      value: flows.length === 0 ? null : product(rates),
      formula: rates.map((rate) => (rate === null ? '?' : inFormula(rate))).join(' * '),
      reason: 'month_without_opening_arr',
    });
  }
}
