/**
 * `npm run conformance`: the official conformance suite against the bundle over HTTP. The suite cannot send a token, so
 * it speaks to a small proxy that adds one and passes on all else as it came.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { everywhere, needsChanges, notTestable, revisions, scenarios } from './scenarios.mjs';

const bundle = fileURLToPath(new URL('../../dist/cco-advisor.mjs', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'cco-conformance-'));
const token = 'conformance-0123456789-abcdefghijklmnop';
const tokenFile = join(folder, 'token');
await writeFile(tokenFile, token);

/** Starts the server; resolves with its address. */
function startServer() {
  const child = spawn(
    process.execPath,
    [bundle, 'serve', '--http', '--port', '0', '--token-file', tokenFile],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      const [, url] = /"url":"([^"]+)"/.exec(text) ?? [];
      if (url !== undefined) resolve({ child, url: new URL(url) });
    });
  });
}

/** A proxy that adds the token; resolves when it listens. */
function startProxy(url) {
  const proxy = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = request(
      {
        host: url.hostname,
        port: url.port,
        method,
        path,
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode, answer.headers);
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
function runSuite(url, revision, output) {
  const version = revision === undefined ? [] : ['--spec-version', revision];
  const args = ['server', '--url', url, '--suite', 'all', ...version, '--output-dir', output];
  return new Promise((resolve) => {
    spawn('conformance', args, { stdio: 'ignore' }).on('close', resolve);
  });
}

/** The checks of a run, with their scenario. */
async function checksIn(output) {
  const all = [];
  for (const name of await readdir(output)) {
    const [, scenario] = /^server-(.*)-\d{4}-\d{2}-\d{2}T/.exec(name) ?? [];
    const checks = JSON.parse(await readFile(join(output, name, 'checks.json'), 'utf8'));
    all.push(...checks.map((check) => ({ ...check, scenario })));
  }
  return all;
}

/** Whether a check is as it must be: a success, or not testable for the reason we know. */
function holds({ id, status, errorMessage = '' }) {
  if (notTestable.has(id)) return status === 'FAILURE' && errorMessage.startsWith('Not testable');
  if (needsChanges.has(id)) return status === 'WARNING';
  return status === 'SUCCESS' || status === 'INFO';
}

const { child, url } = await startServer();
const proxy = await startProxy(url);
const address = `http://127.0.0.1:${proxy.address().port}/mcp`;
const bad = [];
const seen = new Map();
try {
  for (const revision of revisions) {
    const name = revision ?? 'newest';
    const output = join(folder, name);
    await runSuite(address, revision, output);
    const checks = await checksIn(output);
    const ours = checks.filter(({ scenario, id }) => scenario in scenarios || id === everywhere);
    for (const { scenario } of ours) seen.set(scenario, (seen.get(scenario) ?? 0) + 1);
    for (const check of ours.filter((one) => !holds(one))) bad.push({ revision: name, ...check });
    console.log(`${name.padEnd(10)} ${ours.length} checks`);
  }
} finally {
  proxy.close();
  proxy.closeAllConnections();
  child.removeAllListeners('exit').kill();
  await rm(folder, { recursive: true });
}
for (const scenario of Object.keys(scenarios)) {
  console.log(`${scenario.padEnd(44)} ${seen.get(scenario) ?? 0} checks`);
  if (!seen.has(scenario)) bad.push({ scenario, id: 'was not run', status: 'MISSING' });
}
for (const { revision = '', scenario, id, status, errorMessage = '' } of bad)
  console.error(`${revision} ${scenario}: ${id} is ${status} ${errorMessage}`);
console.log(bad.length === 0 ? 'All hold.' : `${bad.length} do not hold.`);
process.exitCode = bad.length === 0 ? 0 : 1;
