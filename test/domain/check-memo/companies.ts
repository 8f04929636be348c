/** Generated inputs of every analyzer, with names that try to be numbers, labels and ids. */
import fc from 'fast-check';
import { hiringCauses, roleNames } from '../../../src/domain/policy/hiring.ts';
import { planAims, planTypes } from '../../../src/domain/policy/review.ts';
import { tierNames } from '../../../src/domain/policy/segmentation.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

const defined = <T extends Record<string, unknown>>(facts: T) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);

/** Names as strangers write them. */
const name = fc.constantFrom(
  'Acme',
  'NRR 140% Inc.',
  '99.9% uptime',
  '**Bottom Line:** x',
  'a [grr] b',
  "it's `quoted`",
  '株式会社（東京）12万',
  'very good, healthy',
  '- 1. Owner: nobody. By: ASAP',
  '2026',
  'x '.repeat(40).trim(),
);

const account = fc
  .record({
    arr_start: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(0, 1_000)),
    arr_end: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(0, 0, 1_000)),
    segment: maybe(name),
    churn_reason: maybe(fc.constantFrom('pricing', 'product_fit', 'payment_failure', 'they said 12%')),
    activated: maybe(fc.boolean()),
    renewal_date: maybe(fc.constantFrom('2025-05-01', '2026-05-01')),
  })
  .map(defined);

/** A book; in one of six the flags of churn contradict the amounts. */
const accounts = fc
  .tuple(
    fc.array(account, { minLength: 1, maxLength: 30 }),
    fc.constantFrom(0, 12, 30, 60),
    fc.constantFrom(0.7, 0.95, 1, 1.2, 1.5),
    fc.integer({ min: 0, max: 5 }),
  )
  .map(([rows, steady, growth, flags]) =>
    [
      ...rows,
      // Customers who stay, so that not every book is on fire.
      ...Array.from({ length: steady }, () => ({ arr_start: 40_000, arr_end: Math.round(40_000 * growth) })),
      { arr_start: 12_000, arr_end: 9_000 },
    ].map((row, i) => ({ id: `A-${i}`, ...row, ...(flags === 0 ? { churned_flag: i % 2 === 0 } : {}) })),
  );

export const retentionInput = fc
  .record({
    accounts,
    stage: maybe(fc.constantFrom('seed', 'growth', 'scale')),
    period_months: maybe(fc.constantFrom(12, 12, 12, 12, 6, 24)),
    as_of: maybe(fc.constant('2026-02-01')),
    currency: maybe(fc.constantFrom('USD', 'EUR', 'JPY', 'CHF')),
    claims: maybe(
      fc
        .record({ grr: maybe(share), nrr: maybe(share), churn_rate: maybe(share) })
        .map(defined)
        .filter((one) => Object.keys(one).length > 0),
    ),
  })
  .map(defined);

export const claimsInput = fc
  .record({
    nrr: share.map((n) => n + 0.4),
    grr: maybe(share),
    contraction_rate: maybe(share),
    expansion_rate: maybe(share),
  })
  .map((claims) => ({ claims: defined(claims), stage: 'growth' }));

const answer = fc.constantFrom(true, false, null);

const customer = fc
  .record({
    arr: fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(0, 5_000, 20_000, 100_000)),
    name: maybe(name),
    annual_service_cost: maybe(fc.integer({ min: 0, max: 60_000 })),
    tenure_months: maybe(fc.integer({ min: 0, max: 80 })),
    escalations_12m: maybe(fc.integer({ min: 0, max: 6 })),
    current_tier: maybe(fc.constantFrom(...tierNames)),
    renewal_date: maybe(fc.constantFrom('2026-03-01', '2026-06-30', '2027-01-15')),
    multi_year: maybe(answer),
    icp_signals: maybe(
      fc.record({ in_target_industry: answer, uses_target_workflow: answer, advocates_publicly: answer }),
    ),
  })
  .map(defined);

export const segmentationInput = fc
  .record({
    customers: fc
      .array(customer, { minLength: 1, maxLength: 25 })
      .map((rows) => [...rows, { arr: 9_000 }].map((row, i) => ({ id: `c${i}`, ...row }))),
    as_of: maybe(fc.constant('2026-04-15')),
    currency: maybe(fc.constantFrom('EUR', 'CNY')),
    cs_budget_share_of_arr: maybe(fc.integer({ min: 2, max: 30 }).map((n) => n / 100)),
  })
  .map(defined);

const usual = { strategic: 300_000, enterprise: 50_000, mid_market: 10_000, smb: 2_000 } as const;

