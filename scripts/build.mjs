/** Bundles server and command line into one file. A first line in old JavaScript tells old Nodes what is wrong. */
import { chmod, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

const outfile = 'dist/cco-advisor.mjs';

await mkdir('dist', { recursive: true });
await build({
  entryPoints: ['src/cli.ts'],
  outfile,
  bundle: true,
  minify: true,
  // Names of functions and classes show in errors and in the protocol's own checks.
  keepNames: false,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.md': 'text' },
  legalComments: 'none',
  banner: {
    js: [
      '#!/usr/bin/env node',
      "import{createRequire as __createRequire}from'node:module';",
      'if(+process.versions.node.split(".")[0]<20){console.error("cco-advisor needs Node.js 20 or newer; this is "+process.version+". Install a current version from nodejs.org.");process.exit(1)}',
      'const require=__createRequire(import.meta.url);',
    ].join('\n'),
  },
});
await chmod(outfile, 0o755);
