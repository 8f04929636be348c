/** Causes of churn by ARR, with what could have been prevented marked. */
import { displayValue } from '../../domain/display.ts';
import { retentionTables } from '../../domain/retention/tables.ts';
import { type ChartMaker, figureValue, numberAt, rowsOf, textAt, wordsOf } from '../chart.ts';
import { moneyBars } from '../money-bars.ts';
import type { Hue } from '../theme.ts';

/** What the table says on prevention, as a colour. */
const hues: Readonly<Record<string, Hue>> = {
  yes: 'teal',
  partly: 'amber',
  sometimes: 'amber',
  'own line': 'violet',
};

/** Null without causes that have ARR. */
export const churnCauses: ChartMaker = (report) => {
  const rows = rowsOf(report, 'causes').filter((row) => numberAt(row, 'arr') !== null);
  if (rows.length === 0) return null;
  const show = (value: number, unit: 'money' | 'share') => displayValue(value, { label: '', unit }, report);
  const preventable = figureValue(report, 'preventable_share_arr');
  return {
    id: 'causes',
    title: 'Causes of churn by ARR',
    short: 'Causes',
    description:
      'One bar a cause, as long as the ARR it took, coloured by whether it could have been prevented.',
    key: [
      { label: 'preventable', hue: 'teal', form: 'bar' },
      { label: 'partly or sometimes', hue: 'amber', form: 'bar' },
      { label: 'failed payments, a line of their own', hue: 'violet', form: 'bar' },
      { label: 'not preventable or unknown', hue: 'grey', form: 'bar' },
    ],
    table: { columns: retentionTables.causes, rows },
    ...(preventable === null ? {} : { note: `Preventable: ${show(preventable, 'share')} of churned ARR.` }),
    option: (theme, width) =>
      moneyBars(theme, width, {
        names: rows.map(({ key }) => wordsOf(key)),
        right: 118,
        spans: rows.map((row, at) => {
          const [arr, share] = [numberAt(row, 'arr') ?? 0, numberAt(row, 'share_arr')];
          const part = share === null ? '' : ` (${show(share, 'share')})`;
          return {
            at,
            from: 0,
            to: arr,
            color: theme[hues[textAt(row, 'preventable')] ?? 'grey'],
            thickness: 0.62,
            label: `${show(arr, 'money')}${part}`,
            tip: `${wordsOf(row.key)}: ${show(arr, 'money')}${part}\npreventable: ${textAt(row, 'preventable')}`,
          };
        }),
      }),
  };
};
