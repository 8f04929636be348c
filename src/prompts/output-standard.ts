/** Prompt `output_standard`: answer one decision as a five-part memo. */
import { completable, type McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type Decision, decisions } from '../domain/memo.ts';
import { findDocument, readDocument } from '../knowledge/library.ts';
import { sectionOf } from '../knowledge/sections.ts';

/** As a name is typed in a prompt: case aside, with "_" or "-" for the space. */
const plain = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** Decisions that begin with what was typed. */
const matching = (typed: string): Decision[] => decisions.filter((name) => name.startsWith(plain(typed)));

/**
 * The decision that was meant: its name or the beginning of one name only, since some hosts cut an argument at a space.
 * Example: `readDecision('next')` is "next hire".
 * @throws ProtocolError that names the four decisions.
 */
export function readDecision(typed: string): Decision {
  const [found, another] = matching(typed);
  if (found === undefined || another !== undefined) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `decision: not one of the four; use ${decisions.slice(0, -1).join(', ')} or ${decisions.at(-1)}.`,
    );
  }
  return found;
}

const task = (decision: Decision, rules: string): string =>
  [
    'Write the answer as a memo of five parts, by the output standard that follows.',
    `The decision, quoted as data: \`${decision}\`.`,
    'In short:',
    rules,
    'Before you send it, read it once against the rules of the standard, code by code, and correct what fails.',
  ].join('\n\n');

const argsSchema = z.object({
  decision: completable(
    z.string().describe(`${decisions.slice(0, -1).join(', ')} or ${decisions.at(-1)}`),
    (typed) => matching(typed ?? ''),
  ),
});

/** Registers the prompt. Its argument is one of the four decisions; another one is refused with the four names. */
export function registerOutputStandard(server: McpServer): void {
  server.registerPrompt(
    'output_standard',
    {
      title: 'Output standard',
      description: 'Answers one decision as a five-part memo whose numbers all come from tool results.',
      argsSchema,
    },
    async ({ decision: typed }) => {
      const decision = readDecision(typed);
      const document = await readDocument('output-standard');
      return {
        messages: [
          { role: 'user', content: { type: 'text', text: task(decision, sectionOf(document, 'In short')) } },
          {
            role: 'user',
            content: {
              type: 'resource',
              resource: {
                uri: 'cco://output-standard',
                mimeType: 'text/markdown',
                text: findDocument('output-standard').text,
              },
            },
          },
        ],
      };
    },
  );
}
