/** Whether what was decided has been followed by what it was to change. */
import { displayValue } from '../figure.ts';
import { atOrAbove, atOrBelow } from '../numbers.ts';
import type { Expectation, KeptFigure } from './kept-review.ts';
import type { Movement } from './movement.ts';

/** `met`: the target is reached. `missed`: its day is over and it is not. `open`: the day is still to come, or nothing can be told. */
export const expectationStatuses = ['met', 'missed', 'open'] as const;

export type ExpectationStatus = (typeof expectationStatuses)[number];

export type JudgedExpectation = Expectation & {
  target_display: string;
  before_display: string;
  now_display: string;
  status: ExpectationStatus;
  because: string;
};

/** Figures of which more, or less, is always what is hoped for. */
const hopes = {
  more: /^(?:grr|nrr|logo_retention|renewal_rate|annual_equivalent_)/,
  less: /^(?:churn|churned_|lost_|contraction_)/,
};

/** Whether a target is a least or a most: by the figure, else by where the figure was; a least where nothing was known. */
function asksForMore({ figure, target }: Expectation, before: number | null): boolean {
  if (hopes.more.test(figure)) return true;
  return !hopes.less.test(figure) && (before === null || atOrAbove(target, before));
}

/** What the interval of the value says about its distance to the target. */
function certainty(target: number, now: KeptFigure | undefined): string {
  if (now?.low === undefined || now.high === undefined) return '';
  return now.low <= target && target <= now.high
    ? '; its 95% interval holds the target, so the other side of it is possible'
    : '; its 95% interval lies on one side of the target';
}

/**
 * Judges one expectation by the movement of its figure. `on` is the day of the later report.
 * Example: a target of 0.85 for a GRR that was 0.82 and is 0.86 is met; at 0.84 after its day it is missed, before it open.
 */
export function judgeExpectation(
  expectation: Expectation,
  movement: Movement | null,
  now: KeptFigure | undefined,
  { on, currency }: { on: string; currency: string },
): JudgedExpectation {
  const { target, by } = expectation;
  const unit = movement?.unit ?? 'ratio';
  const shown = {
    ...expectation,
    target_display: displayValue(target, { label: '', unit }, { currency }),
    before_display: movement?.before_display ?? 'n/a',
    now_display: movement?.now_display ?? 'n/a',
  };
  if (movement === null || movement.now === null)
    return { ...shown, status: 'open', because: 'the later report does not have the figure' };
  if (movement.reading === 'withheld')
    return { ...shown, status: 'open', because: `not comparable: ${movement.because}` };
  const more = asksForMore(expectation, movement.before);
  const reached = more ? atOrAbove(movement.now, target) : atOrBelow(movement.now, target);
  const side = more ? 'at least' : 'at most';
  const sure = certainty(target, now);
  if (reached)
    return { ...shown, status: 'met', because: `asked for ${side} ${shown.target_display}${sure}` };
  return on >= by
    ? { ...shown, status: 'missed', because: `asked for ${side} ${shown.target_display} by ${by}${sure}` }
    : {
        ...shown,
        status: 'open',
        because: `asked for ${side} ${shown.target_display}; ${by} is still to come`,
      };
}
