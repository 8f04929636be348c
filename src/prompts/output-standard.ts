/** Prompt `output_standard`: answer one decision as a five-part memo. */
import type { McpServer } from '@modelcontextprotocol/server';
import { type Decision, decisions } from '../domain/memo.ts';
import { readDocument } from '../knowledge/library.ts';
import { sectionOf } from '../knowledge/sections.ts';
import { choice } from './arguments.ts';
import { given, paragraphs, registerPrompt } from './prompt.ts';

const decision = choice('decision', decisions, 'what the memo is about');

/** The decision that was meant. Example: `readDecision('next')` is "next hire". */
export const readDecision = (typed: string): Decision => decision.read(typed);

/** Registers the prompt. Its argument is one of the four decisions; another one is refused with the four names. */
export function registerOutputStandard(server: McpServer): void {
  registerPrompt(server, {
    name: 'output_standard',
    title: 'Output standard',
    description: 'Answers one decision as a five-part memo whose numbers all come from tool results.',
    args: { decision: decision.schema },
    task: async (typed) =>
      paragraphs(
        'Write the answer as a memo of five parts, by the output standard that follows.',
        given('The decision', readDecision(typed.decision ?? '')),
        'In short:',
        sectionOf(await readDocument('output-standard'), 'In short'),
        'Before you send it, call `cco_check_memo` with the memo and the reports it cites. Mend what it names and check again, three times at most; then show what still fails.',
      ),
    embeds: [{ document: 'output-standard' }],
  });
}
