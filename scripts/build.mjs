/**
 * Bundles server and command line into one file, and beside it the two parts that only charts need: the document of the
 * view and the maker of report pages, each loaded when asked for.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { viewDocument } from './view-document.mjs';
import { withoutWebFramework } from './without-web-framework.mjs';
import { workersAsText } from './worker-source.mjs';

const outfile = 'dist/cco-advisor.mjs';

/** What stands beside the bundle, by the end of the path that the source imports it by. */
const beside = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /\/view\.html$/ }, () => ({ path: './cco-view.mjs', external: true }));
    onResolve({ filter: /\/report-page\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cco-report.mjs', external: true } : undefined,
    );
  },
};

const shared = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.md': 'text' },
  plugins: [beside, workersAsText, withoutWebFramework],
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
const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const page = await viewDocument(version);
await writeFile('dist/cco-view.mjs', `export default ${JSON.stringify(page)};\n`);
await build({ ...shared, entryPoints: ['src/views/report-page.ts'], outfile: 'dist/cco-report.mjs' });

// Last and in one step: where this file is, everything is, whole.
await build({
  ...shared,
  entryPoints: ['src/cli.ts'],
  outfile: `${outfile}.part`,
  define: { LISTED_SCHEMAS: JSON.stringify(JSON.stringify(await listedSchemas())) },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
await rename(`${outfile}.part`, outfile);
