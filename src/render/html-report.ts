/** One report as part of a page: memo, charts with their tables, then all that it rests on. */
import type { Column } from '../domain/column.ts';
import type { CoverageReport } from '../domain/coverage/report.ts';
import { numberText } from '../domain/figure.ts';
import type { HiringReport } from '../domain/hiring/report.ts';
import { memoLabels } from '../domain/language.ts';
import { hasAmounts, type Reconciliation } from '../domain/reconciliation.ts';
import type { Row, Table } from '../domain/report.ts';
import type { RetentionReport } from '../domain/retention/report.ts';
import type { ReviewReport } from '../domain/review/report.ts';
import type { SegmentationReport } from '../domain/segmentation/report.ts';
import { layout as coverage } from './coverage.ts';
import { layout as hiring } from './hiring.ts';
import { escapeHtml, lineHtml, listHtml, partHtml } from './html.ts';
import { tableHtml } from './html-table.ts';
import { reasonsText } from './reasons.ts';
import { leakColumns, layout as retention } from './retention.ts';
import { layout as review } from './review.ts';
import { layout as segmentation } from './segmentation.ts';

/** A report that a page can show. */
export type PageReport = RetentionReport | SegmentationReport | CoverageReport | HiringReport | ReviewReport;

/** A chart as a page takes it: the picture as SVG, with what it says in words and rows. */
export type PageChart = {
  title: string;
  description: string;
  svg: string;
  key: readonly { label: string; color: string; form: string }[];
  note?: string | undefined;
  table: { columns: readonly Column[]; rows: readonly Row[] };
};

/** The headings under which reports stand, in the order in which they are read. */
export const decisionTitles: Readonly<Record<PageReport['tool'], string>> = {
  cco_decompose_retention: 'Retention',
  cco_design_segments: 'Segmentation',
  cco_size_coverage: 'Coverage',
  cco_plan_hires: 'Next hire',
  cco_review_plan: 'Plan review',
};

type AnyLayout = {
  titles: Readonly<Record<string, string>>;
  columns: Readonly<Record<string, readonly Column[]>>;
};

const layouts: Readonly<Record<PageReport['tool'], AnyLayout>> = {
  cco_decompose_retention: retention,
  cco_design_segments: segmentation,
  cco_size_coverage: coverage,
  cco_plan_hires: hiring,
  cco_review_plan: review,
};

function memoHtml({ memo }: PageReport): string {
  const part = (label: keyof typeof memoLabels, body: string) =>
    `<dt>${escapeHtml(memoLabels[label].en)}</dt><dd>${body}</dd>`;
  return `<dl class="memo">${[
    part('bottom_line', lineHtml(memo.bottom_line)),
    part('decision', lineHtml(memo.decision)),
    part('evidence', listHtml(memo.evidence)),
    part('how_to_act', listHtml(memo.how_to_act, 'ol')),
    part('your_decision', lineHtml(memo.your_decision)),
  ].join('')}</dl>`;
}

const verdictHtml = ({ verdict, confidence, verdict_reasons: reasons }: PageReport): string =>
  `<p class="verdict"><strong>${escapeHtml(verdict)}</strong> · confidence ${escapeHtml(confidence)}. ${lineHtml(reasonsText(reasons))}</p>`;

function chartHtml({ title, description, svg, key, note, table }: PageChart, currency: string): string {
  const lines = key.map(
    ({ label, color, form }) =>
      `<li><span class="swatch ${escapeHtml(form)}" style="--swatch:${escapeHtml(color)}"></span>${escapeHtml(label)}</li>`,
  );
  const caption = note === undefined ? '' : `<figcaption>${lineHtml(note)}</figcaption>`;
  return `<figure><h4>${escapeHtml(title)}</h4><div role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">${svg}</div>${
    lines.length === 0 ? '' : `<ul class="key">${lines.join('')}</ul>`
  }${caption}</figure>${tableHtml(title, table.columns, table.rows, currency)}`;
}

/** What only some reports have: leaks and the plan, claims, proposals, notes. */
function ownParts(report: PageReport): string {
  const { currency } = report;
  if (report.tool === 'cco_decompose_retention') {
    const leaks = report.leakage_points.map((leak): Row => ({ ...leak, key: String(leak.rank) }));
    const plan = report.plan_90_days.map(
      ({ start_day, end_day, start_date, end_date, action, owner, leading_indicator }) =>
        `Days ${start_day}-${end_day}${start_date === null ? '' : ` (${start_date} to ${end_date})`}: ${action}. Owner: ${owner}. Watch: ${leading_indicator}.`,
    );
    const claims = report.claim_tests.map(
      ({ claim, status, codes }) =>
        `\`${claim}\`: ${status}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}`,
    );
    return [
      partHtml(3, 'Top leakage points', tableHtml('Top leakage points', leakColumns, leaks, currency)),
      partHtml(3, '90-day plan', listHtml(plan)),
      partHtml(3, 'Claims tested', listHtml(claims)),
    ].join('');
  }
  if (report.tool === 'cco_plan_hires') return partHtml(3, 'What a CSM is not', listHtml(report.boundaries));
  if (report.tool === 'cco_size_coverage')
    return partHtml(3, 'When the tier rule may be overridden', listHtml(report.notes));
  return '';
}

