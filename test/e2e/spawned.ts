/** The built command as a child process: run to its end, or spoken to line by line as an MCP server. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What users start; it opens the bundle. */
export const start = fileURLToPath(new URL('../../bin/cco-advisor.cjs', import.meta.url));

/** What `npm run build` makes: it loads the parts beside it. */
export const bundle = fileURLToPath(new URL('../../dist/cco-advisor.mjs', import.meta.url));

export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };

const textOf = (stream: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      text += chunk;
    });
    stream.on('end', () => resolve(text));
  });

/** Runs the command to its end: the bundle, or another door to it. */
export async function run(
  args: readonly string[],
  {
    stdin = '',
    env = {},
    program = bundle,
  }: { stdin?: string | Uint8Array; env?: Record<string, string>; program?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  const done = Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  child.stdin.on('error', () => {
    // A command that does not read its input may have closed it; its exit code tells.
  });
  child.stdin.end(stdin);
  const [stdout, stderr, code] = await done;
  return { code, stdout, stderr };
}

export type Message = {
  jsonrpc?: string;
  id?: number | string | null;
  method?: string;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
};

/** A server spoken to in plain lines, with every line that it wrote. */
export type RawServer = {
  child: ChildProcessWithoutNullStreams;
  lines: string[];
  send: (line: string | Record<string, unknown>) => void;
  /** The answer to a request id. */
  answer: (id: number) => Promise<Message>;
  /** Closes standard input and waits for the process to end. */
  end: () => Promise<Ended>;
};

/** Starts `serve` without any client library. */
export function startRaw(args: readonly string[] = [], program = bundle): RawServer {
  const child = spawn(process.execPath, [program, 'serve', ...args]);
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  let rest = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const wake of waiting.splice(0)) wake();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const find = (id: number) =>
    lines.map((line) => JSON.parse(line) as Message).find((m) => m.id === id && m.method === undefined);
  return {
    child,
    lines,
    send: (line) => child.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`),
    async answer(id) {
      for (;;) {
        const found = find(id);
        if (found !== undefined) return found;
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
    async end() {
      child.stdin.end();
      const code = await closed;
      if (rest !== '') lines.push(rest);
      return { code, stdout: lines.join('\n'), stderr };
    },
  };
}

/** A folder with files, for the time of a test. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cco-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A small book as a founder exports it: 24 customers, semicolons, money signs, one quoted name, a total row. */
export const messyCsv = [
  '\ufeffCustomer ID;Name;Segment;Opening ARR;Closing ARR;Churn Reason',
  ...Array.from({ length: 20 }, (_, i) => `C-${i + 1};"Plain; ${i + 1}";smb;$1,000.00;$1,000.00;`),
  'C-21;Acme;enterprise;$10,000.00;$12,500.50;',
  'C-22;Globex;enterprise;$8,000.00;$6,000.00;',
  'C-23;Initech;smb;$1,000.00;0;too_expensive',
  'C-24;Hooli;smb;$1,000.00;;went bankrupt',
  'Total;;;$40,000.00;$38,500.50;',
  '',
].join('\r\n');
