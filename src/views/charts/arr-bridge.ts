/** The ARR bridge: from the start, by what came and what went, to the end. */
import { displayValue } from '../../domain/display.ts';
import { retentionTables } from '../../domain/retention/tables.ts';
import { shortNumber } from '../../domain/short-number.ts';
import { closeSize, frame, nameAxis, valueAxis } from '../axes.ts';
import { type ChartMaker, numberAt, rowsOf, wordsOf } from '../chart.ts';
import { type Span, spanSeries } from '../spans.ts';
import type { Hue } from '../theme.ts';

const hueOf = (key: string, amount: number): Hue =>
  key === 'start' || key === 'end' ? 'blue' : amount < 0 ? 'red' : 'teal';

const signed = (amount: number): string => `${amount > 0 ? '+' : ''}${shortNumber(amount, 'money')}`;

/** Null without starting ARR. Unknown lines have no bar; the table says which. */
export const arrBridge: ChartMaker = (report) => {
  const rows = rowsOf(report, 'bridge');
  if (rows.length === 0) return null;
  const whole = (key: string) => key === 'start' || key === 'end';
  const known = rows.flatMap((row, at) => {
    const [arr, after] = [numberAt(row, 'arr'), numberAt(row, 'after')];
    return arr === null || after === null ? [] : [{ key: row.key, at, arr, after }];
  });
  return {
    id: 'bridge',
    title: 'ARR bridge',
    short: 'Bridge',
    description:
      'Starting ARR, then new, expansion and reactivated ARR going up, contraction and churn going down, to ending ARR.',
    key: [
      { label: 'ARR at start and end', hue: 'blue', form: 'bar' },
      { label: 'came in', hue: 'teal', form: 'bar' },
      { label: 'went out', hue: 'red', form: 'bar' },
    ],
    table: { columns: retentionTables.bridge, rows },
    option: (theme, width) => {
      const spans: Span[] = known.map(({ key, at, arr, after }, i) => ({
        at,
        from: whole(key) ? 0 : (known[i - 1]?.after ?? 0),
        to: after,
        color: theme[hueOf(key, arr)],
        thickness: 0.62,
        label: whole(key) ? shortNumber(arr, 'money') : signed(arr),
        tip: `${wordsOf(key)}: ${displayValue(arr, { label: key, unit: 'money' }, report)}`,
      }));
      return {
        ...frame(theme, { top: 24 }),
        xAxis: nameAxis(
          theme,
          rows.map(({ key }) => wordsOf(key)),
          { width: Math.floor((width - 60) / Math.max(rows.length, 1)) - 4, size: closeSize(width) },
        ),
        yAxis: valueAxis(theme, 'money', { fromZero: true }),
        series: [spanSeries(spans, false, theme, closeSize(width))],
      };
    },
  };
};
