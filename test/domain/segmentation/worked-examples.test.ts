/** Whole reports on books whose numbers a person can redo by hand. */
import { describe, expect, it } from 'vitest';
import older from '../../../fixtures/customers-older.json' with { type: 'json' };
import sample from '../../../fixtures/segmentation-sample.json' with { type: 'json' };
import { codes, report, row, shown, value } from './run.ts';

/** n customers of one ARR. */
const many = (n: number, arr: number, facts: Record<string, unknown> = {}) =>
  Array.from({ length: n }, (_, i) => ({ id: `${arr}-${String(i).padStart(2, '0')}`, arr, ...facts }));

describe('five accounts of an older file', () => {
  const answer = report(sample);

  it('gives the same answer under the older field names', () => {
    expect(report(older)).toEqual(answer);
  });

  it('counts tiers, shares and money', () => {
    expect(value(answer, 'total_arr')).toBe(547_400);
    expect(answer.tables.tiers?.rows?.map((tier) => tier['count'])).toEqual([1, 2, 1, 1]);
    const shares = answer.tables.tiers?.rows?.map((tier) => (Number(tier['arr_share']) * 100).toFixed(1));
    expect(shares).toEqual(['76.7', '20.6', '2.2', '0.4']);
    expect(shown(answer, 'service_cost_total')).toBe('$63,000');
    expect(shown(answer, 'service_cost_share')).toBe('11.5%');
    expect(shown(answer, 'budget')).toBe('$54,740');
    expect(['low', 'mid', 'high'].map((end) => shown(answer, `programme_${end}`))).toEqual([
      '$31,050',
      '$57,275',
      '$83,500',
    ]);
    expect(['low', 'mid', 'high'].map((end) => shown(answer, `programme_${end}_share`))).toEqual([
      '5.7%',
      '10.5%',
      '15.3%',
    ]);
    expect(shown(answer, 'allocation')).toBe('$46,815');
    expect(shown(answer, 'unallocated')).toBe('$7,925');
  });

  it.each([
    ['MegaCorp Industries', 10, 301_000, '71.7', 'healthy', 'keep', 35_000, 'protect_and_expand', null],
    ['Enterprise Co', 9, 51_000, '68.0', 'healthy', 'keep', 7_500, 'expand', 25_000],
    ['MidSize Co.', 7.5, 25_900, '68.2', 'healthy', 'keep', 3_800, null, 62_000],
    ['Misfit Customer LLC', 1.5, -4_400, '-36.7', 'negative', 'exit', 275, null, 8_000],
    ['Small Biz', 5, 1_420, '59.2', 'healthy', 'keep', 240, null, 2_600],
  ])('judges %s', (name, fit, margin, share, marginClass, disposition, allocation, growth, toNext) => {
    const account = row(answer, 'accounts', name);
    expect(account).toMatchObject({
      fit_min: fit,
      fit_max: fit,
      margin,
      margin_class: marginClass,
      disposition,
      allocation,
      growth,
      arr_to_next_floor: toNext,
    });
    expect((Number(account['margin_share']) * 100).toFixed(1)).toBe(share);
  });

  it('finds the path, prices and saving of the account to let go', () => {
    expect(row(answer, 'exits', 'Misfit Customer LLC')).toMatchObject({
      criteria: 'low_fit, cost_over_half',
      path: 'reprice',
      price_floor: 17_500,
      price_target: 28_000,
      removable: 7_000,
      saving: 4_400,
      saving_at_target: 12_800,
      path_depends_on: 'csm_share_of_service_cost',
      notice_status: 'unknown',
    });
    expect(answer.fire_today).toMatchObject({
      name: 'Misfit Customer LLC',
      path: 'reprice',
      if_refused: 'non_renew',
    });
  });

  it('gives verdict, confidence and findings', () => {
    expect([answer.verdict, answer.confidence]).toEqual(['exits-first', 'high']);
    expect(codes(answer)).toEqual([
      'accounts-to-exit',
      'accounts-losing-money',
      'top-account-concentration',
      'path-depends-on-cost-split',
      'tier-spend-not-affordable',
      'service-cost-over-budget',
      'over-served-accounts',
      'book-too-small-for-shape',
    ]);
    const severity = (code: string) => answer.findings.find((one) => one.code === code)?.severity;
    expect(severity('top-account-concentration')).toBe('critical');
    expect(severity('service-cost-over-budget')).toBe('warning');
    expect(shown(answer, 'cost_to_budget')).toBe('1.15');
  });

  it('hands over deals without inventing a value for the largest account', () => {
    const deals = answer.handoffs.find(({ kind }) => kind === 'deals')?.payload?.['deals'];
    expect(deals).toEqual([
      {
        deal_id: 'exp-MegaCorp Industries',
        name: 'MegaCorp Industries',
        stage: 'expansion-identified',
        arr_value: null,
        close_date: null,
        rep: null,
        segment: 'strategic',
      },
      expect.objectContaining({ deal_id: 'exp-Enterprise Co', arr_value: 25_000, segment: 'enterprise' }),
    ]);
  });

  it('carries the tiers on for coverage', () => {
    expect(answer.next_inputs?.['cco_size_coverage']).toEqual({
      book: {
        strategic: { customer_count: 1, total_arr: 420_000 },
        enterprise: { customer_count: 2, total_arr: 113_000 },
        mid_market: { customer_count: 1, total_arr: 12_000 },
        smb: { customer_count: 1, total_arr: 2_400 },
      },
    });
  });
});

