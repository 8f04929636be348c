/**
 * What `bin/cco-advisor.cjs` does in a checkout without `dist`, such as a fresh clone in a folder of skills: installs
 * and builds. All that is said goes to standard error, because standard output is the answer or the protocol.
 */
import { exec, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, 'dist/cco-advisor.mjs');

/** npm writes this file last, so it is there only when all packages are. */
const installed = join(root, 'node_modules/.package-lock.json');

/** A folder, because only one of two processes can make it. */
const lock = join(root, 'dist/first-use');

/** Who holds the lock touches it this often; who has not for a minute was ended before it was done. In milliseconds. */
const beat = 5_000;
const stale = 60_000;

const byHand = 'run "npm ci && npm run build"';

const say = (sentence) => console.error(`cco-advisor: ${sentence}`);

/** Whether this process made the folder; false when another did, or when the one around it is gone. */
const made = (folder) =>
  mkdir(folder).then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
      throw error;
    },
  );

/** When the lock was last touched, in milliseconds; Infinity when it is gone. */
const touched = () =>
  stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );

/**
 * Waits until this process alone may install. A stale lock is taken over by a folder inside it, named by the last touch:
 * of all that saw this touch one makes the folder, and by making it touches the lock.
 */
async function takeLock() {
  for (let told = false; ; told = true) {
    await mkdir(dirname(lock), { recursive: true });
    if (await made(lock)) return;
    const last = await touched();
    if (Date.now() - last > stale && (await made(join(lock, `after-${Math.trunc(last)}`)))) return;
    if (!told) say('another first use installs and builds here; waiting for it.');
    await pause(200);
  }
}

/** npm as a script for this Node, which needs no shell on any system; else the npm of the path, found by a shell on Windows. */
function npmCommand() {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = scripts.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
}

/** Runs a command in the checkout, in silence. @throws Error that says why it failed: a code of the system, of npm or its own. */
async function run([command, ...args]) {
  const running =
    command === 'npm' && process.platform === 'win32'
      ? promisify(exec)([command, ...args].join(' '), { cwd: root })
      : promisify(execFile)(command, args, { cwd: root });
  await running.catch(({ code, signal, stderr }) => {
    throw new Error(/^npm error code (\S+)/m.exec(stderr)?.[1] ?? signal ?? code);
  });
}

/** npm would wait a minute before its last try; whoever has no network is told sooner, and a host does not give up before. */
const retry = '--fetch-retry-maxtimeout=10000';

const install = () =>
  run([...npmCommand(), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', retry]).catch(
    ({ message }) => {
      throw new Error(
        `the first use could not install its packages in ${root} (${message}); see that npm is there and reaches the network, and start again, or ${byHand} there, which says more`,
      );
    },
  );

const build = () =>
  run([process.execPath, join(root, 'scripts/build.mjs')]).catch(({ message }) => {
    throw new Error(
      `the first use could not build in ${root} (${message}); ${byHand} there, which says more`,
    );
  });

/** Makes `dist` where it is missing. @throws Error whose message is one sentence with what to do. */
export async function firstUse() {
  try {
    await takeLock();
  } catch ({ code }) {
    throw new Error(`the first use may not write in ${root} (${code}); as a user who may, ${byHand} there`);
  }
  const beating = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => undefined), beat);
  try {
    // Another process may have been done while this one waited.
    if (existsSync(program)) return;
    say(`first use: installing and building in ${root}, once; this takes up to a minute and the network.`);
    if (!existsSync(installed)) await install();
    await build();
  } finally {
    clearInterval(beating);
    await rm(lock, { recursive: true, force: true });
  }
}
