/**
 * Other advisors take hand-offs over as they come, so a shape that was once shown stays: one file a kind and version.
 * A changed shape fails until the version is raised, which adds a file beside the old one. Wording may change.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { handoffKinds, handoffKindsByTool } from '../../src/domain/handoff-kinds.ts';
import { createReportStore } from '../../src/report-store.ts';
import { handoffSchema } from '../../src/resources/handoff-schemas.ts';
import { tools } from '../../src/tools/index.ts';
import { heavyInputs, heavyOthers } from '../render/heavy.ts';

const folder = fileURLToPath(new URL('snapshots/handoffs/', import.meta.url));

/** A schema without its words. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(typeof inner === 'string' && key === 'description') && key !== 'from')
      .map(([key, inner]) => [key, shapeOf(inner)]),
  );
}

describe.each(Object.entries(handoffKinds))('%s', (kind, { version }) => {
  const file = `${folder}${kind}.${version}.json`;

  it('keeps the shape of its version', async () => {
    const schema = await handoffSchema(kind);
    if (existsSync(file)) {
      const before: unknown = JSON.parse(readFileSync(file, 'utf8'));
      expect(shapeOf(schema), `the shape of ${kind} changed: raise its version`).toEqual(shapeOf(before));
    }
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
  });

  it('keeps a record of every earlier version', () => {
    const known = readdirSync(folder).filter((name) => name.startsWith(`${kind}.`));
    expect(known.sort()).toEqual(Array.from({ length: version }, (_, i) => `${kind}.${i + 1}.json`));
  });
});

it('has no record of a kind that is no more', () => {
  const kinds = new Set(readdirSync(folder).map((name) => name.split('.')[0]));
  expect([...kinds].sort()).toEqual(Object.keys(handoffKinds).sort());
});

it('is one contract where two tools make the same kind', () => {
  for (const kinds of Object.values(handoffKindsByTool))
    for (const [name, kind] of Object.entries(kinds)) expect(kind).toBe(handoffKinds[name]);
});

it('tells a shape from its words', () => {
  const schema = { type: 'object', description: 'a', properties: { description: { type: 'string' } } };
  expect(shapeOf(schema)).toEqual({ type: 'object', properties: { description: { type: 'string' } } });
});

/** Inputs that make every part of an answer long. */
const heavyOf = (name: string): Record<string, unknown>[] =>
  name === 'cco_decompose_retention'
    ? Object.values(heavyInputs)
    : heavyOthers.flatMap(([tool, input]) => (tool === name ? [input] : []));

type Handoff = {
  kind: string;
  to: string;
  version: number;
  question: string;
  payload: unknown;
  withheld_reason?: string;
};

describe.each(
  tools.filter(({ name }) => name in handoffKindsByTool).map((tool) => [tool.name, tool] as const),
)('hand-offs of %s', (name, tool) => {
  const made = handoffKindsByTool[name] ?? {};

  it.each([{ sample: true }, ...heavyOf(name)])(
    'are of its kinds, and keep their contract',
    async (input) => {
      const line = await tool.load();
      const context = { access: { kind: 'folders', folders: [] } as const, reports: createReportStore() };
      const answer = await line.run(input, context);
      if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
      const handoffs = answer.report['handoffs'] as Handoff[];
      expect(handoffs.map(({ kind }) => kind)).toEqual(Object.keys(made));
      for (const { kind, to, version, question, payload, withheld_reason } of handoffs) {
        const contract = handoffKinds[kind];
        expect({ to, version, question }).toEqual({
          to: contract?.to,
          version: contract?.version,
          question: contract?.question,
        });
        if (payload === null) expect(withheld_reason).toBeTruthy();
        else expect(contract?.payload.safeParse(payload).error?.issues ?? []).toEqual([]);
      }
    },
  );
});
