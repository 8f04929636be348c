/** Prompt `cs_team_roadmap`: a week, from failing outcomes to the order of roles. */
import type { McpServer } from '@modelcontextprotocol/server';
import { companyStages } from '../domain/policy/coverage.ts';
import type { Memory } from '../memory/store.ts';
import { choice } from './arguments.ts';
import { lastReview } from './last-review.ts';
import { given, memoRules, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

const stage = choice('stage', companyStages, 'funding stage');
const horizon = choice('horizon', ['6', '12', '18'] as const, 'months');

/** Registers the prompt. */
export function registerCsTeamRoadmap(server: McpServer, memory?: Memory): void {
  registerPrompt(server, {
    name: 'cs_team_roadmap',
    title: 'Team roadmap',
    description: 'Takes failing outcomes to the next role, the order after it and a memo. A week.',
    args: { stage: stage.schema.optional(), horizon: horizon.schema.optional() },
    task: (typed) =>
      paragraphs(
        'Draw up the roadmap of roles with the founder, a step a turn.',
        given('Stage', optional(typed.stage, stage.read)),
        given('Horizon in months', optional(typed.horizon, horizon.read)),
        numbered([
          'Name up to five customer outcomes that fail, each with its ARR, its cause and how you know. Take causes from a retention report where there is one.',
          'Run `cco_plan_hires`, with the reports of retention and coverage as `from`.',
          'Read the next role with its worth and break-even, then why not the runner-up, then fixes that need no hire.',
          'Read the quarters up to the horizon: no role before the last one has ramped and delivered.',
          'Take levels to people leadership, the split of commercial work to sales leadership, and product causes to product.',
          'Answer as a memo on `next hire`.',
        ]),
        memoRules,
      ),
    starts: () => lastReview('next hire', memory),
    embeds: [{ playbook: 'cs_team_org_evolution' }],
  });
}
