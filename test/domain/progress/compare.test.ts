import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressSince } from '../../../src/domain/progress/compare.ts';
import { differences } from '../../../src/domain/progress/definitions.ts';
import type { KeptFigure, KeptTool, Review } from '../../../src/domain/progress/kept-review.ts';
import { money, rate, review } from './reviews.ts';

const on = '2026-12-31';

const since = (before: Partial<Review>, now: Partial<Review>) =>
  progressSince(review(before), review({ as_of: on, ...now }), on);

/** How one figure reads. */
function reading(before: KeptFigure, now: KeptFigure, tool: KeptTool = 'cco_decompose_retention') {
  const [movement] = since({ tool, figures: [before] }, { tool, figures: [now] }).figures;
  if (movement === undefined) throw new Error('no movement');
  return movement;
}

describe('a figure', () => {
  it.each([
    [
      'overlapping intervals',
      rate('grr', 0.823, 0.735, 0.902),
      rate('grr', 0.85, 0.76, 0.92),
      'noise',
      '+2.7 points',
    ],
    [
      'intervals that touch',
      rate('grr', 0.8, 0.7, 0.85),
      rate('grr', 0.9, 0.85, 0.95),
      'noise',
      '+10.0 points',
    ],
    [
      'intervals that touch, down',
      rate('grr', 0.9, 0.85, 0.95),
      rate('grr', 0.8, 0.7, 0.85),
      'noise',
      '-10.0 points',
    ],
    [
      'intervals apart, up',
      rate('grr', 0.8, 0.75, 0.84),
      rate('grr', 0.9, 0.85, 0.95),
      'moved',
      '+10.0 points',
    ],
    [
      'intervals apart, down',
      rate('grr', 0.9, 0.85, 0.95),
      rate('grr', 0.8, 0.75, 0.84),
      'moved',
      '-10.0 points',
    ],
    [
      'the same value',
      rate('grr', 0.1 + 0.2, 0.2, 0.4),
      rate('grr', 0.3, 0.2, 0.4),
      'unchanged',
      '0.0 points',
    ],
    ['no interval now', rate('grr', 0.8, 0.75, 0.84), rate('grr', 0.9), 'unsure', '+10.0 points'],
    ['no interval then', rate('grr', 0.8), rate('grr', 0.9, 0.85, 0.95), 'unsure', '+10.0 points'],
    ['what customers did', money('lost_arr', 492_000), money('lost_arr', 300_000), 'unsure', '-$192,000'],
    [
      'what stands in the books',
      money('ending_arr', 3_000_000),
      money('ending_arr', 3_170_000),
      'exact',
      '+$170,000',
    ],
    ['a value that was not known', rate('grr', null), rate('grr', 0.9, 0.8, 1), 'unknown', 'n/a'],
    ['a value that is not known', rate('grr', 0.9, 0.8, 1), rate('grr', null), 'unknown', 'n/a'],
  ])('with %s', (_, before, now, expected, change) => {
    expect(reading(before, now)).toMatchObject({ reading: expected, change_display: change });
  });

  it('of a rule is exact for the other tools', () => {
    const seats = (value: number): KeptFigure => ({ id: 'csms', label: 'CSMs', value, unit: 'fte' });
    expect(reading(seats(4), seats(5.5), 'cco_size_coverage')).toMatchObject({
      reading: 'exact',
      before_display: '4.00',
      now_display: '5.50',
      change_display: '+1.50',
    });
  });

  it('is shown with its interval', () => {
    expect(reading(rate('grr', 0.823, 0.735, 0.902), rate('grr', 0.85, 0.76, 0.92))).toMatchObject({
      before_display: '82.3% (73.5-90.2%)',
      now_display: '85.0% (76.0-92.0%)',
    });
  });

  it('that the later report does not have is unknown', () => {
    const { figures } = since({ figures: [rate('grr', 0.8)] }, { figures: [] });
    expect(figures).toMatchObject([{ figure: 'grr', reading: 'unknown', because: 'not known now' }]);
  });

  it('whose unit changed is not compared', () => {
    expect(reading(rate('grr', 0.8), { ...rate('grr', 80), unit: 'points' })).toMatchObject({
      reading: 'withheld',
      change: null,
    });
  });

  it('reads moved only where the intervals have no value in common, and the same both ways', () => {
    const interval = fc
      .tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map((values) => [...values].sort((a, b) => a - b) as [number, number, number]);
    fc.assert(
      fc.property(interval, interval, ([al, a, ah], [bl, b, bh]) => {
        const [one, two] = [rate('grr', a, al, ah), rate('grr', b, bl, bh)];
        const there = reading(one, two);
        const back = reading(two, one);
        expect(back.reading).toBe(there.reading);
        expect(back.change).toBeCloseTo(-(there.change ?? 0), 12);
        if (there.reading === 'moved') expect(ah < bl || bh < al).toBe(true);
        if (there.reading === 'noise') expect(Math.max(al, bl)).toBeLessThanOrEqual(Math.min(ah, bh));
      }),
    );
  });
});

