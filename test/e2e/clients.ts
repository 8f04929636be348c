/** Real clients over a spawned server: the current SDK in both protocol eras, and the v1 SDK of older hosts. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Transport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1HttpTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startHttp } from './http-server.ts';
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

type Transport = Parameters<Client['connect']>[0];
type V1AnyTransport = Parameters<V1Client['connect']>[0];

async function current(mode: 'auto' | 'legacy', transport: Transport): Promise<AnyClient> {
  const client = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(transport);
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

async function older(transport: V1AnyTransport): Promise<AnyClient> {
  const client = new V1Client({ name: 'e2e', version: '1' });
  await client.connect(transport);
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

type HttpOptions = { requestInit: { headers: Record<string, string> }; fetch?: typeof fetch };

/** A client of one kind, once over standard streams and once over HTTP. */
type Kind = {
  era: string;
  stdio: (args: readonly string[]) => Promise<AnyClient>;
  http: (url: URL, options: HttpOptions) => Promise<AnyClient>;
};

const currentIn = (era: string, mode: 'auto' | 'legacy'): Kind => ({
  era,
  stdio: (args) => current(mode, new StdioClientTransport(command(args))),
  http: (url, options) => current(mode, new StreamableHTTPClientTransport(url, options)),
});

export const kinds: Readonly<Record<string, Kind>> = {
  'current SDK, newest era': currentIn('modern', 'auto'),
  'current SDK, legacy era': currentIn('legacy', 'legacy'),
  'v1 SDK': {
    era: 'legacy',
    stdio: (args) => older(new V1Transport(command(args))),
    // The v1 SDK was not written for exact optional properties.
    http: (url, options) => older(new V1HttpTransport(url, options) as V1AnyTransport),
  },
};

export type Connector = {
  era: string;
  /** Whether the server keeps reports between calls. */
  keeps: boolean;
  connect: (args?: readonly string[]) => Promise<AnyClient>;
};

const byName = (suffix: string, of: (kind: Kind) => Connector): Readonly<Record<string, Connector>> =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${name}${suffix}`, of(kind)]));

/** Each kind of client over standard streams, by name. */
export const clients = byName('', ({ era, stdio }) => ({
  era,
  keeps: true,
  connect: (args = []) => stdio(args),
}));

/** The same over HTTP; each connection has a server of its own, which ends with it. */
export const httpClients = byName(' over HTTP', ({ era, http }) => ({
  era,
  keeps: false,
  connect: async (args = []) => {
    const server = await startHttp(args);
    const client = await http(server.url, { requestInit: { headers: server.authorization } });
    const close = async () => {
      await client.close();
      await server.stop();
    };
    return { ...client, close };
  },
}));
