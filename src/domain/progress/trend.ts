/** How the figures of one tool ran from review to review, and how the last step reads. */

import { movements } from './compare.ts';
import { type Difference, differences } from './definitions.ts';
import { type KeptTool, keptTools } from './kept-review.ts';
import { type Reading, withInterval } from './movement.ts';
import type { Standing } from './standing.ts';

export type TrendPoint = { review: string; value: number | null; display: string };

export type TrendFigure = {
  figure: string;
  label: string;
  points: TrendPoint[];
  change_display: string;
  reading: Reading;
  because: string;
};

export type Trend = {
  tool: KeptTool;
  /** Ids of the reviews, oldest first. */
  reviews: string[];
  /** What differs between the last two. */
  definitions: Difference[];
  figures: TrendFigure[];
};

function trendOf(tool: KeptTool, newestFirst: readonly Standing[], most: number): Trend | null {
  const reviews = newestFirst.slice(0, most).reverse();
  const [last, before] = [reviews.at(-1), reviews.at(-2)];
  if (last === undefined || before === undefined) return null;
  const definitions = differences(before, last);
  const steps = new Map(movements(before, last, definitions).map((step) => [step.figure, step]));
  return {
    tool,
    reviews: reviews.map(({ id }) => id),
    definitions,
    figures: last.figures.flatMap(({ id, label }) => {
      const step = steps.get(id);
      if (step === undefined) return [];
      const points = reviews.map((review) => {
        const figure = review.figures.find((one) => one.id === id);
        return {
          review: review.id,
          value: figure?.value ?? null,
          display: withInterval(figure, review.currency),
        };
      });
      const { change_display, reading, because } = step;
      return [{ figure: id, label, points, change_display, reading, because }];
    }),
  };
}

/**
 * Trends by tool over the reviews that are listed, of the last `most` of each. A tool with one review has none.
 * Example: two retention reviews give one trend whose `grr` has two points and one reading.
 */
export const trendsOf = (standing: readonly Standing[], most: number): Trend[] =>
  keptTools.flatMap(
    (tool) =>
      trendOf(
        tool,
        standing.filter((review) => review.tool === tool),
        most,
      ) ?? [],
  );
