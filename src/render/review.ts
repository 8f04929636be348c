/** The text of a plan review: the memo first, then the gates, the form and what to ask next. */
import type { Language } from '../domain/language.ts';
import type { ReviewReport } from '../domain/review/report.ts';
import { type ReviewTable, reviewTables } from '../domain/review/tables.ts';
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
import { host, type Reader } from './reader.ts';
import { type Layout, reportText, tableSection } from './report.ts';
import { reviewFit } from './review-fit.ts';
import type { Detail, Section } from './section.ts';

/** How the tables of this report are shown, in text and on a page. */
export const layout: Layout<ReviewTable> = {
  titles: { gates: 'Six gates', form: 'Form' },
  columns: reviewTables,
  hidden: new Set(),
  fit: reviewFit,
};

const planSection = ({ plan, plan_type: type, aim }: ReviewReport): Section => ({
  part: 'plan',
  head: [],
  lines: [`Plan, as it was given: ${plan} (type \`${type}\`, aim \`${aim}\`).`],
});

/** The text of a report within the size of its detail, and what was left out for it. */
export function reviewText(
  report: ReviewReport,
  detail: Detail,
  language: Language = 'en',
  { words }: Reader = host,
): string {
  const table = (name: ReviewTable) => tableSection(name, report, detail, layout);
  const sections: Section[] = [
    { part: 'memo', head: [], lines: memoLines(report.memo, language) },
    verdictLine(report, language),
    planSection(report),
    findingsSection(report.findings, words),
    ...table('gates'),
    ...table('form'),
    questionsSection(report.questions, words),
    assumptionsSection(report.assumptions, words),
    handoffsSection(report.handoffs),
    conventionsSection(report.conventions),
    ...(detail === 'full' ? [figuresSection(report.figures)] : []),
  ];
  return reportText(report, detail, { ...host, words }, sections, []);
}
