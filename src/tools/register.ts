/** Puts a tool on an MCP server. Its own line validates, so that every problem comes at once and in one grammar. */
import type { McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { refusalText } from '../render/answer.ts';
import { advertisedInput, fullOutputSchema } from './advertise.ts';
import type { Tool, ToolContext } from './define-tool.ts';

type Validate = StandardSchemaWithJSON<unknown, unknown>['~standard']['validate'];

/** Passes every value on: the tool's own line checks it. */
const passOn: Validate = (value) => ({ value });

/** A schema that shows one JSON Schema to the host, whatever it checks by. */
const shownAs = (
  json: () => Record<string, unknown>,
  validate: Validate,
): StandardSchemaWithJSON<unknown, unknown> => ({
  '~standard': {
    version: 1,
    vendor: 'cco-advisor',
    validate,
    jsonSchema: { input: json, output: json },
  },
});

/** Computes a JSON Schema at its first use and keeps it: the list of tools is asked for once a connection. */
function once(make: () => Record<string, unknown>): () => Record<string, unknown> {
  let made: Record<string, unknown> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Registers a tool; refusals become error results whose text holds every problem. */
export function registerTool(server: McpServer, tool: Tool, context: ToolContext): void {
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema: shownAs(
        once(() => advertisedInput(tool.inputSchema)),
        passOn,
      ),
      outputSchema: shownAs(
        once(() => ({ type: 'object', ...fullOutputSchema(tool.outputSchema) })),
        tool.outputSchema['~standard'].validate,
      ),
      annotations: tool.annotations,
      ...(tool.alwaysLoad ? { _meta: { 'anthropic/alwaysLoad': true } } : {}),
    },
    async (input: unknown) => {
      const answer = await tool.run(input, context);
      return answer.ok
        ? {
            content: [{ type: 'text' as const, text: answer.rendered.text }],
            structuredContent: answer.rendered.structured,
          }
        : {
            content: [{ type: 'text' as const, text: refusalText(answer.problems) }],
            structuredContent: answer,
            isError: true,
          };
    },
  );
}
