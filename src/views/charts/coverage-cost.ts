/** What customer success costs as a share of ARR, month by month, against the budget. */

import { coverageTables } from '../../domain/coverage/tables.ts';
import { displayValue } from '../../domain/display.ts';
import { frame, monthAxis, valueAxis } from '../axes.ts';
import { type ChartMaker, figureValue, monthOf, numberAt, omittedNote, pick, rowsOf } from '../chart.ts';

/** Null when the cost of the months, or their ARR, is not known. */
export const coverageCost: ChartMaker = (report) => {
  const rows = rowsOf(report, 'months').filter(
    (row) => monthOf(row) !== null && numberAt(row, 'cost_share') !== null,
  );
  if (rows.length < 2) return null;
  const budget = figureValue(report, 'budget_share');
  const show = (value: number | null) => displayValue(value, { label: '', unit: 'share' }, report);
  const last = monthOf(rows.at(-1)) ?? 12;
  const note = omittedNote(report, 'months', rows.length);
  return {
    id: 'cost',
    title: 'Cost as a share of ARR',
    short: 'Cost',
    description:
      'The cost of the plan a year over the ARR of the month, from today to month 12, against the budget.',
    key: [
      { label: 'cost / ARR', hue: 'blue', form: 'line' },
      ...(budget === null ? [] : [{ label: 'budget', hue: 'red', form: 'line' } as const]),
    ],
    table: { columns: pick(coverageTables.months, ['key', 'cost', 'arr', 'cost_share', 'seats']), rows },
    ...(note === undefined ? {} : { note }),
    option: (theme) => ({
      ...frame(theme, { bottom: 30, right: 24 }),
      xAxis: monthAxis(theme, last),
      yAxis: valueAxis(theme, 'share', { fromZero: true }),
      series: [
        {
          type: 'line' as const,
          symbolSize: 6,
          symbol: 'circle',
          lineStyle: { color: theme.blue, width: 2.5 },
          itemStyle: { color: theme.blue },
          data: rows.map((row) => [monthOf(row), numberAt(row, 'cost_share')]),
          tooltip: {
            formatter: (given: unknown) => {
              const row = rows[(given as { dataIndex: number }).dataIndex];
              return `Month ${row?.key ?? ''}: ${show(numberAt(row, 'cost_share'))} of ARR`;
            },
          },
        },
        ...(budget === null
          ? []
          : [
              {
                type: 'line' as const,
                symbol: 'none',
                lineStyle: { color: theme.red, width: 2, type: 'dashed' as const },
                itemStyle: { color: theme.red },
                data: [
                  [0, budget],
                  [last, budget],
                ],
                tooltip: { formatter: () => `Budget: ${show(budget)} of ARR` },
              },
            ]),
      ],
    }),
  };
};
