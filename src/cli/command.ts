/** What the analyzers' commands share: a file or the sample, options from the tool's schema, options that take KEY=VALUE. */
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import type { Problem } from '../domain/problem.ts';
import type { ToolLine } from '../tools/define-tool.ts';
import { withMovement } from './moved.ts';
import {
  type FieldOption,
  fieldOptions,
  fieldsFrom,
  helpLines,
  nestedFrom,
  pairOf,
  pairsFrom,
  parserOptions,
} from './options.ts';

/** An option that takes KEY=VALUE and may be repeated. */
export type PairOption = {
  flag: string;
  /** How its key and value are called in the help, such as NAME=VALUE. */
  takes: string;
  help: string;
  /** The input field whose keys it fills, for problems to name it by. */
  field: string;
  fill: (texts: readonly string[]) => Record<string, unknown>;
};

/** One command of the command line. */
export type Command = {
  name: string;
  line: ToolLine;
  source: z.ZodObject;
  /** Options of the source that have a meaning of their own on the command line. */
  sourceLeavesOut: readonly string[];
  pairs: readonly PairOption[];
  /** Options of the same kind that fill fields of the source. */
  sourcePairs?: readonly PairOption[];
  /** Whether what was given stands alone, so that the sample is not needed. */
  standsAlone: (input: Readonly<Record<string, unknown>>) => boolean;
  about: string;
};

/** What a command line asks of a tool, and how it calls the fields that a problem names. */
export type Request = {
  tool: ToolLine;
  input: Record<string, unknown>;
  /** Files of earlier reports, to be read. */
  reports: readonly string[];
  /** The input field that takes them; the last two take one. */
  reportsField: 'from' | 'reports' | 'report' | 'compare_to';
  /** A memo to be read as text. */
  memoFile?: string | undefined;
  /** The folder in which reviews are kept. */
  memoryFolder?: string | undefined;
  /** The option that names their files, where it is another than `--from`. */
  reportsOption?: '--report';
  /** What is wrong already, before the tool is asked. */
  problems?: readonly Problem[];
  json: boolean;
  /** Folders to list in place of a file to read. */
  folders?: readonly string[];
  flagOf: (path: string) => string;
};

