/** `cco-advisor inspect [path]`: what can be read here, or what a file is before it is analysed. */
import { parseArgs } from 'node:util';
import { isFolder } from '../data/list-files.ts';
import { inspectData } from '../tools/inspect-data.ts';
import type { Request } from './command.ts';
import { fieldOptions, fieldsFrom, helpLines, pairsFrom, parserOptions } from './options.ts';

const options = fieldOptions(inspectData.inputSchema, ['path']);

export const inspectHelp = `cco-advisor inspect [path] [options]

What can be read? Without a path, or with a folder, lists the files in it, three folders deep.
With a file it says what the file was understood to be: format, shape, which column is which
field, what cannot be read, what has to be asked, and the source to pass to an analysis.

  cco-advisor inspect
  cco-advisor inspect exports/subscriptions.csv
  cco-advisor inspect subscriptions.csv --amount-unit minor --period-end 2025-12

  --json                         print the structured answer as JSON
  --column FIELD=HEADER          which header holds which field (repeatable)
  --status TEXT=MEANING          what a status means, such as frozen=paused (repeatable)
${helpLines(options).join('\n')}

Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a fault of ours.
`;

/** Reads the arguments after the command's name. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export async function inspectRequest(args: readonly string[]): Promise<Request | 'help'> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...parserOptions(options),
      column: { type: 'string', multiple: true },
      status: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values['help'] === true) return 'help';
  const [path, ...more] = positionals;
  if (more.length > 0) throw new TypeError(`one file at a time; got ${positionals.join(', ')}`);
  const columns = Array.isArray(values['column']) ? values['column'].map(String) : [];
  const statuses = Array.isArray(values['status']) ? values['status'].map(String) : [];
  const folder = path === undefined ? '.' : (await isFolder(path)) ? path : null;
  return {
    tool: inspectData,
    json: values['json'] === true,
    reports: [],
    reportsField: 'reports',
    ...(folder === null ? {} : { folders: [folder] }),
    flagOf: (field) => {
      if (field === 'path' || field === 'source.path') return 'file';
      const bare = field.replace(/^source\./, '');
      if (bare === 'status_map') return '--status';
      if (bare.startsWith('columns')) return bare.replace('columns', '--column').replace('.', ' ');
      const option = options.find(({ field: name }) => name === bare);
      return option === undefined ? field : `--${option.flag}`;
    },
    input: {
      ...(folder === null ? { path } : {}),
      ...fieldsFrom(options, values),
      ...(columns.length > 0 ? { columns: pairsFrom(columns, false) } : {}),
      ...(statuses.length > 0 ? { status_map: pairsFrom(statuses, false) } : {}),
    },
  };
}
