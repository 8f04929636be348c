/** The door `bin/cco-advisor.cjs` where it cannot just open `dist`: none yet, an old one, an old Node. */
import { cp, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ended, run, start } from '../e2e/spawned.ts';
import { readText, root } from '../sources.ts';
import { npmAsked, npmStandIn, temporaryFolder } from './release.ts';

let work: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...path: string[]): string => join(work.folder, ...path);

beforeAll(async () => {
  work = await temporaryFolder();
});
afterAll(() => work.remove());

const dist = (name: string): string => at(name, 'dist/cco-advisor.mjs');
const lock = (name: string): string => at(name, 'dist/first-use');

/** A program that answers one line. */
const program = 'console.log("answered");';

/** A checkout whose build takes no time. */
async function checkout(name: string, build = 'built'): Promise<void> {
  await mkdir(at(name, 'scripts'), { recursive: true });
  for (const path of ['bin', 'scripts/first-use.mjs', 'package.json', 'package-lock.json'])
    await cp(`${root}${path}`, at(name, path), { recursive: true });
  const builds = `import { writeFileSync } from 'node:fs';
    console.log('building');
    writeFileSync('dist/cco-advisor.mjs', ${JSON.stringify(program)});`;
  await writeFile(at(name, 'scripts/build.mjs'), build === 'built' ? builds : build);
}

const open = (name: string, env: Record<string, string> = {}): Promise<Ended> =>
  run([], { program: at(name, 'bin/cco-advisor.cjs'), env });