describe('definitions that changed', () => {
  const figures = [
    rate('grr', 0.8, 0.75, 0.84),
    rate('nrr', 1, 0.95, 1.04),
    money('ending_arr', 10),
    money('point_value_y1', 5),
  ];
  const readings = (before: Partial<Review>, now: Partial<Review>) =>
    Object.fromEntries(
      since(
        { figures, ...before },
        { figures: figures.map((one) => ({ ...one, value: (one.value ?? 0) + 1 })), ...now },
      ).figures.map(({ figure, reading: how }) => [figure, how]),
    );

  it.each([
    [
      'the period',
      { definitions: { period_months: 12 } },
      { definitions: { period_months: 3 } },
      'period_months',
      ['grr', 'nrr', 'ending_arr', 'point_value_y1'],
    ],
    [
      'the book',
      { definitions: { book: 'accounts' } },
      { definitions: { book: 'claims' } },
      'book',
      ['grr', 'nrr', 'ending_arr', 'point_value_y1'],
    ],
    [
      'who is counted',
      { definitions: { rows_left_out: 'none' } },
      { definitions: { rows_left_out: 'excluded_by_caller' } },
      'rows_left_out',
      ['grr', 'nrr', 'ending_arr', 'point_value_y1'],
    ],
    [
      'a definition not known here',
      { definitions: {} },
      { definitions: { new_rule: true } },
      'new_rule',
      ['grr', 'nrr', 'ending_arr', 'point_value_y1'],
    ],
    [
      'returning customers',
      { definitions: { reactivation_in_nrr: false } },
      { definitions: { reactivation_in_nrr: true } },
      'reactivation_in_nrr',
      ['nrr'],
    ],
    ['currency', { currency: 'USD' }, { currency: 'EUR' }, 'currency', ['ending_arr', 'point_value_y1']],
    [
      'conversion',
      { definitions: { converted: false } },
      { definitions: { converted: true } },
      'converted',
      ['ending_arr', 'point_value_y1'],
    ],
    [
      'policy',
      { policy_version: '2026.11.0' },
      { policy_version: '2027.2.0' },
      'policy_version',
      ['point_value_y1'],
    ],
    [
      'an assumption',
      { assumed: { gross_margin: 0.8 } },
      { assumed: {} },
      'assumption gross_margin',
      ['point_value_y1'],
    ],
    [
      'the example for real data',
      { assumed: { sample: true } },
      { assumed: {} },
      'assumption sample',
      ['grr', 'nrr', 'ending_arr', 'point_value_y1'],
    ],
    ['the stage', { assumed: { stage: 'seed' } }, { assumed: { stage: 'growth' } }, 'assumption stage', []],
  ] as [string, Partial<Review>, Partial<Review>, string, string[]][])(
    '%s is named, and what it would mislead about is withheld',
    (_, before, now, what, withheld) => {
      const found = differences(review(before), review(now));
      expect(found.map((one) => one.what)).toEqual([what]);
      const read = readings(before, now);
      expect(Object.keys(read).filter((id) => read[id] === 'withheld')).toEqual(withheld);
    },
  );

  it('says what it was and what it is', () => {
    expect(
      since(
        { currency: 'USD', figures: [money('ending_arr', 1)] },
        { currency: 'EUR', figures: [money('ending_arr', 2)] },
      ),
    ).toMatchObject({
      definitions: [{ what: 'currency', before: 'USD', now: 'EUR', withholds: 'money' }],
      figures: [
        {
          before_display: '$1',
          now_display: 'EUR 2',
          change: null,
          change_display: 'n/a',
          because: 'currency was USD, is EUR',
        },
      ],
    });
  });

  it('come with those first that forbid most', () => {
    const found = differences(
      review({
        currency: 'USD',
        policy_version: 'a',
        assumed: { stage: 'seed' },
        definitions: { book: 'tiers' },
      }),
      review({
        currency: 'EUR',
        policy_version: 'b',
        assumed: { stage: 'growth' },
        definitions: { book: 'team' },
      }),
    );
    expect(found.map(({ what }) => what)).toEqual(['book', 'currency', 'policy_version', 'assumption stage']);
  });

  it('a change of lines forbids what is computed from them, not what is counted', () => {
    const coverage = (policy_version: string, value: number): Partial<Review> => ({
      tool: 'cco_size_coverage',
      policy_version,
      figures: ['customers', 'total_arr', 'csms', 'recommended_seats', 'cost_share'].map((id) => ({
        ...money(id, value),
        unit: 'count',
      })),
    });
    expect(
      since(coverage('a', 1), coverage('b', 2)).figures.map(({ figure, reading: how }) => [figure, how]),
    ).toEqual([
      ['customers', 'exact'],
      ['total_arr', 'exact'],
      ['csms', 'exact'],
      ['recommended_seats', 'withheld'],
      ['cost_share', 'withheld'],
    ]);
  });

  it('that one side does not say are said to be unknown, and the same ones are none', () => {
    expect(differences(review({ definitions: null }), review())).toEqual([
      { what: 'definitions', before: 'not recorded', now: 'recorded', withholds: 'none' },
    ]);
    expect(differences(review({ assumed: null }), review())).toEqual([]);
    expect(differences(review(), review())).toEqual([]);
  });
});

