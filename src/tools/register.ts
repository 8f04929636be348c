/** Puts a tool on an MCP server. Its own line validates, so that every problem comes at once and in one grammar. */
import type { McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { Problem } from '../domain/problem.ts';
import { refusalText } from '../render/answer.ts';
import { isMissingPart, renewed } from '../renewed.ts';
import { askBy, canAsk, formOf, withAnswers } from './ask.ts';
import type { Tool, ToolContext } from './define-tool.ts';
import { listedSchemas } from './listed-schemas.ts';
import { watchOf } from './watch.ts';

type Schema = StandardSchemaWithJSON<unknown, unknown>;

/** A schema that shows one JSON Schema to the host, whatever it checks by. */
const shownAs = (json: Record<string, unknown>, validate: Schema['~standard']['validate']): Schema => ({
  '~standard': {
    version: 1,
    vendor: 'cco-advisor',
    validate,
    jsonSchema: { input: () => json, output: () => json },
  },
});

/** What hosts read beside the protocol's own fields: loading up front, and the view of the answers, in both spellings. */
function metaOf({ alwaysLoad, view }: Tool): { _meta?: Record<string, unknown> } {
  const meta = {
    ...(alwaysLoad ? { 'anthropic/alwaysLoad': true } : {}),
    ...(view === undefined
      ? {}
      : { ui: { resourceUri: view, visibility: ['model', 'app'] }, 'ui/resourceUri': view }),
  };
  return Object.keys(meta).length > 0 ? { _meta: meta } : {};
}

const refused = (problems: Problem[]) => ({
  content: [{ type: 'text' as const, text: refusalText(problems) }],
  structuredContent: { ok: false, problems },
  isError: true,
});

/** Registers a tool; refusals become error results whose text holds every problem. */
export async function registerTool(server: McpServer, tool: Tool, context: ToolContext): Promise<void> {
  const { input, output } = await listedSchemas(tool);
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      // Every input is passed on: the tool's own line checks it.
      inputSchema: shownAs(input, (value) => ({ value })),
      outputSchema: shownAs(output, async (value) =>
        (await tool.load()).outputSchema['~standard'].validate(value),
      ),
      annotations: tool.annotations,
      ...metaOf(tool),
    },
    async (raw: unknown, call) => {
      try {
        const line = await tool.load();
        const here = { ...context, watch: watchOf(call) };
        const first = await line.run(raw, here);
        const form = first.ok ? formOf(line.inputSchema, first.report, raw) : null;
        if (form !== null && canAsk(call, server.server.getClientCapabilities())) return askBy(form);
        const filled = form === null ? null : withAnswers(raw, form, call.mcpReq.inputResponses);
        const answer = filled === null ? first : await line.run(filled, here);
        return answer.ok
          ? {
              content: [{ type: 'text' as const, text: answer.rendered.text }],
              structuredContent: answer.rendered.structured,
            }
          : refused(answer.problems);
      } catch (error) {
        if (isMissingPart(error)) return refused([renewed]);
        throw error;
      }
    },
  );
}
