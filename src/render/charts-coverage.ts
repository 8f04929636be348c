/** The chart of coverage: need against capacity, month by month. */
import type { CoverageReport } from '../domain/coverage/report.ts';
import { coverageTables } from '../domain/coverage/tables.ts';
import { displayValue } from '../domain/figure.ts';
import type { Chart } from './chart.ts';
import { amount } from './chart-cells.ts';

/** The charts of a report, the one a summary keeps first. */
export function coverageCharts({ tables }: CoverageReport): Chart[] {
  const rows = tables.months?.rows ?? [];
  const series = (['need_fte', 'capacity_fte'] as const).map((id) => {
    const column = coverageTables.months.find((one) => one.id === id);
    return {
      label: column?.label ?? id,
      values: rows.map((row) => amount(row[id])),
      show: (value: number) => displayValue(value, { label: '', unit: 'fte' }, { currency: '' }),
    };
  });
  return [{ title: 'CSMs needed and in place, month 0 to 12', series }];
}
