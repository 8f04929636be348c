/** `cco://playbooks/{id}`: what to do about a finding. */
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { findPlaybook, playbooks } from '../knowledge/library.ts';
import { readingMinutes } from '../knowledge/playbook.ts';
import { contents, forBoth, markdown, startingWith, variable } from './contents.ts';

/** What to say about an id that is no playbook: a finding may have named a heading inside one. */
async function notFound(id: string): Promise<string> {
  const all = await playbooks();
  const home = all.find(({ anchors }) => anchors.includes(id));
  return home === undefined
    ? `There is no playbook of that id; there are ${all.map((playbook) => playbook.id).join(', ')}.`
    : `${id} is a heading in a playbook; read cco://playbooks/${home.id}.`;
}

/** Registers the playbooks: listed with their title and when to read them, completed by id. */
export function registerPlaybooks(server: McpServer): void {
  const template = new ResourceTemplate('cco://playbooks/{id}', {
    list: async () => ({
      resources: (await playbooks()).map(({ id, title, when, body }) => ({
        uri: `cco://playbooks/${id}`,
        name: id,
        title,
        description: `${when} Reading time: ${readingMinutes(body)} min.`,
      })),
    }),
    complete: {
      id: async (typed) =>
        startingWith(
          (await playbooks()).map(({ id }) => id),
          typed,
        ),
    },
  });
  const about = {
    title: 'Playbooks',
    description: 'What to do about a finding',
    mimeType: markdown,
    annotations: forBoth,
  };
  server.registerResource('playbooks', template, about, async (uri, { id }) => {
    const playbook = await findPlaybook(variable(id));
    if (playbook === undefined) throw new ResourceNotFoundError(uri.href, await notFound(variable(id)));
    return contents(uri.href, markdown, playbook.text);
  });
}
