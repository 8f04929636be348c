/** The worked examples of the method, with the expected numbers written by hand. */
import { describe, expect, test } from 'vitest';
import sample from '../../../fixtures/retention-sample.json' with { type: 'json' };
import { annualRetention, monthlyLossOf } from '../../../src/domain/retention/annualise.ts';
import { claim, codes, cohort, report, shown, value } from './run.ts';

const movements = (start: number, churn: number, contraction: number, expansion: number) => ({
  starting_arr: start,
  churned_arr: churn,
  contraction_arr: contraction,
  expansion_arr: expansion,
});

describe('rates and verdicts of one cohort', () => {
  test.each([
    // start, churn, contraction, expansion, stage, GRR, NRR, verdict
    [100, 10, 10, 10, 'growth', '80.0%', '90.0%', 'critical'],
    [1_000_000, 100_000, 50_000, 200_000, 'growth', '85.0%', '105.0%', 'leaky_bucket'],
    [100_000, 8_000, 6_000, 8_000, 'growth', '86.0%', '94.0%', 'critical'],
    [100_000, 0, 0, 10_000, 'growth', '100.0%', '110.0%', 'healthy'],
    [1_000_000, 160_000, 0, 210_000, 'growth', '84.0%', '105.0%', 'leaky_bucket'],
    [1_000_000, 160_000, 0, 210_000, 'seed', '84.0%', '105.0%', 'concerning'],
    [1_000_000, 160_000, 0, 210_000, 'scale', '84.0%', '105.0%', 'leaky_bucket'],
  ] as const)(
    '%d - %d - %d + %d at %s is GRR %s, NRR %s: %s',
    (start, churn, contraction, expansion, stage, grr, nrr, verdict) => {
      const result = cohort(movements(start, churn, contraction, expansion), { stage });
      expect([shown(result, 'grr'), shown(result, 'nrr'), result.verdict]).toEqual([grr, nrr, verdict]);
    },
  );

  test('churn-only retention stands beside GRR and is never called GRR', () => {
    const result = cohort(movements(100, 10, 10, 10));
    expect(shown(result, 'churn_only_retention')).toBe('90.0%');
    expect(result.figures.find((f) => f.id === 'churn_only_retention')?.label).toContain('not GRR');
  });

  test('GRR on the concerning line with NRR above 100% is a leaky bucket with high contraction', () => {
    expect(codes(cohort(movements(1_000_000, 100_000, 50_000, 200_000)))).toEqual(
      expect.arrayContaining(['leaky-bucket', 'contraction-high']),
    );
  });

  test('a rate just below its line is shown with the decimals that keep it below', () => {
    const result = cohort(movements(1_000_000, 100_040, 0, 0));
    expect(value(result, 'grr')).toBeCloseTo(0.89996, 12);
    expect(shown(result, 'grr')).toBe('89.996%');
    expect(result.tables.bands?.rows?.[0]?.['band']).toBe('concerning');
  });
});

describe('small books', () => {
  const accounts = [
    { id: 'A', arr_start: 100, arr_end: 150 },
    { id: 'B', arr_start: 100, arr_end: 60 },
    { id: 'C', arr_start: 50, arr_end: 0 },
    { id: 'D', arr_start: 250, arr_end: 250 },
  ];

  test('four accounts give rates, a wide logo interval and no verdict; a cap on the total is found out', () => {
    const result = report({ accounts, stage: 'growth', claims: { grr: 0.92 } });
    expect([
      value(result, 'churned_arr'),
      value(result, 'contraction_arr'),
      value(result, 'expansion_arr'),
    ]).toEqual([50, 40, 50]);
    expect([shown(result, 'grr'), shown(result, 'nrr'), shown(result, 'logo_retention')]).toEqual([
      '82.0%',
      '92.0%',
      '75.0%',
    ]);
    expect([shown(result, 'logo_retention_low'), shown(result, 'logo_retention_high')]).toEqual([
      '30.1%',
      '95.4%',
    ]);
    expect(result.figures.find((f) => f.id === 'grr_low')).toMatchObject({
      value: null,
      reason: 'fewer_than_5_accounts',
    });
    expect(result.figures.find((f) => f.id === 'nrr_low')).toMatchObject({
      value: null,
      reason: 'fewer_than_5_accounts',
    });
    expect(claim(result, 'grr')).toMatchObject({
      status: 'explained',
      codes: ['portfolio-cap'],
      corrected: 0.82,
    });
    expect(result.verdict).toBe('insufficient_data');
    expect(result.indicative_verdict).toBe('critical');
  });
});

