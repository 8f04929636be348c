/** GRR, NRR and logo retention with their intervals, against the house target and beside published peers. */
import { displayValue } from '../../domain/display.ts';
import type { Row } from '../../domain/report.ts';
import { retentionTables } from '../../domain/retention/tables.ts';
import { frame, nameAxis, nameWidth, valueAxis } from '../axes.ts';
import { type ChartMaker, type ChartReport, numberAt, pick, rowsOf, textAt } from '../chart.ts';
import { type Span, spanSeries } from '../spans.ts';

const names: Readonly<Record<string, string>> = { grr: 'GRR', nrr: 'NRR', logo: 'Logo' };

/** The published row that stands beside a rate: one with quartiles, else one with a median. */
function peerOf(report: ChartReport, metric: string): Row | undefined {
  const rows = rowsOf(report, 'benchmarks').filter((row) => textAt(row, 'metric') === metric);
  return (
    rows.find((row) => numberAt(row, 'p25') !== null && numberAt(row, 'p75') !== null) ??
    rows.find((row) => numberAt(row, 'median') !== null)
  );
}

/** Null when no rate is known. */
export const retentionRates: ChartMaker = (report) => {
  const rows = rowsOf(report, 'bands').filter((row) => numberAt(row, 'value') !== null);
  if (rows.length === 0) return null;
  const show = (value: number | null) =>
    displayValue(value, { label: '', unit: 'share' }, { currency: report.currency });
  const peers = rows.map((row) => peerOf(report, row.key));
  const table: Row[] = rows.map((row, i) => ({
    ...row,
    p25: numberAt(peers[i], 'p25'),
    median: numberAt(peers[i], 'median'),
    p75: numberAt(peers[i], 'p75'),
    source: textAt(peers[i], 'source') || null,
  }));
  const withoutTop5 = rowsOf(report, 'concentration').find(({ key }) => key === 'top5');
  return {
    id: 'rates',
    title: 'Retention against target and peers',
    short: 'Rates',
    description:
      'Each rate as a dot on its 95% interval, with the healthy line of the house as a tick and the middle half of published peers as a band behind.',
    key: [
      { label: 'value and 95% interval', hue: 'blue', form: 'dot' },
      { label: 'house target', hue: 'ink', form: 'tick' },
      { label: 'peers, p25 to p75', hue: 'soft', form: 'bar' },
      { label: 'peer median', hue: 'grey', form: 'tick' },
    ],
    table: {
      columns: [
        ...pick(retentionTables.bands, [
          'key',
          'value',
          'low',
          'high',
          'healthy',
          'concerning',
          'band',
          'certainty',
        ]),
        ...pick(retentionTables.benchmarks, ['p25', 'median', 'p75', 'source']),
      ],
      rows: table,
    },
    ...(withoutTop5 === undefined
      ? {}
      : {
          note: `NRR without the expansion of the top 5 accounts: ${show(numberAt(withoutTop5, 'nrr_without'))}.`,
        }),
    option: (theme, width) => {
      const spans = rows.flatMap((row, at): Span[] => {
        const read = (column: string) => numberAt(row, column);
        const [value, low, high, healthy] = [read('value'), read('low'), read('high'), read('healthy')];
        const [p25, median, p75] = ['p25', 'median', 'p75'].map((column) => numberAt(peers[at], column));
        const source = textAt(peers[at], 'source');
        return [
          ...(typeof p25 === 'number' && typeof p75 === 'number'
            ? [
                {
                  at,
                  from: p25,
                  to: p75,
                  color: theme.soft,
                  thickness: 0.62,
                  tip: `Peers: ${show(p25)} to ${show(p75)}\n${source}`,
                },
              ]
            : []),
          ...(typeof median === 'number'
            ? [
                {
                  at,
                  from: median,
                  to: median,
                  color: theme.grey,
                  thickness: 0.62,
                  tip: `Peer median: ${show(median)}\n${source}`,
                },
              ]
            : []),
          ...(low !== null && high !== null
            ? [
                {
                  at,
                  from: low,
                  to: high,
                  color: theme.blue,
                  thickness: 0.07,
                  tip: `95% interval: ${show(low)} to ${show(high)}`,
                },
              ]
            : []),
          ...(healthy === null
            ? []
            : [
                {
                  at,
                  from: healthy,
                  to: healthy,
                  color: theme.ink,
                  thickness: 0.8,
                  tip: `House target: ${show(healthy)}`,
                },
              ]),
          ...(value === null
            ? []
            : [{ at, from: value, to: value, color: theme.blue, thickness: 0, tip: show(value) }]),
        ];
      });
      return {
        ...frame(theme, { right: 24 }),
        xAxis: { ...valueAxis(theme, 'share'), scale: true },
        yAxis: nameAxis(
          theme,
          rows.map((row) => `${names[row.key] ?? row.key} ${show(numberAt(row, 'value'))}`),
          { down: true, width: nameWidth(width) },
        ),
        series: [
          spanSeries(spans, true, theme),
          {
            type: 'scatter',
            symbolSize: 14,
            itemStyle: { color: theme.blue, borderColor: theme.ground, borderWidth: 2 },
            data: rows.map((row, at) => [numberAt(row, 'value') ?? 0, at]),
            tooltip: {
              formatter: ({ dataIndex }: { dataIndex: number }) => {
                const row = rows[dataIndex];
                return `${names[row?.key ?? ''] ?? ''} ${show(numberAt(row, 'value'))}: ${textAt(row, 'band')}`;
              },
            },
          },
        ],
      } as ReturnType<NonNullable<ReturnType<ChartMaker>>['option']>;
    },
  };
};
