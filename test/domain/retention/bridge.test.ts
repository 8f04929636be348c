/** A stated ending ARR against the lines of the bridge, where nobody says what new customers brought. */
import { describe, expect, test } from 'vitest';
import { codes, cohort, report, value } from './run.ts';

/** 1,000 less 100 and 50 plus 200 is 1,050; 2,000 less 300 and 100 plus 100 is 1,700. */
const two = (ending: number, more: object = {}) =>
  report({
    stage: 'growth',
    cohorts: [
      {
        name: '2025-Q1',
        starting_arr: 1000,
        churned_arr: 100,
        contraction_arr: 50,
        expansion_arr: 200,
        ending_arr: 1050,
      },
      {
        name: '2025-Q2',
        starting_arr: 2000,
        churned_arr: 300,
        contraction_arr: 100,
        expansion_arr: 100,
        ending_arr: ending,
        ...more,
      },
    ],
  });

const because = (of: ReturnType<typeof two>, code: string) =>
  of.findings.find((finding) => finding.code === code)?.because;

const lines = (of: ReturnType<typeof two>) =>
  Object.fromEntries((of.tables.bridge?.rows ?? []).map(({ key, arr }) => [key, arr]));

/** What the lines between start and end come to, with the start. */
const sumOfLines = (of: ReturnType<typeof two>) =>
  Object.entries(lines(of)).reduce((sum, [key, arr]) => sum + (key === 'end' ? 0 : Number(arr ?? 0)), 0);

describe('a stated end', () => {
  test('above start less losses plus expansion: the difference is named and stands in the bridge', () => {
    const of = two(9999);
    expect(because(of, 'ending-unexplained')).toBe(
      'The stated ending ARR $11,049 is $8,299 more than start less losses plus expansion: that part would have to be new or returning.',
    );
    expect(codes(of)).not.toContain('bridge-does-not-tie');
    expect(of.verdict).toBe('critical');
    expect(value(of, 'bridge_gap')).toBe(8299);
    expect(lines(of)).toMatchObject({ start: 3000, new: null, unexplained: 8299, end: 11_049 });
    expect(sumOfLines(of)).toBe(11_049);
    const rows = of.tables.bridge?.rows ?? [];
    expect(rows.slice(-2).map(({ key, after }) => [key, after])).toEqual([
      ['unexplained', 11_049],
      ['end', 11_049],
    ]);
  });

  test('with what returned given, the difference would have to be new', () => {
    expect(because(two(9999, { reactivation_arr: 299 }), 'ending-unexplained')).toBe(
      'The stated ending ARR $11,049 is $8,000 more than start less losses plus expansion and what returned: that part would have to be new.',
    );
  });

  test('below it: nothing that is not given can explain that', () => {
    const of = two(1000);
    expect(because(of, 'bridge-does-not-tie')).toBe(
      'The stated ending ARR $2,050 is -$700 off what the movements give.',
    );
    expect(of.verdict).toBe('contradictory_data');
    expect(codes(of)).not.toContain('ending-unexplained');
    expect(sumOfLines(of)).toBe(2050);
  });

  test.each([
    ['new ARR', { new_arr: 1000 }, 7299],
    ['new and returning ARR', { new_arr: 1000, reactivation_arr: 8000 }, -701],
  ])('off the bridge with %s is a contradiction, and the table shows by how much', (_name, more, gap) => {
    const of = two(9999, more);
    expect(codes(of)).toContain('bridge-does-not-tie');
    expect(lines(of)['unexplained']).toBe(gap);
    expect(sumOfLines(of)).toBe(11_049);
  });

  test('that ties has no line for it, and one within max(1, 0.5%) no finding', () => {
    expect(lines(two(1700))).not.toHaveProperty('unexplained');
    const near = two(1714);
    expect(lines(near)['unexplained']).toBe(14);
    expect(codes(near)).not.toContain('ending-unexplained');
  });

  test('of a base that is not known says nothing', () => {
    const of = cohort({ starting_arr: 100, churned_arr: 10, ending_arr: 500 });
    expect(codes(of)).not.toContain('ending-unexplained');
    expect(lines(of)).not.toHaveProperty('unexplained');
    expect(of.figures.some(({ id }) => id === 'bridge_gap')).toBe(false);
  });
});

describe('stated ends of cohorts that are off in both ways', () => {
  const off = (name: string, ending_arr: number, more: object = {}) => ({
    ...{ name, starting_arr: 1000, churned_arr: 100, contraction_arr: 0, expansion_arr: 50, ending_arr },
    ...more,
  });
  const of = (...cohorts: object[]) => report({ stage: 'growth', cohorts });

  test('do not make up for each other', () => {
    const both = of(off('Q1', 1200, { new_arr: 0 }), off('Q2', 700, { new_arr: 0 }));
    expect(value(both, 'bridge_gap')).toBe(0);
    expect(value(both, 'cohort_gaps')).toBe(500);
    expect(because(both, 'bridge-does-not-tie')).toBe(
      'Stated ending ARR of 2 cohorts is $500 off the movements of each, which the sum of all cohorts hides: `Q1` too high, `Q2` too low.',
    );
  });

  test('are too low also where new ARR is not known, which only makes an end higher', () => {
    const low = of(off('Q1', 1200), off('Q2', 700));
    expect(because(low, 'bridge-does-not-tie')).toBe(
      'Stated ending ARR of 1 cohort is $250 off the movements of each, which the sum of all cohorts hides: `Q2` too low.',
    );
    expect(codes(of(off('Q1', 1200), off('Q2', 950)))).not.toContain('bridge-does-not-tie');
  });

  test('that all tie, or are off one way, say nothing more', () => {
    const one = of(off('Q1', 950, { new_arr: 0 }), off('Q2', 700, { new_arr: 0 }));
    expect(because(one, 'bridge-does-not-tie')).toContain('The stated ending ARR $1,650 is -$250 off');
    expect(one.figures.some(({ id }) => id === 'cohort_gaps')).toBe(false);
  });
});
