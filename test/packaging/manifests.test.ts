/** What a release holds: the same bytes every time, one name and version in every manifest, and sizes within their limits. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateManifest } from '@anthropic-ai/mcpb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readFrontMatter } from '../../src/knowledge/front-matter.ts';
import { skillFiles, skillName } from '../../src/knowledge/library.ts';
import { tools } from '../../src/tools/index.ts';
import { version } from '../../src/version.ts';
import { filesUnder, readText } from '../sources.ts';
import { hashes, makeRelease, readJson, temporaryFolder, unzip } from './release.ts';

const project = JSON.parse(readText('package.json')) as Record<string, string>;

let work: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...path: string[]): string => join(work.folder, ...path);

beforeAll(async () => {
  work = await temporaryFolder();
  await makeRelease(at('one'), 'Pacific/Auckland');
  await makeRelease(at('two'), 'America/Los_Angeles');
  await unzip(at('one/cco-advisor.mcpb'), at('desktop'));
}, 60_000);
afterAll(() => work.remove());

describe('a release', () => {
  it('has the same bytes when it is made again, in another folder and time zone', () => {
    const one = hashes(at('one'));
    expect(one.length).toBeGreaterThan(25);
    expect(hashes(at('two'))).toEqual(one);
  });

  it('replaces what an earlier one left', async () => {
    const left = at('two/claude-code/plugins/cco-advisor/commands/old.md');
    await writeFile(left, '');
    await makeRelease(at('two'));
    expect(hashes(at('two'))).toEqual(hashes(at('one')));
  });

  it('lists the hash of each archive', () => {
    const known = new Map(hashes(at('one')));
    const lines = readFileSync(at('one/SHA256SUMS'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => line.split('  '))).toEqual(
      ['cco-advisor.mcpb', `${skillName}.zip`, `${skillName}-${version}.tgz`].map((path) => [
        known.get(path),
        path,
      ]),
    );
  });

  it.each([
    ['cco-advisor.mcpb', 5],
    [`${skillName}.zip`, 5],
    [`${skillName}-${version}.tgz`, 2],
  ])('%s is smaller than %d MB', (path, limit) => {
    const { size } = statSync(at('one', path));
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThan(limit * 1e6);
  });
});

describe('names and versions', () => {
  it('are the same in every manifest', async () => {
    const plugin = 'one/claude-code/plugins/cco-advisor';
    const registry = await readJson(at('one/server.json'));
    const packages = registry['packages'] as { identifier: string; version: string }[];
    const marketplace = await readJson(at('one/claude-code/.claude-plugin/marketplace.json'));
    const [listed] = marketplace['plugins'] as { name: string; version: string; source: string }[];
    const pluginManifest = await readJson(at(plugin, '.claude-plugin/plugin.json'));
    const desktop = await readJson(at('desktop/manifest.json'));
    const { mcpServers } = await readJson(at(plugin, '.mcp.json'));
    const { data: skill } = await readFrontMatter(
      readText('SKILL.md'),
      z.looseObject({ name: z.string() }),
      'SKILL.md',
    );

    expect({
      versions: new Set([
        (JSON.parse(readText('package-lock.json')) as { version: string }).version,
        registry['version'],
        ...packages.map((one) => one.version),
        listed?.version,
        pluginManifest['version'],
        desktop['version'],
      ]),
      servers: new Set([
        desktop['name'],
        pluginManifest['name'],
        listed?.name,
        ...Object.keys(mcpServers as object),
        ...Object.keys(project['bin'] ?? {}),
      ]),
      skills: new Set([skill.name, skillName, project['name'], packages[0]?.identifier, marketplace['name']]),
      registry: registry['name'],
    }).toEqual({
      versions: new Set([project['version']]),
      servers: new Set(['cco-advisor']),
      skills: new Set(['chief-customer-officer-advisor']),
      registry: project['mcpName'],
    });
  });

  it('hold one SKILL.md and one set of references', async () => {
    await unzip(at('one', `${skillName}.zip`), at('skills'));
    for (const folder of ['skills', 'one/claude-code/plugins/cco-advisor/skills']) {
      const files = hashes(at(folder, skillName)).map(([path]) => path);
      const built = filesUnder('dist', '.mjs');
      expect(files).toEqual([...Object.keys(skillFiles), 'LICENSE', 'bin/cco-advisor.cjs', ...built].sort());
      for (const [path, text] of Object.entries(skillFiles))
        expect(readFileSync(at(folder, skillName, path), 'utf8')).toBe(text);
    }
  });
});

describe('the desktop bundle', () => {
  it('passes the official check, and has the settings that the server takes', async () => {
    expect(validateManifest(at('desktop/manifest.json'))).toBe(true);
    const manifest = await readJson(at('desktop/manifest.json'));
    expect(manifest['manifest_version']).toBe('0.3');
    expect((manifest['tools'] as { name: string }[]).map(({ name }) => name)).toEqual(
      tools.map(({ name }) => name),
    );
    const settings = manifest['user_config'] as Record<string, { type: string; multiple?: boolean }>;
    expect(settings).toMatchObject({
      data_folders: { type: 'directory', multiple: true, required: false },
      stage: { type: 'string' },
      currency: { type: 'string' },
      language: { type: 'string' },
    });
    const { args } = (manifest['server'] as { mcp_config: { args: string[] } }).mcp_config;
    // Every setting reaches the server, and the one of several values stands last.
    for (const id of Object.keys(settings)) expect(args.join(' ')).toContain(`\${user_config.${id}}`);
    expect(args.at(-1)).toBe(`\${user_config.data_folders}`);
  });

  it('is refused by the official check when the manifest is wrong', async () => {
    const manifest = await readJson(at('desktop/manifest.json'));
    const broken = at('desktop/broken.json');
    await writeFile(broken, JSON.stringify({ ...manifest, tool: [] }));
    expect(validateManifest(broken)).toBe(false);
  });

  it('has a square icon of 512 pixels', () => {
    const icon = readFileSync(at('desktop/icon.png'));
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([512, 512]);
    expect(icon.subarray(-8).readUInt32BE(4)).toBe(0xae426082);
  });
});

describe('the plugin of Claude Code', () => {
  it('has a command for each of the four workflows, which names its tool and its command', async () => {
    const folder = at('one/claude-code/plugins/cco-advisor/commands');
    const commands = Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    );
    expect(Object.keys(commands).sort()).toEqual([
      'coverage.md',
      'next-hire.md',
      'retention.md',
      'segments.md',
    ]);
    const about = z.strictObject({ description: z.string().max(120), 'argument-hint': z.string() });
    for (const [file, text] of Object.entries(commands)) await readFrontMatter(text, about, file);
    const named = Object.values(commands).map((text) => {
      expect(text).toContain('$ARGUMENTS');
      expect(text).toContain(`\`${skillName}\``);
      return /`(cco_\w+)`, or its command `(\w+)`/.exec(text)?.slice(1);
    });
    expect(named).toEqual([
      ['cco_size_coverage', 'coverage'],
      ['cco_plan_hires', 'hires'],
      ['cco_decompose_retention', 'retention'],
      ['cco_design_segments', 'segments'],
    ]);
  });

  it('gives tools a name that fits 64 characters once the host has put the plugin before it', () => {
    for (const { name } of tools)
      expect(`mcp__plugin_cco-advisor_cco-advisor__${name}`.length).toBeLessThanOrEqual(64);
  });
});
