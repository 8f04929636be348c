import { expect, it } from 'vitest';
import { benchmarks } from '../../src/domain/policy/benchmarks.ts';
import { policyRows } from '../../src/domain/policy/policy-rows.ts';
import { benchmarksData, benchmarksPage } from '../../src/render/benchmarks.ts';
import { cellsOf } from '../knowledge/tables.ts';
import { root } from '../sources.ts';

it('the page of benchmarks is what the code says; `npm run docs` writes it anew', async () => {
  await expect(benchmarksPage()).toMatchFileSnapshot(`${root}references/benchmarks.md`);
});

it('shows every row once, each with its grade in its line', () => {
  const rows = cellsOf(benchmarksPage()).filter(([id]) => id?.startsWith('`') === true);
  expect(rows.map(([id]) => id?.replaceAll('`', ''))).toEqual([
    ...benchmarks.map(({ id }) => id),
    ...policyRows.map(({ id }) => id),
  ]);
  for (const { id, grade } of benchmarks)
    expect(rows.find(([cell]) => cell === `\`${id}\``)?.[4], id).toContain(grade);
  for (const { id, grades } of policyRows)
    expect(rows.find(([cell]) => cell === `\`${id}\``)?.[3], id).toBe(grades.join(', '));
});

it('has the width of its head in every row', () => {
  const widths = new Set(cellsOf(benchmarksPage()).map(({ length }) => length));
  expect([...widths].sort()).toEqual([5, 6]);
});

it('speaks of a published figure without a verdict', () => {
  const [published = ''] = benchmarksPage().split('## Not published');
  const table = published.split('## Published figures')[1] ?? '';
  expect(table).not.toMatch(/\b(?:passes|passed|fails|failed|healthy|critical)\b/i);
});

it('data and page have the same rows', () => {
  const data = benchmarksData();
  expect(data.benchmarks.map(({ id }) => id)).toEqual(benchmarks.map(({ id }) => id));
  expect(data.policies).toBe(policyRows);
  for (const { values } of data.benchmarks) for (const { unit } of values) expect(unit).toBeTruthy();
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});
