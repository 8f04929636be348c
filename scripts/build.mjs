/**
 * Bundles server and command line into `dist`: one file that starts them, and the parts that it loads when they are
 * asked for, so that a question reads only the code that answers it.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
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

/** Puts a file there in one step, so that nobody reads half of it. */
async function place(path, contents) {
  const own = `${path}.${process.pid}.part`;
  await writeFile(own, contents);
  await rename(own, path);
}

/** Puts the parts there that are not. One that is there is whole and the same: its name holds its hash. */
async function placeParts() {
  for (const [name, contents] of byName)
    if (!existsSync(`${parts}/${name}`)) await place(`${parts}/${name}`, contents);
}

/** Whether a part is of an older build: not one of this, nor one that another build is writing now. */
async function isStale(name) {
  if (byName.has(name)) return false;
  const { mtimeMs } = await stat(`${parts}/${name}`).catch(() => ({ mtimeMs: Date.now() }));
  return !name.endsWith('.part') || Date.now() - mtimeMs > 60_000;
}

await mkdir(parts, { recursive: true });
await placeParts();
// After its parts: where this file is, everything is.
await place(outfile, program);
for (const name of await readdir(parts)) {
  // Another build may have put its own there meanwhile, and needs other parts.
  if ((await readFile(outfile, 'utf8')) !== program) break;
  if (await isStale(name)) await rm(`${parts}/${name}`, { recursive: true, force: true });
}
// What another one took away before it saw this one.
await placeParts();
