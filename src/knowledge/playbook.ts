/** A playbook: Markdown with checked front matter, whose level-three headings are the anchors findings point to. */
import * as z from 'zod';
import { humanDecisions } from '../domain/human-decisions.ts';
import { readFrontMatter } from './front-matter.ts';
import { emptySections, headingsOf } from './sections.ts';

export const playbookSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower-case letters, digits and _'),
  title: z.string().min(1),
  decision: z.enum(['retention', 'segmentation', 'coverage', 'next_hire', 'all']),
  when: z.string().min(1),
  tools: z.array(z.string().regex(/^cco_[a-z_]+$/, 'must be the name of a tool')),
  human_decisions: z.array(z.enum(humanDecisions)),
  policies: z.array(z.string().regex(/^p\.[a-z0-9_.]+$/, 'must be a policy id, as p.leak')),
  sources: z.array(z.string().regex(/^b\.[a-z0-9_.]+$/, 'must be a benchmark id, as b.grr.all.2026')),
  version: z.string().min(1),
});

export type Playbook = z.infer<typeof playbookSchema> & { anchors: string[]; body: string; text: string };

/** The level-two headings every playbook has, in this order; others may stand between them. */
export const playbookSections = [
  'Question answered',
  'When to read',
  'Facts',
  'Ask',
  'Leading indicators',
  'Anti-patterns',
  'Tool',
  'Human-only decisions',
] as const;

/** Anchors of a Markdown text: its `### name` headings written as kebab-case names. Example: "### fix-dunning" gives "fix-dunning". */
export const anchorsOf = (body: string): string[] =>
  headingsOf(body)
    .filter(({ level, title }) => level === 3 && /^[a-z][a-z0-9-]*$/.test(title))
    .map(({ title }) => title);

/** Words of prose and tables a reader takes in a minute. */
const pace = 200;

/** Minutes to read a text, at least 1. Example: 950 words take 5. */
export const readingMinutes = (body: string): number =>
  Math.max(1, Math.round(body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length / pace));

/** What is wrong with a body as a sentence, or undefined. */
function bodyProblem(body: string): string | undefined {
  const [empty] = emptySections(body);
  if (empty !== undefined) return `the section "${empty}" is empty`;
  const titles = headingsOf(body)
    .filter(({ level }) => level === 2)
    .map(({ title }) => title);
  const places = playbookSections.map((section) => titles.indexOf(section));
  const missing = playbookSections.find((_, i) => places[i] === -1);
  if (missing !== undefined) return `the section "${missing}" is missing`;
  const early = playbookSections.find((_, i) => i > 0 && (places[i] ?? 0) < (places[i - 1] ?? 0));
  return early === undefined ? undefined : `the section "${early}" stands too early`;
}

/**
 * Parses playbooks and checks them as a set. `files` are [file name without extension, text].
 * Example: `(await parsePlaybooks([['a', textOfA]]))[0].id` is "a".
 * @throws Error with one sentence for bad front matter, an id that is not the file's name, a second use of an id or
 * anchor, or a section that is missing, empty or out of order: our own content must be right.
 */
export async function parsePlaybooks(
  files: readonly (readonly [file: string, text: string])[],
): Promise<Playbook[]> {
  const seen = new Set<string>();
  const out: Playbook[] = [];
  for (const [file, text] of files) {
    const { data, body } = await readFrontMatter(text, playbookSchema, `playbook ${file}`);
    if (data.id !== file) throw new Error(`playbook ${file}: its id is ${data.id}; name the file after it`);
    const anchors = anchorsOf(body);
    for (const name of [data.id, ...anchors]) {
      if (seen.has(name)) throw new Error(`playbook ${file}: ${name} is used twice`);
      seen.add(name);
    }
    const wrong = bodyProblem(body);
    if (wrong !== undefined) throw new Error(`playbook ${file}: ${wrong}`);
    out.push({ ...data, anchors, body, text });
  }
  return out.sort((a, b) => (a.id < b.id ? -1 : 1));
}
