/** Every account by ARR and fit, coloured by tier, with those to exit and those to grow marked. */
import { displayValue } from '../../domain/display.ts';
import type { Row } from '../../domain/report.ts';
import { segmentationTables } from '../../domain/segmentation/tables.ts';
import { frame, valueAxis } from '../axes.ts';
import {
  type ChartMaker,
  numberAt,
  omittedNote,
  pick,
  rowsOf,
  shownName,
  textAt,
  wordsOf,
} from '../chart.ts';
import type { Hue, Theme } from '../theme.ts';

const tierHues: Readonly<Record<string, Hue>> = {
  strategic: 'violet',
  enterprise: 'blue',
  mid_market: 'teal',
  smb: 'grey',
};

/** How an account is marked: a cross where it should change terms or leave, a ring where it can grow. */
function markOf(row: Row): 'exit' | 'grow' | 'none' {
  const disposition = textAt(row, 'disposition');
  if (disposition === 'exit' || disposition === 'fix_or_exit') return 'exit';
  return textAt(row, 'growth') === '' ? 'none' : 'grow';
}

const symbols = {
  exit: 'path://M0,2L2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5Z',
  grow: 'diamond',
  none: 'circle',
};

type Point = { row: Row; arr: number; fit: number };

const pointSymbol = ({ row }: Point, theme: Theme) => {
  const mark = markOf(row);
  return {
    symbol: symbols[mark],
    symbolSize: mark === 'none' ? 11 : 16,
    itemStyle: {
      color: mark === 'exit' ? theme.red : theme[tierHues[textAt(row, 'tier')] ?? 'grey'],
      opacity: 0.9,
      borderColor: theme.ground,
      borderWidth: 1,
    },
  };
};

/** Null when no account has ARR and a known sign of fit. Accounts without ARR have no place on a scale of powers of ten. */
export const accountMap: ChartMaker = (report) => {
  const rows = rowsOf(report, 'accounts');
  const points = rows.flatMap((row): Point[] => {
    const [arr, fit] = [numberAt(row, 'arr'), numberAt(row, 'fit_min')];
    return arr === null || fit === null || arr <= 0 ? [] : [{ row, arr, fit }];
  });
  if (points.length === 0) return null;
  const free = rows.length - points.length;
  const notes = [
    ...(free === 0 ? [] : [`${free} without ARR or fit stand in the table only.`]),
    omittedNote(report, 'accounts', rows.length) ?? '',
  ].filter((note) => note !== '');
  const show = (value: number | null, unit: 'money' | 'score') =>
    displayValue(value, { label: '', unit }, report);
  const unsure = points.filter(({ row, fit }) => (numberAt(row, 'fit_max') ?? fit) > fit);
  return {
    id: 'accounts',
    title: 'Accounts by ARR and fit',
    short: 'Accounts',
    description:
      'One point an account: further right fits better, higher pays more, on a scale of powers of ten. A line to the right is fit that is not known yet.',
    key: [
      ...Object.entries(tierHues).map(([tier, hue]) => ({ label: wordsOf(tier), hue, form: 'dot' }) as const),
      { label: 'exit or fix', hue: 'red', form: 'cross' },
      { label: 'growth list', hue: 'ink', form: 'ring' },
    ],
    table: {
      columns: pick(segmentationTables.accounts, [
        'name',
        'arr',
        'tier',
        'fit_min',
        'fit_max',
        'margin',
        'disposition',
        'criteria',
        'growth',
      ]),
      rows,
    },
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    option: (theme) => ({
      ...frame(theme, { bottom: 30, right: 24 }),
      xAxis: valueAxis(theme, 'score', { name: 'Fit, 0 to 10', min: 0, max: 10 }),
      yAxis: valueAxis(theme, 'money', { log: true }),
      series: [
        ...unsure.map(({ row, arr, fit }) => ({
          type: 'line' as const,
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.muted, width: 1 },
          data: [
            [fit, arr],
            [numberAt(row, 'fit_max') ?? fit, arr],
          ],
        })),
        {
          type: 'scatter' as const,
          data: points.map((point) => ({ value: [point.fit, point.arr], ...pointSymbol(point, theme) })),
          tooltip: {
            formatter: (given: unknown) => {
              const point = points[(given as { dataIndex: number }).dataIndex];
              if (point === undefined) return '';
              const { row, arr, fit } = point;
              const growth = textAt(row, 'growth');
              return [
                shownName(textAt(row, 'name'), 40),
                `${show(arr, 'money')}, fit ${show(fit, 'score')}, ${wordsOf(textAt(row, 'tier'))}`,
                `${wordsOf(textAt(row, 'disposition'))}${growth === '' ? '' : `, ${wordsOf(growth)}`}`,
              ].join('\n');
            },
          },
        },
      ],
    }),
  };
};