describe('what the decision was to change', () => {
  const expectation = (target: number, by = '2026-12-01', figure = 'grr') => ({ figure, target, by });
  const judged = (target: number, now: KeptFigure, by?: string, before = rate('grr', 0.82, 0.74, 0.9)) =>
    since({ figures: [before], expect: [expectation(target, by, before.id)] }, { figures: [now] })
      .expectations[0];

  it.each([
    ['met', 0.85, rate('grr', 0.86), '2027-06-30'],
    ['met', 0.86, rate('grr', 0.86), undefined],
    ['missed', 0.85, rate('grr', 0.84), undefined],
    ['missed', 0.85, rate('grr', 0.84), on],
    ['open', 0.85, rate('grr', 0.84), '2027-01-01'],
    ['open', 0.85, rate('grr', null), undefined],
    // A target below where a rate of retention was is still a least.
    ['met', 0.8, rate('grr', 0.81), undefined],
    ['missed', 0.8, rate('grr', 0.79), undefined],
  ] as const)('%s: target %s', (status, target, now, by) => {
    expect(judged(target, now, by)).toMatchObject({ status });
  });

  it('of a loss is a most, of another figure what it was', () => {
    expect(judged(400_000, money('lost_arr', 390_000), undefined, money('lost_arr', 492_000))).toMatchObject({
      status: 'met',
      because: 'asked for at most $400,000',
    });
    expect(judged(2, money('csms', 3), undefined, money('csms', 4))?.status).toBe('missed');
    expect(judged(6, money('csms', 7), undefined, money('csms', 4))?.status).toBe('met');
    expect(judged(6, money('csms', 7), undefined, money('csms', null))?.status).toBe('met');
  });

  it('says when the interval leaves the other side of the target possible', () => {
    expect(judged(0.85, rate('grr', 0.86, 0.8, 0.9))?.because).toContain('its 95% interval holds the target');
    expect(judged(0.85, rate('grr', 0.93, 0.9, 0.96))?.because).toContain('lies on one side of the target');
  });

  it('stays open where a definition changed', () => {
    const { expectations } = since(
      { figures: [rate('grr', 0.82)], expect: [expectation(0.85)], definitions: { period_months: 12 } },
      { figures: [rate('grr', 0.9)], definitions: { period_months: 3 } },
    );
    expect(expectations).toMatchObject([
      { status: 'open', because: 'not comparable: period_months was 12, is 3', target_display: '85.0%' },
    ]);
  });
});

describe('time', () => {
  it('says how many days lie between, and what both periods cover', () => {
    expect(since({ as_of: '2026-09-30' }, { as_of: '2026-12-31' })).toMatchObject({
      days: 92,
      shared_months: expect.closeTo(12 - 92 / 30.4375, 9),
    });
    expect(since({ as_of: '2025-09-30' }, { as_of: '2026-12-31' }).shared_months).toBe(0);
    expect(since({ as_of: null }, { as_of: '2026-12-31' }).shared_months).toBeNull();
    expect(since({ definitions: {} }, {}).shared_months).toBeNull();
  });
});