describe('the bridge', () => {
  const fields = {
    starting_arr: 100,
    new_arr: 18.4,
    expansion_arr: 12.3,
    reactivation_arr: 0.7,
    contraction_arr: 4.1,
    churned_arr: 9.8,
  };
  const joined = { churned_arr: 0.6, contraction_arr: 0.2, expansion_arr: 1.4 };

  test('movements of accounts that joined inside the period are in the bridge and in no rate', () => {
    const result = cohort({ ...fields, of_which_new_accounts: joined }, { claims: { nrr: 1.175 } });
    expect(value(result, 'ending_arr')).toBeCloseTo(117.5, 9);
    expect([shown(result, 'grr'), shown(result, 'nrr')]).toEqual(['86.9%', '97.8%']);
    expect(claim(result, 'nrr')).toMatchObject({ status: 'explained', codes: ['growth-in-disguise'] });
    expect(result.verdict).toBe('critical');
  });

  test('without that split the rates are others', () => {
    const result = cohort(fields);
    expect([shown(result, 'grr'), shown(result, 'nrr'), shown(result, 'nrr_with_reactivation')]).toEqual([
      '86.1%',
      '98.4%',
      '99.1%',
    ]);
  });

  test('a stated end that the movements do not give is a contradiction', () => {
    const result = cohort({ ...fields, of_which_new_accounts: joined, ending_arr: 120 });
    expect(value(result, 'bridge_gap')).toBeCloseTo(2.5, 9);
    expect(result.verdict).toBe('contradictory_data');
    expect(codes(result)[0]).toBe('bridge-does-not-tie');
  });
});

