/** The MCP server: registers tools, resources and prompts. No business logic, no argv, no sockets. */
import { McpServer } from '@modelcontextprotocol/server';
import type { Access } from './data/access.ts';
import { instructions } from './instructions.ts';
import { registerPrompts } from './prompts/index.ts';
import type { ReportStore } from './report-store.ts';
import { registerResources } from './resources/index.ts';
import { tools } from './tools/index.ts';
import { registerTool } from './tools/register.ts';
import type { Settings } from './tools/settings.ts';
import { version } from './version.ts';

/** `today` is the day as the transport knows it, YYYY-MM-DD. */
export type ServerOptions = { access: Access; reports: ReportStore; today: string; settings?: Settings };

/** Builds a fresh server; one is made for each connection, all of them over the same reports. */
export async function createServer({
  access,
  reports,
  today,
  settings = {},
}: ServerOptions): Promise<McpServer> {
  const server = new McpServer(
    { name: 'cco-advisor', title: 'Chief Customer Officer advisor', version },
    { instructions },
  );
  for (const tool of tools) await registerTool(server, tool, { access, reports, settings });
  registerResources(server, reports);
  registerPrompts(server, today);
  return server;
}
