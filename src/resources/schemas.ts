/** `cco://schemas/{tool}`: every field of a tool, the rare ones included. */
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { tools } from '../tools/index.ts';
import { contents, forAssistants, json, startingWith, variable } from './contents.ts';

const names = tools.map(({ name }) => name);

/** Registers the schemas of all tools as JSON Schema: `{ input, output }`. */
export function registerSchemas(server: McpServer): void {
  const template = new ResourceTemplate('cco://schemas/{tool}', {
    list: () => ({
      resources: tools.map(({ name, title }) => ({
        uri: `cco://schemas/${name}`,
        name: `schema ${name}`,
        title: `Schema: ${title}`,
        description: `All fields of ${name}, the rare ones included`,
      })),
    }),
    complete: { tool: (typed) => startingWith(names, typed) },
  });
  const about = {
    title: 'Tool schemas',
    description: 'Input and output of a tool as JSON Schema',
    mimeType: json,
    annotations: forAssistants,
  };
  server.registerResource('schemas', template, about, async (uri, variables) => {
    const tool = tools.find(({ name }) => name === variable(variables['tool']));
    if (tool === undefined) {
      throw new ResourceNotFoundError(
        uri.href,
        `There is no schema of that name; there are ${names.join(', ')}.`,
      );
    }
    const { fullInputSchema, fullOutputSchema } = await import('../tools/advertise.ts');
    const { inputSchema, outputSchema } = await tool.load();
    const schemas = { input: fullInputSchema(inputSchema), output: fullOutputSchema(outputSchema) };
    return contents(uri.href, json, JSON.stringify(schemas));
  });
}
