/** The one place that reads front matter. The library behind it would run JavaScript blocks; here they are refused. */
import type * as z from 'zod';

/** A document's checked front matter, and the Markdown below it. */
export type FrontMatter<T> = { data: T; body: string };

function refuseCode(): never {
  throw new Error('front matter must be YAML; code in it is not run');
}

/** Languages the library knows beside YAML, all refused. */
const engines = Object.fromEntries(
  ['js', 'javascript', 'coffee', 'coffeescript', 'cson', 'json', 'toml'].map((name) => [name, refuseCode]),
);

/** What follows the opening fence names a language; nothing or YAML may. */
function checkFence(text: string): void {
  const fence = /^\uFEFF?---([^\r\n]*)/.exec(text);
  if (fence === null) throw new Error('has no front matter; begin the file with a line ---');
  const language = (fence[1] ?? '').trim();
  if (!['', 'yaml', 'yml'].includes(language)) refuseCode();
  if (!/\n---[ \t]*(\r?\n|$)/.test(text))
    throw new Error('front matter does not end; close it with a line ---');
}

/**
 * Splits a Markdown text into its YAML front matter, checked by a schema, and its body.
 * Example: `await readFrontMatter('---\nid: a\n---\nText', z.strictObject({ id: z.string() }), 'a.md')` is
 * `{ data: { id: 'a' }, body: 'Text' }`.
 * @throws Error with the document's name when the front matter is missing, is no YAML or does not fit the schema.
 */
export async function readFrontMatter<T>(
  text: string,
  schema: z.ZodType<T>,
  name: string,
): Promise<FrontMatter<T>> {
  const { default: matter } = await import('gray-matter');
  let parsed: { data: unknown; content: string };
  try {
    checkFence(text);
    // Options are always passed: without them a cache hides an error the second time a text is read.
    parsed = matter(text, { engines, language: 'yaml' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : undefined;
    throw new Error(`${name}: ${reason ?? 'front matter cannot be read'}`);
  }
  const checked = schema.safeParse(parsed.data);
  if (!checked.success) {
    const what = checked.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'front matter'}: ${message}`,
    );
    throw new Error(`${name}: ${what.join('; ')}`);
  }
  return { data: checked.data, body: parsed.content.trim() };
}
