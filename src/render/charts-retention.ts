/** Charts of retention: rates against their targets, the ARR bridge, causes of churn by ARR, cohorts. */
import { displayValue } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { Row } from '../domain/report.ts';
import type { RetentionReport } from '../domain/retention/report.ts';
import { retentionTables } from '../domain/retention/tables.ts';
import { type Bar, bar } from './bars.ts';
import type { Chart } from './chart.ts';
import { amount, text } from './chart-cells.ts';

const rateNames: Readonly<Record<string, readonly [label: string, figure: string]>> = {
  grr: ['GRR', 'grr'],
  nrr: ['NRR', 'nrr'],
  logo: ['Logo', 'logo_retention'],
};

const share = (value: number | null): string =>
  displayValue(value, { label: '', unit: 'share' }, { currency: '' });

/** A rate with its interval and its target as a note; the shown text is that of the figure. */
function rateBar(row: Row, { figures }: RetentionReport): Bar {
  const [label, figure] = rateNames[row.key] ?? [row.key, ''];
  const [value, low, high, target] = ['value', 'low', 'high', 'healthy'].map((id) => amount(row[id]));
  const shown = figures.find(({ id }) => id === figure)?.display ?? share(value ?? null);
  const interval = low == null || high == null ? '' : `(${share(low).replace('%', '')}-${share(high)})  `;
  return bar(label, shown, value ?? null, {
    marks: [target ?? null],
    note: `${interval}target ${share(target ?? null)}`,
  });
}

const bridgeNames: Readonly<Record<string, string>> = {
  start: 'Start',
  new: 'New',
  expansion: 'Expansion',
  reactivation: 'Reactivation',
  contraction: 'Contraction',
  churn: 'Churn',
  unexplained: 'Unexplained',
  end: 'End',
};

/** Start and end stand on the ground; each movement hangs where the one before it ended. */
function bridgeBars(rows: readonly Row[], show: (row: Row) => string): Bar[] {
  let level = 0;
  return rows.map((row) => {
    const value = amount(row['arr']);
    const label = bridgeNames[row.key] ?? row.key;
    if (row.key === 'start' || row.key === 'end') {
      level = value ?? level;
      return bar(label, show(row), value);
    }
    const from = level;
    level += value ?? 0;
    return bar(label, show(row), value === null ? null : level, {
      from,
      stroke: (value ?? 0) < 0 ? 'loss' : 'gain',
    });
  });
}

/** The most rows of a chart. */
const mostRows = 8;

/** The charts of a report, the one a summary keeps first. */
export function retentionCharts(report: RetentionReport, language: Language): Chart[] {
  const rows = (table: 'bands' | 'bridge' | 'causes' | 'cohorts'): readonly Row[] =>
    report.tables[table]?.rows ?? [];
  const cell = (table: keyof typeof retentionTables, row: Row, id: string) =>
    text(retentionTables[table], row, id, report.currency, language);
  const cohorts = rows('cohorts');
  return [
    { title: 'Rates, with house targets as marks', bars: rows('bands').map((row) => rateBar(row, report)) },
    { title: 'ARR bridge', bars: bridgeBars(rows('bridge'), (row) => cell('bridge', row, 'arr')) },
    {
      title: 'Churned ARR by cause',
      bars: rows('causes')
        .slice(0, mostRows)
        .map((row) =>
          bar(cell('causes', row, 'key'), cell('causes', row, 'arr'), amount(row['arr']), {
            stroke: 'loss',
            note: row['preventable'] === '-' ? '' : `preventable: ${cell('causes', row, 'preventable')}`,
          }),
        ),
    },
    {
      title: 'GRR by cohort, the newest last',
      bars:
        cohorts.length < 2
          ? []
          : cohorts
              .slice(-mostRows)
              .map((row) =>
                bar(cell('cohorts', row, 'cohort'), cell('cohorts', row, 'grr'), amount(row['grr'])),
              ),
    },
  ];
}
