/** The languages: every verdict, decision and question has its words, and the documents show the same. */
import { expect, it } from 'vitest';
import { coverageVerdicts } from '../../src/domain/coverage/verdict.ts';
import { hiringVerdicts } from '../../src/domain/hiring/verdict.ts';
import {
  decisionNames,
  keyQuestions,
  languages,
  memoLabels,
  statusNames,
  verdictName,
  verdictNames,
  withinDays,
} from '../../src/domain/language.ts';
import { decisions } from '../../src/domain/memo.ts';
import { retentionReportSchema } from '../../src/domain/retention/report.ts';
import { reviewVerdicts } from '../../src/domain/review/verdict.ts';
import { segmentationReportSchema } from '../../src/domain/segmentation/report.ts';
import { findDocument } from '../../src/knowledge/library.ts';

const verdicts = [
  ...(retentionReportSchema.shape.verdict.options as readonly string[]),
  ...(segmentationReportSchema.shape.verdict.options as readonly string[]),
  ...coverageVerdicts,
  ...hiringVerdicts,
  ...reviewVerdicts,
];

it('every verdict has a name in each language, and no name stands for nothing', () => {
  expect([...new Set(verdicts)].sort()).toEqual(Object.keys(verdictNames).sort());
  for (const language of ['zh', 'ja'] as const) {
    const names = Object.values(verdictNames).map((words) => words[language]);
    for (const name of names) expect(name).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u);
  }
  expect(verdictName('leaky_bucket', 'zh')).toBe('漏桶');
  expect(verdictName('hold', 'ja')).toBe('維持');
  expect(verdictName('toString', 'zh')).toBe('toString');
});

it('labels, decisions and statuses are different words in each language', () => {
  for (const words of [
    ...Object.values(memoLabels),
    ...Object.values(decisionNames),
    ...Object.values(statusNames),
  ])
    for (const language of languages) expect(words[language].length).toBeGreaterThan(0);
  for (const language of languages) {
    expect(new Set(Object.values(memoLabels).map((words) => words[language])).size).toBe(5);
    expect(new Set(decisions.map((decision) => decisionNames[decision][language])).size).toBe(4);
  }
  expect(withinDays('30', 'zh')).toBe('30 天内');
});

it('the six questions stand in the document as they are here, in all three languages', () => {
  const { text } = findDocument('key-questions');
  expect(keyQuestions).toHaveLength(6);
  for (const [i, question] of keyQuestions.entries()) {
    expect(text).toContain(`**${question.en}**`);
    expect(text).toContain(`| Q${i + 1} | ${question.zh} | ${question.ja} |`);
  }
});
