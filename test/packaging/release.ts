/** A release as `npm run package` makes it, in a folder of its own, and how its parts are opened and started. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { unzipSync } from 'fflate';
import { root } from '../sources.ts';

export const execute = promisify(execFile);

/** A folder for the time of a test file. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cco-release-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Copies what a fresh clone has. */
export async function cloneTo(folder: string): Promise<void> {
  const left = new Set(['.git', 'node_modules', 'dist', 'release', 'coverage']);
  await cp(root, folder, {
    recursive: true,
    filter: (path) => !left.has(path.slice(root.length).split(sep)[0] ?? ''),
  });
}

/**
 * An npm for tests without a network: it notes what it was asked, chats on standard output as npm does, and brings the
 * packages of this project. What is returned leads a child process to it.
 */
export async function npmStandIn(folder: string, exitCode = 0): Promise<{ npm_execpath: string }> {
  const npm_execpath = join(folder, 'npm-cli.js');
  await mkdir(folder, { recursive: true });
  await writeFile(
    npm_execpath,
    `const { appendFileSync, symlinkSync } = require('node:fs');
    appendFileSync(${JSON.stringify(join(folder, 'asked.txt'))}, process.argv.slice(2).join(' ') + '\\n');
    console.log('added 1 package');
    if (${exitCode} !== 0) console.error('npm error code ENOTFOUND\\nnpm error     at ClientRequest');
    else symlinkSync(${JSON.stringify(`${root}node_modules`)}, 'node_modules', 'junction');
    process.exitCode = ${exitCode};`,
  );
  return { npm_execpath };
}

/** What the stand-in was asked, one line a start. */
export const npmAsked = async ({ npm_execpath }: { npm_execpath: string }): Promise<string[]> =>
  (await readFile(join(dirname(npm_execpath), 'asked.txt'), 'utf8')).trimEnd().split('\n');

/** Every file below a folder with the hash of its bytes. */
export const hashes = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]);

/** Makes a release in a folder, as somebody in another time zone would. */
export async function makeRelease(out: string, timeZone = 'UTC'): Promise<void> {
  await execute(process.execPath, [`${root}scripts/package.mjs`, '--out', out], {
    cwd: tmpdir(),
    env: { ...process.env, TZ: timeZone },
  });
}

export const readJson = async (...path: string[]): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(...path), 'utf8')) as Record<string, unknown>;

/** Unpacks an archive into a folder. */
export async function unzip(archive: string, folder: string): Promise<string[]> {
  const entries = Object.entries(unzipSync(await readFile(archive)));
  for (const [path, data] of entries) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
  }
  return entries.map(([path]) => path);
}

export type ToolAnswer = { isError: boolean; structured: Record<string, unknown>; text: string };

/** Starts a server by the command line of a package, calls one tool, and stops it. */
export async function callStarted(
  {
    command,
    args = [],
    env,
  }: { command: string; args?: string[] | undefined; env?: Record<string, string> | undefined },
  tool: string,
  input: Record<string, unknown>,
): Promise<ToolAnswer> {
  const client = new Client({ name: 'release', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StdioClientTransport({
      // A host brings its own Node; here it is the one of the tests.
      command: command === 'node' ? process.execPath : command,
      args,
      ...(env === undefined ? {} : { env }),
      stderr: 'ignore',
    }),
  );
  try {
    const { isError, structuredContent, content } = await client.callTool({ name: tool, arguments: input });
    const [first] = content as { text: string }[];
    return {
      isError: isError === true,
      structured: structuredContent as Record<string, unknown>,
      text: first?.text ?? '',
    };
  } finally {
    await client.close();
  }
}
