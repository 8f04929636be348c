/** The Claude Code plugin, in a folder that is a marketplace: server, skill and the commands of `packaging/commands`. */
import { readdirSync } from 'node:fs';
import { inside, jsonFile } from './files.mjs';
import { drawIcon } from './icon.mjs';
import { read, root, skillFiles, startPath } from './product.mjs';
import { settingsOf } from './settings.mjs';

const commandFolder = 'packaging/commands';

const commands = () =>
  readdirSync(root + commandFolder).map((file) => ({
    path: `commands/${file}`,
    data: read(`${commandFolder}/${file}`),
  }));

/** The server is the program of the skill, and reads the project; what a user leaves unset reaches it as a blank. */
function serverConfig({ name, skill }, settings) {
  const server = `\${CLAUDE_PLUGIN_ROOT}/skills/${skill}/${startPath}`;
  const options = settings.map(({ option, id }) => `${option}=\${user_config.${id}}`);
  const args = [server, 'serve', ...options, '--data-dir', `\${CLAUDE_PROJECT_DIR}`];
  return { mcpServers: { [name]: { command: 'node', args } } };
}

function pluginFiles(product) {
  const { name, version, description, author, repository, license, keywords, skill } = product;
  // The project is the data folder here, so there is none to choose.
  const settings = settingsOf(product).filter(({ multiple }) => multiple !== true);
  return [
    jsonFile('.claude-plugin/plugin.json', {
      name,
      version,
      description,
      author,
      homepage: repository,
      repository,
      license,
      keywords,
      network: { hosts: [] },
      userConfig: Object.fromEntries(
        settings.map(({ id, type, title, description: about }) => [
          id,
          { type, title, description: about, required: false },
        ]),
      ),
    }),
    jsonFile('.mcp.json', serverConfig(product, settings)),
    { path: '.claude-plugin/icon.png', data: drawIcon() },
    { path: 'README.md', data: read('packaging/plugin-readme.md') },
    { path: 'LICENSE', data: read('LICENSE') },
    ...commands(),
    ...inside(`skills/${skill}`, skillFiles()),
  ];
}

/** Everything of the marketplace folder. */
export function marketplaceFiles(product) {
  const { name, skill, version, description, author, license, keywords } = product;
  const source = `plugins/${name}`;
  return [
    jsonFile('.claude-plugin/marketplace.json', {
      name: skill,
      owner: author,
      metadata: { description, version },
      plugins: [
        {
          name,
          source: `./${source}`,
          version,
          description,
          author,
          license,
          keywords,
          category: 'business',
        },
      ],
    }),
    ...inside(source, pluginFiles(product)),
  ];
}
