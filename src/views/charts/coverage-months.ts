/** Need against capacity over twelve months, with the hires of the plan where they take their seats. */

import { coverageTables } from '../../domain/coverage/tables.ts';
import { displayValue } from '../../domain/display.ts';
import { frame, monthAxis, valueAxis } from '../axes.ts';
import { type ChartMaker, monthOf, numberAt, omittedNote, rowsOf, textAt } from '../chart.ts';

/** Null for a team without a book, which has no months. */
export const coverageMonths: ChartMaker = (report) => {
  const rows = rowsOf(report, 'months').filter((row) => monthOf(row) !== null);
  if (rows.length < 2) return null;
  const hires = rowsOf(report, 'plan').flatMap((row) => {
    const month = numberAt(row, 'in_seat_month');
    return month === null ? [] : [{ row, month }];
  });
  const fte = (value: number | null) => displayValue(value, { label: '', unit: 'fte' }, report);
  const line = (column: string) =>
    rows.map((row) => [monthOf(row), numberAt(row, column)]).filter(([, value]) => value !== null);
  const note = omittedNote(report, 'months', rows.length);
  return {
    id: 'months',
    title: 'Need against capacity, month by month',
    short: 'Months',
    description:
      'CSMs needed and CSM capacity from today to month 12. Capacity falls as people leave and rises as hires ramp; a marker stands where a hire takes the seat.',
    key: [
      { label: 'need', hue: 'red', form: 'line' },
      { label: 'capacity', hue: 'blue', form: 'line' },
      { label: 'a hire takes the seat', hue: 'violet', form: 'ring' },
    ],
    table: { columns: coverageTables.months, rows },
    ...(note === undefined ? {} : { note }),
    option: (theme) => ({
      ...frame(theme, { bottom: 30, right: 24 }),
      xAxis: monthAxis(theme, monthOf(rows.at(-1)) ?? 12),
      yAxis: valueAxis(theme, 'fte', { fromZero: true }),
      series: [
        ...(
          [
            ['Need', 'need_fte', theme.red],
            ['Capacity', 'capacity_fte', theme.blue],
          ] as const
        ).map(([name, column, color]) => ({
          type: 'line' as const,
          data: line(column),
          symbol: 'circle',
          symbolSize: 6,
          lineStyle: { color, width: 2.5 },
          itemStyle: { color },
          tooltip: {
            formatter: (given: unknown) => {
              const row = rows[(given as { dataIndex: number }).dataIndex];
              return `Month ${row?.key ?? ''}: ${name.toLowerCase()} ${fte(numberAt(row, column))}`;
            },
          },
        })),
        {
          type: 'scatter' as const,
          symbol: 'diamond',
          symbolSize: 16,
          itemStyle: { color: theme.violet, borderColor: theme.ground, borderWidth: 1 },
          // Those of one month stand above each other.
          data: hires.map(({ month }, i) => ({
            value: [month, 0],
            symbolOffset: [
              0,
              -8 - 18 * hires.slice(0, i).filter((earlier) => earlier.month === month).length,
            ],
          })),
          tooltip: {
            formatter: (given: unknown) => {
              const row = hires[(given as { dataIndex: number }).dataIndex]?.row;
              return `${textAt(row, 'role')}, ${textAt(row, 'reason')}: in seat in month ${numberAt(row, 'in_seat_month') ?? ''}`;
            },
          },
        },
      ],
    }),
  };
};