/** The value of a pair as JSON has it: number, true, false, null, else text. */
function plainValue(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

/** `--set PATH=VALUE`: any field, nested ones by dots. Example: book.strategic.current_csm_count=2. */
export const setOption: PairOption = {
  flag: 'set',
  takes: 'FIELD=VALUE',
  help: 'any field of the tool, nested by dots (repeatable)',
  field: '',
  fill: (texts) =>
    nestedFrom(
      texts.map((text) => {
        const [key, value] = pairOf(text);
        return [key, plainValue(value)] as const;
      }),
    ),
};

/** Rows to leave out, one entry a column. Example: ["Plan=free", "Plan=trial"] excludes both values of Plan. */
function exclusionsFrom(texts: readonly string[]): { column: string; values: string[] }[] {
  const byColumn = new Map<string, string[]>();
  for (const text of texts) {
    const [column, value] = pairOf(text);
    byColumn.set(column, [...(byColumn.get(column) ?? []), value]);
  }
  return [...byColumn].map(([column, values]) => ({ column, values }));
}

const scalars = (command: Command): { input: FieldOption[]; source: FieldOption[] } => ({
  input: fieldOptions(command.line.inputSchema, ['sample']),
  source: fieldOptions(command.source, ['path', ...command.sourceLeavesOut]),
});

/** The field in which a tool takes earlier reports; undefined when it takes none. */
const reportsFieldOf = ({ line }: Command): 'from' | 'reports' | undefined =>
  (['from', 'reports'] as const).find((field) => field in line.inputSchema.shape);

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Reads the arguments after a command's name. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export function requestOf(command: Command, args: readonly string[]): Request | 'help' {
  const { input: inputOptions, source: sourceOptions } = scalars(command);
  const sourcePairs = command.sourcePairs ?? [];
  const repeated = [
    'column',
    'exclude',
    'from',
    ...[...command.pairs, ...sourcePairs].map(({ flag }) => flag),
  ];
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...parserOptions(inputOptions),
      ...parserOptions(sourceOptions),
      ...Object.fromEntries(repeated.map((name) => [name, { type: 'string', multiple: true } as const])),
      'memory-dir': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const values: Record<string, unknown> = parsed.values;
  const { positionals } = parsed;
  if (values['help'] === true) return 'help';
  const [file, ...more] = positionals;
  if (more.length > 0) throw new TypeError(`one file at a time; got ${positionals.join(', ')}`);
  const memory = values['memory-dir'];
  if (memory !== undefined && values['json'] === true)
    throw new TypeError('--memory-dir adds to the text; for JSON use recall --compare-to');
  const reports = texts(values['from']);
  const reportsField = reportsFieldOf(command);
  if (reports.length > 0 && reportsField === undefined)
    throw new TypeError(`--from: ${command.name} takes nothing over from other reports`);
  const [columns, exclude] = [texts(values['column']), texts(values['exclude'])];
  const source = {
    ...fieldsFrom(sourceOptions, values),
    ...(columns.length > 0 ? { columns: pairsFrom(columns, false) } : {}),
    ...(exclude.length > 0 ? { exclude: exclusionsFrom(exclude) } : {}),
    ...Object.assign(
      {},
      ...sourcePairs.map(({ flag, fill }) => {
        const list = texts(values[flag]);
        return list.length > 0 ? fill(list) : {};
      }),
    ),
  };
  if (file === undefined && Object.keys(source).length > 0)
    throw new TypeError(`${Object.keys(source).join(', ')}: options of a file, but no file was named`);
  const given = Object.assign(
    fieldsFrom(inputOptions, values),
    ...command.pairs.map(({ flag, fill }) => {
      const list = texts(values[flag]);
      return list.length > 0 ? fill(list) : {};
    }),
  ) as Record<string, unknown>;
  // What the file can be told is told to the file.
  if (file !== undefined) for (const { field } of sourceOptions) delete given[field];
  const place =
    file !== undefined
      ? { source: { path: file, ...source } }
      : (reports.length > 0 && reportsField === 'from') || command.standsAlone(given)
        ? {}
        : { sample: true };
  return {
    tool: memory === undefined ? command.line : withMovement(command.line),
    json: values['json'] === true,
    reports,
    reportsField: reportsField ?? 'from',
    memoryFolder: typeof memory === 'string' ? memory : undefined,
    flagOf: flagsOf(command, inputOptions, sourceOptions),
    input: { ...given, ...place },
  };
}

/** Where a problem is, as the command line calls it. Example: source.decimal is --decimal, claims.nrr is --claim nrr. */
const flagsOf =
  (command: Command, inputOptions: readonly FieldOption[], sourceOptions: readonly FieldOption[]) =>
  (path: string): string => {
    if (path === 'source.path' || path === 'source') return 'file';
    const [first = '', second] = path.split('.');
    const option =
      first === 'source'
        ? sourceOptions.find(({ field }) => field === second)
        : second === undefined
          ? inputOptions.find(({ field }) => field === first)
          : undefined;
    if (option !== undefined) return `--${option.flag}`;
    const filled = command.sourcePairs?.find(({ field }) => first === 'source' && field === second);
    if (filled !== undefined) return `--${filled.flag}`;
    if (first === 'source' && second === 'columns')
      return path.replace('source.columns', '--column').replace('.', ' ');
    const pair = command.pairs.find(({ field }) => field === first);
    return pair === undefined || second === undefined ? path : path.replace(`${first}.`, `--${pair.flag} `);
  };

/** The help of a command. */
export function helpOf(command: Command): string {
  const { input, source } = scalars(command);
  const pairs = command.pairs.map(({ flag, takes, help }) => `  --${flag} ${takes}`.padEnd(29) + help);
  const from =
    reportsFieldOf(command) !== undefined
      ? ['  --from FILE                an earlier answer (--json) to stand on (repeatable)']
      : [];
  // A file in the form of the tool itself has no columns to be told.
  const reading =
    'columns' in command.source.shape
      ? `
Reading the file
  --column FIELD=HEADER          which header holds which field (repeatable)
  --exclude HEADER=VALUE         rows to leave out (repeatable)
${(command.sourcePairs ?? []).map(({ flag, takes, help }) => `${`  --${flag} ${takes}`.padEnd(33)}${help}\n`).join('')}${helpLines(source).join('\n')}
`
      : '';
  return `${command.about}

Answer
  --json                     print the structured answer as JSON
  --memory-dir FOLDER        add what moved since the last review kept there
${[...from, ...pairs, ...helpLines(input)].join('\n')}
${reading}

Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a fault of ours.
`;
}