describe('claims', () => {
  test('a true NRR may rest on two accounts', () => {
    const result = cohort(
      {
        ...movements(2_000_000, 240_000, 60_000, 600_000),
        top_expanders: { accounts: 2, expansion_arr: 380_000 },
      },
      { claims: { nrr: 1.15 } },
    );
    expect(claim(result, 'nrr')?.status).toBe('confirmed');
    expect([
      shown(result, 'grr'),
      shown(result, 'expansion_rate'),
      shown(result, 'nrr_without_top2'),
    ]).toEqual(['85.0%', '30.0%', '96.0%']);
    expect(result.verdict).toBe('leaky_bucket');
    expect(codes(result)).toEqual(
      expect.arrayContaining(['leaky-bucket', 'nrr-rests-on-few', 'expansion-above-band']),
    );
  });

  test('contraction taken off twice: both readings are shown, A first', () => {
    const result = report({ claims: { grr: 0.9, contraction_rate: 0.04, expansion_rate: 0.2, nrr: 1.06 } });
    const test = claim(result, 'nrr');
    expect(test).toMatchObject({ status: 'explained', codes: ['contraction-double-counted'] });
    expect(test?.corrected).toBeCloseTo(1.1, 12);
    expect(test?.readings?.map(({ grr, nrr }) => [grr.toFixed(2), nrr.toFixed(2)])).toEqual([
      ['0.90', '1.10'],
      ['0.86', '1.06'],
    ]);
    expect(result.verdict).toBe('insufficient_data');
  });

  test('a claimed churn rate decides between the readings', () => {
    const rates = { grr: 0.9, contraction_rate: 0.04, expansion_rate: 0.2, nrr: 1.06 };
    const a = report({ claims: { ...rates, churn_rate: 0.06 } });
    const b = report({ claims: { ...rates, churn_rate: 0.1 } });
    expect(claim(a, 'nrr')?.corrected).toBeCloseTo(1.1, 12);
    expect(claim(b, 'nrr')).toMatchObject({ status: 'confirmed' });
    expect(claim(b, 'grr')).toMatchObject({ status: 'explained', codes: ['churn-only-grr'] });
    expect(claim(b, 'grr')?.corrected).toBeCloseTo(0.86, 12);
  });

  test('monthly churn compounds; twelve times it is too much', () => {
    const result = report({ claims: { monthly_churn_rate: 0.025, annual_churn_rate: 0.3 } });
    expect(claim(result, 'annual_churn_rate')).toMatchObject({
      status: 'explained',
      codes: ['monthly-times-twelve'],
    });
    expect(claim(result, 'annual_churn_rate')?.corrected).toBeCloseTo(0.262, 3);
  });

  test.each([
    [12, 1, 0.92, '91.7%', '64.6%', '98.5%', ['logo-small-sample']],
    [50, 6, 0.88, '88.0%', '76.2%', '94.4%', []],
    [200, 20, 0.9, '90.0%', '85.1%', '93.4%', []],
  ] as const)('%d customers, %d lost', (start, lost, claimed, logo, low, high, expected) => {
    const result = report({
      claims: { logo_retention: claimed, customers_start: start, customers_lost: lost },
    });
    expect([
      shown(result, 'logo_retention'),
      shown(result, 'logo_retention_low'),
      shown(result, 'logo_retention_high'),
    ]).toEqual([logo, low, high]);
    expect(claim(result, 'logo_retention')).toMatchObject({ status: 'confirmed', codes: expected });
  });

  test('new customers inside NRR: start, end and new alone give the honest one', () => {
    const result = report({
      claims: { nrr: 1.4, starting_arr: 500_000, ending_arr: 700_000, new_arr: 260_000 },
    });
    expect(shown(result, 'nrr')).toBe('88.0%');
    expect(value(result, 'grr')).toBeNull();
    expect(claim(result, 'nrr')).toMatchObject({ codes: ['growth-in-disguise'], corrected: 0.88 });
    expect(result.questions.map((q) => q.field)).toEqual(expect.arrayContaining(['cohorts[].churned_arr']));
  });

  test('returning customers inside NRR, monthly amounts', () => {
    const result = cohort(
      { ...movements(100_000, 8_000, 2_000, 6_000), reactivation_arr: 5_000 },
      { amounts: 'mrr', claims: { nrr: 1.01 } },
    );
    expect([shown(result, 'grr'), shown(result, 'nrr'), shown(result, 'nrr_with_reactivation')]).toEqual([
      '90.0%',
      '96.0%',
      '101.0%',
    ]);
    expect(value(result, 'starting_arr')).toBe(1_200_000);
    expect(claim(result, 'nrr')).toMatchObject({ codes: ['reactivation-counted'] });
    expect(result.verdict).toBe('critical');
  });
});

describe('merged customers', () => {
  const accounts = [
    { id: 'us', name: 'Acme US', arr_start: 40_000, arr_end: 52_000 },
    { id: 'eu', name: 'Acme EU', arr_start: 10_000, arr_end: 0 },
  ];

  test('a churned and a growing account of one name are a question, and change nothing', () => {
    const result = report({ accounts });
    expect([shown(result, 'grr'), shown(result, 'nrr')]).toEqual(['80.0%', '104.0%']);
    expect(codes(result)).toContain('possible-merge');
    expect(result.questions.map((q) => q.field)).toContain('merge_map');
  });

  test('merged, GRR is whole and NRR as before', () => {
    const result = report({ accounts, merge_map: { eu: 'us' } });
    expect([shown(result, 'grr'), shown(result, 'nrr')]).toEqual(['100.0%', '104.0%']);
    expect(codes(result)).not.toContain('possible-merge');
  });
});

