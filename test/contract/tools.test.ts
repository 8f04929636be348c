import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { instructions } from '../../src/instructions.ts';
import { advertisedInput, fullInputSchema, fullOutputSchema } from '../../src/tools/advertise.ts';
import type { Tool } from '../../src/tools/define-tool.ts';
import { tools } from '../../src/tools/index.ts';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tokens as sizes are counted: four characters each. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** What of a tool a model reads in the list. */
async function listed({ name, description, load }: Tool): Promise<string> {
  return `${name}\n${description}\n${JSON.stringify(advertisedInput((await load()).inputSchema))}`;
}

/** Each object of a schema, with the place where it stands. */
function* objects(value: unknown, path = ''): Generator<[string, Json]> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* objects(item, `${path}/${i}`);
  if (!isJson(value)) return;
  if (isJson(value['properties'])) yield [path, value];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${path}/${key}`);
}

/** The descriptions of all fields; a reference has that of what it refers to. */
function* fields(schema: Json): Generator<[string, string]> {
  const definitions = (schema['$defs'] ?? {}) as Record<string, Json>;
  for (const [path, object] of objects(schema)) {
    for (const [name, field] of Object.entries(object['properties'] as Record<string, Json>)) {
      const ref = String(field['$ref'] ?? '').replace('#/$defs/', '');
      yield [`${path}/${name}`, String(field['description'] ?? definitions[ref]?.['description'] ?? '')];
    }
  }
}

const without = (pairs: Iterable<[string, string]>): string[] =>
  [...pairs].filter(([, description]) => description === '').map(([path]) => path);

it('has unique names that say whose they are and fit every host', () => {
  const names = tools.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^cco_[a-z_]{1,36}$/);
});

it('costs little before it is used', async () => {
  expect(tokensOf((await Promise.all(tools.map(listed))).join('\n'))).toBeLessThanOrEqual(8_000);
  expect(instructions.length).toBeLessThan(2_000);
});

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', async (name, tool) => {
  const { inputSchema, outputSchema } = await tool.load();

  it('has a title and a description of a readable length', () => {
    expect(tool.title).toMatch(/^[A-Z][a-z ]{3,40}$/);
    expect(tool.description.length).toBeGreaterThan(200);
    expect(tool.description.length).toBeLessThanOrEqual(1_200);
    for (const part of ['Answers', 'Needs', 'Refuses', 'Not for']) expect(tool.description).toContain(part);
  });

  it('sets all four annotations', () => {
    const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations;
    for (const hint of [readOnlyHint, destructiveHint, idempotentHint, openWorldHint])
      expect(hint).toBeTypeOf('boolean');
    expect(destructiveHint && readOnlyHint).toBe(false);
    expect(openWorldHint).toBe(false);
  });

  it('takes a strict object at every level', () => {
    const schema = fullInputSchema(inputSchema);
    expect(schema['type']).toBe('object');
    const loose = [...objects(schema)].filter(([, object]) => object['additionalProperties'] !== false);
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(inputSchema.safeParse({ not_a_field: 1 }).success).toBe(false);
  });

  it('describes every field of input and answer', () => {
    expect(without(fields(fullInputSchema(inputSchema)))).toEqual([]);
    expect(without(fields(fullOutputSchema(outputSchema)))).toEqual([]);
  });

  it('stays within its share of the list', async () => {
    expect(tokensOf(await listed(tool))).toBeLessThanOrEqual(2_200);
  });

  it('advertises a part of what it takes, under the same names', () => {
    const whole = new Set([...fields(fullInputSchema(inputSchema))].map(([path]) => path));
    const shown = [...fields(advertisedInput(inputSchema))].map(([path]) => path);
    expect(shown.filter((path) => !whole.has(path))).toEqual([]);
    expect(JSON.stringify(advertisedInput(inputSchema))).not.toMatch(/"(?:rare|kind|fix)":/);
  });

  it('refuses NaN in an answer', () => {
    const figure = { id: 'grr', label: 'GRR', value: Number.NaN, unit: 'share', display: 'NaN' };
    expect(outputSchema.safeParse({ ok: true, figures: [figure] }).success).toBe(false);
    expect(outputSchema.safeParse({ ok: false, problems: [] }).success).toBe(true);
    expect(outputSchema).toBeInstanceOf(z.ZodType);
  });

  it('reads as a host shows it', async () => {
    const { title, description, annotations } = tool;
    const shown = { name, title, description, annotations, inputSchema: advertisedInput(inputSchema) };
    await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`snapshots/${name}.json`);
  });
});
