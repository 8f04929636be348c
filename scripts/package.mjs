/**
 * Makes everything a release needs from what `npm run build` left: the npm tarball, the bundle for Claude Desktop, the
 * plugin and marketplace folder of Claude Code, the agent skill, the registry entry, and the hashes of all archives.
 * The same input gives the same bytes.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { marketplaceFiles } from './package/claude-code-plugin.mjs';
import { desktopBundle } from './package/desktop-bundle.mjs';
import { archive, inside, jsonFile, sha256, writeFiles } from './package/files.mjs';
import { npmTarball } from './package/npm-tarball.mjs';
import { bundlePath, describeProduct, root, skillFiles } from './package/product.mjs';
import { registryEntry } from './package/registry-entry.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'release') } } });
const out = resolve(values.out);

if (!existsSync(root + bundlePath)) {
  console.error(`package: ${bundlePath} is missing; run npm run package, which builds it first`);
  process.exit(1);
}

const product = await describeProduct();
const marketplace = join(out, 'claude-code');
await rm(marketplace, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const bundle = { path: `${product.name}.mcpb`, data: await desktopBundle(product) };
const skill = { path: `${product.skill}.zip`, data: archive(inside(product.skill, skillFiles())) };
const tarball = npmTarball(out);
const entry = registryEntry(product, { name: bundle.path, sha256: sha256(bundle.data) });

await writeFiles(marketplace, marketplaceFiles(product));
await writeFiles(out, [bundle, skill, jsonFile('server.json', entry)]);

const archives = [bundle, skill, { path: tarball, data: await readFile(join(out, tarball)) }];
const sums = archives.map(({ path, data }) => `${sha256(data)}  ${path}\n`);
await writeFile(join(out, 'SHA256SUMS'), sums.join(''));

for (const { path, data } of archives) console.log(`${path}  ${(data.length / 1e6).toFixed(2)} MB`);
console.log(`claude-code/ (marketplace with the plugin ${product.name}), server.json, SHA256SUMS in ${out}`);
