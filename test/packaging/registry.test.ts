/** The registry's entry by the rules of its schema of 2025-12-11 and of the official registry, written down here. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { languages } from '../../src/domain/language.ts';
import { companyStages } from '../../src/domain/policy/coverage.ts';
import { start } from '../e2e/spawned.ts';
import { readText, root } from '../sources.ts';
import { execute, makeRelease, readJson, temporaryFolder } from './release.ts';

const input = {
  description: z.string().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  choices: z.array(z.string()).optional(),
  isRepeated: z.boolean().optional(),
};

const argumentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('positional'), value: z.string().min(1), ...input }),
  z.strictObject({ type: z.literal('named'), name: z.string().regex(/^--[a-z-]+$/), ...input }),
]);

const shared = {
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  transport: z.strictObject({ type: z.literal('stdio') }),
};

const entrySchema = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  // Reverse DNS, one slash, both parts beginning and ending with a letter or digit.
  name: z
    .string()
    .max(200)
    .regex(/^[a-z0-9]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+\/[a-z0-9](?:[\w.-]*[a-z0-9])?$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: shared.version,
  websiteUrl: z.url(),
  repository: z.strictObject({ url: z.url(), source: z.enum(['github', 'gitlab']) }),
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal('npm'),
      identifier: z.string(),
      runtimeHint: z.literal('npx'),
      packageArguments: z.array(argumentSchema),
      ...shared,
    }),
    z.strictObject({
      registryType: z.literal('mcpb'),
      // The registry takes bundles from releases of GitHub and GitLab alone.
      identifier: z
        .url()
        .regex(/^https:\/\/(?:github|gitlab)\.com\/[^/]+\/[^/]+\/releases\/download\/v[\d.]+\/[\w-]+\.mcpb$/),
      fileSha256: z.string().regex(/^[a-f0-9]{64}$/),
      ...shared,
    }),
  ]),
});

let work: Awaited<ReturnType<typeof temporaryFolder>>;
let entry: z.infer<typeof entrySchema>;

beforeAll(async () => {
  work = await temporaryFolder();
  await makeRelease(work.folder);
  entry = entrySchema.parse(await readJson(work.folder, 'server.json'));
}, 60_000);
afterAll(() => work.remove());

it('names the bundle by its hash', async () => {
  const bundle = await readFile(join(work.folder, 'cco-advisor.mcpb'));
  expect(entry.packages[1].fileSha256).toBe(createHash('sha256').update(bundle).digest('hex'));
});

it('is found again in the npm package, as the registry asks', async () => {
  const tarball = `${entry.packages[0].identifier}-${entry.version}.tgz`;
  const { stdout } = await execute('tar', ['-xzOf', join(work.folder, tarball), 'package/package.json']);
  expect(JSON.parse(stdout)).toMatchObject({
    name: entry.packages[0].identifier,
    version: entry.version,
    mcpName: entry.name,
    repository: { url: `git+${entry.repository.url}.git` },
  });
});

it('offers the options that the server has, with their choices', async () => {
  const { stdout } = await execute(process.execPath, [start, 'serve', '--help']);
  const known = new Set(stdout.match(/(?<=^ {2})--[a-z-]+/gm));
  const [first, ...options] = entry.packages[0].packageArguments;
  expect(first).toEqual({ type: 'positional', value: 'serve' });
  const byName = new Map(options.map((one) => [one.type === 'named' ? one.name : '', one]));
  expect([...byName.keys()].filter((name) => !known.has(name))).toEqual([]);
  expect(byName.get('--data-dir')).toMatchObject({ format: 'filepath', isRepeated: true });
  expect(byName.get('--stage')?.choices).toEqual([...companyStages]);
  expect(byName.get('--language')?.choices).toEqual([...languages]);
});

it('holds what package.json publishes to what runs', async () => {
  const { files } = JSON.parse(readText('package.json')) as { files: string[] };
  expect(files).toEqual(['bin/cco-advisor.cjs', 'dist/cco-advisor.mjs', 'dist/parts/*.mjs']);
  const tarball = `${entry.packages[0].identifier}-${entry.version}.tgz`;
  const { stdout } = await execute('tar', ['-tzf', join(work.folder, tarball)]);
  expect(stdout.trim().split('\n').sort()).toEqual([
    'package/LICENSE',
    'package/README.md',
    'package/bin/cco-advisor.cjs',
    'package/dist/cco-advisor.mjs',
    ...readdirSync(`${root}dist/parts`).map((name) => `package/dist/parts/${name}`),
    'package/package.json',
  ]);
});