describe('older cohort files', () => {
  const older = {
    stage: 'growth',
    cohorts: [
      {
        name: '2025-Q1',
        starting_arr: 2_400_000,
        starting_customer_count: 80,
        renewed_arr: 2_280_000,
        renewed_customer_count: 72,
        expansion_arr: 360_000,
        contraction_arr: 80_000,
        churn_reasons: {
          product_fit: 3,
          competitor_loss: 2,
          no_value_realized: 1,
          pricing: 1,
          champion_left: 1,
          company_event: 0,
        },
      },
      {
        name: '2025-Q2',
        starting_arr: 3_100_000,
        starting_customer_count: 95,
        renewed_arr: 2_790_000,
        renewed_customer_count: 81,
        expansion_arr: 280_000,
        contraction_arr: 165_000,
        churn_reasons: {
          product_fit: 6,
          competitor_loss: 3,
          no_value_realized: 2,
          pricing: 2,
          champion_left: 1,
        },
      },
    ],
  };

  test('rates per cohort and in total, with the other reading of renewed_arr', () => {
    const result = report(older);
    const rows = result.tables.cohorts?.rows ?? [];
    const percent = (cell: unknown) => (Number(cell) * 100).toFixed(1);
    expect(
      rows.map((r) => [
        r['churned_arr'],
        percent(r['grr']),
        percent(r['nrr']),
        percent(r['logo']),
        percent(r['logo_low']),
        percent(r['logo_high']),
      ]),
    ).toEqual([
      [40_000, '95.0', '110.0', '90.0', '81.5', '94.8'],
      [145_000, '90.0', '99.0', '85.3', '76.8', '91.0'],
    ]);
    expect([shown(result, 'grr'), shown(result, 'nrr'), shown(result, 'logo_retention')]).toEqual([
      '92.2%',
      '103.8%',
      '87.4%',
    ]);
    expect([shown(result, 'logo_retention_low'), shown(result, 'logo_retention_high')]).toEqual([
      '81.7%',
      '91.5%',
    ]);
    expect(shown(result, 'grr_other_reading')).toBe('87.7%');
    expect([value(result, 'churned_arr'), value(result, 'churned_customers')]).toEqual([185_000, 22]);
    expect(result.verdict).toBe('concerning');
    expect(codes(result)).toEqual(
      expect.arrayContaining(['legacy-renewed-arr', 'expansion-low', 'cohorts-degrading']),
    );
  });

  test('causes by count, ARR shares unknown, leaks estimated from counts', () => {
    const result = report(older);
    const causes = new Map(result.tables.causes?.rows?.map((row) => [row['key'], row]));
    expect(causes.get('product_fit')).toMatchObject({ customers: 9, arr: null, share_arr: null });
    expect(Number(causes.get('product_fit')?.['share_count'])).toBeCloseTo(9 / 22, 12);
    expect(shown(result, 'preventable_share_count')).toBe('54.5%');
    expect(shown(result, 'preventable_without_product_fit_share_count')).toBe('13.6%');
    expect(result.cause_reading).toMatchObject({ reading: 'cs_leverage', by: 'count' });
    expect(value(result, 'preventable_share_arr')).toBeNull();
    expect([shown(result, 'contraction_rate'), shown(result, 'expansion_rate')]).toEqual(['4.5%', '11.6%']);
    expect(shown(result, 'trend_points')).toBe('-5.0 points');
    expect(result.trend).toEqual({ direction: 'degrading', distinguishable: false });
    expect(result.leakage_points.map((l) => [l.group, l.cause, Math.round(l.lost_arr), l.basis])).toEqual([
      ['2025-Q2', 'contraction', 165_000, 'measured'],
      ['2025-Q1', 'contraction', 80_000, 'measured'],
      ['2025-Q2', 'product_fit', 62_143, 'estimated_from_counts'],
    ]);
    expect(result.leakage_points.map((l) => ((l.share_of_lost ?? 0) * 100).toFixed(1))).toEqual([
      '38.4',
      '18.6',
      '14.5',
    ]);
  });
});

