/** What all packages say of the product: one version, one SKILL.md, one `references/`, the tools as the bundle lists them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The project's folder, with "/" at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The door: what every package starts. */
export const startPath = 'bin/cco-advisor.cjs';

/** What it opens: the program as `npm run build` leaves it, which loads its parts when they are asked for. */
export const bundlePath = 'dist/cco-advisor.mjs';

const partPaths = () =>
  readdirSync(`${root}dist/parts`)
    .sort()
    .map((name) => `dist/parts/${name}`);

export const read = (path) => readFileSync(root + path);

const manifest = JSON.parse(read('package.json'));

/** What the registry shows in one line; at most 100 characters. */
const summary =
  'Customer judgement for founders: retention, segments, coverage and next hire, every number computed.';

/** The first sentence of a tool's description, for lists that people read. */
const firstSentence = (text) => text.split(/(?<=\.)\s/)[0];

async function askBundle() {
  const client = new Client({ name: 'package', version: manifest.version });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [root + startPath, 'serve'] }),
  );
  try {
    const { tools } = await client.listTools();
    const { name, title } = client.getServerVersion();
    const listed = tools.map((tool) => ({ name: tool.name, description: firstSentence(tool.description) }));
    return { name, title, tools: listed };
  } finally {
    await client.close();
  }
}

/** The options that the server of the bundle has, as its own help names them. Example: has "--data-dir". */
function serverOptions() {
  const help = execFileSync(process.execPath, [root + startPath, 'serve', '--help'], { encoding: 'utf8' });
  return new Set(help.match(/^ {2}--[a-z-]+/gm)?.map((option) => option.trim()));
}

/** Collects the facts. `name` is the server's, `skill` the package's and the skill's. */
export async function describeProduct() {
  const { name, title, tools } = await askBundle();
  return {
    name,
    title,
    tools,
    summary,
    skill: manifest.name,
    version: manifest.version,
    description: manifest.description,
    keywords: manifest.keywords,
    license: manifest.license,
    author: { name: manifest.author },
    repository: manifest.repository.url.replace(/^git\+|\.git$/g, ''),
    mcpName: manifest.mcpName,
    node: manifest.engines.node,
    options: serverOptions(),
  };
}

/** Everything that runs, the same in every package. */
export const programFiles = () =>
  [startPath, bundlePath, ...partPaths()].map((path) => ({
    path,
    data: read(path),
    executable: path === startPath,
  }));

/** The agent skill as a folder: what it is, everything it leads to, and the command line it runs. */
export function skillFiles() {
  const references = readdirSync(`${root}references`).filter((file) => file.endsWith('.md'));
  const paths = ['LICENSE', 'SKILL.md', ...references.map((file) => `references/${file}`)];
  return [...paths.map((path) => ({ path, data: read(path) })), ...programFiles()];
}
