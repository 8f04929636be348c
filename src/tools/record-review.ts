/** `cco_record_review`, from input to file: keeps a report, a memo and what the founder decided. */
import * as z from 'zod';
import { cleanText } from '../data/clean.ts';
import { checkMemo } from '../domain/check-memo/check.ts';
import { citedReportSchema } from '../domain/check-memo/cited-report.ts';
import { type Problem, problem, refusal, refusalSchema } from '../domain/problem.ts';
import { type RecordAnswer, recordAnswerSchema } from '../domain/progress/answers.ts';
import { type Breach, mostKept, textSizes } from '../domain/progress/kept-review.ts';
import { type RecordInput, recordInputSchema, recordProblems } from '../domain/progress/record-input.ts';
import { isReviewId, reviewUri } from '../domain/progress/review-id.ts';
import type { Recordable } from '../domain/progress/snapshot.ts';
import { cleanLines } from '../domain/text.ts';
import { schemaProblems } from '../domain/validate.ts';
import { reviewIds } from '../memory/read.ts';
import { type Draft, keepReview } from '../memory/store.ts';
import { memoLines } from '../render/answer.ts';
import { recordText } from '../render/record.ts';
import type { ToolLine } from './define-tool.ts';
import { findRecordable, keptOf, memoryOf } from './kept-reports.ts';

/** Checks a memo against the reports it cites; an empty list when it keeps the output standard. */
export type CheckMemo = (memo: string, reports: readonly Record<string, unknown>[]) => readonly Breach[];

/** Breaches as they are kept. */
const keptBreaches = (breaches: readonly Breach[]): Breach[] =>
  breaches.slice(0, mostKept.breaches).map(({ code, line, because }) => ({
    code: cleanText(code, 80),
    line,
    because: cleanText(because, 500),
  }));

function draftOf(
  input: RecordInput,
  report: Recordable,
  { recorded_on, memo, breaches }: { recorded_on: string; memo: string; breaches: Breach[] | null },
): Draft {
  const expect = input.expect ?? [];
  const kept = keptOf(
    report,
    expect.map(({ figure }) => figure),
  );
  return {
    review: {
      form: 1,
      ...kept,
      decision: report.memo.decision,
      recorded_on,
      confidence: report.confidence,
      figures: kept.figures.map((figure) => ({ ...figure, label: cleanText(figure.label, 120) })),
      choice: input.choice === undefined ? null : cleanText(input.choice, textSizes.choice),
      expect,
      review_on: input.review_on ?? null,
      corrects: input.corrects ?? null,
      breaches,
    },
    memo,
    words: cleanLines(input.decision),
  };
}

/** The review a correction names must be there; one that cannot be read any more may be corrected all the same. */
async function correctionProblems(corrects: string | undefined, folder: string): Promise<Problem[]> {
  if (corrects === undefined || !isReviewId(corrects)) return [];
  const ids = await reviewIds(folder).catch((): string[] => []);
  return ids.includes(corrects)
    ? []
    : [problem('corrects', 'unknown-review', 'no review of that id is kept; cco_recall_reviews lists them')];
}

const emptyText = (input: RecordInput): Problem[] =>
  cleanLines(input.decision) === ''
    ? [problem('decision', 'out-of-range', 'holds no text; give the decision in the words of the founder')]
    : [];

/** The line of the tool: what a memo breaks of the output standard is kept with the review, and refuses nothing. */
export const recordReviewWith = (check: CheckMemo): ToolLine => ({
  inputSchema: recordInputSchema,
  outputSchema: z.discriminatedUnion('ok', [recordAnswerSchema, refusalSchema]),
  async run(raw, context) {
    const memory = memoryOf(context);
    const wrong = schemaProblems(recordInputSchema, raw);
    if (wrong.length > 0 || 'code' in memory) return refusal('code' in memory ? [memory, ...wrong] : wrong);
    const input = recordInputSchema.parse(raw);
    const found = findRecordable(input.report, 'report', context);
    const recorded_on = memory.today();
    const problems = [
      ...(found.ok ? recordProblems(input, found.report, recorded_on) : [found.problem]),
      ...emptyText(input),
      ...(await correctionProblems(input.corrects, memory.folder)),
    ];
    if (!found.ok || problems.length > 0) return refusal(problems);
    const memo = cleanLines(input.memo ?? memoLines(found.report.memo).join('\n'));
    const breaches = keptBreaches(check(memo, [found.whole]));
    const draft = draftOf(input, found.report, { recorded_on, memo, breaches });
    const kept = await keepReview(memory.folder, draft);
    if (!kept.ok) return refusal([kept.problem]);
    const { decision, as_of, review_on, corrects, figures } = draft.review;
    const answer: RecordAnswer = {
      ok: true,
      tool: 'cco_record_review',
      id: kept.id,
      uri: reviewUri(kept.id),
      file: `${kept.id}.md`,
      created: kept.created,
      decision,
      as_of,
      recorded_on,
      review_on,
      corrects,
      figures_kept: figures.length,
      breaches,
      notes:
        draft.review.assumed === null
          ? [
              'The report was cut for size: its assumptions are not kept; record it by id, or with detail: full.',
            ]
          : [],
    };
    return { ok: true, report: answer, rendered: { text: recordText(answer), structured: answer } };
  },
});

/** What a memo breaks, held against the report that is kept with it. */
const breachesOf: CheckMemo = (memo, reports) => {
  const read = reports.flatMap((report) => citedReportSchema.safeParse(report).data ?? []);
  return read.length === 0 ? [] : checkMemo(memo, read).breaches;
};

export const recordReview = recordReviewWith(breachesOf);
