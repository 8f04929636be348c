/** NRR with and without the accounts that expansion rests on. */
import { displayValue } from '../../domain/display.ts';
import type { Row } from '../../domain/report.ts';
import { retentionTables } from '../../domain/retention/tables.ts';
import { frame, nameAxis, nameWidth, valueAxis } from '../axes.ts';
import { type ChartMaker, numberAt, rowsOf } from '../chart.ts';
import { spanSeries } from '../spans.ts';

/** Null when accounts, and so their expansion, are not known. */
export const expansionConcentration: ChartMaker = (report) => {
  const tops = rowsOf(report, 'concentration').filter((row) => numberAt(row, 'nrr_without') !== null);
  const nrr = rowsOf(report, 'bands').find(({ key }) => key === 'nrr');
  const value = numberAt(nrr, 'value');
  if (tops.length === 0 || value === null) return null;
  const target = numberAt(nrr, 'healthy');
  const show = (share: number) => displayValue(share, { label: '', unit: 'share' }, report);
  const named = (row: Row) => `less top ${row.key.replace('top', '')}`;
  const bars = [
    { name: 'all accounts', share: value, first: true, tip: `NRR ${show(value)}` },
    ...tops.map((row) => {
      const share = numberAt(row, 'nrr_without') ?? 0;
      const part = numberAt(row, 'share');
      const of = part === null ? '' : `\nthey bring ${show(part)} of expansion`;
      return { name: named(row), share, first: false, tip: `NRR ${show(share)}, ${named(row)}${of}` };
    }),
  ];
  return {
    id: 'expansion',
    title: 'NRR with and without the top expanders',
    short: 'Expansion',
    description:
      'NRR of all accounts, then with the expansion of the largest one, two, five and ten accounts left out, against the house target.',
    key: [
      { label: 'NRR', hue: 'blue', form: 'bar' },
      { label: 'without them', hue: 'amber', form: 'bar' },
      ...(target === null ? [] : [{ label: 'house target', hue: 'ink', form: 'tick' } as const]),
    ],
    table: { columns: retentionTables.concentration, rows: tops },
    option: (theme, width) => ({
      ...frame(theme, { right: 64 }),
      xAxis: valueAxis(theme, 'share', { fromZero: true }),
      yAxis: nameAxis(
        theme,
        bars.map(({ name }) => name),
        { down: true, width: nameWidth(width) },
      ),
      series: [
        spanSeries(
          [
            ...bars.map(({ share, first, tip }, at) => ({
              at,
              from: 0,
              to: share,
              color: first ? theme.blue : theme.amber,
              thickness: 0.6,
              label: show(share),
              tip,
            })),
            ...(target === null
              ? []
              : bars.map((_, at) => ({
                  at,
                  from: target,
                  to: target,
                  color: theme.ink,
                  thickness: 0.84,
                  tip: `House target ${show(target)}`,
                }))),
          ],
          true,
          theme,
        ),
      ],
    }),
  };
};