/** Rows and ARR of the file accounted for, left-out rows by reason. */
function reconciliationHtml(read: Reconciliation | undefined): string {
  if (read === undefined) return '';
  const both = (way: { from_rows: number; from_accounts: number } | null, what: string) =>
    way === null
      ? []
      : [
          `${what}: ${numberText(way.from_rows, 2)} over rows, ${numberText(way.from_accounts, 2)} over accounts`,
        ];
  return listHtml([
    `\`${read.file.replaceAll('`', "'")}\` (${read.format}, ${read.shape}): ${read.rows_read} rows read, ${read.rows_used} used, ${read.bad_rows} unreadable, ${read.accounts} accounts, ${read.accounts_merged} rows merged`,
    ...read.excluded.map(
      ({ reason, rows, arr, currency = '', first_rows: first }) =>
        `left out: ${rows} ${reason} (rows ${first.join(', ')})${arr === null ? '' : `, ARR ${numberText(arr, 2)} ${currency}`.trimEnd()}`,
    ),
    ...(hasAmounts(read)
      ? [
          ...both(read.arr_start, 'ARR at start'),
          ...both(read.arr_end, read.arr_start === null ? 'ARR' : 'ARR at end'),
          `ARR ties: ${read.ties ? 'yes' : 'no'}`,
        ]
      : ['no ARR in the file']),
  ]);
}

/** Columns of a table; an id that is the name says nothing twice. */
const columnsFor = (columns: readonly Column[], rows: readonly Row[]): readonly Column[] =>
  rows.every(({ key, ...cells }) => cells['name'] === key)
    ? columns.filter(({ id }) => id !== 'key')
    : columns;

/** Every table that does not stand under a chart already, whole. */
function tablesHtml(report: PageReport, charts: readonly PageChart[]): string {
  const { titles, columns } = layouts[report.tool];
  const tables: Readonly<Record<string, Table | undefined>> = report.tables;
  return Object.keys(titles)
    .filter((name) => !charts.some(({ table }) => table.columns === columns[name]))
    .map((name) => {
      const title = titles[name] ?? name;
      const rows = tables[name]?.rows ?? [];
      return partHtml(
        4,
        title,
        tableHtml(title, columnsFor(columns[name] ?? [], rows), rows, report.currency),
      );
    })
    .join('');
}

const figureColumns: readonly Column[] = [
  { id: 'key', label: 'Figure', unit: 'text' },
  { id: 'label', label: 'What', unit: 'text' },
  { id: 'display', label: 'Value', unit: 'text' },
  { id: 'how', label: 'Formula, or why there is none', unit: 'text' },
];

const figuresHtml = ({ figures, currency }: PageReport): string =>
  tableHtml(
    'Figures and how they were computed',
    figureColumns,
    figures.map(({ id, label, display, formula, reason }) => ({
      key: id,
      label,
      display,
      how: formula ?? reason ?? null,
    })),
    currency,
  );

/** A report as a part of a page. The first things first; everything it rests on follows. */
export function reportHtml(report: PageReport, charts: readonly PageChart[]): string {
  const { as_of: asOf, rows_omitted: omitted } = report;
  const shortened =
    omitted === undefined
      ? ''
      : `<p class="note">${lineHtml(`This report was passed on in a short form: ${Object.keys(omitted.parts).join(', ')} shortened or left out; \`detail: full\` gives them.`)}</p>`;
  return [
    `<article id="${escapeHtml(report.tool)}"><h2>${decisionTitles[report.tool]}</h2>`,
    verdictHtml(report),
    shortened,
    memoHtml(report),
    partHtml(3, 'Charts', charts.map((chart) => chartHtml(chart, report.currency)).join('')),
    partHtml(
      3,
      'Findings',
      listHtml(
        report.findings.map(
          ({ severity, code, because, evidence }) =>
            `**${severity}** \`${code}\`: ${because}${evidence.length === 0 ? '' : ` [${evidence.join(', ')}]`}`,
        ),
      ),
    ),
    ownParts(report),
    partHtml(
      3,
      'Next questions',
      listHtml(
        report.questions.map(({ ask, field }) => `${ask} (\`${field}\`)`),
        'ol',
      ),
    ),
    partHtml(
      3,
      'What was read',
      reconciliationHtml('reconciliation' in report ? report.reconciliation : undefined),
    ),
    partHtml(
      3,
      'Assumptions',
      listHtml(
        report.assumptions.map(({ field, value, source }) => `\`${field}\` = ${String(value)} (${source})`),
      ),
    ),
    partHtml(3, 'Conventions', listHtml(report.conventions)),
    partHtml(
      3,
      'For other advisors',
      listHtml(
        report.handoffs.map(
          ({ to, question, withheld_reason: why }) =>
            `${to.toUpperCase()}: ${question}${why === undefined ? '' : ` (withheld: ${why})`}`,
        ),
      ),
    ),
    partHtml(3, 'More tables', tablesHtml(report, charts)),
    partHtml(3, 'Figures', figuresHtml(report)),
    `<p class="note">Report <code>${escapeHtml(report.report_id)}</code>, policy ${escapeHtml(report.policy_version)}${asOf === null ? '' : `, as of ${escapeHtml(asOf)}`}, amounts in ${escapeHtml(report.currency)}.</p></article>`,
  ].join('\n');
}
