/** Every refusal of coverage: where, what, what to do; all at once. */
import { expect, it } from 'vitest';
import { c1, problemsOf, tier } from './run.ts';

const lines = (raw: unknown) => problemsOf(raw).map(({ code, message }) => `${code} ${message}`);
const enterprise = (facts: Record<string, unknown>) => ({
  book: { enterprise: { ...tier(10, 400_000), ...facts } },
});
const book = { enterprise: tier(10, 400_000, 2) };

it.each([
  [{}, 'empty-input input: nothing to plan; give book, team, source (a file) or sample: true'],
  [{ book: {} }, 'empty-input book: no tier; give at least one of strategic, enterprise, mid_market, smb'],
  [
    { book: { smb: tier(0, 0, 1) } },
    'empty-input book: no tier has customers; give customers and ARR of at least one',
  ],
  [
    { book: { enterprize: tier(1, 1) } },
    'unknown-key book.enterprize: unknown; did you mean enterprise? Valid: strategic, enterprise, mid_market, smb',
  ],
  [
    { book: { platinum: tier(1, 1) } },
    'unknown-key book.platinum: unknown; valid: strategic, enterprise, mid_market, smb',
  ],
  [
    enterprise({ customer_count: 0 }),
    'inconsistent-tier book.enterprise: 0 customers with ARR 400000; correct one, or leave the tier out',
  ],
  [
    enterprise({ total_arr: 0 }),
    'inconsistent-tier book.enterprise: 10 customers with ARR 0; correct one, or leave the tier out',
  ],
  [
    { book: { enterprise: { total_arr: 5 } } },
    'missing-required book.enterprise.customer_count: missing; give the number of customers',
  ],
  [
    { book: { enterprise: { customer_count: 5 } } },
    'missing-required book.enterprise.total_arr: missing; give the ARR of the tier',
  ],
  [
    enterprise({ total_arr_usd: 5 }),
    'conflicting-keys book.enterprise: total_arr and total_arr_usd are both given; keep one',
  ],
  [
    enterprise({ growth_rate: 0.1, growth_target_pct: 0.1 }),
    'conflicting-keys book.enterprise: growth_rate and growth_target_pct are both given; keep one',
  ],
  [
    { growth_rate: 0.1, growth_target_pct: 0.1, book },
    'conflicting-keys input: growth_rate and growth_target_pct are both given; keep one',
  ],
  [
    { book: { smb: tier(1, 1), smb_long_tail: tier(1, 1) } },
    'conflicting-keys book: smb and smb_long_tail are both given; keep one',
  ],
  [
    { growth_rate: 40, book },
    'growth-looks-like-percent growth_rate: 40 is growth of 4000%; did you mean 0.40?',
  ],
  [
    { growth_target_pct: 40, book },
    'growth-looks-like-percent growth_target_pct: 40 is growth of 4000%; did you mean 0.40?',
  ],
  [
    enterprise({ growth_rate: 15 }),
    'growth-looks-like-percent book.enterprise.growth_rate: 15 is growth of 1500%; did you mean 0.15?',
  ],
  [{ growth_rate: -1, book }, 'out-of-range growth_rate: -1 is negative; give a fraction of -0.9 or more'],
  [{ attrition_rate: 15, book }, 'out-of-range attrition_rate: 15; give a value up to 0.9'],
  [{ cs_budget_share: 0, book }, 'out-of-range cs_budget_share: 0; give a number above 0'],
  [{ hiring_lead_days: 400, book }, 'out-of-range hiring_lead_days: 400; give a value up to 365'],
  [{ loaded_cost: -1, book }, 'out-of-range loaded_cost: -1 is negative; give a number above 0'],
  [
    { loaded_cost: '180k', book },
    'wrong-type loaded_cost: expected a number above 0, or one by tier, got "180k"',
  ],
  [
    { loaded_cost: { gold: 1 }, book },
    'unknown-key loaded_cost.gold: unknown field; known here: strategic, enterprise, mid_market, smb',
  ],
  [
    { stage: 'series_z', book },
    expect.stringContaining('out-of-range stage: "series_z" is not a choice here'),
  ],
  [
    enterprise({ current_csm_count: -1 }),
    expect.stringContaining('out-of-range book.enterprise.current_csm_count: -1 is negative'),
  ],
  [
    enterprise({ customer_count: 1.5 }),
    'out-of-range book.enterprise.customer_count: 1.5; counts are whole numbers from 0',
  ],
  [enterprise({ complexity: 4 }), 'out-of-range book.enterprise.complexity: 4; give a value up to 3'],
  [
    enterprise({ hours_per_account: 50, reactive_hours: 5 }),
    'conflicting-keys book.enterprise: hours_per_account and reactive_hours are both given; keep one',
  ],
  [
    enterprise({ onboarding_hours: 40 }),
    'missing-required book.enterprise.new_accounts_per_year: missing beside onboarding_hours; give both or leave both out',
  ],
  [
    enterprise({ new_accounts_per_year: 4 }),
    'missing-required book.enterprise.onboarding_hours: missing beside new_accounts_per_year; give both or leave both out',
  ],
  [
    { ramp: { enterprise: { months_to_half: 5, months_to_full_low: 4, months_to_full_high: 6 } }, book },
    'out-of-range ramp.enterprise: months 5, 4, 6 do not rise; half comes first, then full at best, then at worst',
  ],
  [
    { hours_model: { leave_hours: 2_000 }, book },
    'out-of-range hours_model: the year leaves no hour for customers; lower what is taken off',
  ],
  [
    { team: { current_csm_count: 6 }, book },
    'conflicting-keys team.current_csm_count: 6, but the tiers of book have 2 CSMs; make them equal, or leave team out',
  ],
  [{ team: {} }, 'missing-required team.current_csm_count: missing; give CSMs today'],
  [
    { team: { current_csm_count: 3, need_month: 30 } },
    'out-of-range team.need_month: 30; give a value up to 24',
  ],
  [{ seed: -1, book }, expect.stringContaining('out-of-range seed: -1')],
  [{ runs: 100, book }, 'out-of-range runs: 100; give a value above 200'],
  [{ as_of: 'soon', book }, 'bad-date as_of: "soon" is not a calendar date; use YYYY-MM-DD'],
  [
    { book: { enterprise: tier(100_000, 9e9) } },
    'out-of-range book: asks for about 7500 CSMs; at most 1000 are planned person by person, so plan a part of it, or check customers and ARR',
  ],
])('%#', (raw, expected) => {
  expect(lines(raw)).toContainEqual(expected);
});

it('takes what was refused once it is mended', () => {
  expect(lines(c1)).toEqual([]);
  expect(lines({ team: { current_csm_count: 3 } })).toEqual([]);
});

it('says everything at once', () => {
  const codes = problemsOf({
    growth_rate: 40,
    attrition_rate: 2,
    book: { gold: tier(1, 1), enterprise: tier(0, 5) },
    as_of: 'soon',
  }).map(({ code }) => code);
  expect(codes.sort()).toEqual([
    'bad-date',
    'growth-looks-like-percent',
    'inconsistent-tier',
    'out-of-range',
    'unknown-key',
  ]);
});
