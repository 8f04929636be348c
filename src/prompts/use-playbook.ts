/** Prompt `use_playbook`: an answer from one playbook and nothing else. */
import { completable, type McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { playbookIds } from '../knowledge/library.ts';
import { choice, readText } from './arguments.ts';
import { given, optional, paragraphs, registerPrompt } from './prompt.ts';

const id = choice('id', playbookIds, 'playbook');

/** Registers the prompt. */
export function registerUsePlaybook(server: McpServer): void {
  registerPrompt(server, {
    name: 'use_playbook',
    title: 'Apply a playbook',
    description: 'Answers a question from one playbook only, with the policy ids it states.',
    args: {
      id: completable(z.string().describe('id of a playbook'), (typed) =>
        playbookIds.filter((one) => one.startsWith(typed ?? '')),
      ),
      question: z.string().describe('what you want to know; default: what to do on Monday').optional(),
    },
    task: (typed) =>
      paragraphs(
        'Answer from the playbook that comes with this message, and from nothing else.',
        given('Playbook', id.read(typed.id ?? '')),
        given(
          'Question',
          optional(typed.question, (text) => readText('question', text, 500)),
        ) ?? 'Question: what should the founder do on Monday?',
        'Show the policy id beside each number that has one, and say which numbers are house targets or assumptions. Where the playbook has no answer, say so and name the tool or playbook that may.',
      ),
    embeds: (typed) => [{ playbook: id.read(typed.id ?? '') }],
  });
}
