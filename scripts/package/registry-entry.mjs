/** `server.json`: the entry of the MCP registry, schema 2025-12-11, with the npm package and the desktop bundle. */
import { settingsOf } from './settings.mjs';

/** One setting as an argument that a client may ask its user for. */
const argument = ({ option, type, title, description, multiple, choices }) => ({
  type: 'named',
  name: option,
  description: `${title}. ${description}`,
  ...(type === 'directory' ? { format: 'filepath' } : {}),
  ...(multiple === true ? { isRepeated: true } : {}),
  ...(choices === undefined ? {} : { choices }),
});

/** The entry. The registry holds the bundle's hash, so that a client can check what it downloads. */
export function registryEntry(product, bundle) {
  const { title, summary, version, repository, skill, mcpName } = product;
  const transport = { type: 'stdio' };
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title,
    description: summary,
    version,
    websiteUrl: repository,
    repository: { url: repository, source: 'github' },
    packages: [
      {
        registryType: 'npm',
        identifier: skill,
        version,
        runtimeHint: 'npx',
        packageArguments: [{ type: 'positional', value: 'serve' }, ...settingsOf(product).map(argument)],
        transport,
      },
      {
        registryType: 'mcpb',
        identifier: `${repository}/releases/download/v${version}/${bundle.name}`,
        version,
        fileSha256: bundle.sha256,
        transport,
      },
    ],
  };
}