const tier = (size: number) =>
  fc
    .record({
      customer_count: fc.integer({ min: 1, max: 120 }),
      mean: fc.integer({ min: 2, max: 40 }),
      csms: fc.integer({ min: 0, max: 24 }),
    })
    .map(({ customer_count, mean, csms }) => ({
      customer_count,
      total_arr: (customer_count * mean * size) / 10,
      current_csm_count: csms / 4,
    }));

const book = fc
  .record(Object.fromEntries(tierNames.map((one) => [one, maybe(tier(usual[one]))])))
  .map(defined)
  .filter((tiers) => Object.keys(tiers).length > 0);

export const coverageInput = fc
  .record({
    as_of: maybe(fc.constantFrom('2026-01-01', '2027-11-30')),
    growth_rate: maybe(fc.integer({ min: -5, max: 15 }).map((n) => n / 10)),
    attrition_rate: maybe(fc.integer({ min: 0, max: 6 }).map((n) => n / 10)),
    cs_budget_share: maybe(fc.integer({ min: 2, max: 30 }).map((n) => n / 100)),
    runs: fc.constant(200),
    book,
  })
  .map(defined);

export const teamInput = fc
  .record({
    current_csm_count: fc.integer({ min: 0, max: 12 }),
    productive_needed: fc.integer({ min: 0, max: 15 }),
    need_month: fc.integer({ min: 1, max: 12 }),
  })
  .map((team) => ({ team, runs: 200 }));

const outcome = fc
  .record({
    outcome: maybe(name),
    arr_at_stake: fc.integer({ min: 1_000, max: 1_500_000 }),
    cause: maybe(fc.constantFrom(...hiringCauses)),
    preventable_share: maybe(share),
    segment: maybe(fc.constantFrom(...tierNames)),
  })
  .map(defined);

export const hiringInput = fc
  .record({
    arr: maybe(fc.integer({ min: 200_000, max: 20_000_000 })),
    customers: maybe(fc.integer({ min: 1, max: 800 })),
    growth_rate: maybe(fc.integer({ min: -3, max: 15 }).map((n) => n / 10)),
    churned_arr_12m: maybe(fc.integer({ min: 0, max: 1_000_000 })),
    as_of: maybe(fc.constant('2026-04-15')),
    team: maybe(
      fc.record({
        csm: fc.integer({ min: 0, max: 14 }),
        support: fc.integer({ min: 0, max: 4 }),
        cs_manager: fc.integer({ min: 0, max: 1 }),
      }),
    ),
    signals: maybe(
      fc
        .record({
          csm_admin_time_share: maybe(share),
          data_reliable: maybe(fc.boolean()),
          distinct_cross_sell: maybe(fc.boolean()),
          gross_retention: maybe(fc.integer({ min: 60, max: 100 }).map((n) => n / 100)),
        })
        .map(defined),
    ),
    outcomes: fc.array(outcome, { maxLength: 5 }),
    proposed_role: maybe(fc.constantFrom(...roleNames)),
  })
  .map(defined);

const answers = fc
  .record({
    gross_retention: maybe(fc.record({ value: share, window_months: fc.constantFrom(12, 3) })),
    top_cause: maybe(
      fc.record({ cause: fc.constantFrom('pricing', 'product_fit', 'unknown'), arr_share: share }),
    ),
    ttv: maybe(
      fc.array(
        fc.record({
          segment: name,
          arr_share: fc.constantFrom(0.2, 0.3),
          median_days: fc.integer({ min: 5, max: 90 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    exit_list: maybe(
      fc.constantFrom(
        { candidates: 4, with_path: 2, cost_coverage: 0.9 },
        { candidates: 0, with_path: 0, cost_coverage: 0.4 },
      ),
    ),
    load: maybe(fc.record({ heads_planned: fc.integer({ min: 0, max: 12 }), cost_share: share })),
    pay: maybe(
      fc.constantFrom(
        null,
        { base_share: 0.8, mix: { grr: 0.5, nrr: 0.3, activity: 0.2 } },
        { base_share: 0.5, mix: { nps: 0.6, grr: 0.4 } },
      ),
    ),
  })
  .map(defined);

export const reviewInput = fc
  .record({
    plan: name,
    type: fc.constantFrom(...planTypes),
    aim: maybe(fc.constantFrom(...planAims)),
    owner: maybe(fc.constant('Head of CS')),
    date: maybe(fc.constant('2026-04-10')),
    outcome: maybe(fc.constant({ metric: 'grr', target: 0.9, by: '2026-12-31' })),
    stage: maybe(fc.constantFrom('seed', 'growth', 'scale')),
    answers,
  })
  .map(defined);
