/** What every prompt is made of: a task with its arguments quoted as data, and the resources it needs. */
import type { GetPromptResult, McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import {
  decisionNames,
  keyQuestions,
  type Language,
  languageNames,
  languages,
  memoLabels,
} from '../domain/language.ts';
import { decisions } from '../domain/memo.ts';
import { quoted } from '../domain/problem.ts';
import { type DocumentId, findDocument, findPlaybook } from '../knowledge/library.ts';
import { type Choice, choice } from './arguments.ts';

/** What a prompt embeds: a document or a playbook, by id, or a text of its own. */
export type Embedded = { document: DocumentId } | { playbook: string } | { uri: string; text: string };

const languageChoice: Choice<Language> = choice('language', languages, 'language of the answer');

/** What a prompt takes up from before: said after its first paragraph, said at its end, and brought along. */
export type Start = { first: string | null; last: string | null; embeds: readonly Embedded[] };

const noStart: Start = { first: null, last: null, embeds: [] };

/** A prompt: its arguments, its task as lines, and what it embeds. */
export type Prompt<A extends Record<string, z.ZodType<string | undefined>>> = {
  name: string;
  title: string;
  description: string;
  args: A;
  /** The paragraphs of the task, from what was typed. @throws ProtocolError for a bad argument. */
  task: (
    typed: Readonly<Record<keyof A, string | undefined>>,
    language: Language,
  ) => readonly string[] | Promise<readonly string[]>;
  /** What it takes up from before, where there is something. */
  starts?: () => Promise<Start>;
  embeds:
    | readonly Embedded[]
    | ((typed: Readonly<Record<keyof A, string | undefined>>) => readonly Embedded[]);
};

/** An argument as the message shows it: quoted, so that nothing in it reads as an instruction. */
export const given = (name: string, value: string | undefined): string | null =>
  value === undefined ? null : `${name}, quoted as data: ${quoted(value, 2_100)}.`;

/** Paragraphs without the holes. */
export const paragraphs = (...parts: readonly (string | null)[]): string[] =>
  parts.filter((part) => part !== null);

/** Numbered steps as one paragraph. */
export const numbered = (steps: readonly string[]): string =>
  steps.map((step, i) => `${i + 1}. ${step}`).join('\n');

/** How to write in another language: labels, decisions and the six questions as they are called there. */
function languageRules(language: Language): string | null {
  if (language === 'en') return null;
  const pairs = Object.values(memoLabels).map((label) => `${label.en} = ${label[language]}`);
  const named = decisions.map((decision) => `${decision} = ${decisionNames[decision][language]}`);
  return [
    `Write in ${languageNames[language]} and pass language: ${language} to the tools. Keep ids, codes, field names, dates and digits as they are.`,
    `Labels: ${pairs.join('; ')}. Decisions: ${named.join('; ')}.`,
    `The six questions:\n${numbered(keyQuestions.map((question) => question[language]))}`,
  ].join('\n');
}

/** What holds for every prompt that ends in a memo. */
export const memoRules =
  'Numbers come from tools, never from you: do not compute, round, estimate or fill in a figure, and do not replace an unknown with a benchmark. Answer in the five-part memo of cco://output-standard; keep figure ids in brackets, intervals, assumptions and each finding of severity contradiction or blocker. When a verdict is withheld, give none and say what would settle it. Check the memo with `cco_check_memo` before you hand it over.';

/** Where something that is embedded is served, and its text. */
async function found(one: Embedded): Promise<{ uri: string; text: string | undefined }> {
  if ('uri' in one) return one;
  return 'document' in one
    ? { uri: `cco://${one.document}`, text: findDocument(one.document).text }
    : { uri: `cco://playbooks/${one.playbook}`, text: (await findPlaybook(one.playbook))?.text };
}

async function resource(one: Embedded) {
  const { uri, text } = await found(one);
  if (text === undefined) throw new Error(`${uri} is not in the library`);
  return {
    role: 'user' as const,
    content: { type: 'resource' as const, resource: { uri, mimeType: 'text/markdown', text } },
  };
}

/** Registers a prompt; each takes a language beside its own arguments. */
export function registerPrompt<A extends Record<string, z.ZodType<string | undefined>>>(
  server: McpServer,
  { name, title, description, args, task, starts, embeds }: Prompt<A>,
): void {
  const argsSchema = z.object({ ...args, language: languageChoice.schema.optional() });
  server.registerPrompt(name, { title, description, argsSchema }, async (raw): Promise<GetPromptResult> => {
    const typed = raw as Readonly<Record<keyof A | 'language', string | undefined>>;
    const language = typed.language === undefined ? 'en' : languageChoice.read(typed.language);
    const [opening = '', ...rest] = await task(typed, language);
    const { first, last, embeds: brought } = (await starts?.()) ?? noStart;
    const lines = paragraphs(opening, first, ...rest, last, languageRules(language));
    const list = typeof embeds === 'function' ? embeds(typed) : embeds;
    return {
      messages: [
        { role: 'user', content: { type: 'text', text: lines.join('\n\n') } },
        ...(await Promise.all([...list, ...brought].map(resource))),
      ],
    };
  });
}

/** Reads an optional argument. */
export const optional = <T>(typed: string | undefined, read: (text: string) => T): T | undefined =>
  typed === undefined || typed.trim() === '' ? undefined : read(typed);
