/** The text of a hiring report: the memo first, then what it rests on, in the order a founder asks for it. */

import type { HiringReport } from '../domain/hiring/report.ts';
import { type HiringTable, hiringTables } from '../domain/hiring/tables.ts';
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
import { hiringCharts } from './charts-hiring.ts';
import { hiringFit } from './hiring-fit.ts';
import { host, type Reader } from './reader.ts';
import { type Layout, reconciliationSection, reportText, tableSection } from './report.ts';
import type { Detail, Section } from './section.ts';

/** How the tables of this report are shown, in text and on a page. */
export const layout: Layout<HiringTable> = {
  titles: {
    roles: 'Roles',
    outcomes: 'Outcomes that fail',
    gates: 'Gates',
    not_yet: 'Not yet, and what opens it',
    sequence: 'Eighteen months',
    split: 'Account manager beside the CSM',
    stage: 'When the company outgrows its stage',
    anti_patterns: 'Ways that cost more than they give',
    team: 'The team today',
  },
  columns: hiringTables,
  hidden: new Set(['level']),
  fit: hiringFit,
};

/** What became of the role that was proposed, the runner-up, and the split, in a line each. */
function answersSection({
  proposed,
  runner_up: second,
  am_csm_split: split,
  stage_next: next,
}: HiringReport): Section {
  return {
    part: 'answers',
    head: [],
    lines: [
      ...(proposed === null ? [] : [`- Proposed \`${proposed.role}\`: ${proposed.verdict}.`]),
      ...(second === null
        ? []
        : [
            `- Runner-up \`${second.role}\`: ${second.why_not}${second.gate === null ? '' : ` (${second.gate})`}.`,
          ]),
      `- Account manager beside the CSM: ${split}.`,
      ...(next === null ? [] : [`- Companies of this stage usually hire: ${next}.`]),
    ],
  };
}

const boundariesSection = (boundaries: readonly string[]): Section => ({
  part: 'boundaries',
  head: ['## What a CSM is not', ''],
  lines: boundaries.map((line) => `- ${line}`),
});

/** The text of a report within the size of its detail, and what was left out for it. */
export function hiringText(
  report: HiringReport,
  detail: Detail,
  language: Language = 'en',
  { ink, words }: Reader = host,
): string {
  const table = (name: HiringTable) => tableSection(name, report, detail, layout);
  const sections: Section[] = [
    { part: 'memo', head: [], lines: memoLines(report.memo, language) },
    verdictLine(report, language),
    answersSection(report),
    ...reconciliationSection(report.reconciliation, words),
    findingsSection(report.findings, words),
    ...chartSections(hiringCharts(report, language), detail, ink),
    ...table('sequence'),
    ...table('outcomes'),
    questionsSection(report.questions, words),
    ...table('roles'),
    assumptionsSection(report.assumptions, words),
    ...table('not_yet'),
    ...table('anti_patterns'),
    ...table('split'),
    ...table('stage'),
    boundariesSection(report.boundaries),
    ...table('team'),
    ...(detail === 'full' ? table('gates') : []),
    ...(detail === 'full' ? [handoffsSection(report.handoffs)] : []),
    conventionsSection(report.conventions),
    ...(detail === 'full' ? [figuresSection(report.figures)] : []),
  ];
  return reportText(report, detail, { ink, words }, sections, []);
}
