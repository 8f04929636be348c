/** Every refusal of segmentation: where, what, what to do; all at once. */
import { expect, it } from 'vitest';
import { problemsOf } from './run.ts';

const one = (facts: Record<string, unknown>) => ({ customers: [{ name: 'X', arr: 10_000, ...facts }] });
const lines = (raw: unknown) => problemsOf(raw).map(({ code, message }) => `${code} ${message}`);

it('lists every problem of every row in order', () => {
  const problems = problemsOf({
    customers: [
      { name: 'X', arr: -5, icp_signals: { in_target_industy: true, advocates_publicly: 'false' } },
      { arr: 10, arr_usd: 10 },
    ],
  });
  expect(problems.map(({ path, code, suggestion }) => [path, code, suggestion])).toEqual([
    ['customers[0].arr', 'out-of-range', undefined],
    ['customers[0].icp_signals.advocates_publicly', 'wrong-type', undefined],
    ['customers[0].icp_signals.in_target_industy', 'unknown-key', 'in_target_industry'],
    ['customers[1]', 'conflicting-keys', undefined],
    ['customers[1]', 'missing-required', undefined],
  ]);
  expect(problems[1]?.message).toContain('got "false"');
});

it.each([
  [
    one({ icp_signals: { in_target_industry: 'yes' } }),
    'wrong-type customers[0].icp_signals.in_target_industry: expected true or false, got "yes"',
  ],
  [
    one({ icp_signals: { in_target_industry: 1 } }),
    'wrong-type customers[0].icp_signals.in_target_industry: expected true or false, got 1',
  ],
  [one({ arr_usd: 5 }), 'conflicting-keys customers[0]: arr and arr_usd are both given; keep one'],
  [
    one({ icp_signals: {}, icp_fit_signals: {} }),
    'conflicting-keys customers[0]: icp_signals and icp_fit_signals are both given; keep one',
  ],
  [
    one({ annual_service_cost: 1, annual_support_cost_usd: 1 }),
    'conflicting-keys customers[0]: annual_service_cost and annual_support_cost_usd are both given; keep one',
  ],
  [
    { customers: [{ name: 'X' }] },
    'missing-required customers[0].arr: missing; give the ARR of the customer',
  ],
  [
    one({ annual_service_cost: 5, service_hours: { support_hours: 1, csm_hours: 1 } }),
    'conflicting-keys customers[0]: annual_service_cost and service_hours are both given; keep one',
  ],
  [
    one({ csm_cost: 5 }),
    'missing-required customers[0].csm_cost: given without annual_service_cost; give both',
  ],
  [
    one({ annual_service_cost: 5, csm_cost: 6 }),
    'exceeds-whole customers[0].csm_cost: 6 exceeds annual_service_cost 5; check both',
  ],
  [
    { as_of: '2026-01-01', ...one({ start_date: '2026-02-01' }) },
    'out-of-range customers[0].start_date: 2026-02-01 is after as_of 2026-01-01; correct one',
  ],
  [
    { as_of: '2026-01-01', ...one({ start_date: '2025-01-01', tenure_months: 20 }) },
    'conflicting-keys customers[0]: tenure_months 20, but start_date 2025-01-01 is 12 months before as_of; keep one',
  ],
  [
    one({ start_date: '2026-02-30' }),
    'bad-date customers[0].start_date: "2026-02-30" is not a calendar date; use YYYY-MM-DD',
  ],
  [
    one({ escalations_12m: 1.5 }),
    'out-of-range customers[0].escalations_12m: 1.5; counts are whole numbers from 0',
  ],
  [
    one({ current_tier: 'midmarket' }),
    'out-of-range customers[0].current_tier: "midmarket" is not a choice here; did you mean mid_market? Valid: strategic, enterprise, mid_market, smb',
  ],
  [
    {
      customers: [
        { name: 'X', arr: 1 },
        { name: 'X', arr: 2 },
      ],
    },
    'duplicate-id customers[1].name: "X" already used by customers[0]; merge the rows or give each its own id',
  ],
  [one({ churned: true }), 'empty-input customers: every customer has churned; give those who pay today'],
  [{ customers: [] }, 'empty-input customers: empty list; give at least one row or leave it out'],
  [
    { ...one({}), tier_floors: { strategic: 10, enterprise: 20, mid_market: 5, smb: 0 } },
    'floors-not-descending tier_floors: 10, 20, 5, 0 do not fall to 0; give strategic, enterprise, mid_market and smb in falling order, smb 0',
  ],
  [
    {
      ...one({}),
      icp_weights: {
        in_target_industry: 2,
        in_target_size_range: 2,
        uses_target_workflow: 2,
        has_executive_sponsor: 2,
        advocates_publicly: 2,
        expansion_potential_high: 2,
        competitor_concentration_low: 2,
      },
    },
    'weights-not-ten icp_weights: sum to 14; they must sum to 10',
  ],
  [
    { ...one({}), target_margin_after_serving: 0.8 },
    'out-of-range target_margin_after_serving: 0.8 is not below gross_margin 0.8; serving costs something',
  ],
  [{ ...one({}), hysteresis_band: 0.6 }, 'out-of-range hysteresis_band: 0.6; give a value up to 0.5'],
  [{ ...one({}), account_cap_share: 0 }, 'out-of-range account_cap_share: 0; give a share above 0'],
  [{ ...one({}), max_price_rise: 6 }, 'out-of-range max_price_rise: 6; give a value up to 5'],
  [{ ...one({}), customer: [] }, 'unknown-key customer: unknown field; did you mean customers?'],
])('%#', (raw, expected) => {
  expect(lines(raw)).toContain(expected);
});

it('refuses a book in which nobody pays', () => {
  expect(lines({ customers: [{ name: 'X', arr: 0 }] })).toEqual([
    'empty-input customers: no customer has ARR above 0; give those who pay today',
  ]);
});