describe('the embedded sample', () => {
  const result = report(sample);
  const percent = (cell: unknown) => (Number(cell) * 100).toFixed(1);

  test('the bridge ties', () => {
    expect(result.tables.bridge?.rows).toEqual([
      { key: 'start', arr: 2_784_000, customers: 120, after: 2_784_000 },
      { key: 'new', arr: 360_000, customers: 12, after: 3_144_000 },
      { key: 'expansion', arr: 506_000, customers: null, after: 3_650_000 },
      { key: 'reactivation', arr: 12_000, customers: 2, after: 3_662_000 },
      { key: 'contraction', arr: -66_000, customers: null, after: 3_596_000 },
      { key: 'churn', arr: -426_000, customers: -24, after: 3_170_000 },
      { key: 'end', arr: 3_170_000, customers: 110, after: 3_170_000 },
    ]);
    expect(value(result, 'bridge_gap')).toBe(0);
  });

  test('an unknown line of the bridge has no running total, and the lines after it go on without it', () => {
    const { tables } = cohort({ starting_arr: 100, churned_arr: 10, contraction_arr: 5, expansion_arr: 20 });
    expect(tables.bridge?.rows?.map(({ key, arr, after }) => [key, arr, after])).toEqual([
      ['start', 100, 100],
      ['new', null, null],
      ['expansion', 20, 120],
      ['reactivation', null, null],
      ['contraction', -5, 115],
      ['churn', -10, 105],
      ['end', null, null],
    ]);
  });

  test.each([
    ['grr', '82.3%'],
    ['grr_low', '73.5%'],
    ['grr_high', '90.2%'],
    ['nrr', '100.5%'],
    ['nrr_low', '84.3%'],
    ['nrr_high', '117.1%'],
    ['nrr_with_reactivation', '100.9%'],
    ['logo_retention', '80.0%'],
    ['logo_retention_low', '72.0%'],
    ['logo_retention_high', '86.2%'],
    ['expansion_top1_share', '18.8%'],
    ['expansion_top2_share', '37.5%'],
    ['expansion_top5_share', '77.5%'],
    ['expansion_top10_share', '89.3%'],
    ['nrr_without_top1', '97.1%'],
    ['nrr_without_top2', '93.7%'],
    ['nrr_without_top5', '86.4%'],
    ['nrr_without_top10', '84.3%'],
    ['nrr_excluding_top1', '97.0%'],
    ['nrr_excluding_top2', '93.3%'],
    ['nrr_excluding_top5', '84.6%'],
    ['nrr_excluding_top10', '81.0%'],
    ['expansion_hhi', '0.1458'],
    ['effective_expanders', '6.9'],
    ['expanders', '22'],
    ['atr', '$2,184,000'],
    ['renewal_rate', '77.5%'],
    ['untested_arr', '$600,000'],
    ['untested_share', '21.6%'],
    ['untested_loss_at_same_rate', '$135,165'],
    ['two_wave_grr', '77.5%'],
    ['preventable_share_arr', '39.4%'],
    ['preventable_share_count', '50.0%'],
    ['trend_points', '-32.7 points'],
    ['size_index', '0.77'],
    ['acv', '$23,200'],
    ['point_value_y1', '$31,700'],
    ['point_value_y2', '$67,636'],
    ['point_value_y3', '$107,890'],
    ['point_value_sum', '$207,226'],
  ])('%s is %s', (id, display) => {
    expect(shown(result, id)).toBe(display);
  });

  test('verdict, certainty and every finding, in order', () => {
    expect(result.verdict).toBe('leaky_bucket');
    expect(report({ ...sample, stage: 'seed' }).verdict).toBe('concerning');
    expect(result.tables.bands?.rows?.map((row) => row['certainty'])).toEqual([
      'borderline',
      'borderline',
      'borderline',
    ]);
    expect(codes(result)).toEqual([
      'leaky-bucket',
      'nrr-rests-on-few',
      'grr-below-line',
      'nrr-below-line',
      'logo-below-line',
      'involuntary-churn-first',
      'expansion-concentrated',
      'untested-arr',
      'cohorts-degrading',
      'borderline-band',
      'stage-assumed',
    ]);
  });

  test('segments, cohorts, causes, leaks and peers', () => {
    expect(
      result.tables.segments?.rows?.map((row) => [row['segment'], percent(row['grr']), percent(row['nrr'])]),
    ).toEqual([
      ['enterprise', '85.0', '116.7'],
      ['mid_market', '82.0', '90.0'],
      ['smb', '75.0', '82.8'],
    ]);
    expect(
      result.tables.cohorts?.rows?.map((row) => [row['cohort'], percent(row['grr'])]).slice(0, 2),
    ).toEqual([
      ['2023', '95.9'],
      ['2024', '63.2'],
    ]);
    expect(result.trend).toEqual({ direction: 'degrading', distinguishable: true });
    expect(
      result.tables.causes?.rows?.map((row) => [row['key'], row['arr'], percent(row['share_arr'])]),
    ).toEqual([
      ['no_value_realized', 168_000, '39.4'],
      ['competitor_loss', 150_000, '35.2'],
      ['champion_left', 60_000, '14.1'],
      ['payment_failure', 24_000, '5.6'],
      ['pricing', 12_000, '2.8'],
      ['unknown', 12_000, '2.8'],
    ]);
    expect(result.cause_reading?.reading).toBe('mixed');
    expect(
      result.leakage_points.map((l) => [
        l.group,
        l.cause,
        l.lost_arr,
        percent(l.share_of_lost),
        l.grr_points?.toFixed(2),
      ]),
    ).toEqual([
      ['enterprise', 'competitor_loss', 150_000, '30.5', '5.39'],
      ['mid_market', 'no_value_realized', 120_000, '24.4', '4.31'],
      ['mid_market', 'champion_left', 60_000, '12.2', '2.16'],
    ]);
    const peers = result.tables.benchmarks?.rows?.filter((row) => String(row['key']).includes('.acv.'));
    expect(peers?.map((row) => [row['metric'], row['median'], row['position']])).toEqual([
      ['grr', 0.9, 'below_median'],
      ['nrr', 1.02, 'below_median'],
    ]);
  });
});

