/** The text of a retention report: the memo first, then what it rests on, in the order a founder asks for it. */

import type { Column } from '../domain/column.ts';
import { displayValue, moneyText } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { Row } from '../domain/report.ts';
import type { RetentionReport } from '../domain/retention/report.ts';
import { type RetentionTable, retentionTables } from '../domain/retention/tables.ts';
import {
  assumptionsSection,
  conventionsSection,
  figuresSection,
  findingsSection,
  handoffsSection,
  memoLines,
  questionsSection,
  verdictText,
} from './answer.ts';
import { chartSections } from './chart.ts';
import { retentionCharts } from './charts-retention.ts';
import { host, type Reader } from './reader.ts';
import { type Layout, reconciliationSection, reportText, tableSection } from './report.ts';
import { retentionFit } from './retention-fit.ts';
import type { Detail, Section } from './section.ts';
import { tableLines } from './table.ts';
import type { Words } from './words.ts';

const titles: Readonly<Record<RetentionTable, string>> = {
  bridge: 'ARR bridge',
  bands: 'Rates against the house targets',
  benchmarks: 'Published peers (a position, never pass or fail)',
  cohorts: 'Cohorts',
  segments: 'Segments',
  concentration: 'What expansion rests on',
  renewals: 'What a renewal tested',
  mix_rate: 'Mix against rate',
  size_index: 'Size of leavers',
  triangle: 'Cohorts by age',
  survival: 'Survival by month',
  hazard: 'Losses by month of life',
  causes: 'Causes of churn, as stated',
  causes_on_evidence: 'Causes of churn, on evidence',
  monthly: 'Months',
  churn_sets: 'Who churned, by file',
  by_currency: 'By currency, in that currency',
};

/** Columns of the machine-readable rows that a reader of the text does not need. */
const hidden: ReadonlySet<string> = new Set([
  'publisher',
  'year',
  'n',
  'grade',
  'relayed',
  'logo_low',
  'logo_high',
  'after',
]);

/** How the tables of this report are shown, in text and on a page. */
export const layout: Layout<RetentionTable> = { titles, columns: retentionTables, hidden, fit: retentionFit };

/** The columns in which leaks are shown. */
export const leakColumns: readonly Column[] = [
  { id: 'key', label: 'Rank', unit: 'text' },
  { id: 'group', label: 'Where', unit: 'text' },
  { id: 'cause', label: 'Cause', unit: 'text' },
  { id: 'lost_arr', label: 'Lost ARR', unit: 'money' },
  { id: 'lost_customers', label: 'Customers', unit: 'count' },
  { id: 'share_of_lost', label: 'Of lost ARR', unit: 'share' },
  { id: 'grr_points', label: 'Of GRR', unit: 'points' },
  { id: 'basis', label: 'Basis', unit: 'text' },
  { id: 'playbook', label: 'Playbook', unit: 'text' },
];

function leaksSection({ leakage_points: leaks, currency }: RetentionReport): Section {
  const rows: Row[] = leaks.map((leak) => ({ ...leak, key: String(leak.rank) }));
  const { head, lines } = tableLines(leakColumns, rows, currency);
  return {
    part: 'leakage_points',
    head: ['## Top leakage points', '', ...head],
    lines: leaks.length > 0 ? lines : [],
  };
}

const planSection = ({ plan_90_days: plan }: RetentionReport): Section => ({
  part: 'plan_90_days',
  head: ['## 90-day plan', ''],
  lines: plan.map(
    ({ start_day, end_day, start_date, end_date, action, owner, leading_indicator, playbook }) => {
      const dates = start_date === null ? '' : ` (${start_date} to ${end_date})`;
      return `- Days ${start_day}-${end_day}${dates}: ${action}. Owner: ${owner}. Watch: ${leading_indicator}. → ${playbook}`;
    },
  ),
});

