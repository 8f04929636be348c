/** Prompt `cs_team_sizing`: a week, from the book to twelve months of hires. */
import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { companyStages } from '../domain/policy/coverage.ts';
import type { Memory } from '../memory/store.ts';
import { choice, readNumber } from './arguments.ts';
import { lastReview } from './last-review.ts';
import { given, memoRules, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

const stage = choice('stage', companyStages, 'funding stage');

/** Registers the prompt. */
export function registerCsTeamSizing(server: McpServer, memory?: Memory): void {
  registerPrompt(server, {
    name: 'cs_team_sizing',
    title: 'Team sizing',
    description: 'Takes a book by tier to CSMs, model, hires with dates, cost and a memo. A week.',
    args: {
      growth: z.string().describe('growth of ARR in 12 months, as a fraction such as 0.4').optional(),
      stage: stage.schema.optional(),
    },
    task: (typed) =>
      paragraphs(
        'Size the team with the founder, a day a step.',
        given(
          'Growth',
          optional(typed.growth, (text) => String(readNumber('growth', text, -0.9, 3))),
        ),
        given('Stage', optional(typed.stage, stage.read)),
        numbered([
          'Day 1: the book by tier, with customers, ARR, CSMs and growth of each. Where segments are not settled, run `cco_design_segments` first and pass its report on.',
          'Day 2: run `cco_size_coverage`. Read the three estimates apart; they answer three questions and are never averaged.',
          'Day 3: the gap of today. Move people before hiring; test whether each named motion pays.',
          'Day 4: levels, pay and ramp to people leadership; share of cost and cash of twelve months to finance, by the hand-offs of the report.',
          'Day 5: run it again with low and high growth, and with your own attrition.',
          'Answer as a memo on `coverage`: twelve months with dates to open each role, the order of roles, and when a manager is due.',
        ]),
        memoRules,
      ),
    starts: () => lastReview('coverage', memory),
    embeds: [{ playbook: 'cs_coverage_model' }, { playbook: 'lifecycle_playbooks' }],
  });
}
