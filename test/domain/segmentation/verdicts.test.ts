/** Each verdict and each finding of segmentation, at its edge. */
import { describe, expect, it } from 'vitest';
import { codes, report } from './run.ts';

const all = {
  in_target_industry: true,
  in_target_size_range: true,
  uses_target_workflow: true,
  has_executive_sponsor: true,
  advocates_publicly: true,
  expansion_potential_high: true,
  competitor_concentration_low: true,
};

/** n customers of one ARR, of strong fit, served for a share of it. */
const many = (n: number, arr: number, costShare: number | null = 0.05, facts: Record<string, unknown> = {}) =>
  Array.from({ length: n }, (_, i) => ({
    id: `${arr}-${String(i).padStart(3, '0')}`,
    arr,
    tenure_months: 24,
    icp_signals: all,
    ...(costShare === null ? {} : { annual_service_cost: arr * costShare }),
    ...facts,
  }));

const book = (...lists: unknown[][]) => report({ as_of: '2026-04-15', customers: lists.flat() });
const severity = (of: ReturnType<typeof report>, code: string) =>
  of.findings.find((one) => one.code === code)?.severity;

describe('verdicts', () => {
  it.each([
    ['balanced', book(many(10, 10_000))],
    ['tiers-only', book(many(5, 10_000), many(6, 10_001, null))],
    ['exits-first', book(many(10, 10_000), many(1, 500, 1))],
    ['over-budget', book(many(10, 10_000, 0.2))],
    ['not-choosing', book(many(4, 150_000, 0.05), many(6, 10_000))],
  ])('%s', (verdict, of) => {
    expect(of.verdict).toBe(verdict);
  });

  it('is withheld below half of ARR with a known cost, and given at half', () => {
    expect(book(many(1, 10_000), many(1, 9_999, null)).verdict).not.toBe('tiers-only');
    expect(book(many(1, 10_000), many(1, 10_001, null)).verdict).toBe('tiers-only');
  });

  it('is as sure as fit and cost are known', () => {
    expect(book(many(10, 10_000)).confidence).toBe('high');
    expect(book(many(7, 10_000), many(3, 10_001, null)).confidence).toBe('medium');
    expect(book(many(10, 10_000, 0.05, { icp_signals: {} })).confidence).toBe('low');
  });
});

