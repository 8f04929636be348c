/** `cco-advisor inspect [path]`: what can be read here, or what a file is before it is analysed. */

import { isFolder } from '../data/access.ts';
import { inspectedColumns } from '../data/inspect-columns.ts';
import { inspectData } from '../tools/inspect-data.ts';
import { onlyFile, readArguments } from './arguments.ts';
import { exitCodes, type Request } from './command.ts';
import type { Flags, KeyedFlag } from './flags.ts';
import { helpLines } from './help.ts';
import { fieldsFrom, optionLines, pairsFrom, parserOptions, sourceOptions } from './options.ts';
import { fxOption, statusOption } from './retention.ts';

const options = sourceOptions(inspectData.inputSchema, ['path']);

export const inspectHelp = `cco-advisor inspect [path] [options]

What can be read? Without a path, or with a folder, lists the files in it, three
folders deep. With a file it says what the file was understood to be: format,
shape, which column is which field, what cannot be read, what has to be asked,
and the command that analyses it.

Examples
  cco-advisor inspect
  cco-advisor inspect exports/subscriptions.csv
  cco-advisor inspect subscriptions.csv --amount-unit minor --period-end 2025-12

Reading the file
${helpLines([
  ['--column FIELD=HEADER', 'which header holds which field (repeatable)'],
  [`--${statusOption.flag} ${statusOption.takes}`, statusOption.help],
  ...optionLines(options.filter(({ field }) => field !== 'sample_values')),
])}

The answer
${helpLines([
  ...optionLines(options.filter(({ field }) => field === 'sample_values')),
  ['--json', 'print the structured answer as JSON'],
])}

${exitCodes}`;

/** What each field is called by; those of a file are called the same with "source." before them. */
const flags: Flags = {
  options: new Map(
    options.flatMap((option) => [
      [option.field, option] as const,
      [`source.${option.field}`, option] as const,
    ]),
  ),
  keyed: new Map<string, KeyedFlag>([
    ['source.columns', { flag: 'column', takes: 'FIELD=HEADER' }],
    [`source.${statusOption.field}`, statusOption],
    // Not of this command: of the one that analyses the file, where rates may be given.
    [fxOption.field, fxOption],
  ]),
  named: new Map([
    ['path', 'file'],
    ['source.path', 'file'],
  ]),
  columns: new Set(inspectedColumns),
};

/** Reads the arguments after the command's name. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export async function inspectRequest(args: readonly string[]): Promise<Request | 'help'> {
  const { values, positionals } = readArguments(args, {
    ...parserOptions(options),
    column: { type: 'string', multiple: true },
    status: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values['help'] === true) return 'help';
  const path = onlyFile(positionals);
  const columns = Array.isArray(values['column']) ? values['column'].map(String) : [];
  const statuses = Array.isArray(values['status']) ? values['status'].map(String) : [];
  const folder = path === undefined ? '.' : (await isFolder(path)) ? path : null;
  return {
    tool: inspectData,
    json: values['json'] === true,
    reports: [],
    reportsField: 'reports',
    ...(folder === null ? {} : { folders: [folder] }),
    flags: folder === null ? flags : { ...flags, folder },
    input: {
      ...(folder === null ? { path } : {}),
      ...fieldsFrom(options, values),
      ...(columns.length > 0 ? { columns: pairsFrom(columns, false) } : {}),
      ...(statuses.length > 0 ? { status_map: pairsFrom(statuses, false) } : {}),
    },
  };
}
