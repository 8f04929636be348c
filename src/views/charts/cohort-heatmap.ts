/** Cohorts as a heatmap: by age where month-by-month histories were given, otherwise by rate. */
import { displayValue } from '../../domain/display.ts';
import type { Row } from '../../domain/report.ts';
import { retentionTables, triangleAges } from '../../domain/retention/tables.ts';
import { frame, nameAxis, nameWidth } from '../axes.ts';
import {
  type Chart,
  type ChartMaker,
  type ChartReport,
  numberAt,
  omittedNote,
  pick,
  rowsOf,
  textAt,
} from '../chart.ts';
import { cellSeries, type HeatCell } from '../spans.ts';

/** The most ages drawn beside each other; the table has all. */
const drawnAges = 24;

/** Up to so many columns each has its name above it. */
const namedColumns = 12;

/** The steps of a cell: below so much of a start it has this colour, its text that one. Deep red is lost, deep green kept. */
const steps = [
  { below: 0.7, fill: '#a3271f', text: '#ffffff', says: 'below 70%' },
  { below: 0.85, fill: '#e7a79f', text: '#1c1b19', says: '70-85%' },
  { below: 0.95, fill: '#efe3c6', text: '#1c1b19', says: '85-95%' },
  { below: 1 + 1e-9, fill: '#a9d6cc', text: '#1c1b19', says: '95-100%' },
  { below: Number.POSITIVE_INFINITY, fill: '#0f6f62', text: '#ffffff', says: 'above 100%' },
] as const;

/** The step of a value; a heatmap is read by steps, not by shades. */
const stepOf = (value: number): (typeof steps)[number] =>
  steps.find(({ below }) => value < below) ?? steps[4];

type Grid = {
  rows: readonly Row[];
  columns: readonly { id: string; label: string }[];
  table: 'triangle' | 'cohorts';
};

/** What is laid out: the triangle where there is one. */
function gridOf(report: ChartReport): Grid | null {
  const triangle = rowsOf(report, 'triangle');
  if (triangle.length > 0) {
    const ages = Array.from({ length: triangleAges }, (_, i) => `m${i + 1}`).filter((id) =>
      triangle.some((row) => numberAt(row, id) !== null),
    );
    return {
      table: 'triangle',
      rows: triangle,
      columns: ages.slice(0, drawnAges).map((id) => ({ id, label: id.slice(1) })),
    };
  }
  const cohorts = rowsOf(report, 'cohorts').filter((row) => numberAt(row, 'grr') !== null);
  if (cohorts.length === 0) return null;
  return {
    table: 'cohorts',
    rows: cohorts,
    columns: [
      { id: 'grr', label: 'GRR' },
      { id: 'nrr', label: 'NRR' },
      { id: 'logo', label: 'Logo' },
    ],
  };
}

const cellsOf = ({ rows, columns }: Grid, show: (value: number) => string): HeatCell[] =>
  rows.flatMap((cohort, row) =>
    columns.flatMap(({ id, label }, column) => {
      const value = numberAt(cohort, id);
      if (value === null) return [];
      const { fill, text: ink } = stepOf(value);
      const tip = `${textAt(cohort, 'cohort')}, ${label}: ${show(value)}`;
      return [{ column, row, color: fill, text: show(value), ink, tip }];
    }),
  );

/** Null without cohorts. */
export const cohortHeatmap: ChartMaker = (report): Chart | null => {
  const grid = gridOf(report);
  if (grid === null) return null;
  const show = (value: number) =>
    displayValue(value, { label: '', unit: 'share' }, { currency: report.currency });
  const byAge = grid.table === 'triangle';
  const note = omittedNote(report, grid.table, grid.rows.length);
  return {
    id: 'cohorts',
    title: byAge ? 'Cohorts by month of life' : 'Cohorts by rate',
    short: 'Cohorts',
    description: byAge
      ? 'One row a cohort, one column a month of life: the part of its start that is left, darker red where less is left.'
      : 'One row a cohort with its GRR, NRR and logo retention: red where less is kept, green where more is.',
    key: steps.map(({ fill, says }) => ({ label: says, hue: fill, form: 'bar' })),
    table: {
      columns: byAge
        ? retentionTables.triangle.filter(
            ({ id }) => !/^m\d+$/.test(id) || grid.rows.some((row) => numberAt(row, id) !== null),
          )
        : pick(retentionTables.cohorts, [
            'cohort',
            'starting_arr',
            'customers',
            'grr',
            'nrr',
            'logo',
            'grr_band',
          ]),
      rows: grid.rows,
    },
    ...(note === undefined ? {} : { note }),
    option: (theme, width) => ({
      ...frame(theme, { top: 8 }),
      xAxis: {
        ...nameAxis(
          theme,
          grid.columns.map(({ label }) => label),
          { every: grid.columns.length <= namedColumns },
        ),
        position: 'top',
      },
      yAxis: nameAxis(
        theme,
        grid.rows.map((row) => textAt(row, 'cohort')),
        { down: true, width: nameWidth(width), every: false },
      ),
      series: [cellSeries(cellsOf(grid, show), theme)],
    }),
  };
};
