/** `cco_recall_reviews`, from the folder to the answer: what was decided, what the numbers were, what moved since. */
import * as z from 'zod';
import type { Language } from '../domain/language.ts';
import { problem, type Refusal, refusal, refusalSchema } from '../domain/problem.ts';
import { type RecallAnswer, recallAnswerSchema } from '../domain/progress/answers.ts';
import { recall } from '../domain/progress/recall.ts';
import { recallAnswer } from '../domain/progress/recall-answer.ts';
import { recallInputSchema, recallProblems } from '../domain/progress/recall-input.ts';
import { schemaProblems } from '../domain/validate.ts';
import { codeOf } from '../memory/files.ts';
import { readReviews } from '../memory/read.ts';
import { localMoney } from '../render/localise.ts';
import { progressText, recallText } from '../render/recall.ts';
import { fitRecall } from '../render/recall-fit.ts';
import type { ToolContext, ToolLine } from './define-tool.ts';
import { findRecordable, keptOf, memoryOf } from './kept-reports.ts';

/** Reads a folder; a problem where it cannot be listed. */
async function readFolder(folder: string) {
  try {
    return await readReviews(folder);
  } catch (error) {
    const rest = `the folder cannot be read (${codeOf(error) || 'unknown error'}); check that it is a folder and its permissions`;
    return problem('--memory-dir', 'not-readable', rest);
  }
}

export const recallReviews: ToolLine = {
  inputSchema: recallInputSchema,
  outputSchema: z.discriminatedUnion('ok', [recallAnswerSchema, refusalSchema]),
  async run(raw, context) {
    const memory = memoryOf(context);
    const wrong = schemaProblems(recallInputSchema, raw);
    if (wrong.length > 0 || 'code' in memory) return refusal('code' in memory ? [memory, ...wrong] : wrong);
    const input = recallInputSchema.parse(raw);
    const found =
      input.compare_to === undefined ? null : findRecordable(input.compare_to, 'compare_to', context);
    const problems = [...recallProblems(input), ...(found === null || found.ok ? [] : [found.problem])];
    const read = problems.length > 0 ? null : await readFolder(memory.folder);
    if (read === null || 'code' in read) return refusal(read === null ? problems : [read]);
    const reviews = read.reviews.map(({ review }) => review);
    // A figure that an earlier decision was to change is compared although nothing else names it.
    const expected = reviews.flatMap(({ expect }) => expect.map(({ figure }) => figure));
    const now = found?.ok === true ? keptOf(found.report, expected) : null;
    const answer = recallAnswer(recall(reviews, input, { today: memory.today(), now }), read.skipped);
    const language = input.language ?? 'en';
    return {
      ok: true,
      report: answer,
      rendered: {
        text: localMoney(recallText(answer, language, context.reader?.words), language),
        structured: fitRecall(answer),
      },
    };
  },
};

/** What moved since the last review, as a text to stand below the report it was asked for; the refusal of the folder. */
export async function movedSince(
  report: Record<string, unknown>,
  language: Language,
  context: ToolContext,
): Promise<{ ok: true; text: string } | Refusal> {
  const answer = await recallReviews.run({ compare_to: report, language }, context);
  return answer.ok
    ? { ok: true, text: localMoney(progressText(answer.report as RecallAnswer, language), language) }
    : answer;
}
