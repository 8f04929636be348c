#!/usr/bin/env node
/**
 * The door of every package: starts the program in `dist`. In a checkout that has none yet it is first made, once.
 * CommonJS, in words that Node 10 knows: an old Node refuses modules before they could say that it is too old.
 */
const oldest = 20;

if (Number(process.versions.node.split('.')[0]) >= oldest) start();
else
  fail(
    `cco-advisor needs Node.js ${oldest} or newer; this is ${process.version}. Install a current version from nodejs.org.`,
  );

function start() {
  const { readFileSync, statSync } = require('node:fs');
  const { join } = require('node:path');
  const root = join(__dirname, '..');
  const attempt = (work, otherwise) => {
    try {
      return work();
    } catch (_) {
      return otherwise;
    }
  };
  /** When a file of this folder was last written, in milliseconds; 0 when there is none. */
  const written = (path) => attempt(() => statSync(join(root, path)).mtimeMs, 0);
  const textOf = (path) => attempt(() => readFileSync(join(root, path), 'utf8'), '');

  const built = written('dist/cco-advisor.mjs');
  if (built === 0) {
    if (written('scripts/first-use.mjs') === 0)
      return fail(`cco-advisor: dist/cco-advisor.mjs is missing in ${root}; install it anew.`);
    return import('../scripts/first-use.mjs').then(({ firstUse }) =>
      firstUse().then(open, ({ message }) => fail(`cco-advisor: ${message}`)),
    );
  }
  const moves = '.git/logs/HEAD';
  if (written(moves) > built && movedSince(built, textOf(moves)))
    console.error(
      `cco-advisor: this checkout moved after its build, which still answers; "npm ci && npm run build" in ${root} renews it.`,
    );
  return open();
}

/**
 * Whether a checkout came to other sources, by git's own record of its moves: from, to, who, second, why. A commit is
 * none: its sources were there before.
 */
function movedSince(built, moves) {
  return moves.split('\n').some((line) => {
    const [, from, to, second, why] = /^(\w+) (\w+) .* (\d+) [+-]\d+\t(.*)$/.exec(line) || [];
    return from !== to && second * 1000 > built && !/^commit\b/.test(why);
  });
}

function open() {
  return import('../dist/cco-advisor.mjs').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    fail(
      'cco-advisor: parts of the program are missing; install it anew, or build it: "npm ci && npm run build".',
    );
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
