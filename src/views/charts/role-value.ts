/** Roles by what they would save against what they cost. */
import { displayValue } from '../../domain/display.ts';
import { hiringTables } from '../../domain/hiring/tables.ts';
import type { Row } from '../../domain/report.ts';
import { type ChartMaker, numberAt, pick, rowsOf, textAt, wordsOf } from '../chart.ts';
import { moneyBars } from '../money-bars.ts';

/** The higher score first; roles of equal score keep the order of the report. */
const byScore = (a: Row, b: Row): number => (numberAt(b, 'score') ?? -1) - (numberAt(a, 'score') ?? -1);

/** Null when no role has a value: no outcome with its ARR was named. */
export const roleValue: ChartMaker = (report) => {
  const all = rowsOf(report, 'roles');
  const rows = all.filter((row) => numberAt(row, 'score') !== null).sort(byScore);
  if (rows.length === 0) return null;
  const show = (value: number | null, unit: 'money' | 'ratio') =>
    displayValue(value, { label: '', unit }, report);
  const unscored = all.length - rows.length;
  return {
    id: 'roles',
    title: 'Roles by value against cost',
    short: 'Roles',
    description:
      'Roles with a score, the highest first: what the role is worth over three years as a bar, what it costs a year as a tick. A role pays when its bar passes the tick.',
    key: [
      { label: 'open: worth of three years', hue: 'teal', form: 'bar' },
      { label: 'not open yet, or does not pay', hue: 'grey', form: 'bar' },
      { label: 'cost a year', hue: 'ink', form: 'tick' },
    ],
    table: {
      columns: pick(hiringTables.roles, [
        'key',
        'state',
        'arr_at_stake',
        'protected_arr',
        'value_3y',
        'cost',
        'score',
        'pays',
        'missing',
      ]),
      rows: all,
    },
    ...(unscored === 0 ? {} : { note: `${unscored} roles without a score stand in the table only.` }),
    option: (theme, width) =>
      moneyBars(theme, width, {
        names: rows.map(({ key }) => wordsOf(key)),
        right: 110,
        spans: rows.flatMap((row, at) => {
          const [value, cost] = [numberAt(row, 'value_3y'), numberAt(row, 'cost')];
          const score = show(numberAt(row, 'score'), 'ratio');
          return [
            ...(value === null
              ? []
              : [
                  {
                    at,
                    from: 0,
                    to: value,
                    color: textAt(row, 'state') === 'open' ? theme.teal : theme.grey,
                    thickness: 0.5,
                    label: `${show(value, 'money')} (${score})`,
                    tip: `${wordsOf(row.key)}: worth ${show(value, 'money')} over three years, score ${score}`,
                  },
                ]),
            ...(cost === null
              ? []
              : [
                  {
                    at,
                    from: cost,
                    to: cost,
                    color: theme.ink,
                    thickness: 0.76,
                    tip: `Costs ${show(cost, 'money')} a year`,
                  },
                ]),
          ];
        }),
      }),
  };
};
