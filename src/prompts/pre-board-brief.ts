/** Prompt `pre_board_brief`: one page before a board meeting. */
import type { McpServer } from '@modelcontextprotocol/server';
import type { Memory } from '../memory/store.ts';
import { lastReview } from './last-review.ts';
import { quarterChoice } from './periods.ts';
import { given, memoRules, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

/** Registers the prompt; `today` decides which quarters are offered. */
export function registerPreBoardBrief(server: McpServer, today: string, memory?: Memory): void {
  const period = quarterChoice(today);
  registerPrompt(server, {
    name: 'pre_board_brief',
    title: 'Pre-board brief',
    description: 'One page for a board: what holds, what leaks, what is decided, and what will be asked.',
    args: { period: period.schema.optional() },
    task: (typed) =>
      paragraphs(
        'Write a brief of one page for the board, with the founder.',
        given('Period', optional(typed.period, period.read)),
        'Run `cco_decompose_retention`, then `cco_design_segments`, then `cco_size_coverage`; take reports of this period where they exist. Then hold the brief itself against `cco_review_plan` with type report.',
        `Contents, in this order:\n${numbered([
          'One line that defines the rates: who is in, which window, which source.',
          'GRR, NRR and logo retention with their intervals, the prior quarter where it is known, and where they stand beside published figures.',
          'NRR without the largest expanders.',
          'The three causes that cost most ARR.',
          'ARR that came up for renewal, and ARR no renewal has tested.',
          'How many accounts are on the exit list, and their ARR.',
          'CSMs today, recommended, and in twelve months, with their share of ARR.',
          'The next hire and the outcome it is for.',
          'The verdict, or why there is none.',
          'The decisions asked of the board.',
        ])}`,
        'Expect to be asked: is it mix or performance, how does the newest cohort look, what if the largest account leaves, is growth volume or price, when does the hire pay. Prepare an answer with its figure ids, or say that it is not known.',
        'Which number is published is the founder’s decision (`public_number`).',
        memoRules,
      ),
    starts: () => lastReview('retention', memory),
    embeds: [{ playbook: 'retention_decomposition' }, { playbook: 'cs_metrics_reference' }],
  });
}
