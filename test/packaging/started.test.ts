/** Each package opened as its host opens it, started by its own command line, and asked for a real answer. */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getMcpConfigForManifest, unpackExtension } from '@anthropic-ai/mcpb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, run } from '../e2e/spawned.ts';
import { callStarted, execute, makeRelease, readJson, temporaryFolder } from './release.ts';

let work: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...path: string[]): string => join(work.folder, ...path);

beforeAll(async () => {
  work = await temporaryFolder();
  await makeRelease(at('release'));
  for (const folder of ['data one', 'data-two']) await mkdir(at(folder));
  await copyFile(fixture('accounts-messy.csv'), at('data one', 'accounts.csv'));
  await copyFile(fixture('customers-messy.csv'), at('data-two', 'customers.csv'));
}, 60_000);
afterAll(() => work.remove());

type Report = {
  verdict: string;
  currency: string;
  assumptions: { field: string; value: unknown; source: string }[];
};

const retention = { source: { path: 'accounts.csv' } };
const set = ({ assumptions }: Report) =>
  assumptions.filter(({ source }) => source === 'start-up setting').map(({ field, value }) => [field, value]);

describe('the desktop bundle, unpacked and configured by the official code', () => {
  type Values = Parameters<typeof getMcpConfigForManifest>[0]['userConfig'];

  async function configured(userConfig: Values) {
    const extensionPath = at('desktop');
    await unpackExtension({
      mcpbPath: at('release/cco-advisor.mcpb'),
      outputDir: extensionPath,
      silent: true,
    });
    const config = await getMcpConfigForManifest({
      manifest: (await readJson(extensionPath, 'manifest.json')) as never,
      extensionPath,
      systemDirs: {},
      userConfig,
      pathSeparator: '/',
    });
    if (config === undefined) throw new Error('the bundle asks for settings before it starts');
    return config;
  }

  it('answers with every setting filled in', async () => {
    const config = await configured({
      data_folders: [at('data one'), at('data-two')],
      stage: 'Series A',
      currency: 'EUR',
      language: 'ja',
    });
    const first = await callStarted(config, 'cco_decompose_retention', retention);
    expect(first.isError, first.text).toBe(false);
    const report = first.structured as unknown as Report;
    expect(set(report)).toContainEqual(['stage', 'seed']);
    expect(report.verdict).toBe('critical');
    expect(first.text).toContain('結論');
    const second = await callStarted(config, 'cco_design_segments', { source: { path: 'customers.csv' } });
    expect(second.isError, second.text).toBe(false);
  });

  it.each([
    ['as the host leaves them', {}],
    ['as blanks', { data_folders: [], stage: '', currency: '', language: '' }],
  ])('answers with the settings left empty, %s', async (_, userConfig) => {
    const config = await configured(userConfig);
    const sample = await callStarted(config, 'cco_decompose_retention', { sample: true });
    expect(sample.structured['verdict']).toBe('leaky_bucket');
    const refused = await callStarted(config, 'cco_decompose_retention', retention);
    expect(refused.text).toContain('no folder is allowed');
  });

  it('does not start with a setting that it cannot read, and says which', async () => {
    const { args = [] } = await configured({ stage: 'sereis_a' });
    await expect(execute(process.execPath, args)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^cco-advisor: --stage: "sereis_a" is not a choice here; did you mean series_a\?.*\n$/,
      ),
    });
  });
});

describe('the npm package, installed from its tarball', () => {
  it('brings the command and nothing else', async () => {
    const { name, version } = await readJson('package.json');
    const tarball = at('release', `${name}-${version}.tgz`);
    await mkdir(at('installed'));
    await execute('npm', [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      at('installed'),
      tarball,
    ]);
    const command = at('installed/node_modules/.bin/cco-advisor');
    expect((await execute(command, ['--version'])).stdout).toBe(`${version}\n`);
    const { stdout } = await execute(command, ['retention', at('data one', 'accounts.csv')]);
    expect(stdout).toBe((await run(['retention', at('data one', 'accounts.csv')])).stdout);
    const { structured } = await callStarted(
      { command, args: ['serve', at('data one')] },
      'cco_decompose_retention',
      retention,
    );
    expect(structured['verdict']).toBe('critical');
    const { packages } = await readJson(at('installed/node_modules/.package-lock.json'));
    expect(Object.keys(packages as object)).toEqual([`node_modules/${name}`]);
  }, 60_000);
});

describe('the plugin of Claude Code', () => {
  it('starts its server on the project, from its own folder', async () => {
    const plugin = at('release/claude-code/plugins/cco-advisor');
    const fill = (text: string) =>
      text
        .replaceAll(`\${CLAUDE_PLUGIN_ROOT}`, plugin)
        .replaceAll(`\${CLAUDE_PROJECT_DIR}`, at('data one'))
        .replaceAll(/\$\{user_config\.\w+\}/g, '');
    const { mcpServers } = (await readJson(plugin, '.mcp.json')) as {
      mcpServers: Record<string, { command: string; args: string[] }>;
    };
    const server = mcpServers['cco-advisor'];
    if (server === undefined) throw new Error('no server');
    const args = server.args.map(fill);
    expect(args.join(' ')).not.toContain('${');
    const { structured } = await callStarted(
      { command: server.command, args },
      'cco_decompose_retention',
      retention,
    );
    expect(structured['verdict']).toBe('critical');
  });

  it('takes the settings that it asks for', async () => {
    const plugin = at('release/claude-code/plugins/cco-advisor');
    const { userConfig } = await readJson(plugin, '.claude-plugin/plugin.json');
    const used = (await readFile(join(plugin, '.mcp.json'), 'utf8')).match(/(?<=user_config\.)\w+/g);
    expect(used).toEqual(Object.keys(userConfig as object));
    expect(used).toEqual(expect.arrayContaining(['stage', 'currency', 'language']));
  });
});
