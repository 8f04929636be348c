/** The parts that every analyzer's text shares: memo, verdict, findings, questions, assumptions. */
import type { Finding } from '../domain/finding.ts';
import type { Memo } from '../domain/memo.ts';
import type { Problem } from '../domain/problem.ts';
import type { Assumption, Question } from '../domain/report.ts';
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

/** All problems of a refused input, a line each. */
export const refusalText = (problems: readonly Problem[]): string =>
  ['The input was refused; nothing was computed.', ...problems.map((problem) => `- ${problem.message}`)].join(
    '\n',
  );
