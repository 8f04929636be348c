/** The parts that every analyzer's text shares: memo, verdict, findings, questions, assumptions. */
import type { Figure } from '../domain/figure.ts';
import type { Finding } from '../domain/finding.ts';
import { decisionNames, type Language, memoLabels, verdictName } from '../domain/language.ts';
import type { Memo } from '../domain/memo.ts';
import type { Problem } from '../domain/problem.ts';
import type { Assumption, Handoff, Question } from '../domain/report.ts';
import { reasonsText } from './reasons.ts';
import type { Section } from './section.ts';
import type { Words } from './words.ts';

/** The memo in its fixed five parts. */
export function memoLines(memo: Memo, language: Language = 'en'): string[] {
  const label = (part: keyof typeof memoLabels) => {
    const text = memoLabels[part][language];
    return language === 'en' ? `**${text}:**` : `**${text}：**`;
  };
  return [
    `${label('bottom_line')} ${memo.bottom_line}`,
    `${label('decision')} ${decisionNames[memo.decision][language]}`,
    label('evidence'),
    ...memo.evidence.map((line) => `- ${line}`),
    label('how_to_act'),
    ...memo.how_to_act.map((step, i) => `${i + 1}. ${step}`),
    `${label('your_decision')} ${memo.your_decision}`,
  ];
}

type Ruled = { verdict: string; confidence: string; verdict_reasons: readonly string[] };

/** The verdict with its confidence and the rule that matched; in another language with its name there. */
export function verdictText(
  { verdict, confidence, verdict_reasons: reasons }: Ruled,
  language: Language,
): string {
  const name = language === 'en' ? '' : ` ${verdictName(verdict, language)}`;
  return `Verdict: \`${verdict}\`${name} (confidence ${confidence}). ${reasonsText(reasons)}`;
}

/** The same as a section of its own. */
export const verdictLine = (report: Ruled, language: Language = 'en'): Section => ({
  part: 'verdict',
  head: [],
  lines: [verdictText(report, language)],
});

export const findingsSection = (findings: readonly Finding[], words: Words): Section => ({
  part: 'findings',
  head: ['## Findings', ''],
  lines: findings.map(
    ({ severity, code, because, evidence, playbook }) =>
      `- ${severity} \`${code}\`: ${words.sentence(because)}${evidence.length > 0 ? ` [${evidence.join(', ')}]` : ''} → ${playbook}`,
  ),
});

export const questionsSection = (questions: readonly Question[], words: Words): Section => ({
  part: 'questions',
  head: ['## Next questions', ''],
  lines: questions.map(
    ({ ask, field, unlocks }, i) =>
      `${i + 1}. ${ask} (\`${words.field(field)}\`; unlocks ${unlocks.join(', ')})`,
  ),
});

export const assumptionsSection = (assumptions: readonly Assumption[], words: Words): Section => ({
  part: 'assumptions',
  head: ['## Assumptions', ''],
  lines: assumptions.map(
    ({ field, value, source }) => `- \`${words.name(field)}\` = ${String(value)} (${words.sentence(source)})`,
  ),
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
