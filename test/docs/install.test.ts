/** The install pages as a reader would follow them: every configuration of the README is started as it stands. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyVersion } from '../../src/domain/policy/version.ts';
import { version } from '../../src/version.ts';
import { messyCsv, start } from '../e2e/spawned.ts';
import { callStarted } from '../packaging/release.ts';
import { readText } from '../sources.ts';

const readme = readText('README.md');

type Server = { command: string; args: string[] };

/** The configurations of a host, by the heading above each. */
const configurations = [...readme.matchAll(/^### (.+)\n(?:(?!^### )[\s\S])*?```json\n([\s\S]*?)```/gm)].map(
  ([, host = '', json = '']) => {
    const { mcpServers, servers } = JSON.parse(json) as Record<string, Record<string, Server>>;
    return [host, { ...mcpServers, ...servers }['cco-advisor']] as const;
  },
);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cco-install-'));
  await writeFile(join(folder, 'accounts.csv'), messyCsv);
});
afterAll(() => rm(folder, { recursive: true }));

/** The arguments with a reader's own paths in place of those of the page. */
const filled = (args: readonly string[]): string[] =>
  args.map((arg) =>
    arg === '/path/to/cco-advisor/bin/cco-advisor.cjs'
      ? start
      : arg === '/path/to/exports' || arg === `\${workspaceFolder}`
        ? folder
        : arg,
  );

async function expectAnswer({ command, args }: Server): Promise<void> {
  expect(command).toBe('node');
  const given = filled(args);
  expect(given.filter((arg) => /\/path\/to|\$\{/.test(arg))).toEqual([]);
  const { isError, text } = await callStarted({ command, args: given }, 'cco_decompose_retention', {
    source: { path: 'accounts.csv' },
  });
  expect(isError, text).toBe(false);
}

describe('the README', () => {
  it('has a page for every host', () => {
    const hosts = [...readme.matchAll(/^### (.+)$/gm)].map(([, host]) => host);
    expect(hosts).toEqual(
      expect.arrayContaining(['Claude Desktop', 'Claude Code', 'VS Code', 'Cursor', 'Any other client']),
    );
    expect(configurations.map(([host]) => host)).toEqual(['Claude Desktop', 'VS Code', 'Cursor']);
  });

  it.each(configurations)('has a configuration for %s that starts and reads a file', async (_, server) => {
    if (server === undefined) throw new Error('no server of the name cco-advisor');
    await expectAnswer(server);
  });

  it('has a command for Claude Code that starts and reads a file', async () => {
    const [, command = '', rest = ''] = /^claude mcp add cco-advisor -- (\S+) (.*)$/m.exec(readme) ?? [];
    await expectAnswer({ command, args: rest.split(' ') });
  });

  it('names the files that a release has', () => {
    const named = new Set(readme.match(/release\/[\w.-]+/g));
    expect([...named].sort()).toEqual([
      'release/cco-advisor.mcpb',
      `release/chief-customer-officer-advisor-${version}.tgz`,
      'release/chief-customer-officer-advisor.zip',
      'release/claude-code',
    ]);
  });

  it('says what is done about each trouble that a newcomer meets', () => {
    const [, table = ''] = readme.split('## When something goes wrong');
    for (const trouble of ['Node.js', 'no folder is allowed', 'is in none of the allowed folders', 'chart'])
      expect(table).toContain(trouble);
  });
});

it('the changelog begins with the version and policy of the code', () => {
  const [, first = ''] = readText('CHANGELOG.md').split(/^## /m);
  expect(first.startsWith(`${version}\n`)).toBe(true);
  expect(first).toContain(policyVersion);
});
