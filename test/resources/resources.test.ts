import type { Client } from '@modelcontextprotocol/client';
import { beforeEach, expect, it } from 'vitest';
import { documents, playbooks } from '../../src/knowledge/library.ts';
import { createReportStore, type ReportStore } from '../../src/report-store.ts';
import { benchmarkUris } from '../../src/resources/benchmarks.ts';
import { registerResources } from '../../src/resources/index.ts';
import { tools } from '../../src/tools/index.ts';
import { connect } from './connect.ts';

let reports: ReportStore;
let client: Client;

beforeEach(async () => {
  reports = createReportStore();
  client = await connect((server) => registerResources(server, reports));
});

async function read(uri: string): Promise<{ mimeType: string | undefined; text: string }> {
  const [content] = (await client.readResource({ uri })).contents;
  if (content === undefined || !('text' in content)) throw new Error(`${uri} has no text`);
  expect(content.uri).toBe(uri);
  return { mimeType: content.mimeType, text: content.text };
}

const complete = async (uri: string, name: string, value: string): Promise<string[]> =>
  (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } })).completion
    .values;

it('lists documents, playbooks and schemas in a stable order', async () => {
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual([
    ...documents.map(({ id }) => `cco://${id}`),
    ...benchmarkUris,
    'cco://schemas/handoffs',
    ...(await playbooks()).map(({ id }) => `cco://playbooks/${id}`),
    ...tools.map(({ name }) => `cco://schemas/${name}`),
    'skill://chief-customer-officer-advisor/SKILL.md',
  ]);
  for (const { title, description, mimeType, annotations } of resources) {
    expect(title).toBeTruthy();
    expect(description).toBeTruthy();
    expect(mimeType).toMatch(/^(text\/markdown|application\/json)$/);
    expect(annotations?.audience).toContain('assistant');
  }
});

it('lists a playbook by its title and when to read it', async () => {
  const { resources } = await client.listResources();
  const [playbook] = await playbooks();
  const found = resources.find(({ uri }) => uri === `cco://playbooks/${playbook?.id}`);
  expect(found).toMatchObject({
    title: playbook?.title,
    description: expect.stringMatching(/^.{20,}\. Reading time: [1-9]\d? min\.$/),
    mimeType: 'text/markdown',
  });
});

it('has its templates', async () => {
  const { resourceTemplates } = await client.listResourceTemplates();
  expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
    'cco://playbooks/{id}',
    'cco://schemas/{tool}',
    'cco://schemas/handoffs/{kind}',
    'cco://reports/{report_id}',
    'cco://reviews/{id}',
    'skill://{+path}',
  ]);
});

it('reads everything it lists', async () => {
  const { resources } = await client.listResources();
  for (const { uri, mimeType } of resources) {
    const content = await read(uri);
    expect(content.mimeType).toBe(mimeType);
    expect(content.text.length).toBeGreaterThan(100);
  }
});

it('reads a schema with its input and output', async () => {
  const { text } = await read('cco://schemas/cco_decompose_retention');
  expect(JSON.parse(text)).toMatchObject({ input: { type: 'object' }, output: {} });
});

it('reads the contract of a hand-off, alone and among all', async () => {
  const { text } = await read('cco://schemas/handoffs/cs_hires');
  const schema = JSON.parse(text);
  expect(schema).toMatchObject({
    $id: 'cco://schemas/handoffs/cs_hires',
    description: 'For the CFO: Can we carry it?',
    version: 1,
    from: ['cco_size_coverage', 'cco_plan_hires'],
    type: 'object',
    additionalProperties: false,
  });
  const all = JSON.parse((await read('cco://schemas/handoffs')).text);
  expect(all).toHaveLength(13);
  expect(all).toContainEqual(schema);
});

it('reads benchmarks as a page and as data, of the same rows', async () => {
  const page = await read('cco://benchmarks');
  const data = JSON.parse((await read('cco://benchmarks.json')).text);
  expect(data.benchmarks.length).toBeGreaterThan(50);
  for (const { id, grade } of data.benchmarks) {
    expect(grade).toBeTruthy();
    expect(page.text).toContain(`| \`${id}\` |`);
  }
  for (const { id } of data.policies) expect(page.text).toContain(`| \`${id}\` |`);
});

it('reads a report of this run', async () => {
  reports.keep('abc', { ok: true, report_id: 'abc' });
  const { mimeType, text } = await read('cco://reports/abc');
  expect(mimeType).toBe('application/json');
  expect(JSON.parse(text)).toEqual({ ok: true, report_id: 'abc' });
});

it('completes ids by their beginning', async () => {
  reports.keep('abc', {});
  reports.keep('xyz', {});
  expect(await complete('cco://playbooks/{id}', 'id', 'ret')).toEqual(['retention_decomposition']);
  expect(await complete('cco://playbooks/{id}', 'id', 'zzz')).toEqual([]);
  expect(await complete('cco://schemas/{tool}', 'tool', 'cco_d')).toContain('cco_decompose_retention');
  expect(await complete('cco://schemas/handoffs/{kind}', 'kind', 'cs_')).toEqual(['cs_hires']);
  expect(await complete('cco://reports/{report_id}', 'report_id', 'x')).toEqual(['xyz']);
});

it.each([
  ['cco://playbooks/nothing', 'there are churn_prevention, cs_compensation, cs_coverage_model,'],
  [
    'cco://playbooks/fix-dunning',
    'fix-dunning is a heading in a playbook; read cco://playbooks/churn_prevention.',
  ],
  ['cco://schemas/cco_nothing', 'there are cco_inspect_data'],
  ['cco://schemas/handoffs/nothing', 'there are expansion_check, product_gap,'],
  ['cco://schemas/handoffs/toString', 'There is no hand-off of that kind'],
  ['cco://reports/nothing', 'call the tool again'],
])('refuses %s as not found and says what to do', async (uri, message) => {
  await expect(client.readResource({ uri })).rejects.toMatchObject({
    code: -32602,
    data: { uri },
    message: expect.stringContaining(message),
  });
});