describe('who to let go', () => {
  const fit = (known: boolean) => ({
    in_target_industry: known,
    in_target_size_range: known,
    uses_target_workflow: known,
    has_executive_sponsor: known,
    advocates_publicly: known,
    expansion_potential_high: known,
    competitor_concentration_low: known,
  });
  const misfit = { ...fit(false), in_target_size_range: true };
  const answer = report({
    customers: [
      { id: 'A', arr: 3_600, service_hours: { support_hours: 30, csm_hours: 6 } },
      { id: 'B', arr: 2_400, service_hours: { support_hours: 45, csm_hours: 0 } },
      { id: 'C', arr: 9_000, service_hours: { support_hours: 2, csm_hours: 0 }, icp_signals: misfit },
    ],
  });

  it('watches a thin account that tech-touch brings to the target, and says what could make it an exit', () => {
    const exit = row(answer, 'exits', 'A');
    expect(exit).toMatchObject({ disposition: 'watch', path: 'downgrade' });
    expect(Number(exit['cost'])).toBeCloseTo(2_825.35, 2);
    expect(Number(exit['margin'])).toBeCloseTo(54.65, 2);
    expect(Number(exit['saving'])).toBeCloseTo(1_025.35, 2);
    expect(row(answer, 'accounts', 'A')).toMatchObject({ margin_class: 'thin', could_become: 'exit' });
  });

  it('asks a losing account for a price first', () => {
    expect(row(answer, 'exits', 'B')).toMatchObject({
      disposition: 'fix_or_exit',
      margin: -780,
      path: 'reprice',
      price_floor: 3_375,
      price_target: 5_400,
    });
    expect(row(answer, 'exits', 'B')['price_rise']).toBeCloseTo(0.40625, 9);
    expect(answer.fire_today?.id).toBe('B');
  });

  it('keeps a paying account of low fit, and does not ask for more service for it', () => {
    expect(row(answer, 'accounts', 'C')).toMatchObject({
      margin: 7_080,
      margin_class: 'healthy',
      disposition: 'keep',
    });
    expect(answer.tables.under_served?.rows?.map(({ key }) => key) ?? []).not.toContain('C');
  });

  it.each([
    [
      'D',
      { arr: 60_000, annual_service_cost: 40_000, csm_cost: 10_000, icp_signals: misfit },
      'exit',
      'downgrade',
      10_000,
    ],
    [
      'G',
      { arr: 8_000, annual_service_cost: 12_000, csm_cost: 0, icp_signals: misfit },
      'exit',
      'non_renew',
      5_600,
    ],
    [
      'Z',
      { arr: 600, annual_service_cost: 2_400, csm_cost: 0, icp_signals: fit(true), tenure_months: 20 },
      'fix_or_exit',
      'reprice',
      1_920,
    ],
  ])('finds the path of %s', (id, facts, disposition, path, saving) => {
    const exit = row(report({ customers: [{ id, ...facts }] }), 'exits', id);
    expect(exit).toMatchObject({ disposition, path });
    expect(exit['saving']).toBeCloseTo(saving, 6);
  });

  it('watches a declining account that pays, without a path', () => {
    const one = {
      id: 'E',
      arr: 30_000,
      annual_service_cost: 2_000,
      icp_signals: fit(false),
      declining_or_closing: true,
    };
    expect(row(report({ customers: [one] }), 'exits', 'E')).toMatchObject({
      disposition: 'watch',
      path: null,
    });
  });

  it('reprices before it grows an account that loses money', () => {
    const one = {
      id: 'Z',
      arr: 600,
      annual_service_cost: 2_400,
      csm_cost: 0,
      icp_signals: fit(true),
      tenure_months: 20,
    };
    const answered = report({ customers: [one] });
    expect(row(answered, 'growth', 'Z')['list']).toBe('reprice_first');
    expect(codes(answered)).toContain('growth-refused-on-economics');
  });
});

