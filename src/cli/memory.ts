/** What `record` and `recall` share: options beside the tool's own fields, and how problems name them. */
import { parseArgs } from 'node:util';
import type { ToolLine } from '../tools/define-tool.ts';
import type { Request } from './command.ts';
import { fieldOptions, fieldsFrom, helpLines, parserOptions } from './options.ts';

/** Options that are no scalar field of the tool. */
export type MemoryCommand = {
  line: ToolLine;
  about: string;
  /** Fields that are not options of the same name. */
  leavesOut: readonly string[];
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

/** Where a problem is, as the command line calls it. Example: review_on is --review-on. */
const flagOf = (path: string): string => {
  if (path.startsWith('--')) return path;
  if (path === 'report') return 'the report';
  const [, field = '', rest = ''] = /^([^.[]*)(.*)$/.exec(path) ?? [];
  return `--${field.replaceAll('_', '-')}${rest}`;
};

/** Reads the arguments after a command's name. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export function memoryRequest(command: MemoryCommand, args: readonly string[]): Request | 'help' {
  const fields = fieldOptions(command.line.inputSchema, [...command.leavesOut]);
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...parserOptions(fields),
      ...Object.fromEntries(
        [...command.options, folderOption].map((option) => [
          option.flag,
          { type: 'string', multiple: 'multiple' in option } as const,
        ]),
      ),
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const values: Record<string, unknown> = parsed.values;
  const { positionals } = parsed;
  if (values['help'] === true) return 'help';
  const [file, ...more] = positionals;
  if (more.length > 0) throw new TypeError(`one file at a time; got ${positionals.join(', ')}`);
  const own = command.ask(values, file);
  const folder = values['memory-dir'];
  return {
    tool: command.line,
    json: values['json'] === true,
    flagOf,
    ...own,
    input: { ...fieldsFrom(fields, values), ...own.input },
    memoryFolder: typeof folder === 'string' ? folder : undefined,
  };
}

/** The help of a command. */
export function memoryHelp({ about, line, leavesOut, options }: MemoryCommand): string {
  const own = [...options, folderOption].map(
    ({ flag, takes, help }) => `  --${flag} ${takes}`.padEnd(29) + help,
  );
  return `${about}

Options
${[...own, ...helpLines(fieldOptions(line.inputSchema, [...leavesOut]))].join('\n')}
  --json                     print the structured answer as JSON

Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a fault of ours.
`;
}
