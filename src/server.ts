/** The MCP server: registers tools, resources and prompts. No business logic, no argv, no sockets. */
import { McpServer } from '@modelcontextprotocol/server';
import type { Access } from './data/access.ts';
import type { TimelineStore } from './data/timeline-store.ts';
import { instructions } from './instructions.ts';
import type { Memory } from './memory/store.ts';
import { registerPrompts } from './prompts/index.ts';
import { tellingRenewal } from './renewed.ts';
import type { ReportStore } from './report-store.ts';
import { registerResources } from './resources/index.ts';
import { tools } from './tools/index.ts';
import { registerTool } from './tools/register.ts';
import type { Settings } from './tools/settings.ts';
import { version } from './version.ts';

/** `today` is the day as the transport knows it, YYYY-MM-DD. */
export type ServerOptions = {
  access: Access;
  reports: ReportStore;
  /** Files over time as they were read, where the transport keeps them between calls. */
  timelines?: TimelineStore;
  today: string;
  settings?: Settings | undefined;
  /** Where reviews are kept. */
  memory?: Memory | undefined;
  /** The folder that takes report pages. */
  output?: string | undefined;
};

/** Lets resources and prompts say so when a part of the program is gone; tools answer with a refusal. */
function tellRenewal(server: McpServer): void {
  for (const name of ['registerResource', 'registerPrompt'] as const) {
    const register = server[name].bind(server) as (...args: unknown[]) => unknown;
    const telling = (...args: unknown[]): unknown =>
      register(...args.slice(0, -1), tellingRenewal(args.at(-1) as (...args: unknown[]) => unknown));
    Object.assign(server, { [name]: telling });
  }
}

/** Builds a fresh server; one is made for each connection, all of them over the same reports. */
export async function createServer(options: ServerOptions): Promise<McpServer> {
  const { access, reports, timelines, today, settings, memory, output } = options;
  const server = new McpServer(
    { name: 'cco-advisor', title: 'Chief Customer Officer advisor', version },
    { instructions },
  );
  const context = { access, reports, timelines, settings, memory, output };
  for (const tool of tools) await registerTool(server, tool, context);
  tellRenewal(server);
  registerResources(server, reports, memory);
  registerPrompts(server, today, memory);
  return server;
}
