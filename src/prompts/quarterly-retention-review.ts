/** Prompt `quarterly_retention_review`: half a day, from the export to the memo. */
import type { McpServer } from '@modelcontextprotocol/server';
import { stages } from '../domain/policy/retention.ts';
import type { Memory } from '../memory/store.ts';
import { choice } from './arguments.ts';
import { lastReview } from './last-review.ts';
import { quarterChoice } from './periods.ts';
import { given, memoRules, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

const stage = choice('stage', stages, 'stage of the company');

/** Registers the prompt; `today` decides which quarters are offered. */
export function registerQuarterlyRetentionReview(server: McpServer, today: string, memory?: Memory): void {
  const period = quarterChoice(today);
  registerPrompt(server, {
    name: 'quarterly_retention_review',
    title: 'Quarterly retention review',
    description: 'Takes a quarter from the export to three leaks, a 90-day plan and a memo. Half a day.',
    args: { stage: stage.schema.optional(), period: period.schema.optional() },
    task: (typed) =>
      paragraphs(
        'Run the quarterly retention review with the founder, a step a turn.',
        given('Stage', optional(typed.stage, stage.read)),
        given('Period', optional(typed.period, period.read)),
        numbered([
          'Freeze definition and window: 12 months up to the end of the period, ARR per customer at both dates, causes of each loss.',
          'Run `cco_decompose_retention`. Clear what it refuses and each contradiction first; the record that counts is the founder’s choice.',
          'Read GRR, NRR, logo retention, contraction and expansion apart, with their intervals and with what expansion rests on.',
          'For each cohort under the stage’s line: cause by ARR, and how it is known.',
          'Ask sales leadership whether expansion is volume, price or a few accounts. Take losses to product and to value with examples to product leadership.',
          'Give the three largest leaks (cause, ARR, preventable share) and a 90-day plan for each: owner, first step, checks on days 30, 60 and 90.',
          'Answer as a memo on `retention`.',
        ]),
        memoRules,
      ),
    starts: () => lastReview('retention', memory),
    embeds: [{ playbook: 'retention_decomposition' }, { playbook: 'churn_prevention' }],
  });
}
