/**
 * The JSON Schemas that hosts see in the list of tools. Making them takes longer than all else at start-up, so the
 * build makes them once and puts them into the bundle as text; from source they are made when the server is.
 */
import type { Tool } from './define-tool.ts';

type Json = Record<string, unknown>;

export type ListedSchemas = { input: Json; output: Json };

/** Set by the build: the schemas by tool, as JSON text. */
declare const LISTED_SCHEMAS: string | undefined;

/** Makes the schemas of a tool. The root of an output must be an object, which a union does not say by itself. */
export async function makeListedSchemas(tool: Tool): Promise<ListedSchemas> {
  const { advertisedInput, fullOutputSchema } = await import('./advertise.ts');
  const { inputSchema, outputSchema } = await tool.load();
  return {
    input: advertisedInput(inputSchema),
    output: { type: 'object', ...fullOutputSchema(outputSchema) },
  };
}

let built: Record<string, ListedSchemas> | undefined;

/** The schemas of a tool, from the build or made now. Parsed once: over HTTP a server is made for each call. */
export async function listedSchemas(tool: Tool): Promise<ListedSchemas> {
  if (typeof LISTED_SCHEMAS === 'string')
    built ??= JSON.parse(LISTED_SCHEMAS) as Record<string, ListedSchemas>;
  return built?.[tool.name] ?? makeListedSchemas(tool);
}
