/** Each built-in example as its reader sees it, kept as a page: a change of words is read before it is taken. */
import { expect, it } from 'vitest';
import { analyzers as tools } from '../analyzers.ts';
import { rendered } from './heavy.ts';

it.each(tools.map(({ name }) => name))('%s', async (name) => {
  const { text } = await rendered({ sample: true, detail: 'full' }, name);
  await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/${name}.md`);
});
