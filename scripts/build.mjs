/** Bundles server and command line into one file. A first line in old JavaScript tells old Nodes what is wrong. */
import { chmod, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';
import { withoutWebFramework } from './without-web-framework.mjs';
import { workersAsText } from './worker-source.mjs';

const outfile = 'dist/cco-advisor.mjs';

const shared = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.md': 'text' },
  plugins: [workersAsText, withoutWebFramework],
  alias: { '@modelcontextprotocol/server/_shims': './scripts/sdk-environment.mjs' },
  legalComments: 'none',
};

/** The JSON Schemas of all tools, worked out by the code itself. */
async function listedSchemas() {
  const contents = `
    export { tools } from './src/tools/index.ts';
    export { makeListedSchemas } from './src/tools/listed-schemas.ts';`;
  const { outputFiles } = await build({
    ...shared,
    stdin: { contents, resolveDir: '.' },
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { tools, makeListedSchemas } = await import(`data:text/javascript;base64,${code}`);
  const entries = tools.map(async (tool) => [tool.name, await makeListedSchemas(tool)]);
  return Object.fromEntries(await Promise.all(entries));
}

await mkdir('dist', { recursive: true });
await build({
  ...shared,
  entryPoints: ['src/cli.ts'],
  outfile,
  define: { LISTED_SCHEMAS: JSON.stringify(JSON.stringify(await listedSchemas())) },
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
