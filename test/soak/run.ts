/**
 * `npm run soak [-- SECONDS]`: five minutes of mixed calls, over standard streams and over HTTP, good and bad, while
 * memory is measured after garbage collection. It must be flat once the first fifth has warmed everything up.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type HttpServer, startHttp } from '../e2e/http-server.ts';
import { bundle, messyCsv } from '../e2e/spawned.ts';
import { type Caller, forgottenTools, type Job, makeJobs } from './jobs.ts';

type Memory = { held: number; rss: number };
type Door = {
  name: string;
  pid: number;
  callers: Caller[];
  memory: () => Memory[];
  close: () => Promise<unknown>;
};

const MiB = 1024 ** 2;
const seconds = Number(process.argv[2] ?? 300);
if (!(seconds >= 10)) throw new Error('give the seconds to run, at least 10');

const place = await mkdtemp(join(tmpdir(), 'cco-soak-'));
const folders = { data: join(place, 'data'), reviews: join(place, 'reviews'), pages: join(place, 'pages') };
for (const folder of Object.values(folders)) await mkdir(folder);
await writeFile(join(folders.data, 'accounts.csv'), messyCsv);
const jobs = makeJobs(folders);
const options = ['--data-dir', folders.data, '--memory-dir', folders.reviews, '--out-dir', folders.pages];
const reporter = `--import=${new URL('report-memory.mjs', import.meta.url).href}`;

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
  const server = await startHttp(options);
  const open = (mode: 'auto' | 'legacy') =>
    connect(
      mode,
      new StreamableHTTPClientTransport(server.url, { requestInit: { headers: server.authorization } }),
    );
  const clients = await Promise.all((['auto', 'legacy', 'auto', 'legacy'] as const).map(open));
  const memory = () => server.log().filter(({ event }) => event === 'memory') as unknown as Memory[];
  const close = () => Promise.all([...clients.map((client) => client.close()), server.stop()]);
  const callers = clients.map((client): Caller => ({ client, keepsReports: false, reviews: [] }));
  return { name: 'http', pid: server.pid, callers, memory, close, server };
}

async function openStdio(): Promise<Door> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bundle, 'serve', ...options],
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
  const callers = [{ client, keepsReports: true, reviews: [] }];
  return { name: 'stdio', pid: transport.pid ?? 0, callers, memory, close: () => client.close() };
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

/** Fails before the long wait when a tool was given no job. */
async function tryAll({ name, callers: [first] }: Door): Promise<void> {
  const forgotten = first === undefined ? [] : await forgottenTools(jobs, first);
  if (forgotten.length > 0)
    throw new Error(`${name}: no job has an answer of ${forgotten.join(', ')}; add one to test/soak/jobs.ts`);
}

let calls = 0;
let failed: unknown;
let end = 0;
const goOn = () => performance.now() < end && failed === undefined;
const measure = () => {
  for (const { pid } of doors) process.kill(pid, 'SIGUSR2');
};

/** One caller: does its jobs one after the other until the time is up. */
async function work(job: (i: number) => Promise<unknown>, from: number): Promise<void> {
  for (let i = from; goOn(); i++) {
    await job(i).catch((error: unknown) => {
      failed ??= error;
    });
    calls += 1;
  }
}

let measuring: ReturnType<typeof setInterval> | undefined;
try {
  for (const door of doors) await tryAll(door);
  measuring = setInterval(measure, (seconds * 1_000) / 40);
  end = performance.now() + seconds * 1_000;
  await Promise.all([
    ...doors.flatMap(({ callers }) =>
      callers.map((caller, at) => work((i) => (jobs[i % jobs.length] as Job)(caller, i), at * 1_000)),
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
  await rm(place, { recursive: true });
}