describe('further examples', () => {
  test('mix against rate', () => {
    const part = (segment: string, starting_arr: number, rate: number) => ({
      name: segment,
      segment,
      starting_arr,
      churned_arr: rate < 1 ? starting_arr * (1 - rate) : 0,
      contraction_arr: 0,
      expansion_arr: rate > 1 ? starting_arr * (rate - 1) : 0,
    });
    const result = report({
      cohorts: [part('a', 300, 1.12), part('b', 700, 0.86)],
      previous: { cohorts: [part('a', 400, 1.1), part('b', 600, 0.85)] },
    });
    expect(value(result, 'nrr')).toBeCloseTo(0.938, 9);
    expect([shown(result, 'mix_nrr'), shown(result, 'rate_nrr'), shown(result, 'interaction_nrr')]).toEqual([
      '-2.5 points',
      '+1.4 points',
      '-0.1 points',
    ]);
    expect(codes(result)).toContain('mix-hides-rate');
  });

  test('price against volume', () => {
    const result = report({
      accounts: [{ id: 1, arr_start: 10_000, arr_end: 11_880, units_start: 100, units_end: 110 }],
    });
    expect(value(result, 'price_effect_arr')).toBeCloseTo(880, 9);
    expect(value(result, 'volume_effect_arr')).toBeCloseTo(1_000, 9);
    expect([shown(result, 'nrr'), shown(result, 'constant_price_nrr')]).toEqual(['118.8%', '110.0%']);
  });

  test('histories by month: survival, trend at equal age, and cohorts of mixed ages', () => {
    const result = report({
      cohorts: [
        { name: '2025-01', starting_customer_count: 50, remaining_customer_counts: [47, 45, 44, 42] },
        { name: '2025-04', starting_customer_count: 40, remaining_customer_counts: [36, 34, 33] },
      ],
      claims: { logo_retention: 0.833 },
    });
    expect(result.tables.survival?.rows?.map((row) => (Number(row['survival']) * 100).toFixed(1))).toEqual([
      '92.2',
      '87.8',
      '85.6',
      '81.7',
    ]);
    expect(shown(result, 'survival_m3')).toBe('85.6%');
    expect(shown(result, 'trend_points')).toBe('-5.5 points');
    expect(result.trend).toEqual({ direction: 'degrading', distinguishable: false });
    expect(claim(result, 'logo_retention')?.codes).toContain('mixed-ages');
  });

  test('causes with ARR and activation evidence', () => {
    const result = cohort({
      ...movements(1_000_000, 200_000, 0, 0),
      starting_customer_count: 100,
      churned_customer_count: 20,
      churn_reasons: {
        payment_failure: { customers: 4, arr: 10_000 },
        pricing: { customers: 8, arr: 90_000, never_activated: { customers: 5, arr: 60_000 } },
        competitor_loss: { customers: 4, arr: 64_000 },
        unknown: { customers: 4, arr: 36_000 },
      },
    });
    expect([shown(result, 'unknown_share_count'), shown(result, 'unknown_share_arr')]).toEqual([
      '20.0%',
      '18.0%',
    ]);
    expect([shown(result, 'involuntary_share_count'), shown(result, 'involuntary_share_arr')]).toEqual([
      '20.0%',
      '5.0%',
    ]);
    expect(result.cause_reading).toEqual({
      reading: 'structural',
      by: 'arr',
      provisional: true,
      preventable_low: 0,
      preventable_high: 0.18,
    });
    expect(shown(result, 'preventable_share_arr_on_evidence')).toBe('30.0%');
    expect(shown(result, 'preventable_plus_involuntary_share_arr_on_evidence')).toBe('35.0%');
    expect(codes(result)).toEqual(
      expect.arrayContaining(['involuntary-churn-first', 'unknown-reasons', 'stated-reason-contradicted']),
    );
  });

  test('where no leaver said why, nothing is read of the causes', () => {
    const leaver = { id: 'C', arr_start: 50, arr_end: 0 };
    const kept = { id: 'A', arr_start: 100, arr_end: 100 };
    expect(report({ accounts: [kept, leaver] }).cause_reading).toBeNull();
    expect(
      report({ accounts: [kept, { ...leaver, churn_reason: 'went out of business' }] }).cause_reading,
    ).not.toBeNull();
  });

  test('a new account that is past due is at risk, and was never of the base that is retained', () => {
    const result = report({
      accounts: [
        { id: 'A', arr_start: 100, arr_end: 100 },
        { id: 'N', arr_start: 0, arr_end: 10, past_due: true },
      ],
    });
    expect(shown(result, 'at_risk_share')).toBe('10.0%');
    expect(result.findings.find(({ code }) => code === 'at-risk-billing')?.because).toBe(
      'Past due, set to cancel or paused at the end: ARR worth 10.0% of starting ARR, all still counted.',
    );
  });

  test('leavers that look small overall and are large inside their segment', () => {
    const part = (segment: string, n: number, starting_arr: number, lost: number, churned_arr: number) => ({
      name: segment,
      segment,
      starting_arr,
      starting_customer_count: n,
      churned_customer_count: lost,
      churned_arr,
      contraction_arr: 0,
      expansion_arr: 0,
    });
    const result = report({
      cohorts: [part('small', 100, 500_000, 9, 75_000), part('large', 10, 1_000_000, 0, 0)],
    });
    expect(shown(result, 'size_index')).toBe('0.61');
    expect(result.tables.size_index?.rows?.[0]?.['index']).toBeCloseTo(1.67, 2);
    expect(codes(result)).toContain('churn-size-hidden');
  });

  test('a month is no year', () => {
    const result = cohort(
      { ...movements(1_000, 23, 0, 31), starting_customer_count: 100, churned_customer_count: 2 },
      { period_months: 1 },
    );
    expect([shown(result, 'annual_equivalent_grr'), shown(result, 'annual_equivalent_nrr')]).toEqual([
      '75.6%',
      '110.0%',
    ]);
    expect([result.verdict, result.indicative_verdict]).toEqual(['insufficient_data', 'leaky_bucket']);
    expect(codes(result)).toContain('period-not-annual');
  });

  test('monthly and annual rates by compounding', () => {
    expect(annualRetention(0.977, 1)).toBeCloseTo(0.75637, 5);
    expect(monthlyLossOf(0.85)).toBeCloseTo(0.0135, 4);
  });
});
