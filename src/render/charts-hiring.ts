/** The chart of the next hire: what a role is worth in three years, against its cost. */
import type { HiringReport } from '../domain/hiring/report.ts';
import { hiringTables } from '../domain/hiring/tables.ts';
import type { Language } from '../domain/language.ts';
import type { Row } from '../domain/report.ts';
import { bar } from './bars.ts';
import type { Chart } from './chart.ts';
import { amount, text } from './chart-cells.ts';

/** The most rows of a chart. */
const mostRows = 6;

/** Roles with a known worth, the largest first; equal ones stay in the order of the table. */
const ranked = (rows: readonly Row[]): Row[] =>
  rows
    .filter((row) => amount(row['value_3y']) !== null)
    .sort((a, b) => (amount(b['value_3y']) ?? 0) - (amount(a['value_3y']) ?? 0))
    .slice(0, mostRows);

/** The charts of a report, the one a summary keeps first. */
export function hiringCharts({ tables, currency }: HiringReport, language: Language): Chart[] {
  return [
    {
      title: 'Worth of a role in three years, with its cost a year as a mark',
      bars: ranked(tables.roles?.rows ?? []).map((row) => {
        const show = (id: string) => text(hiringTables.roles, row, id, currency, language);
        return bar(show('key'), show('value_3y'), amount(row['value_3y']), {
          marks: [amount(row['cost'])],
          note: `cost ${show('cost')}`,
        });
      }),
    },
  ];
}
