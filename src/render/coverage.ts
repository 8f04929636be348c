/** The text of a coverage report: the memo first, then what it rests on, in the order a founder asks for it. */

import type { CoverageReport } from '../domain/coverage/report.ts';
import { type CoverageTable, coverageTables } from '../domain/coverage/tables.ts';
import type { Language } from '../domain/language.ts';
import {
  assumptionsSection,
  conventionsSection,
  figuresSection,
  findingsSection,
  handoffsSection,
  memoLines,
  questionsSection,
  verdictLine,
} from './answer.ts';
import { chartSections } from './chart.ts';
import { coverageCharts } from './charts-coverage.ts';
import { coverageFit } from './coverage-fit.ts';
import { host, type Reader } from './reader.ts';
import { type Layout, reconciliationSection, reportText, tableSection } from './report.ts';
import type { Detail, Section } from './section.ts';

/** How the tables of this report are shown, in text and on a page. */
export const layout: Layout<CoverageTable> = {
  titles: {
    tiers: 'Tiers',
    estimates: 'Three estimates, never averaged',
    relief: 'Seats that only the ARR ratio asks for',
    ladder: 'Promising less before hiring',
    moves: 'Moves before hires',
    plan: 'Hires',
    managers: 'Managers',
    months: 'Month by month',
    start_by: 'Hires by the month they are in seat',
    transitions: 'What a richer motion must win',
    cut_order: 'Order of cuts, if cuts must be',
  },
  columns: coverageTables,
  hidden: new Set(),
  fit: coverageFit,
};

const notesSection = (notes: readonly string[]): Section => ({
  part: 'notes',
  head: ['## When the tier rule may be overridden', ''],
  lines: notes.map((line) => `- ${line}`),
});

/** The text of a report within the size of its detail, and what was left out for it. */
export function coverageText(
  report: CoverageReport,
  detail: Detail,
  language: Language = 'en',
  { ink, words }: Reader = host,
): string {
  const table = (name: CoverageTable) => tableSection(name, report, detail, layout);
  const sections: Section[] = [
    { part: 'memo', head: [], lines: memoLines(report.memo, language) },
    verdictLine(report, language),
    ...reconciliationSection(report.reconciliation, words),
    findingsSection(report.findings, words),
    ...chartSections(coverageCharts(report), detail, ink),
    ...table('plan'),
    ...table('tiers'),
    ...table('start_by'),
    questionsSection(report.questions, words),
    ...table('moves'),
    ...table('managers'),
    ...table('ladder'),
    ...table('months'),
    assumptionsSection(report.assumptions, words),
    ...table('estimates'),
    ...table('relief'),
    ...table('cut_order'),
    ...table('transitions'),
    notesSection(report.notes),
    ...(detail === 'full' ? [handoffsSection(report.handoffs)] : []),
    conventionsSection(report.conventions),
    ...(detail === 'full' ? [figuresSection(report.figures)] : []),
  ];
  return reportText(report, detail, { ink, words }, sections, []);
}
