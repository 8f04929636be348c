/** The parts that every analyzer's text shares: memo, verdict, findings, questions, assumptions. */
import type { Figure } from '../domain/figure.ts';
import type { Finding } from '../domain/finding.ts';
import type { Memo } from '../domain/memo.ts';
import type { Problem } from '../domain/problem.ts';
import type { Assumption, Handoff, Question } from '../domain/report.ts';
import type { Section } from './section.ts';

/** The memo in its fixed five parts. */
export function memoLines(memo: Memo): string[] {
  return [
    `**Bottom Line:** ${memo.bottom_line}`,
    `**The Decision:** ${memo.decision}`,
    '**The Evidence:**',
    ...memo.evidence.map((line) => `- ${line}`),
    '**How to Act:**',
    ...memo.how_to_act.map((step, i) => `${i + 1}. ${step}`),
    `**Your Decision:** ${memo.your_decision}`,
  ];
}

/** The verdict with its confidence and the rule that matched. */
export const verdictLine = (report: {
  verdict: string;
  confidence: string;
  verdict_reasons: readonly string[];
}): Section => ({
  part: 'verdict',
  head: [],
  lines: [
    `Verdict: \`${report.verdict}\` (confidence ${report.confidence}). ${report.verdict_reasons.join(' ')}`,
  ],
});

export const findingsSection = (findings: readonly Finding[]): Section => ({
  part: 'findings',
  head: ['## Findings', ''],
  lines: findings.map(
    ({ severity, code, because, evidence, playbook }) =>
      `- ${severity} \`${code}\`: ${because}${evidence.length > 0 ? ` [${evidence.join(', ')}]` : ''} → ${playbook}`,
  ),
});

export const questionsSection = (questions: readonly Question[]): Section => ({
  part: 'questions',
  head: ['## Next questions', ''],
  lines: questions.map(
    ({ ask, field, unlocks }, i) => `${i + 1}. ${ask} (\`${field}\`; unlocks ${unlocks.join(', ')})`,
  ),
});

export const assumptionsSection = (assumptions: readonly Assumption[]): Section => ({
  part: 'assumptions',
  head: ['## Assumptions', ''],
  lines: assumptions.map(({ field, value, source }) => `- \`${field}\` = ${String(value)} (${source})`),
});

export const conventionsSection = (conventions: readonly string[]): Section => ({
  part: 'conventions',
  head: ['## Conventions', ''],
  lines: conventions.map((line) => `- ${line}`),
});

/** What to ask other advisors; the payloads are in the structured half. */
export const handoffsSection = (handoffs: readonly Handoff[]): Section => ({
  part: 'handoffs',
  head: ['## For other advisors', ''],
  lines: handoffs.map(
    ({ to, kind, question, withheld_reason }) =>
      `- ${to.toUpperCase()}, \`${kind}\`: ${question}${withheld_reason === undefined ? '' : ` (withheld: ${withheld_reason})`}`,
  ),
});

/** Every figure with its formula, so that each number can be redone by hand. */
export const figuresSection = (figures: readonly Figure[]): Section => ({
  part: 'figures',
  head: ['## Figures and how they were computed', ''],
  lines: figures.map(({ id, label, display, formula, reason }) => {
    const how = formula !== undefined ? ` = ${formula}` : reason !== undefined ? ` (${reason})` : '';
    return `- \`${id}\` ${label}: ${display}${how}`;
  }),
});

/** All problems of a refused input, a line each. */
export const refusalText = (problems: readonly Problem[]): string =>
  ['The input was refused; nothing was computed.', ...problems.map((problem) => `- ${problem.message}`)].join(
    '\n',
  );
