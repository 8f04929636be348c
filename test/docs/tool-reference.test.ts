import { expect, it } from 'vitest';
import { root } from '../sources.ts';
import { toolReference } from './tool-reference.ts';

it('the tool reference is what the code says; `npm run docs` writes it anew', async () => {
  await expect(await toolReference()).toMatchFileSnapshot(`${root}references/tools.md`);
});

it('names every input field, in lists too', async () => {
  const text = await toolReference();
  for (const field of [
    '`cohorts[].churned_arr`',
    '`accounts[].products[].arr_end`',
    '`claims.nrr`',
    '`source.path`',
    '`stage`',
  ])
    expect(text).toContain(`| ${field} |`);
});
