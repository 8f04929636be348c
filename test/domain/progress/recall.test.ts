import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/progress/kept-review.ts';
import { recall } from '../../../src/domain/progress/recall.ts';
import { rate, review } from './reviews.ts';

const today = '2027-01-20';

const grr = (value: number) => [rate('grr', value, value - 0.05, value + 0.05)];
const q2 = review({ as_of: '2026-06-30', report_id: '2222222222222222', figures: grr(0.7) });
const q3 = review({ as_of: '2026-09-30', report_id: '3333333333333333', figures: grr(0.82) });
const q4 = review({
  as_of: '2026-12-31',
  report_id: '4444444444444444',
  figures: grr(0.83),
  review_on: null,
});
const seats = review({
  as_of: '2026-11-01',
  decision: 'coverage',
  tool: 'cco_size_coverage',
  report_id: '5555555555555555',
  figures: [],
});
const all = [q3, seats, q2, q4];

const ids = (reviews: readonly { id: string }[]) => reviews.map(({ id }) => id);
const run = (input: Parameters<typeof recall>[1], now: Review | null = null) =>
  recall(all, input, { today, now });

describe('which', () => {
  it.each([
    ['all', {}, [q4, seats, q3, q2]],
    ['one decision', { decision: 'coverage' }, [seats]],
    ['from a day', { from: '2026-09-30' }, [q4, seats, q3]],
    ['to a day', { to: '2026-09-30' }, [q3, q2]],
    ['between', { from: '2026-09-30', to: '2026-11-01' }, [seats, q3]],
    ['the first two', { limit: 2 }, [q4, seats]],
  ] as const)('%s', (_, input, expected) => {
    expect(ids(run(input).reviews)).toEqual(ids(expected));
  });

  it('says how many more there are', () => {
    expect(run({ limit: 3 }).more).toBe(1);
    expect(run({}).more).toBe(0);
  });

  it('due for a second look by a day only, or as they are by today', () => {
    expect(ids(run({ due_on: '2027-01-14' }).reviews)).toEqual([]);
    expect(ids(run({ due_on: '2027-01-15' }).reviews)).toEqual(ids([seats, q3, q2]));
    expect(run({})).toMatchObject({ due_by: today });
    expect(ids(run({}).due)).toEqual(ids([seats, q3, q2]));
    expect(ids(run({ decision: 'coverage' }).due)).toEqual([seats.id]);
  });
});

describe('trend', () => {
  it('runs oldest first and reads its last step', () => {
    const { trends } = run({ decision: 'retention' });
    expect(trends).toMatchObject([
      {
        tool: 'cco_decompose_retention',
        reviews: [q2.id, q3.id, q4.id],
        figures: [
          {
            figure: 'grr',
            points: [{ value: 0.7 }, { value: 0.82 }, { value: 0.83 }],
            change_display: '+1.0 points',
            reading: 'noise',
          },
        ],
      },
    ]);
    expect(run({ to: '2026-09-30' }).trends[0]?.figures[0]?.reading).toBe('moved');
  });

  it('needs two reviews', () => {
    expect(run({ decision: 'coverage' }).trends).toEqual([]);
  });
});

describe('what moved since', () => {
  it('is held against the last review of the same tool that is not of the same report', () => {
    expect(run({}, q4).progress?.against).toBe(q3.id);
    expect(run({}, { ...q4, report_id: '9999999999999999' }).progress?.against).toBe(q4.id);
    expect(run({}, { ...q3, report_id: '9999999999999999' }).progress?.against).toBe(q3.id);
    expect(run({}, { ...q4, as_of: null, report_id: '9999999999999999' }).progress?.against).toBe(q4.id);
    expect(run({ to: '2026-08-01' }, q4).progress?.against).toBe(q2.id);
  });

  it('is held against the correction, not against what it corrects', () => {
    const correction = review({ ...q3, id: `${q3.id}-2`, corrects: q3.id, figures: grr(0.6) });
    const found = recall([...all, correction], {}, { today, now: q4 });
    expect(found.progress).toMatchObject({
      against: correction.id,
      figures: [{ before: 0.6, reading: 'moved' }],
    });
    expect(ids(found.reviews)).not.toContain(q3.id);
  });

  it('says why there is none', () => {
    expect(run({}, { ...seats, tool: 'cco_plan_hires' })).toMatchObject({
      progress: null,
      progress_reason: 'no earlier review of cco_plan_hires is kept that this report could be held against',
    });
    expect(run({})).toMatchObject({ progress: null, progress_reason: null });
  });
});

it('does not depend on the order in which files were read', () => {
  const expected = run({}, q4);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(recall(shuffled, {}, { today, now: q4 })).toEqual(expected);
    }),
  );
});