describe('findings', () => {
  const losing = (facts: Record<string, unknown>) => many(1, 1_000, 1.2, { csm_cost: 0, ...facts });
  it.each([
    [
      'accounts-to-exit',
      book(many(1, 1_000, 0.6, { declining_or_closing: true })),
      book(many(1, 1_000, 0.6)),
    ],
    ['accounts-losing-money', book(many(1, 1_000, 0.81)), book(many(1, 1_000, 0.8))],
    ['accounts-on-watch', book(many(1, 1_000, 0.51)), book(many(1, 1_000, 0.5))],
    [
      'notice-window-open',
      book(losing({ renewal_date: '2026-07-14' })),
      book(losing({ renewal_date: '2026-07-15' })),
    ],
    [
      'notice-window-passed',
      book(losing({ renewal_date: '2026-06-13' })),
      book(losing({ renewal_date: '2026-06-14' })),
    ],
    [
      'nobody-to-let-go',
      book(many(8, 1_000), many(2, 1_001, null)),
      book(many(7, 1_000), many(3, 1_001, null)),
    ],
    ['free-accounts', book(many(1, 1_000), many(1, 0, null)), book(many(1, 1_000))],
    ['service-cost-over-budget', book(many(4, 1_000, 0.11)), book(many(4, 1_000, 0.1))],
    ['over-served-accounts', book(many(1, 4_000, 0.126)), book(many(1, 4_000, 0.125))],
    ['under-served-accounts', book(many(1, 4_000, 0.0124)), book(many(1, 4_000, 0.0125))],
    ['too-many-strategic', book(many(4, 100_000), many(6, 1_000)), book(many(3, 100_000), many(7, 1_000))],
    ['product-led-book', book(many(7, 1_000), many(3, 9_000)), book(many(6, 1_000), many(4, 9_000))],
    ['book-too-small-for-shape', book(many(9, 1_000)), book(many(10, 1_000))],
    ['top-account-concentration', book(many(1, 2_000), many(8, 1_000)), book(many(1, 1_999), many(8, 1_000))],
    ['top-ten-concentration', book(many(10, 3_000), many(20, 1_000)), book(many(10, 2_900), many(20, 1_000))],
    ['near-tier-floor', book(many(1, 18_000)), book(many(1, 17_900))],
    [
      'promotions-ready',
      book(many(1, 20_001, 0.05, { current_tier: 'mid_market', executive_contact: true })),
      book(many(1, 20_000, 0.05, { current_tier: 'mid_market', executive_contact: true })),
    ],
    [
      'promotions-blocked',
      book(many(1, 20_001, 0.05, { current_tier: 'mid_market' })),
      book(many(1, 20_001, 0.05, { current_tier: 'mid_market', executive_contact: true })),
    ],
    [
      'demotions-to-review',
      book(many(1, 17_999, 0.05, { current_tier: 'enterprise' })),
      book(many(1, 18_000, 0.05, { current_tier: 'enterprise' })),
    ],
    [
      'fit-mostly-unknown',
      book(many(1, 1_000, 0.05, { icp_signals: { in_target_industry: true, uses_target_workflow: true } })),
      book(
        many(1, 1_000, 0.05, {
          icp_signals: { in_target_industry: true, uses_target_workflow: true, advocates_publicly: false },
        }),
      ),
    ],
    ['disposition-unsettled', book(many(1, 1_000, null)), book(many(1, 1_000))],
    ['growth-refused-on-economics', book(many(1, 1_000, 0.9)), book(many(1, 1_000, 0.8))],
    [
      'sheltered-early-accounts',
      book(many(19, 1_000), many(1, 900, 0.9, { tenure_months: 90 })),
      book(many(19, 1_000), many(1, 900, 0.9, { tenure_months: 2 })),
    ],
    [
      'path-depends-on-cost-split',
      book(many(1, 12_000, 14 / 12)),
      book(many(1, 12_000, 14 / 12, { csm_cost: 7_000 })),
    ],
    [
      'tier-shares-off-pattern',
      book(many(20, 1_000)),
      book(many(1, 150_000), many(4, 22_500), many(7, 9_000), many(9, 2_000)),
    ],
    ['percentile-dollar-collision', book(many(20, 19_000)), book(many(20, 100_000))],
    [
      'signals-separate',
      book(many(12, 1_000), many(8, 900, 0.6, { icp_signals: { ...all, in_target_industry: false } })),
      book(many(12, 1_000), many(8, 900, 0.6)),
    ],
  ])('%s fires and does not', (code, fires, not) => {
    expect(codes(fires)).toContain(code);
    expect(codes(not)).not.toContain(code);
  });

  it('grow worse at their second line', () => {
    expect(severity(book(many(6, 100_000), many(4, 1_000)), 'too-many-strategic')).toBe('warning');
    expect(severity(book(many(7, 100_000), many(3, 1_000)), 'too-many-strategic')).toBe('critical');
    expect(severity(book(many(4, 1_000, 0.15)), 'service-cost-over-budget')).toBe('warning');
    expect(severity(book(many(4, 1_000, 0.151)), 'service-cost-over-budget')).toBe('critical');
    expect(severity(book(many(1, 3_000), many(6, 1_000)), 'top-account-concentration')).toBe('warning');
    expect(severity(book(many(1, 4_000), many(6, 1_000)), 'top-account-concentration')).toBe('critical');
    expect(severity(book(many(2, 150_000)), 'tier-spend-not-affordable')).toBe('critical');
    expect(severity(book(many(2, 240_000)), 'tier-spend-not-affordable')).toBe('warning');
    expect(severity(book(many(2, 400_000)), 'tier-spend-not-affordable')).toBeUndefined();
  });
});

it('asks for the cost first, and once for all rows', () => {
  const of = book(many(7, 10_000, null));
  expect(of.questions[0]).toEqual({
    id: 'service-cost',
    field: 'customers[].annual_service_cost',
    ask: 'What does serving 7 accounts (`10000-000`, `10000-001`, `10000-002`, `10000-003`, `10000-004` and 2 more) cost a year, in money or hours?',
    unlocks: ['margins', 'exits', 'budget', 'growth list'],
  });
  expect(of.questions.length).toBeLessThanOrEqual(8);
});

it('asks for the unknown gate that holds an account', () => {
  const of = book(many(1, 150_000, 0.05, { current_tier: 'enterprise', two_sided_sponsors: true }));
  expect(of.questions.map(({ id }) => id)).toContain('gate-multi-year');
});
