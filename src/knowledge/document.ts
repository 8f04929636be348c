/** A single document: Markdown with a short front matter. */
import * as z from 'zod';
import { readFrontMatter } from './front-matter.ts';
import { emptySections } from './sections.ts';

export const documentSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and -'),
  title: z.string().min(1),
  version: z.string().min(1),
});

export type Document = z.infer<typeof documentSchema> & { body: string; text: string };

/**
 * Parses one document. `id` and `title` are those it is listed under.
 * Example: `(await parseDocument({ id: 'a', title: 'A', text })).body` is the text below the front matter.
 * @throws Error with one sentence for bad front matter, another id or title than the list's, or an empty section.
 */
export async function parseDocument(listed: { id: string; title: string; text: string }): Promise<Document> {
  const { id, title, text } = listed;
  const { data, body } = await readFrontMatter(text, documentSchema, `document ${id}`);
  if (data.id !== id) throw new Error(`document ${id}: its id is ${data.id}; name the file after it`);
  if (data.title !== title)
    throw new Error(`document ${id}: its title is "${data.title}", the list says "${title}"`);
  const [empty] = emptySections(body);
  if (empty !== undefined) throw new Error(`document ${id}: the section "${empty}" is empty`);
  return { ...data, body, text };
}
