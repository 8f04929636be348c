/** Real clients over a spawned server: the current SDK in both protocol eras, and the v1 SDK of older hosts. */
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Transport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { bundle } from './spawned.ts';

/** What the scenarios need of any client. */
export type AnyClient = {
  era: string | undefined;
  instructions: string | undefined;
  listTools: () => Promise<{ name: string; inputSchema: object; outputSchema?: object | undefined }[]>;
  call: (
    name: string,
    input: Record<string, unknown>,
    signal?: AbortSignal,
  ) => Promise<{ isError: boolean; text: string; structured: Record<string, unknown> }>;
  listResources: () => Promise<string[]>;
  read: (uri: string) => Promise<string>;
  listPrompts: () => Promise<string[]>;
  prompt: (name: string, input: Record<string, string>) => Promise<string>;
  close: () => Promise<void>;
};

type CallResult = {
  content?: unknown;
  structuredContent?: unknown;
  isError?: boolean | undefined;
};

const textOf = (content: unknown): string =>
  (Array.isArray(content) ? content : [content])
    .map((part) => (typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : ''))
    .join('\n');

const asResult = ({ content, structuredContent, isError }: CallResult) => ({
  isError: isError === true,
  text: textOf(content),
  structured: (structuredContent ?? {}) as Record<string, unknown>,
});

const command = (args: readonly string[]) => ({
  command: process.execPath,
  args: [bundle, 'serve', ...args],
  stderr: 'ignore' as const,
});

async function current(mode: 'auto' | 'legacy', args: readonly string[]): Promise<AnyClient> {
  const client = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport(command(args)));
  return {
    era: client.getProtocolEra(),
    instructions: client.getInstructions(),
    listTools: async () => (await client.listTools()).tools,
    call: async (name, input, signal) =>
      asResult(await client.callTool({ name, arguments: input }, signal === undefined ? {} : { signal })),
    listResources: async () => (await client.listResources()).resources.map(({ uri }) => uri),
    read: async (uri) => textOf((await client.readResource({ uri })).contents),
    listPrompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    prompt: async (name, input) =>
      textOf((await client.getPrompt({ name, arguments: input })).messages.map(({ content }) => content)),
    close: () => client.close(),
  };
}

async function older(args: readonly string[]): Promise<AnyClient> {
  const client = new V1Client({ name: 'e2e', version: '1' });
  await client.connect(new V1Transport(command(args)));
  return {
    era: 'legacy',
    instructions: client.getInstructions(),
    listTools: async () => (await client.listTools()).tools,
    call: async (name, input, signal) =>
      asResult(
        (await client.callTool(
          { name, arguments: input },
          undefined,
          signal === undefined ? {} : { signal },
        )) as CallResult,
      ),
    listResources: async () => (await client.listResources()).resources.map(({ uri }) => uri),
    read: async (uri) => textOf((await client.readResource({ uri })).contents),
    listPrompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    prompt: async (name, input) =>
      textOf((await client.getPrompt({ name, arguments: input })).messages.map(({ content }) => content)),
    close: () => client.close(),
  };
}

/** Each kind of client, by name. */
export const clients: Readonly<
  Record<string, { era: string; connect: (args?: readonly string[]) => Promise<AnyClient> }>
> = {
  'current SDK, newest era': { era: 'modern', connect: (args = []) => current('auto', args) },
  'current SDK, legacy era': { era: 'legacy', connect: (args = []) => current('legacy', args) },
  'v1 SDK': { era: 'legacy', connect: (args = []) => older(args) },
};
