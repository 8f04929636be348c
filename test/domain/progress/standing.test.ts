import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/progress/kept-review.ts';
import { dueReviews, standingReviews } from '../../../src/domain/progress/standing.ts';
import { review } from './reviews.ts';

const ids = (reviews: readonly { id: string }[]) => reviews.map(({ id }) => id);

const q1 = review({ as_of: '2026-03-31' });
const q2 = review({ as_of: '2026-06-30' });
const q3 = review({ as_of: '2026-09-30' });

describe('order', () => {
  it('is newest first by the day it is about, then recorded, then id', () => {
    const later = review({ as_of: '2026-06-30', recorded_on: '2026-12-01', id: `${q2.id}-2` });
    const undated = review({ as_of: null, recorded_on: '2026-05-01' });
    expect(ids(standingReviews([q1, q2, undated, q3, later]).standing)).toEqual([
      q3.id,
      later.id,
      q2.id,
      undated.id,
      q1.id,
    ]);
  });

  it('does not depend on the order of reading', () => {
    const all = [
      q1,
      q2,
      q3,
      review({ id: `${q3.id}-2`, corrects: q3.id }),
      review({ id: `${q1.id}-2`, corrects: q2.id }),
    ];
    const expected = standingReviews(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(standingReviews(shuffled)).toEqual(expected);
      }),
    );
  });
});

describe('corrections', () => {
  const second = review({ id: `${q3.id}-2`, corrects: q3.id, words: 'Corrected.' });
  const third = review({ id: `${q3.id}-3`, corrects: second.id, words: 'Corrected again.' });

  it('a correction stands in place of the old one, and points to it', () => {
    const { standing, notes } = standingReviews([q2, q3, second]);
    expect(standing.map(({ id, replaces }) => [id, replaces])).toEqual([
      [second.id, [q3.id]],
      [q2.id, []],
    ]);
    expect(notes).toEqual([]);
  });

  it('a correction of a correction stands for both', () => {
    expect(standingReviews([q3, second, third]).standing.map(({ id, replaces }) => [id, replaces])).toEqual([
      [third.id, [second.id, q3.id]],
    ]);
  });

  it('two corrections of one review are both shown, and said to be', () => {
    const other = review({ id: `${q3.id}-3`, corrects: q3.id });
    const { standing, notes } = standingReviews([q3, second, other]);
    expect(ids(standing)).toEqual([other.id, second.id]);
    expect(notes).toEqual([
      `${q3.id} has 2 corrections, ${other.id} and ${second.id}; all of them are shown`,
    ]);
  });

  it('of one that cannot be read it stands, and says so', () => {
    const { standing, notes } = standingReviews([second]);
    expect(ids(standing)).toEqual([second.id]);
    expect(notes).toEqual([`${second.id} corrects ${q3.id}, which is not among the reviews read`]);
  });

  it('that point at each other hide nothing', () => {
    const first = review({ id: q3.id, corrects: second.id });
    const { standing, notes } = standingReviews([first, second]);
    expect(ids(standing)).toEqual([second.id, first.id]);
    expect(notes).toHaveLength(2);
    expect(ids(standingReviews([review({ id: q3.id, corrects: q3.id })]).standing)).toEqual([q3.id]);
  });

  it('no review is lost, however they point: each stands or is replaced by one that stands', () => {
    const names = Array.from({ length: 6 }, (_, i) => `${q3.id}${i === 0 ? '' : `-${i + 1}`}`);
    const arbitrary = fc
      .array(fc.option(fc.constantFrom(...names)), { minLength: 6, maxLength: 6 })
      .map((targets) => names.map((id, i): Review => review({ id, corrects: targets[i] ?? null })));
    fc.assert(
      fc.property(arbitrary, (reviews) => {
        const { standing } = standingReviews(reviews);
        const covered = new Set(standing.flatMap(({ id, replaces }) => [id, ...replaces]));
        expect([...covered].sort()).toEqual([...names].sort());
      }),
    );
  });
});

describe('second looks', () => {
  const standing = (...reviews: Review[]) => standingReviews(reviews).standing;
  const early = review({ as_of: '2026-06-30', review_on: '2026-09-15' });

  it.each([
    ['2026-09-14', []],
    ['2026-09-15', [early.id]],
    ['2027-01-01', [early.id]],
  ])('by %s', (by, due) => {
    expect(ids(dueReviews(standing(early, review({ as_of: '2026-05-31', review_on: null })), by))).toEqual(
      due,
    );
  });

  it('a later review of the same decision on that day or after is the second look', () => {
    expect(
      dueReviews(standing(early, review({ as_of: '2026-09-15', review_on: null })), '2027-01-01'),
    ).toEqual([]);
    for (const other of [
      review({ as_of: '2026-09-14', review_on: null }),
      review({ as_of: '2026-12-31', decision: 'coverage', review_on: null }),
    ])
      expect(ids(dueReviews(standing(early, other), '2027-01-01'))).toEqual([early.id]);
  });
});
