/** What other advisors are asked, with a typed payload each. The payload schemas are the contract. */
import * as z from 'zod';
import { type HandoffKind, handoff } from '../handoff.ts';
import { atOrAbove } from '../numbers.ts';
import { fitBands, tierNames } from '../policy/segmentation.ts';
import type { Handoff, Table } from '../report.ts';
import { byArr, type Judgement } from './judge.ts';
import { growing } from './rows.ts';
import type { SignalTest } from './signals.ts';

const money = z.number().nullable().describe('money; null when unknown');
const share = z.number().nullable().describe('share; null when unknown');
const tier = z.enum(tierNames).describe('tier it should be in');

export const segmentationHandoffKinds = {
  advocates_and_icp: {
    to: 'cmo',
    question: 'Which accounts may speak, which signals to target?',
    version: 1,
    payload: z.strictObject({
      advocates: z
        .array(
          z.strictObject({
            id: z.string().describe('customer id'),
            name: z.string().describe('customer name'),
            segment: tier,
            fit_min: z.number().describe('score, 0 to 10'),
          }),
        )
        .describe('advocate in public, fit, and are kept'),
      separating_signals: z
        .array(
          z.strictObject({
            signal: z.string().describe('sign of fit'),
            p_good: share,
            p_bad: share,
            lift: z.number().nullable().describe('p_good / p_bad; null when p_bad is 0'),
          }),
        )
        .describe('signs that good accounts have and bad ones lack'),
    }),
  },
  deals: {
    to: 'cro',
    question: 'Are these in the forecast?',
    version: 1,
    payload: z.strictObject({
      deals: z
        .array(
          z.strictObject({
            deal_id: z.string().describe('exp- and the customer id'),
            name: z.string().describe('customer name'),
            stage: z.literal('expansion-identified').describe('of the forecast'),
            arr_value: money,
            close_date: z.string().nullable().describe('renewal date, when known'),
            rep: z.null().describe('nobody yet'),
            segment: tier,
          }),
        )
        .describe('expansion the book can carry'),
    }),
  },
  service_economics: {
    to: 'cfo',
    question: 'Is the saving cash?',
    version: 1,
    payload: z.strictObject({
      service_cost_total: money,
      service_cost_share: share,
      budget: money,
      tiers: z
        .array(z.strictObject({ tier, cost: money, margin: money }))
        .describe('known service cost and margin after serving'),
      savings: z
        .strictObject({ downgrade: money, reprice_at_floor: money, non_renew: money })
        .describe('a year, by path'),
      arr_at_stake: money,
    }),
  },
} as const satisfies Record<string, HandoffKind>;

/** What the hand-offs are made of. */
export type HandoffContext = {
  accounts: readonly Judgement[];
  signals: readonly SignalTest[];
  tiers: Table;
  value: (id: string) => number | null;
};

const cellOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The three hand-offs of segmentation; one without anything to say is withheld with the reason. */
export function segmentationHandoffs({ accounts, signals, tiers, value }: HandoffContext): Handoff[] {
  const advocates = [...accounts]
    .sort(byArr)
    .filter(
      ({ customer: { fit, signals: known }, ruling }) =>
        known.advocates_publicly === true &&
        atOrAbove(fit.min, fitBands.strong) &&
        ruling.disposition === 'keep',
    )
    .map(({ customer: { id, name, fit }, tier: segment }) => ({ id, name, segment, fit_min: fit.min }));
  const separating = signals
    .filter(({ separates }) => separates === true)
    .map(({ signal, pGood, pBad, lift }) => ({ signal, p_good: pGood, p_bad: pBad, lift }));
  const deals = growing(accounts)
    .filter(({ growth: { list } }) => list !== 'reprice_first')
    .map(({ customer, growth, tier: segment }) => ({
      deal_id: `exp-${customer.id}`,
      name: customer.name,
      stage: 'expansion-identified' as const,
      // An account that has the ARR and waits for a gate has no amount to add.
      arr_value: growth.list === 'expand' && growth.arrToNextFloor !== 0 ? growth.arrToNextFloor : null,
      close_date: customer.renewalDate,
      rep: null,
      segment,
    }));
  return [
    handoff(
      segmentationHandoffKinds,
      'advocates_and_icp',
      { advocates, separating_signals: separating },
      advocates.length + separating.length === 0
        ? 'no advocate of strong fit and no separating signal'
        : null,
    ),
    handoff(
      segmentationHandoffKinds,
      'deals',
      { deals },
      deals.length === 0 ? 'no account of strong fit is ready to grow' : null,
    ),
    handoff(
      segmentationHandoffKinds,
      'service_economics',
      {
        service_cost_total: value('service_cost_total'),
        service_cost_share: value('service_cost_share'),
        budget: value('budget'),
        tiers: (tiers.rows ?? []).flatMap((row) => {
          const name = tierNames.find((one) => one === row.key);
          return name === undefined
            ? []
            : [{ tier: name, cost: cellOf(row['cost']), margin: cellOf(row['margin']) }];
        }),
        savings: {
          downgrade: value('saving_downgrade'),
          reprice_at_floor: value('saving_reprice'),
          non_renew: value('saving_non_renew'),
        },
        arr_at_stake: value('arr_at_stake'),
      },
      value('service_cost_total') === null ? 'no service cost is known' : null,
    ),
  ];
}
