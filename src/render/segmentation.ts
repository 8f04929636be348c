/** The text of a segmentation report: the memo first, then what it rests on, in the order a founder asks for it. */
import type { Language } from '../domain/language.ts';
import type { SegmentationReport } from '../domain/segmentation/report.ts';
import { type SegmentationTable, segmentationTables } from '../domain/segmentation/tables.ts';
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
import { segmentationCharts } from './charts-segmentation.ts';
import { host, type Reader } from './reader.ts';
import { type Layout, reconciliationSection, reportText, tableSection } from './report.ts';
import type { Detail, Section } from './section.ts';
import { segmentationFit } from './segmentation-fit.ts';

/** How the tables of this report are shown, in text and on a page. */
export const layout: Layout<SegmentationTable> = {
  titles: {
    tiers: 'Tiers',
    accounts: 'Accounts',
    exits: 'Change terms, let go, or watch',
    moves: 'Moves between tiers',
    growth: 'Where the next expansion is',
    over_served: 'Served above what they carry',
    under_served: 'Served below their tier',
    executive_attention: 'Attention of an executive, not spend',
    signals: 'Signals that tell good from bad accounts',
  },
  columns: segmentationTables,
  hidden: new Set(['floor']),
  fit: segmentationFit,
};

/** The text of a report within the size of its detail, and what was left out for it. */
export function segmentationText(
  report: SegmentationReport,
  detail: Detail,
  language: Language = 'en',
  { ink, words }: Reader = host,
): string {
  const table = (name: SegmentationTable) => tableSection(name, report, detail, layout);
  const sections: Section[] = [
    { part: 'memo', head: [], lines: memoLines(report.memo, language) },
    verdictLine(report, language),
    ...reconciliationSection(report.reconciliation, words),
    findingsSection(report.findings, words),
    ...chartSections(segmentationCharts(report, language), detail, ink),
    ...table('exits'),
    questionsSection(report.questions, words),
    ...table('tiers'),
    ...table('growth'),
    assumptionsSection(report.assumptions, words),
    ...table('moves'),
    ...table('over_served'),
    ...table('under_served'),
    ...table('executive_attention'),
    ...table('signals'),
    ...table('accounts'),
    ...(detail === 'full' ? [handoffsSection(report.handoffs)] : []),
    conventionsSection(report.conventions),
    ...(detail === 'full' ? [figuresSection(report.figures)] : []),
  ];
  return reportText(report, detail, { ink, words }, sections, []);
}
