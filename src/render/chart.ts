/** Charts as sections of a text: a title, its lines, in a code fence where the reader is not a terminal. */
import { type Bar, barLines } from './bars.ts';
import type { Ink } from './ink.ts';
import type { Detail, Section } from './section.ts';
import { type Series, sparkLines } from './sparkline.ts';

/** A chart before it is drawn. */
export type Chart = { title: string } & ({ bars: readonly Bar[] } | { series: readonly Series[] });

function linesOf(chart: Chart, ink: Ink): string[] {
  const drawn = 'bars' in chart ? barLines(chart.bars, ink) : sparkLines(chart.series, ink);
  return [chart.title, ...drawn];
}

const isEmpty = (chart: Chart): boolean =>
  'bars' in chart
    ? chart.bars.every(({ to }) => to === null)
    : chart.series.every(({ values }) => values.every((value) => value === null));

/**
 * The charts of a report as sections. The first is the one that a summary keeps; a terminal and `full` show all.
 * A chart is shown whole or not at all, and one in which nothing is known is not shown.
 */
export function chartSections(charts: readonly Chart[], detail: Detail, ink: Ink): Section[] {
  const drawn = charts.filter((chart) => !isEmpty(chart));
  const kept = detail === 'full' || ink === 'terminal' ? drawn : drawn.slice(0, 1);
  return kept.map((chart): Section => {
    const lines = linesOf(chart, ink);
    return {
      part: 'charts',
      head: [],
      lines: ink === 'terminal' ? lines : ['```text', ...lines, '```'],
      whole: true,
    };
  });
}
