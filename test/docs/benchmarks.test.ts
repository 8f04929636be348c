/** The page of benchmarks in the references is the one the code makes; `npm run docs` writes it anew. */
import { expect, it } from 'vitest';
import { benchmarksPage } from '../../src/render/benchmarks.ts';
import { root } from '../sources.ts';

it('references/benchmarks.md is what the code says', async () => {
  await expect(`${benchmarksPage().trimEnd()}\n`).toMatchFileSnapshot(`${root}references/benchmarks.md`);
});
