/** One made-up company of 60 accounts, as its retention, its customer list and its team would be exported. */

const segments = ['strategic', 'enterprise', 'mid_market', 'smb'] as const;
const sizes = { strategic: 160_000, enterprise: 42_000, mid_market: 9_500, smb: 2_400 } as const;
const reasons = ['never reached value', 'missing feature', 'sponsor left', 'payment failed', 'price'];

/** Accounts with ARR at both ends of a year: some left, some shrank, some grew. */
export const accounts = Array.from({ length: 60 }, (_, i) => {
  const segment = segments[i < 3 ? 0 : i < 15 ? 1 : i < 38 ? 2 : 3] ?? 'smb';
  const start = sizes[segment] + i * 100;
  const left = i % 9 === 4;
  const end = left ? 0 : i % 7 === 3 ? start * 0.8 : i % 5 === 1 ? start * 1.3 : start;
  return {
    id: `A-${String(i).padStart(2, '0')}`,
    segment,
    arr_start: start,
    arr_end: end,
    ...(left ? { churn_reason: reasons[i % reasons.length], activated: i % 4 !== 0 } : {}),
  };
});

export const reasonMap = {
  'never reached value': 'no_value_realized',
  'missing feature': 'product_fit',
  'sponsor left': 'champion_left',
  'payment failed': 'payment_failure',
  price: 'pricing',
};

/** Those who pay at the end of the year, with what is known about them. */
export const customers = accounts
  .filter(({ arr_end }) => arr_end > 0)
  .map(({ id, arr_end }, i) => ({
    id,
    arr: arr_end,
    annual_service_cost: i % 6 === 0 ? arr_end * 0.7 : arr_end * 0.08,
    tenure_months: 6 + i,
    icp_signals: {
      in_target_industry: i % 3 !== 0,
      in_target_size_range: i % 4 !== 0,
      uses_target_workflow: i % 2 === 0,
      has_executive_sponsor: i % 5 === 0,
      advocates_publicly: i % 7 === 0,
      expansion_potential_high: i % 3 === 1,
      competitor_concentration_low: true,
    },
  }));

export const csms = {
  strategic: { current_csm_count: 1 },
  enterprise: { current_csm_count: 1 },
  mid_market: { current_csm_count: 1 },
  smb: { current_csm_count: 0 },
};
