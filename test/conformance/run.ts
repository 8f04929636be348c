/**
 * `npm run conformance`: the official conformance suite against the bundle over HTTP. The suite cannot send a token, so
 * it speaks to a small proxy that adds one and passes on all else as it came.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpServer, startHttp } from '../e2e/http-server.ts';
import { everywhere, needsChanges, notTestable, revisions, scenarios } from './scenarios.ts';

type Check = { scenario: string; id: string; status: string; errorMessage?: string };

/** A proxy that adds the token; resolves when it listens. */
function startProxy({ url, authorization }: HttpServer): Promise<Server> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = request(
      { host: url.hostname, port: url.port, method, path, headers: { ...headers, ...authorization } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  return new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(proxy)));
}

/** Runs the whole suite for a revision; its exit code says nothing, as most scenarios are not ours. */
function runSuite(address: string, revision: string | undefined, output: string): Promise<unknown> {
  const version = revision === undefined ? [] : ['--spec-version', revision];
  const args = ['server', '--url', address, '--suite', 'all', ...version, '--output-dir', output];
  return new Promise((resolve, reject) => {
    spawn('conformance', args, { stdio: 'ignore' }).on('close', resolve).on('error', reject);
  });
}

/** The checks that a run wrote down, each with its scenario. */
async function checksIn(output: string): Promise<Check[]> {
  const all: Check[] = [];
  for (const name of await readdir(output)) {
    const [, scenario = name] = /^server-(.*)-\d{4}-\d{2}-\d{2}T/.exec(name) ?? [];
    const checks = JSON.parse(await readFile(join(output, name, 'checks.json'), 'utf8')) as Check[];
    all.push(...checks.map((check) => ({ ...check, scenario })));
  }
  return all;
}

/** Whether a check is as it must be: a success or a remark, or not testable for the reason we know. */
function holds({ id, status, errorMessage = '' }: Check): boolean {
  if (notTestable.has(id)) return status === 'FAILURE' && errorMessage.startsWith('Not testable');
  if (needsChanges.has(id)) return status === 'WARNING';
  return status === 'SUCCESS' || status === 'INFO';
}

const folder = await mkdtemp(join(tmpdir(), 'cco-conformance-'));
const server = await startHttp();
const proxy = await startProxy(server);
const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;
const bad: string[] = [];
const seen = new Map<string, number>();
try {
  for (const revision of revisions) {
    const name = revision ?? 'newest';
    const output = join(folder, name);
    await runSuite(address, revision, output);
    const checks = await checksIn(output);
    const ours = checks.filter(({ scenario, id }) => scenario in scenarios || id === everywhere);
    for (const { scenario } of ours) seen.set(scenario, (seen.get(scenario) ?? 0) + 1);
    for (const check of ours.filter((one) => !holds(one)))
      bad.push(`${name} ${check.scenario}: ${check.id} is ${check.status} ${check.errorMessage ?? ''}`);
    console.log(`${name.padEnd(10)} ${ours.length} checks`);
  }
} finally {
  proxy.close();
  proxy.closeAllConnections();
  await server.stop();
  await rm(folder, { recursive: true });
}
for (const scenario of Object.keys(scenarios)) {
  console.log(`${scenario.padEnd(44)} ${seen.get(scenario) ?? 0} checks`);
  if (!seen.has(scenario)) bad.push(`${scenario}: was not run`);
}
for (const line of bad) console.error(line);
console.log(bad.length === 0 ? 'All hold.' : `${bad.length} do not hold.`);
process.exitCode = bad.length === 0 ? 0 : 1;
