/** What the analyzers' commands share: a file or the sample, options from the tool's schema, options that take KEY=VALUE. */
import * as z from 'zod';
import { clip, type Problem } from '../domain/problem.ts';
import type { ToolLine } from '../tools/define-tool.ts';
import { onlyFile, readArguments } from './arguments.ts';
import { type Flags, flagName, type KeyedFlag } from './flags.ts';
import { type HelpLine, helpLines } from './help.ts';
import { withMovement } from './moved.ts';
import {
  type FieldOption,
  fieldOptions,
  fieldsFrom,
  nestedFrom,
  optionLines,
  sourceOptions as optionsOfSource,
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
  /** How the command line calls the fields of the tool. */
  flags: Flags;
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
  source: optionsOfSource(command.source, ['path']),
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
  const read = readArguments(args, {
    ...parserOptions(inputOptions),
    ...parserOptions(sourceOptions),
    ...Object.fromEntries(repeated.map((name) => [name, { type: 'string', multiple: true } as const])),
    'memory-dir': { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  const values: Readonly<Record<string, unknown>> = read.values;
  if (values['help'] === true) return 'help';
  const file = onlyFile(read.positionals);
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
  const flags: Flags = {
    ...commandFlags(command, texts(values['set'])),
    named: new Map([
      ...namedFields(command),
      ...reports.map((path, i) => [`reports[${i}]`, `--from ${clip(path, 200)}`] as const),
    ]),
    file: file === undefined ? undefined : /\.json$/i.test(file) ? 'json' : 'rows',
  };
  if (file === undefined && Object.keys(source).length > 0)
    throw new TypeError(
      `${Object.keys(source)
        .map((field) => flagName(flags, `source.${field}`))
        .join(', ')}: how to read a file, but no file was named`,
    );
  const given = Object.assign(
    fieldsFrom(inputOptions, values),
    ...command.pairs.map(({ flag, fill }) => {
      const list = texts(values[flag]);
      return list.length > 0 ? fill(list) : {};
    }),
  ) as Record<string, unknown>;
  // What the file can be told is told to the file.
  if (file !== undefined)
    for (const { field, flag } of sourceOptions)
      if (inputOptions.some((one) => one.flag === flag)) delete given[field];
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
    flags,
    input: { ...given, ...place },
  };
}

/** The columns that a source can name. */
function columnsOf({ source }: Command): ReadonlySet<string> {
  const columns: unknown = source.shape['columns'];
  const record = columns instanceof z.ZodOptional ? columns.unwrap() : columns;
  return new Set(
    record instanceof z.ZodRecord && record.keyType instanceof z.ZodEnum
      ? record.keyType.options.map(String)
      : [],
  );
}

/** Fields of a command that are no options of the same name. */
const namedFields = (command: Command): [string, string][] => [
  ['source', 'file'],
  ['source.path', 'file'],
  ...(reportsFieldOf(command) === undefined
    ? []
    : ([
        ['from', '--from FILE'],
        ['reports', '--from FILE'],
      ] satisfies [string, string][])),
];

/** What each field of a command is called by. `given`: the texts of its `--set` options. */
export function commandFlags(command: Command, given: readonly string[] = []): Flags {
  const { input, source } = scalars(command);
  return {
    options: new Map([
      ...input.map((option) => [option.field, option] as const),
      ...source.map((option) => [`source.${option.field}`, option] as const),
    ]),
    keyed: new Map<string, KeyedFlag>([
      ...command.pairs.flatMap((pair) => (pair.field === '' ? [] : [[pair.field, pair] as const])),
      ...(command.sourcePairs ?? []).map((pair) => [`source.${pair.field}`, pair] as const),
      ...('columns' in command.source.shape ? fileFlags : []),
    ]),
    named: new Map(namedFields(command)),
    columns: columnsOf(command),
    schema: command.line.inputSchema,
    set: command.pairs.includes(setOption) ? given.map((text) => pairOf(text)[0]) : undefined,
  };
}

/** Options that every command with a file of columns has. */
const fileFlags = [
  ['source.columns', { flag: 'column', takes: 'FIELD=HEADER' }],
  ['source.exclude', { flag: 'exclude', takes: 'HEADER=VALUE' }],
] as const;

const pairLines = (pairs: readonly PairOption[]): HelpLine[] =>
  pairs.map(({ flag, takes, help }) => [`--${flag} ${takes}`, help]);

/** Fields that are about the answer and not about the company. */
const ofAnswer = ['detail', 'language'];

/** The help of a command: what it computes with, how its file is read, how it answers. No option stands twice. */
export function helpOf(command: Command): string {
  const { input, source } = scalars(command);
  const reads = 'columns' in command.source.shape;
  const ofFile = new Set(reads ? source.map(({ flag }) => flag) : []);
  const own = input.filter(({ flag, field }) => !ofFile.has(flag) && !ofAnswer.includes(field));
  const answer = input.filter(({ field }) => ofAnswer.includes(field));
  const section = (title: string, lines: readonly HelpLine[]) => `${title}\n${helpLines(lines)}\n`;
  return [
    `${command.about}\n`,
    section('Options', [
      ...(reportsFieldOf(command) === undefined
        ? []
        : ([['--from FILE', 'an earlier answer (--json) to stand on (repeatable)']] as const)),
      ...optionLines(own),
      ...pairLines(command.pairs),
    ]),
    // A file in the form of the tool itself has no columns to be told.
    ...(reads
      ? [
          section('Reading the file', [
            ['--column FIELD=HEADER', 'which header holds which field (repeatable)'],
            ['--exclude HEADER=VALUE', 'rows to leave out (repeatable)'],
            ...pairLines(command.sourcePairs ?? []),
            ...optionLines(source),
          ]),
        ]
      : []),
    section('The answer', [
      ...optionLines(answer),
      ['--json', 'print the structured answer as JSON'],
      ['--memory-dir FOLDER', 'add what moved since the last review kept there'],
    ]),
    exitCodes,
  ].join('\n');
}

/** The last lines of the help of a command that answers. */
export const exitCodes = `Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a
fault of ours.
`;