const claimsSection = ({ claim_tests: tests, currency }: RetentionReport): Section => ({
  part: 'claim_tests',
  head: ['## Claims tested', ''],
  lines: tests.map(({ claim, claimed, status, codes, corrected, readings }) => {
    const show = (value: number) =>
      claim.startsWith('customers')
        ? String(value)
        : claim.endsWith('_arr')
          ? moneyText(value, currency)
          : displayValue(value, { label: '', unit: 'share' }, { currency });
    const code = codes.length > 0 ? ` (${codes.join(', ')})` : '';
    const right = corrected === null || status === 'confirmed' ? '' : `; computed ${show(corrected)}`;
    const both = (readings ?? []).map((r) => `reading ${r.reading}: GRR ${show(r.grr)}, NRR ${show(r.nrr)}`);
    return `- \`${claim}\` claimed ${show(claimed)}: ${status}${code}${right}${both.length > 0 ? `; ${both.join('; ')}` : ''}`;
  }),
});

const unmappedSection = ({ unmapped_reasons: reasons }: RetentionReport, words: Words): Section => ({
  part: 'unmapped_reasons',
  head: [`## Reasons without a category (answer with \`${words.field('reason_map')}\`)`, ''],
  lines: reasons.map(
    ({ text, customers, suggestion }) =>
      `- \`${text.replaceAll('`', "'")}\`: ${customers} customer${customers === 1 ? '' : 's'}${suggestion === null ? '' : `; perhaps ${suggestion}`}`,
  ),
  yields: true,
});

function verdictSection(report: RetentionReport, language: Language, words: Words): Section {
  const { verdict, indicative_verdict, tables } = report;
  const withheld = verdict === 'insufficient_data' || verdict === 'contradictory_data';
  const indicative =
    withheld && indicative_verdict !== null
      ? ` On the points alone: ${indicative_verdict} (for orientation only).`
      : '';
  const reading = report.cause_reading;
  const causes =
    reading === null
      ? []
      : [
          `Causes read as \`${reading.reading}\` by ${reading.by === 'arr' ? 'ARR' : 'customers'}${reading.provisional ? ', provisional' : ''}.`,
        ];
  return {
    part: 'verdict',
    head: [],
    lines: [
      `${verdictText(report, language)}${indicative}`,
      ...causes,
      ...(tables.benchmarks?.because === undefined
        ? []
        : [`Peers by size need amounts in USD (\`${words.field('acv_usd')}\`): currency_not_usd.`]),
    ],
  };
}

/** The text of a report within the size of its detail, and what was left out for it. */
export function retentionText(
  report: RetentionReport,
  detail: Detail,
  language: Language = 'en',
  { ink, words }: Reader = host,
): string {
  const table = (name: RetentionTable) => tableSection(name, report, detail, layout);
  const first: Section = { part: 'memo', head: [], lines: memoLines(report.memo, language) };
  const sections: Section[] = [
    first,
    verdictSection(report, language, words),
    ...reconciliationSection(report.reconciliation, words),
    findingsSection(report.findings, words),
    ...chartSections(retentionCharts(report, language), detail, ink),
    questionsSection(report.questions, words),
    assumptionsSection(report.assumptions, words),
    claimsSection(report),
    leaksSection(report),
    // A bridge without its end ties to nothing.
    ...table('bridge').map(({ yields: _, ...section }) => ({ ...section, whole: true as const })),
    // The first steps of the plan are the memo's own; a summary leaves the rest to `full`.
    ...(detail === 'full' ? [planSection(report), ...table('bands')] : []),
    ...table('by_currency'),
    ...table('churn_sets'),
    unmappedSection(report, words),
    ...table('segments'),
    ...table('cohorts'),
    ...table('causes'),
    ...table('causes_on_evidence'),
    ...table('concentration'),
    ...table('renewals'),
    ...table('benchmarks'),
    ...table('size_index'),
    ...table('mix_rate'),
    ...table('triangle'),
    ...table('hazard'),
    ...table('survival'),
    ...table('monthly'),
    ...(detail === 'full' ? [handoffsSection(report.handoffs)] : []),
    conventionsSection(report.conventions),
    ...(detail === 'full' ? [figuresSection(report.figures)] : []),
  ];
  return reportText(report, detail, { ink, words }, sections, ['plan_90_days']);
}
