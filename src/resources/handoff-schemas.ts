/** `cco://schemas/handoffs` and `cco://schemas/handoffs/{kind}`: what the payload of a hand-off holds, for those who take it over. */
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { contents, forAssistants, json, startingWith, variable } from './contents.ts';

const base = 'cco://schemas/handoffs';

/** The kinds are no part of starting up. */
const load = () => import('../domain/handoff-kinds.ts');

/**
 * The contract of a kind as JSON Schema 2020-12; undefined for a kind there is none of.
 * Example: `await handoffSchema('deals')` has `$id` "cco://schemas/handoffs/deals" and `version` 1.
 */
export async function handoffSchema(kind: string): Promise<Record<string, unknown> | undefined> {
  const { handoffKinds, handoffKindsByTool } = await load();
  const found = Object.hasOwn(handoffKinds, kind) ? handoffKinds[kind] : undefined;
  if (found === undefined) return undefined;
  const { fullOutputSchema } = await import('../tools/advertise.ts');
  const { to, question, version, payload } = found;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}/${kind}`,
    title: kind,
    description: `For the ${to.toUpperCase()}: ${question}`,
    version,
    from: Object.keys(handoffKindsByTool).filter((tool) =>
      Object.hasOwn(handoffKindsByTool[tool] ?? {}, kind),
    ),
    ...fullOutputSchema(payload),
  };
}

const names = async (): Promise<string[]> => Object.keys((await load()).handoffKinds);

/** Registers the list of all kinds, and each of them by its name. */
export function registerHandoffSchemas(server: McpServer): void {
  const about = {
    title: 'Hand-off schemas',
    description: 'The payloads that other advisors take over, as versioned JSON Schema',
    mimeType: json,
    annotations: forAssistants,
  };
  server.registerResource('handoffs', base, about, async (uri) => {
    const schemas = await Promise.all((await names()).map(handoffSchema));
    return contents(uri.href, json, JSON.stringify(schemas));
  });
  const template = new ResourceTemplate(`${base}/{kind}`, {
    list: undefined,
    complete: { kind: async (typed) => startingWith(await names(), typed) },
  });
  server.registerResource(
    'handoff',
    template,
    { ...about, title: 'Hand-off schema' },
    async (uri, { kind }) => {
      const schema = await handoffSchema(variable(kind));
      if (schema === undefined) {
        const rest = `There is no hand-off of that kind; there are ${(await names()).join(', ')}.`;
        throw new ResourceNotFoundError(uri.href, rest);
      }
      return contents(uri.href, json, JSON.stringify(schema));
    },
  );
}
