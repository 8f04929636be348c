/** Six quarters of hires: which role when, what a slot waits for, and what the team then costs of ARR. */
import { displayValue } from '../../domain/display.ts';
import { hiringTables } from '../../domain/hiring/tables.ts';
import { frame, nameAxis, valueAxis } from '../axes.ts';
import { type ChartMaker, numberAt, rowsOf, textAt, wordsOf } from '../chart.ts';
import { spanSeries } from '../spans.ts';

/** Null without a sequence. */
export const hiringSequence: ChartMaker = (report) => {
  const rows = rowsOf(report, 'sequence');
  if (rows.length === 0) return null;
  const show = (value: number | null) => displayValue(value, { label: '', unit: 'share' }, report);
  const says = (role: string, waiting: string) =>
    role === '' ? (waiting === '' ? 'nobody' : `${wordsOf(waiting)} waits`) : wordsOf(role);
  const waits = rows.flatMap((row) => {
    const [waiting, condition] = [textAt(row, 'waiting'), textAt(row, 'condition')];
    return waiting === '' || condition === ''
      ? []
      : [`${textAt(row, 'quarter')}: ${wordsOf(waiting)} waits until ${condition}.`];
  });
  return {
    id: 'sequence',
    title: 'Eighteen months of hires',
    short: 'Sequence',
    description:
      'One bar a quarter, as long as the team then costs of ARR. A filled bar hires the role named behind it; an outlined one hires nobody and names the role that waits. What it waits for stands in the table.',
    key: [
      { label: 'a role is hired', hue: 'teal', form: 'bar' },
      { label: 'a role waits, or nobody', hue: 'grey', form: 'ring' },
    ],
    table: {
      columns: hiringTables.sequence,
      rows,
    },
    note: ['Length: cost of the team / ARR of the quarter.', ...waits].join(' '),
    option: (theme) => ({
      ...frame(theme, { right: 150 }),
      xAxis: valueAxis(theme, 'share', { fromZero: true }),
      yAxis: nameAxis(
        theme,
        rows.map((row) => textAt(row, 'quarter')),
        { down: true },
      ),
      series: [
        spanSeries(
          rows.map((row, at) => {
            const [role, condition] = [textAt(row, 'role'), textAt(row, 'condition')];
            const share = numberAt(row, 'cost_share');
            const who = says(role, textAt(row, 'waiting'));
            return {
              at,
              from: 0,
              to: share ?? 0,
              color: role === '' ? theme.grey : theme.teal,
              outline: role === '',
              thickness: 0.6,
              label: `${who}, ${show(share)}`,
              tip: [
                `${textAt(row, 'quarter')}: ${who}`,
                `team ${show(share)} of ARR`,
                ...(condition === '' ? [] : [`until ${condition}`]),
              ].join('\n'),
            };
          }),
          true,
          theme,
        ),
      ],
    }),
  };
};
