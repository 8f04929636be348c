/** `ui://cco/decision`: the document in which a host shows the charts of an answer. A part of its own, read when asked for. */
import type { McpServer } from '@modelcontextprotocol/server';
import { tools } from '../tools/index.ts';

/** The media type by which hosts know a view. */
export const viewType = 'text/html;profile=mcp-app';

/** Registers every view that a tool names. It needs no network, so it asks for no exception to the default policy. */
export function registerViews(server: McpServer): void {
  const uris = new Set(tools.flatMap(({ view }) => view ?? []));
  for (const uri of uris) {
    const about = {
      title: 'Charts of a decision',
      description: 'Verdict, charts with their tables, and one test, for hosts that show MCP Apps',
      mimeType: viewType,
      annotations: { audience: ['user' as const] },
      _meta: { ui: { prefersBorder: false } },
    };
    server.registerResource('decision view', uri, about, async () => ({
      contents: [
        {
          uri,
          mimeType: viewType,
          text: (await import('../views/browser/view.html')).default,
          _meta: { ui: { prefersBorder: false } },
        },
      ],
    }));
  }
}
