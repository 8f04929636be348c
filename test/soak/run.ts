/**
 * `npm run soak [-- SECONDS]`: five minutes of mixed calls, over standard streams and over HTTP, good and bad, while
 * memory is measured after garbage collection. It must be flat once the first fifth has warmed everything up.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type HttpServer, startHttp } from '../e2e/http-server.ts';
import { bundle, messyCsv } from '../e2e/spawned.ts';

type Memory = { held: number; rss: number };
type Job = (client: Client, i: number) => Promise<unknown>;
type Door = {
  name: string;
  pid: number;
  clients: Client[];
  memory: () => Memory[];
  close: () => Promise<unknown>;
};

const MiB = 1024 ** 2;
const seconds = Number(process.argv[2] ?? 300);
if (!(seconds >= 10)) throw new Error('give the seconds to run, at least 10');

const folder = await mkdtemp(join(tmpdir(), 'cco-soak-'));
await writeFile(join(folder, 'accounts.csv'), messyCsv);
const reporter = `--import=${new URL('report-memory.mjs', import.meta.url).href}`;

const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + (i % 3_000))).toISOString().slice(0, 10);

/** A call that must be answered; each day is another question, so that none is remembered. */
async function answered(client: Client, name: string, input: Record<string, unknown>): Promise<void> {
  const { isError } = await client.callTool({ name, arguments: input });
  if (isError === true) throw new Error(`${name} refused ${JSON.stringify(input)}`);
}

async function refused(client: Client, name: string, input: Record<string, unknown>): Promise<void> {
  const { isError } = await client.callTool({ name, arguments: input });
  if (isError !== true) throw new Error(`${name} took ${JSON.stringify(input)}`);
}

async function rejected(request: Promise<unknown>): Promise<void> {
  const failed = await request.then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('a request was accepted');
}

/** What is called, in turn. */
const jobs: readonly Job[] = [
  ...['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'].map(
    (name): Job =>
      (client, i) =>
        answered(client, name, { sample: true, as_of: day(i), detail: i % 2 === 0 ? 'full' : 'summary' }),
  ),
  (client, i) => answered(client, 'cco_review_plan', { sample: true, plan: `Hire a CSM, try ${i}` }),
  (client, i) =>
    answered(client, 'cco_decompose_retention', {
      source: { path: 'accounts.csv' },
      as_of: day(i),
      reason_map: { 'went bankrupt': 'company_event' },
    }),
  (client) => answered(client, 'cco_design_segments', { sample: true, language: 'ja' }),
  (client, i) => refused(client, 'cco_size_coverage', { book: { smb: { customers: `${i} or so` } } }),
  (client) => refused(client, 'cco_plan_hires', { source: { path: '../../etc/passwd' } }),
  (client) => client.listTools(),
  (client) => client.listResources(),
  (client) => client.readResource({ uri: 'cco://playbooks/retention_decomposition' }),
  (client) => client.getPrompt({ name: 'output_standard', arguments: { decision: 'retention' } }),
  (client, i) => rejected(client.readResource({ uri: `cco://reports/${i}` })),
  (client) => rejected(client.callTool({ name: 'cco_nothing', arguments: {} })),
  (client, i) => {
    const abort = new AbortController();
    const call = client.callTool(
      { name: 'cco_size_coverage', arguments: { sample: true, as_of: day(i) } },
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), i % 20);
    return call.catch(() => undefined);
  },
];

/** What strangers send meanwhile, each with its status. */
async function knock({ url, authorization }: HttpServer, i: number): Promise<void> {
  const [status, init] = (
    [
      [401, { method: 'POST', body: '{}' }],
      [403, { method: 'POST', body: '{}', headers: { ...authorization, origin: 'https://evil.example' } }],
      [405, { method: 'PUT', body: 'x'.repeat(100_000), headers: authorization }],
      [413, { method: 'POST', body: 'x'.repeat(5 * MiB), headers: authorization }],
      [
        400,
        {
          method: 'POST',
          body: '{',
          headers: {
            ...authorization,
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
          },
        },
      ],
    ] as const
  )[i % 5] ?? [0, {}];
  const response = await fetch(url, init);
  await response.text();
  if (response.status !== status) throw new Error(`${response.status} in place of ${status}`);
}

