/** Each built-in example as its reader sees it, kept as a page: a change of words is read before it is taken. */
import { expect, it } from 'vitest';
import { analyzerNames } from '../analyzers.ts';
import { rendered } from './heavy.ts';

it.each(analyzerNames)('%s', async (name) => {
  const { text } = await rendered({ sample: true, detail: 'full' }, name);
  await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/${name}.md`);
});
