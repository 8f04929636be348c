/** The three estimates side by side, never averaged, against the people there are and the seats recommended. */

import { coverageTables } from '../../domain/coverage/tables.ts';
import { displayValue } from '../../domain/display.ts';
import { frame, nameAxis, nameWidth, valueAxis } from '../axes.ts';
import { type ChartMaker, figureOf, figureValue, numberAt, rowsOf, textAt } from '../chart.ts';
import { spanSeries } from '../spans.ts';

/** Null for a team without a book. */
export const coverageEstimates: ChartMaker = (report) => {
  const rows = rowsOf(report, 'estimates').filter((row) => numberAt(row, 'fte') !== null);
  if (rows.length === 0) return null;
  const show = (value: number) => displayValue(value, { label: '', unit: 'fte' }, report);
  const lines = (
    [
      ['csms', 'CSMs today', 'violet'],
      ['recommended_seats', 'recommended seats', 'ink'],
    ] as const
  ).flatMap(([id, says, hue]) => {
    const value = figureValue(report, id);
    return value === null ? [] : [{ says, hue, value, display: figureOf(report, id)?.display ?? '' }];
  });
  const spread = figureOf(report, 'estimate_spread');
  return {
    id: 'estimates',
    title: 'Three estimates of the CSMs needed',
    short: 'Estimates',
    description:
      'What others staff, what is promised and what can be paid, each as a bar of CSMs, with ticks for the CSMs today and the seats recommended.',
    key: [
      { label: 'estimate', hue: 'blue', form: 'bar' },
      ...lines.map(({ says, hue }) => ({ label: says, hue, form: 'tick' }) as const),
    ],
    table: { columns: coverageTables.estimates, rows },
    ...(spread === undefined || spread.value === null
      ? {}
      : { note: `Spread: the largest is ${spread.display} times the smallest.` }),
    option: (theme, width) => ({
      ...frame(theme, { right: 56 }),
      xAxis: valueAxis(theme, 'fte', { fromZero: true }),
      yAxis: nameAxis(
        theme,
        rows.map((row) => `${row.key}: ${textAt(row, 'asks')}`),
        { down: true, width: nameWidth(width, 190) },
      ),
      series: [
        spanSeries(
          rows.flatMap((row, at) => {
            const fte = numberAt(row, 'fte') ?? 0;
            return [
              {
                at,
                from: 0,
                to: fte,
                color: theme.blue,
                thickness: 0.5,
                label: show(fte),
                tip: `${row.key}: ${show(fte)} CSMs, ${textAt(row, 'asks')}`,
              },
              ...lines.map(({ says, hue, value, display }, i) => ({
                at,
                from: value,
                to: value,
                color: theme[hue],
                // Above and below the middle, so that equal values are both seen.
                thickness: 0.44,
                shift: i === 0 ? -0.22 : 0.22,
                tip: `${says}: ${display}`,
              })),
            ];
          }),
          true,
          theme,
        ),
      ],
    }),
  };
};