/** Preloads a change of `process`, as an environment. */
const changed = (key: string, value: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `Object.defineProperty(process, "${key}", { value: ${value} })`,
  )}`,
});

/** A failure: code 1, nothing on standard output, and a last line that is one sentence. */
function expectFailure({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(sentence);
  expect(stderr).not.toMatch(/^ +at /m);
}

it('two first uses at once install once, and both answer', async () => {
  await checkout('twice');
  const npm = await npmStandIn(at('npm-twice'));
  const both = await Promise.all([open('twice', npm), open('twice', npm)]);
  expect(both.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, 'answered\n'],
    [0, 'answered\n'],
  ]);
  expect(await npmAsked(npm)).toHaveLength(1);
  expect(await readdir(at('twice/dist'))).toEqual(['cco-advisor.mjs']);
});

it('waits for the first use of another process', async () => {
  await checkout('waiting');
  await mkdir(lock('waiting'), { recursive: true });
  const answer = open('waiting', { npm_execpath: 'none' });
  setTimeout(async () => {
    await writeFile(dist('waiting'), program);
    await rm(lock('waiting'), { recursive: true });
  }, 700);
  expect(await answer).toEqual({
    code: 0,
    stdout: 'answered\n',
    stderr: 'cco-advisor: another first use installs and builds here; waiting for it.\n',
  });
});

it('has npm try again soon, so that who has no network is told before a host gives up', async () => {
  await checkout('impatient');
  const npm = await npmStandIn(at('npm-impatient'));
  await open('impatient', npm);
  expect((await npmAsked(npm))[0]).toContain('--fetch-retry-maxtimeout=10000');
});

it('takes over, once, from a first use that was ended', async () => {
  await checkout('ended');
  await mkdir(lock('ended'), { recursive: true });
  const earlier = new Date(Date.now() - 3_600_000);
  await utimes(lock('ended'), earlier, earlier);
  const npm = await npmStandIn(at('npm-ended'));
  const both = await Promise.all([open('ended', npm), open('ended', npm)]);
  expect(both.map(({ stdout }) => stdout)).toEqual(['answered\n', 'answered\n']);
  expect(await npmAsked(npm)).toHaveLength(1);
  expect(await readdir(at('ended/dist'))).toEqual(['cco-advisor.mjs']);
});

it('says in one sentence that npm failed, and the next start tries again', async () => {
  await checkout('offline');
  expectFailure(
    await open('offline', await npmStandIn(at('npm-failing'), 1)),
    /^cco-advisor: the first use could not install its packages in .*offline \(ENOTFOUND\); see that npm .* run "npm ci && npm run build" there, which says more$/,
  );
  expect(await readdir(at('offline/dist'))).toEqual([]);
  const { code, stdout } = await open('offline', await npmStandIn(at('npm-again')));
  expect([code, stdout]).toEqual([0, 'answered\n']);
});

it.skipIf(process.platform === 'win32')('says that there is no npm', async () => {
  await checkout('without');
  const env = { ...changed('execPath', '"/nowhere/bin/node"'), npm_execpath: '', PATH: '' };
  expectFailure(
    await open('without', env),
    /^cco-advisor: the first use could not install .* \(ENOENT\); see that npm is there /,
  );
});

it('says that the build failed, or that it may not write', async () => {
  await checkout('broken', 'process.exit(7);');
  const npm = await npmStandIn(at('npm-broken'));
  expectFailure(
    await open('broken', npm),
    /^cco-advisor: the first use could not build in .*broken \(7\); run .*$/,
  );
  await checkout('closed');
  await writeFile(at('closed/dist'), 'a file where the folder should be');
  expectFailure(
    await open('closed'),
    /^cco-advisor: the first use may not write in .*closed.* \(EEXIST\); as a/,
  );
});

it('says that a package has lost its program', async () => {
  await cp(`${root}bin`, at('package/bin'), { recursive: true });
  expectFailure(
    await open('package'),
    /^cco-advisor: dist\/cco-advisor\.mjs is missing in .*package; install it anew\.$/,
  );
});

/** Moves of a checkout as git notes them, each with where it led, its second and why. */
const moves = (...lines: [from: string, to: string, second: number, why: string][]): string =>
  lines
    .map(([from, to, second, why]) => `${from} ${to} A B <a@b.example> ${second} +0100\t${why}\n`)
    .join('');

const builtAt = 1_770_000_000;

it.each([
  ['cloned before', moves(['0', 'a', builtAt - 9, 'clone: from /there']), false],
  ['pulled before', moves(['a', 'b', builtAt - 1, 'pull: Fast-forward']), false],
  ['pulled', moves(['a', 'b', builtAt + 9, 'pull: Fast-forward']), true],
  ['switched', moves(['a', 'b', builtAt + 9, 'checkout: moving from main to v2']), true],
  ['committed', moves(['a', 'b', builtAt + 9, 'commit: what was built']), false],
  [
    'pulled, then committed',
    moves(['a', 'b', builtAt + 8, 'pull: Fast-forward'], ['b', 'c', builtAt + 9, 'commit: more']),
    true,
  ],
  ['stashed', moves(['a', 'a', builtAt + 9, 'reset: moving to HEAD']), false],
])('says that the checkout moved after its build, or nothing: %s', async (name, text, moved) => {
  await cp(`${root}bin`, at(name, 'bin'), { recursive: true });
  for (const folder of ['dist', '.git/logs']) await mkdir(at(name, folder), { recursive: true });
  await writeFile(at(name, '.git/logs/HEAD'), text);
  await writeFile(dist(name), program);
  await utimes(dist(name), builtAt, builtAt);
  const { code, stdout, stderr } = await open(name);
  expect([code, stdout]).toEqual([0, 'answered\n']);
  expect(stderr).toMatch(
    moved ? /^cco-advisor: this checkout moved after its build, .*"npm ci && npm run build" in .*\n$/ : /^$/,
  );
});

it('says in one line that a Node is too old', async () => {
  const { engines } = JSON.parse(readText('package.json')) as { engines: { node: string } };
  const oldest = Number(/^>=(\d+)$/.exec(engines.node)?.[1]);
  const before = changed('versions', JSON.stringify({ ...process.versions, node: `${oldest - 1}.9.0` }));
  expect(await run(['serve'], { program: start, env: before })).toEqual({
    code: 1,
    stdout: '',
    stderr: `cco-advisor needs Node.js ${oldest} or newer; this is ${process.version}. Install a current version from nodejs.org.\n`,
  });
});

it('is written in words that Node 10 knows', async () => {
  const text = await readFile(start, 'utf8');
  const wordsOf = async (code: string, target: string) =>
    (await transform(code, { target, supported: { 'dynamic-import': true } })).code;
  expect(await wordsOf(text, 'node10')).toBe(await wordsOf(text, 'esnext'));
  // The comparison sees newer words.
  expect(await wordsOf('a?.b', 'node10')).not.toBe(await wordsOf('a?.b', 'esnext'));
});
