/** What serving each tier costs, against the range of the tier and the plan that can be afforded. */
import { displayValue } from '../../domain/display.ts';
import type { Row } from '../../domain/report.ts';
import { segmentationTables } from '../../domain/segmentation/tables.ts';
import { type ChartMaker, numberAt, pick, rowsOf, wordsOf } from '../chart.ts';
import { moneyBars } from '../money-bars.ts';
import type { Span } from '../spans.ts';
import type { Theme } from '../theme.ts';

const shown = ['programme_low', 'programme_high', 'cost', 'allocation'];

function spansOf(row: Row, at: number, theme: Theme, show: (value: number) => string): Span[] {
  const [low, high, cost, allocation] = shown.map((column) => numberAt(row, column));
  const is = (value: number | null | undefined): value is number => typeof value === 'number';
  return [
    ...(is(low) && is(high)
      ? [
          {
            at,
            from: low,
            to: high,
            color: theme.soft,
            thickness: 0.66,
            tip: `Range of the tier: ${show(low)} to ${show(high)}`,
          },
        ]
      : []),
    ...(is(cost)
      ? [
          {
            at,
            from: 0,
            to: cost,
            color: theme.blue,
            thickness: 0.3,
            label: show(cost),
            tip: `Service cost: ${show(cost)}`,
          },
        ]
      : []),
    ...(is(allocation)
      ? [
          {
            at,
            from: allocation,
            to: allocation,
            color: theme.ink,
            thickness: 0.8,
            tip: `Affordable: ${show(allocation)}`,
          },
        ]
      : []),
  ];
}

/** Null without tiers that hold an account. */
export const tierSpend: ChartMaker = (report) => {
  const rows = rowsOf(report, 'tiers').filter((row) => numberAt(row, 'count') !== 0);
  if (rows.length === 0) return null;
  const show = (value: number) => displayValue(value, { label: '', unit: 'money' }, report);
  return {
    id: 'spend',
    title: 'Service cost against the range of the tier',
    short: 'Spend',
    description:
      'One row a tier: what serving it costs as a bar, its range behind, the affordable plan as a tick.',
    key: [
      { label: 'service cost, where known', hue: 'blue', form: 'bar' },
      { label: 'range of the tier', hue: 'soft', form: 'bar' },
      { label: 'affordable plan', hue: 'ink', form: 'tick' },
    ],
    table: {
      columns: pick(segmentationTables.tiers, [
        'key',
        'count',
        'arr',
        'arr_share',
        'cost',
        'cost_share',
        'programme_low',
        'programme_mid',
        'programme_high',
        'allocation',
      ]),
      rows,
    },
    option: (theme, width) =>
      moneyBars(theme, width, {
        names: rows.map(({ key }) => wordsOf(key)),
        right: 72,
        spans: rows.flatMap((row, at) => spansOf(row, at, theme, show)),
      }),
  };
};
