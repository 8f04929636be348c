/** `cco-advisor.mcpb`: the server with its settings, for Claude Desktop. The official tool validates and packs it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '@anthropic-ai/mcpb';
import { unzipSync } from 'fflate';
import { archive, jsonFile, writeFiles } from './files.mjs';
import { drawIcon } from './icon.mjs';
import { programFiles, read, startPath } from './product.mjs';
import { settingsOf } from './settings.mjs';

const variable = ({ id }) => `\${user_config.${id}}`;

/** One setting as the form shows it. */
const field = ({ type, title, description, multiple }) => ({
  type,
  title,
  description,
  required: false,
  ...(multiple === true ? { multiple: true } : {}),
  ...(multiple === true ? { default: [] } : type === 'string' ? { default: '' } : {}),
});

/** The manifest. Several folders become arguments of their own, so they stand last, after the options. */
function manifestOf(product) {
  const settings = settingsOf(product);
  const single = settings.filter(({ multiple }) => multiple !== true);
  const several = settings.filter(({ multiple }) => multiple === true);
  const { name, title, version, description, author, repository, keywords, license, tools, node } = product;
  return {
    manifest_version: '0.3',
    name,
    display_name: title,
    version,
    description: product.summary,
    long_description: `${description}\n\nIt reads the folders you choose below and no others, and sends nothing anywhere.`,
    author,
    repository: { type: 'git', url: repository },
    homepage: repository,
    documentation: `${repository}#readme`,
    support: `${repository}/issues`,
    icon: 'icon.png',
    server: {
      type: 'node',
      entry_point: startPath,
      mcp_config: {
        command: 'node',
        args: [
          `\${__dirname}/${startPath}`,
          'serve',
          ...single.map((setting) => `${setting.option}=${variable(setting)}`),
          ...several.map(variable),
        ],
      },
    },
    tools,
    prompts_generated: true,
    keywords,
    license,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node } },
    user_config: Object.fromEntries(settings.map((setting) => [setting.id, field(setting)])),
  };
}

/** What the bundle holds. */
export const desktopFiles = (product) => [
  jsonFile('manifest.json', manifestOf(product)),
  { path: 'icon.png', data: drawIcon() },
  ...programFiles(),
  { path: 'LICENSE', data: read('LICENSE') },
];

/**
 * The bundle as bytes. The official tool stamps the time of day on each file, so what it packed is written again
 * with a fixed one. @throws Error when the tool refuses the manifest, which it has then explained on standard output.
 */
export async function desktopBundle(product) {
  const files = desktopFiles(product);
  const folder = await mkdtemp(join(tmpdir(), 'cco-mcpb-'));
  try {
    const [extensionPath, outputPath] = [join(folder, 'files'), join(folder, 'packed.mcpb')];
    await writeFiles(extensionPath, files);
    if (!(await packExtension({ extensionPath, outputPath, silent: true })))
      throw new Error('cco-advisor.mcpb: the official tool refused it; see its message above');
    const packed = unzipSync(await readFile(outputPath));
    return archive(
      Object.entries(packed).map(([path, data]) => ({ path, data, executable: path === startPath })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
