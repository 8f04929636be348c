/** The built server over HTTP, as a process of its own on a free port. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './spawned.ts';

/** A token as an operator would write it into a file. */
export const token = 'test-token.0123456789-abcdefghijklmnop';

export type LogLine = Record<string, string | number>;

export type HttpServer = {
  url: URL;
  pid: number;
  authorization: { authorization: string };
  /** All that it wrote on stderr so far. */
  stderr: () => string;
  /** The lines of its log so far. */
  log: () => LogLine[];
  /** Sends a signal and waits for the end; the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

const linesOf = (text: string): LogLine[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);

/** Starts `serve --http`; with `own` the server makes its own token. */
export async function startHttp(args: readonly string[] = [], own = false): Promise<HttpServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cco-http-'));
  const file = join(folder, 'token');
  await writeFile(file, `${token}\n`);
  const child = spawn(
    process.execPath,
    [bundle, 'serve', '--http', '--port', '0', ...(own ? [] : ['--token-file', file]), ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let stderr = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      const listening = linesOf(stderr.slice(0, stderr.lastIndexOf('\n') + 1)).find(
        ({ event }) => event === 'listening',
      );
      if (listening !== undefined) resolve(String(listening['url']));
    });
    void ended.then(() => reject(new Error(`the server did not start: ${stderr}`)));
  });
  await rm(folder, { recursive: true });
  const shown = own ? (/shown once: (\S+)/.exec(stderr)?.[1] ?? '') : token;
  return {
    url: new URL(url),
    pid: child.pid ?? 0,
    authorization: { authorization: `Bearer ${shown}` },
    stderr: () => stderr,
    log: () => linesOf(stderr),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
