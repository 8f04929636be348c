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
  const { statSync } = require('node:fs');
  const { join } = require('node:path');
  const root = join(__dirname, '..');
  /** When a file of this folder was last written, in milliseconds; 0 when there is none. */
  const written = (path) => {
    try {
      return statSync(join(root, path)).mtimeMs;
    } catch (_) {
      return 0;
    }
  };

  const built = written('dist/cco-advisor.mjs');
  if (built === 0) {
    if (written('scripts/first-use.mjs') === 0)
      return fail(`cco-advisor: dist/cco-advisor.mjs is missing in ${root}; install it anew.`);
    return import('../scripts/first-use.mjs').then(({ firstUse }) =>
      firstUse().then(open, ({ message }) => fail(`cco-advisor: ${message}`)),
    );
  }
  // A pull, merge or reset writes ORIG_HEAD, a switch writes HEAD; a commit, whose sources were here before, neither.
  if (Math.max(written('.git/ORIG_HEAD'), written('.git/HEAD')) > built)
    console.error(
      `cco-advisor: this checkout moved after its build, which still answers; "npm ci && npm run build" in ${root} renews it.`,
    );
  return open();
}

function open() {
  return import('../dist/cco-advisor.mjs');
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
