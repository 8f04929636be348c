/** An answer in another language: labels, questions, horizons, grades and currency. Sentences and ids stay as they are. */
import {
  currencyMarks,
  gradeNames,
  keyQuestions,
  type Language,
  stepWords,
  withinDays,
} from '../domain/language.ts';
import type { Memo } from '../domain/memo.ts';
import type { Question } from '../domain/report.ts';

/** Applies a change outside of backticks: what stands in them is a founder's own text or a code. */
const outsideQuotes = (text: string, change: (part: string) => string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : change(part)))
    .join('');

/** Amounts as the language marks their currency. Example: "$1,200" in Chinese is "US$1,200", "JPY 900" in Japanese "￥900". */
export function localMoney(text: string, language: Language): string {
  const marks = currencyMarks[language];
  return outsideQuotes(text, (part) =>
    part
      .replace(/(?<![A-Za-z$])\$(?=\d)/g, marks['USD'] ?? '$')
      .replace(/\b([A-Z]{3}) (?=\d)/g, (whole, code: string) =>
        Object.hasOwn(marks, code) ? (marks[code] ?? whole) : whole,
      ),
  );
}

/** A step of a memo. Example: in Chinese "Name the owner。负责人：Founder。期限：30 天内". */
function localStep(step: string, language: Language): string {
  const match = /^(.*)\. Owner: (.*)\. By: (?:within (\d+) days|(.+))$/s.exec(step);
  if (match === null) return step;
  const [, action = '', owner = '', days, day = ''] = match;
  const { owner: ownerWord, by, stop } = stepWords;
  const end = days === undefined ? day : withinDays(days, language);
  return [action, `${ownerWord[language]}${owner}`, `${by[language]}${end}`].join(stop[language]);
}

const localGrades = (text: string, language: Language): string =>
  outsideQuotes(text, (part) =>
    part.replace(/ \((assumption|relayed|estimate)\)/g, (_, grade: keyof typeof gradeNames) =>
      language === 'en' ? ` (${grade})` : `（${gradeNames[grade][language]}）`,
    ),
  );

const localQuestion = (question: Question, language: Language): Question => {
  const known = keyQuestions.find(({ en }) => en === question.ask);
  return known === undefined ? question : { ...question, ask: known[language] };
};

/** What localising needs of any report. */
export type Localisable = {
  headline: string;
  memo: Memo;
  figures: { display: string }[];
  findings: { because: string }[];
  questions: Question[];
};

/** A report in a language; the report itself for English. Nothing in it is changed. */
export function localise<R extends Localisable>(report: R, language: Language): R {
  if (language === 'en') return report;
  const line = (text: string) => localMoney(localGrades(text, language), language);
  return {
    ...report,
    headline: line(report.headline),
    memo: {
      ...report.memo,
      bottom_line: line(report.memo.bottom_line),
      evidence: report.memo.evidence.map(line),
      how_to_act: report.memo.how_to_act.map((step) => localMoney(localStep(step, language), language)),
      your_decision: line(report.memo.your_decision),
    },
    figures: report.figures.map((figure) => ({ ...figure, display: localMoney(figure.display, language) })),
    findings: report.findings.map((finding) => ({ ...finding, because: line(finding.because) })),
    questions: report.questions.map((question) => localQuestion(question, language)),
  };
}