describe('a small book, by rank and by dollars', () => {
  const answer = report({
    customers: [...many(2, 30_000), ...many(6, 22_000), ...many(14, 8_000), ...many(18, 2_500)],
  });

  it('lets dollars win', () => {
    expect(value(answer, 'total_arr')).toBe(349_000);
    expect(answer.tables.tiers?.rows?.map((tier) => tier['count'])).toEqual([0, 8, 14, 18]);
    expect(shown(answer, 'collision_share')).toBe('66.7%');
    expect(codes(answer)).toContain('percentile-dollar-collision');
    expect(answer.tables.executive_attention?.rows).toEqual([
      expect.objectContaining({ key: '30000-00', cap: 3_000 }),
      expect.objectContaining({ key: '30000-01', cap: 3_000 }),
    ]);
  });

  it('allocates the budget', () => {
    expect(['low', 'mid', 'high'].map((end) => shown(answer, `programme_${end}`))).toEqual([
      '$54,900',
      '$112,950',
      '$171,000',
    ]);
    expect(['low', 'mid', 'high'].map((end) => shown(answer, `programme_${end}_share`))).toEqual([
      '15.7%',
      '32.4%',
      '49.0%',
    ]);
    const of = (id: string) => row(answer, 'accounts', id)['allocation'];
    expect([of('30000-00'), of('22000-00'), of('8000-00'), of('2500-00')]).toEqual([3_000, 2_200, 800, 250]);
    expect(shown(answer, 'allocation')).toBe('$34,900');
    expect(value(answer, 'budget')).toBeCloseTo(34_900, 6);
  });

  it('gives no word on who earns money without service cost', () => {
    expect(answer.verdict).toBe('tiers-only');
    expect(answer.headline).toBe(
      'Tiers are set, but who earns money stays unknown until service cost is known on 100.0% of ARR.',
    );
    expect(value(answer, 'service_cost_share')).toBeNull();
    expect(answer.questions[0]?.id).toBe('service-cost');
  });
});

describe('dates', () => {
  const losing = {
    arr: 10_000,
    annual_service_cost: 12_000,
    csm_cost: 0,
    icp_signals: { in_target_industry: true },
  };
  const at = (renewal_date: string, as_of = '2026-04-15') =>
    row(report({ as_of, customers: [{ id: 'X', ...losing, renewal_date }] }), 'exits', 'X');

  it('says whether notice can be given', () => {
    expect(at('2026-06-30')).toMatchObject({
      notice_opens: '2026-04-01',
      notice_closes: '2026-05-01',
      notice_status: 'open',
    });
    expect(at('2026-12-31')['notice_status']).toBe('not_open');
    expect(at('2026-05-01')).toMatchObject({ notice_status: 'passed', next_notice_opens: '2027-01-31' });
    expect(
      codes(report({ as_of: '2026-04-15', customers: [{ id: 'X', ...losing, renewal_date: '2026-05-01' }] })),
    ).toContain('notice-window-passed');
  });

  it('counts tenure from the start date', () => {
    const young = {
      id: 'Y',
      arr: 10_000,
      annual_service_cost: 100,
      start_date: '2025-12-01',
      escalations_12m: 4,
    };
    expect(row(report({ as_of: '2026-11-30', customers: [young] }), 'exits', 'Y')['criteria']).toBe(
      'early_escalations',
    );
    expect(codes(report({ as_of: '2026-12-01', customers: [young] }))).not.toContain('accounts-on-watch');
  });
});
