/**
 * Bundles server and command line into `dist`: one file that starts them, and the parts that it loads when they are
 * asked for, so that a question reads only the code that answers it.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { viewDocument } from './view-document.mjs';
import { withoutWebFramework } from './without-web-framework.mjs';
import { workersAsText } from './worker-source.mjs';

const outfile = 'dist/cco-advisor.mjs';
const parts = 'dist/parts';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** The document of the view is built and imported as text. */
const viewAsText = {
  name: 'view-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\/view\.html$/ }, async () => ({
      contents: await viewDocument(version),
      loader: 'text',
    }));
  },
};

const shared = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.md': 'text' },
  plugins: [viewAsText, workersAsText, withoutWebFramework],
  alias: { '@modelcontextprotocol/server/_shims': './scripts/sdk-environment.mjs' },
  legalComments: 'none',
  // Names of parts come from paths, and packages that are linked in have the paths of packages that are there.
  preserveSymlinks: true,
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

const { outputFiles } = await build({
  ...shared,
  splitting: true,
  entryPoints: { 'cco-advisor': 'src/cli.ts' },
  chunkNames: `${basename(parts)}/[name]-[hash]`,
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  write: false,
  define: { LISTED_SCHEMAS: JSON.stringify(JSON.stringify(await listedSchemas())) },
});
/** Packages of the older kind ask the bundler's helper for Node's own modules, and it asks a `require`. */
const requireLine =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
const byName = new Map(
  outputFiles.map(({ path, text }) => [
    basename(path),
    text.includes('typeof require') ? requireLine + text : text,
  ]),
);
const program = byName.get(basename(outfile));
byName.delete(basename(outfile));
await mkdir(parts, { recursive: true });
for (const [name, contents] of byName) await writeFile(`${parts}/${name}`, contents);
// Last and in one step: where this file is, everything is, whole.
await writeFile(`${outfile}.part`, program);
await rename(`${outfile}.part`, outfile);
for (const name of await readdir(parts)) if (!byName.has(name)) await rm(`${parts}/${name}`);
