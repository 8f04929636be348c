/** A later report held against a kept review: definitions first, then each figure, then what the decision was to change. */
import { dayNumber, monthDays } from '../dates.ts';
import { type Difference, differences } from './definitions.ts';
import { type JudgedExpectation, judgeExpectation } from './expectations.ts';
import type { KeptFigure, Review } from './kept-review.ts';
import { type Movement, movementOf } from './movement.ts';
import { reviewDate } from './review-id.ts';
import type { Snapshot } from './snapshot.ts';

export type Progress = {
  against: string;
  against_date: string;
  days: number | null;
  shared_months: number | null;
  verdict_before: string;
  verdict_now: string;
  definitions: Difference[];
  figures: Movement[];
  expectations: JudgedExpectation[];
};

const byId = (figures: readonly KeptFigure[]): Map<string, KeptFigure> =>
  new Map(figures.map((figure) => [figure.id, figure]));

/**
 * Months that the periods of two positions have in common: a change is what the other months did. Null where the dates
 * or the length are not known or not the same.
 */
function sharedMonths(before: Snapshot, now: Snapshot): number | null {
  const [a, b] = [before.definitions?.['period_months'], now.definitions?.['period_months']];
  const [from, to] = [before.as_of, now.as_of].map((day) => (day === null ? null : dayNumber(day)));
  if (typeof a !== 'number' || a !== b || from == null || to == null) return null;
  return Math.max(0, a - (to - from) / monthDays);
}

/** Movements of the figures that a review kept. */
export function movements(before: Snapshot, now: Snapshot, found: readonly Difference[]): Movement[] {
  const later = byId(now.figures);
  const currencies = { before: before.currency, now: now.currency };
  return before.figures.flatMap(
    (figure) => movementOf(before.tool, figure, later.get(figure.id), found, currencies) ?? [],
  );
}

/**
 * What moved since a review. `on` is the day of the later report, which decides whether a target's day is over.
 * Example: a GRR inside the interval it had reads `noise`, whatever the difference of the two values.
 */
export function progressSince(before: Review, now: Snapshot, on: string): Progress {
  const found = differences(before, now);
  const figures = movements(before, now, found);
  const later = byId(now.figures);
  const [from, to] = [dayNumber(reviewDate(before)), dayNumber(on)];
  return {
    against: before.id,
    against_date: reviewDate(before),
    days: from === null || to === null ? null : to - from,
    shared_months: sharedMonths(before, now),
    verdict_before: before.verdict,
    verdict_now: now.verdict,
    definitions: found,
    figures,
    expectations: before.expect.map((one) =>
      judgeExpectation(
        one,
        figures.find(({ figure }) => figure === one.figure) ?? null,
        later.get(one.figure),
        { on, currency: now.currency },
      ),
    ),
  };
}
