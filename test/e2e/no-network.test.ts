/** On standard streams and from the command line nothing reaches a network: a process in which all ways there throw does its whole work. */
import { spawnSync } from 'node:child_process';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import { tools } from '../../src/tools/index.ts';
import { filesUnder, readText } from '../sources.ts';
import { bundle, fixture, messyCsv, run, withFolder } from './spawned.ts';

const filter = `--import=${new URL('forbid-network.mjs', import.meta.url).href}`;
const env = { NODE_OPTIONS: filter };

describe('the filter', () => {
  it.each([
    "fetch('http://127.0.0.1:9')",
    "require('net').connect(9)",
    "require('net').createServer().listen(0)",
    "require('tls').connect(9)",
    "require('http').get('http://127.0.0.1:9')",
    "require('https').request('https://127.0.0.1:9')",
    "require('http2').connect('http://127.0.0.1:9')",
    "require('dgram').createSocket('udp4')",
    "require('dns').lookup('localhost', () => undefined)",
    "import('node:dns/promises').then(({ resolve }) => resolve('localhost'))",
  ])('stops %s', (code) => {
    const { status, stderr } = spawnSync(process.execPath, [filter, '-e', code], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^network: /);
  });

  it('stops a server that would listen', async () => {
    const { code, stderr } = await run(['serve', '--http', '--port', '0'], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('network: net.Server.prototype.listen');
  });
});

it('the bundle names one module of the network, and loads it when it is to listen', () => {
  const text = filesUnder('dist', '.mjs').map(readText).join('\n');
  const named = text.matchAll(
    /(?:from|import|import\(|require\()\s*["'](?:node:)?(?:https?|http2|net|tls|dgram|dns)["']/g,
  );
  expect([...named].map(([found]) => found)).toEqual(['import("node:http"']);
});

it('the server lists, reads and answers everything on standard streams', async () => {
  await withFolder({ 'accounts.csv': messyCsv }, async (folder) => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bundle, 'serve', '--data-dir', folder],
      env,
      stderr: 'pipe',
    });
    let said = '';
    transport.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const client = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    const listed = (await client.listTools()).tools;
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const { name, inputSchema } of listed) {
      const sample = 'sample' in (inputSchema.properties ?? {});
      const { isError } = await client.callTool({ name, arguments: sample ? { sample: true } : {} });
      if (sample) expect(isError).not.toBe(true);
    }
    const { isError } = await client.callTool({
      name: 'cco_decompose_retention',
      arguments: { source: { path: 'accounts.csv' }, reason_map: { 'went bankrupt': 'company_event' } },
    });
    expect(isError).not.toBe(true);
    for (const { uri } of (await client.listResources()).resources) await client.readResource({ uri });
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(5);
    await client.getPrompt({ name: 'output_standard', arguments: { decision: 'retention' } });
    await client.close();
    expect(said).toBe('');
  });
});

it.each([
  ['retention'],
  ['retention', fixture('accounts-messy.csv')],
  ['segments'],
  ['coverage'],
  ['hires'],
  ['review'],
  ['--version'],
])('the command line answers %j', async (...args) => {
  const { code, stderr } = await run(args, { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
