/** What `record` and `recall` share: options beside the tool's own fields, and how problems name them. */
import { isFolder } from '../data/access.ts';
import { clip, problem } from '../domain/problem.ts';
import type { ToolLine } from '../tools/define-tool.ts';
import { onlyFile, readArguments } from './arguments.ts';
import { exitCodes, type Request } from './command.ts';
import type { Flags } from './flags.ts';
import { helpLines } from './help.ts';
import { type FieldOption, fieldOptions, fieldsFrom, optionLines, parserOptions } from './options.ts';

/** Options that are no scalar field of the tool. */
export type MemoryCommand = {
  line: ToolLine;
  about: string;
  /** Fields that are not options of the same name. */
  leavesOut: readonly string[];
  /** Whether it reads a folder that has to be there. */
  reads?: true;
  /** Options of its own, with what they take and their help. */
  options: readonly { flag: string; takes: string; help: string; multiple?: true }[];
  /** What the options and the named file ask for. */
  ask: (
    values: Readonly<Record<string, unknown>>,
    file: string | undefined,
  ) => Pick<Request, 'input' | 'reports' | 'reportsField' | 'memoFile'>;
};

const folderOption = {
  flag: 'memory-dir',
  takes: 'FOLDER',
  help: 'where reviews are kept, such as ./cco-reviews',
};

/** What each field is called by. */
const flagsOf = (fields: readonly FieldOption[], own: MemoryCommand['options']): Flags => ({
  options: new Map(fields.map((option) => [option.field, option])),
  keyed: new Map(),
  named: new Map([
    ['report', 'the report'],
    ...own.map(({ flag }) => [flag.replaceAll('-', '_'), `--${flag}`] as const),
  ]),
  absent: new Map([['report', 'missing; name the file of an answer saved with --json --detail full']]),
  columns: new Set(),
});

/** Reads the arguments after a command's name. @throws TypeError with a sentence for what cannot be read. */
export async function memoryRequest(
  command: MemoryCommand,
  args: readonly string[],
): Promise<Request | 'help'> {
  const fields = fieldOptions(command.line.inputSchema, [...command.leavesOut]);
  const read = readArguments(args, {
    ...parserOptions(fields),
    ...Object.fromEntries(
      [...command.options, folderOption].map((option) => [
        option.flag,
        { type: 'string', multiple: 'multiple' in option } as const,
      ]),
    ),
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  const values: Readonly<Record<string, unknown>> = read.values;
  if (values['help'] === true) return 'help';
  const own = command.ask(values, onlyFile(read.positionals));
  const given = values['memory-dir'];
  const folder = typeof given === 'string' ? given : undefined;
  // A folder is made by the first record; to read one that is not there is a slip of the keys.
  const missing =
    command.reads === true && folder !== undefined && folder !== '' && !(await isFolder(folder));
  const rest = `"${clip(folder ?? '', 200)}" is no folder that is there; check the path`;
  return {
    tool: command.line,
    json: values['json'] === true,
    flags: flagsOf(fields, command.options),
    ...own,
    input: { ...fieldsFrom(fields, values), ...own.input },
    memoryFolder: folder,
    problems: missing ? [problem('--memory-dir', 'folder-not-found', rest)] : [],
  };
}

/** The help of a command. */
export function memoryHelp({ about, line, leavesOut, options }: MemoryCommand): string {
  const own = [...options, folderOption].map(
    ({ flag, takes, help }) => [`--${flag} ${takes}`, help] as const,
  );
  return `${about}

Options
${helpLines([
  ...own,
  ...optionLines(fieldOptions(line.inputSchema, [...leavesOut])),
  ['--json', 'print the structured answer as JSON'],
])}

${exitCodes}`;
}
