/** Prompt `founder_interview`: the six questions, one a turn, until a tool can run. */
import type { McpServer } from '@modelcontextprotocol/server';
import { keyQuestions } from '../domain/language.ts';
import { decisions } from '../domain/memo.ts';
import { choice } from './arguments.ts';
import { given, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

const decision = choice('decision', [...decisions, 'not sure'] as const, 'what is on the table');

/** Registers the prompt. */
export function registerFounderInterview(server: McpServer): void {
  registerPrompt(server, {
    name: 'founder_interview',
    title: 'Founder interview',
    description:
      'Asks a founder the six key questions, one a turn, and offers to run once the minimum is known.',
    args: { decision: decision.schema.optional() },
    task: (typed, language) =>
      paragraphs(
        'Interview the founder. Follow "How to ask" of cco://key-questions, which comes with this message.',
        given('Decision', optional(typed.decision, decision.read)) ??
          'Open with: which decision is on the table, retention, segmentation, coverage or the next hire? Not sure means retention.',
        'Rules: one question a turn, beginning with the first; skip what a file or an earlier answer already says; play back value, unit and window in one line; keep each answer as value, unit, window, source (`system`, `recall`, `estimate`) and date; never fill an unknown with a benchmark and never repeat a question; no praise, no blame.',
        language === 'en' ? `The six questions:\n${numbered(keyQuestions.map(({ en }) => en))}` : null,
        'Stop once the minimum for the decision is met, show a table of what is known, estimated and unknown, and offer to run the tool. Decline to make a number look better for a board, to name an employee to dismiss, and legal advice.',
      ),
    embeds: [{ document: 'key-questions' }, { playbook: 'cs_metrics_reference' }],
  });
}