const connect = async (
  mode: 'auto' | 'legacy',
  transport: Parameters<Client['connect']>[0],
): Promise<Client> => {
  const client = new Client({ name: 'soak', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  return client;
};

async function openHttp(): Promise<Door & { server: HttpServer }> {
  process.env['NODE_OPTIONS'] = reporter;
  const server = await startHttp(['--data-dir', folder]);
  const open = (mode: 'auto' | 'legacy') =>
    connect(
      mode,
      new StreamableHTTPClientTransport(server.url, { requestInit: { headers: server.authorization } }),
    );
  const clients = await Promise.all((['auto', 'legacy', 'auto', 'legacy'] as const).map(open));
  const memory = () => server.log().filter(({ event }) => event === 'memory') as unknown as Memory[];
  const close = () => Promise.all([...clients.map((client) => client.close()), server.stop()]);
  return { name: 'http', pid: server.pid, clients, memory, close, server };
}

async function openStdio(): Promise<Door> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bundle, 'serve', '--data-dir', folder],
    env: { NODE_OPTIONS: reporter },
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const client = await connect('auto', transport);
  const memory = () =>
    said
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Memory);
  return { name: 'stdio', pid: transport.pid ?? 0, clients: [client], memory, close: () => client.close() };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The most a process may take of the machine, garbage and all: Node gives back late and in steps, so this is a ceiling. */
const most = 400 * MiB;

/** Whether what is held in the last third is what was held in the third after the warm-up, but for caches that fill. */
function isFlat({ name, memory }: Door): boolean {
  const all = memory();
  const warm = all.slice(Math.floor(all.length / 5));
  const third = Math.floor(warm.length / 3);
  if (third < 2) throw new Error(`${name}: only ${all.length} measurements`);
  const held = (part: readonly Memory[]) => median(part.map((one) => one.held));
  const [early, late] = [held(warm.slice(0, third)), held(warm.slice(-third))];
  const rss = Math.max(...all.map((one) => one.rss));
  const text = (bytes: number) => `${(bytes / MiB).toFixed(1)} MiB`;
  console.log(`${name}: ${text(early)} held early, ${text(late)} late; ${text(rss)} of the machine at most`);
  return late <= early * 1.05 + 2 * MiB && rss <= most;
}

const http = await openHttp();
const doors: Door[] = [http, await openStdio()];
const end = performance.now() + seconds * 1_000;
let calls = 0;
let failed: unknown;
const goOn = () => performance.now() < end && failed === undefined;

const measuring = setInterval(
  () => {
    for (const { pid } of doors) process.kill(pid, 'SIGUSR2');
  },
  (seconds * 1_000) / 40,
);

/** One caller: does its jobs one after the other until the time is up. */
async function work(job: (i: number) => Promise<unknown>, from: number): Promise<void> {
  for (let i = from; goOn(); i++) {
    await job(i).catch((error: unknown) => {
      failed ??= error;
    });
    calls += 1;
  }
}

try {
  await Promise.all([
    ...doors.flatMap(({ clients }) =>
      clients.map((client, at) => work((i) => (jobs[i % jobs.length] as Job)(client, i), at * 1_000)),
    ),
    work(async (i) => {
      await knock(http.server, i);
      await new Promise((wake) => setTimeout(wake, 100));
    }, 0),
  ]);
  clearInterval(measuring);
  if (failed !== undefined) throw failed;
  console.log(`${calls} calls in ${seconds} s`);
  const flat = doors.map(isFlat);
  console.log(flat.every(Boolean) ? 'Memory is flat.' : 'Memory grows.');
  process.exitCode = flat.every(Boolean) ? 0 : 1;
} finally {
  clearInterval(measuring);
  for (const { close } of doors) await close();
  await rm(folder, { recursive: true });
}
