/** How the command line calls the fields of a tool: the one place where fields become options, in messages and answers. */
import * as z from 'zod';
import type { Problem } from '../domain/problem.ts';
import type { Words } from '../render/words.ts';
import { type FieldOption, switchText } from './options.ts';

/** An option that takes KEY=VALUE. */
export type KeyedFlag = { flag: string; takes: string };

/** The fields of a command by the options that fill them. Fields of a file begin with "source.". */
export type Flags = {
  options: ReadonlyMap<string, FieldOption>;
  keyed: ReadonlyMap<string, KeyedFlag>;
  /** Fields that have a name of their own: the file, an earlier report. */
  named: ReadonlyMap<string, string>;
  /** What to say where one of these is missing. */
  absent?: ReadonlyMap<string, string> | undefined;
  /** Fields that a column can be. */
  columns: ReadonlySet<string>;
  /** The file that is named: rows with columns, which are not set beside it, or JSON, which has fields of its own. */
  file?: 'rows' | 'json' | undefined;
  /** The folder whose files are listed. */
  folder?: string | undefined;
  /** The input of the tool. */
  schema?: z.ZodObject | undefined;
  /** Where `--set` fills any field: what it was given. */
  set?: readonly string[] | undefined;
};

/** The commands that answer for tools. */
const commands: Readonly<Record<string, string>> = {
  cco_inspect_data: 'inspect',
  cco_decompose_retention: 'retention',
  cco_design_segments: 'segments',
  cco_size_coverage: 'coverage',
  cco_plan_hires: 'hires',
  cco_review_plan: 'review',
  cco_check_memo: 'check',
  cco_record_review: 'record',
  cco_recall_reviews: 'recall',
};

/** An argument as a shell takes it for one. Example: `ARR Jan` is 'ARR Jan' in quotes. */
const shellText = (text: string): string =>
  /^[\p{L}\p{N}_./:@%+,-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const keyAndValue = (key: string, value: string): string => `${shellText(key)}=${shellText(value)}`;

/** Names that both a file and a tool have lead to the same option; a bare one is looked up in both. */
const keysOf = (path: string): readonly string[] =>
  path.startsWith('source.') ? [path] : [path, `source.${path}`];

function found<T>(map: ReadonlyMap<string, T>, path: string): T | undefined {
  for (const key of keysOf(path)) if (map.has(key)) return map.get(key);
  return undefined;
}

/** The keyed option that a path leads into, and the key. Example: `claims.nrr` is --claim and "nrr". */
function keyedOf({ keyed }: Flags, path: string): { flag: string; takes: string; key: string } | null {
  for (const full of keysOf(path)) {
    for (const [field, form] of keyed) {
      if (full === field) return { ...form, key: '' };
      // A place in a list has no name of its own.
      if (full.startsWith(`${field}[`)) return { ...form, key: '' };
      if (full.startsWith(`${field}.`))
        // Rates stand one level deeper than they are typed.
        return { ...form, key: full.slice(field.length + 1).replace(/^rates\.?/, '') };
    }
  }
  return null;
}

const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? inner(schema.unwrap() as z.ZodType)
    : schema;

/** What a field may hold: one form, or several. */
const formsOf = (schema: z.ZodType): z.ZodType[] =>
  schema instanceof z.ZodUnion ? schema.options.map((one) => inner(one as z.ZodType)) : [schema];

/** Whether a dotted path of a schema can be typed: through objects to a value, never into a list. */
function kindAt(schema: z.ZodType, path: string): 'value' | 'object' | null {
  let at: z.ZodType = inner(schema);
  for (const part of path.split('.')) {
    const next = formsOf(at).flatMap((one): unknown[] =>
      one instanceof z.ZodObject ? [one.shape[part]] : one instanceof z.ZodRecord ? [one.valueType] : [],
    )[0];
    if (next === undefined) return null;
    at = inner(next as z.ZodType);
  }
  if (at instanceof z.ZodArray) return null;
  return at instanceof z.ZodObject || at instanceof z.ZodRecord ? 'object' : 'value';
}

/** The option of a field, as a message names it. Example: `source.date_order` is --date-order, `claims.nrr` is --claim nrr. */
export function flagName(flags: Flags, path: string): string {
  const name = flags.named.get(path);
  if (name !== undefined) return name;
  const [, list = '', place = '', rest] = /^(\w+)\[(\d+)\](?:\.(.*))?$/.exec(path) ?? [];
  const repeated = flags.named.get(list)?.split(' ')[0];
  if (repeated !== undefined)
    return `${repeated} number ${Number(place) + 1}${rest === undefined ? '' : `, ${rest}`}`;
  const option = found(flags.options, path);
  if (option !== undefined) return `--${option.flag}`;
  const keyed = keyedOf(flags, path);
  if (keyed !== null) return keyed.key === '' ? `--${keyed.flag}` : `--${keyed.flag} ${keyed.key}`;
  const typed = flags.set?.some((key) => `${path}.`.startsWith(`${key}.`) || key.startsWith(`${path}.`));
  return typed === true ? `--set ${path}` : path;
}

/** The option of a field with what it takes, or with a value. Example: `source.date_order` and "dmy" are --date-order dmy. */
export function flagText(flags: Flags, path: string, value?: string): string {
  const option = found(flags.options, path);
  if (option?.kind === 'flag')
    return value === undefined ? switchText(option) : `--${value === 'false' ? 'no-' : ''}${option.flag}`;
  if (option !== undefined)
    return `--${option.flag} ${value === undefined ? option.takes : shellText(value)}`;
  const keyed = keyedOf(flags, path);
  if (keyed !== null) {
    const [key = '', takes = ''] = keyed.takes.split('=');
    const deeper = flags.schema !== undefined && kindAt(flags.schema, path) === 'object' ? '.FIELD' : '';
    const left = keyed.key === '' ? key : shellText(`${keyed.key}${deeper}`);
    return `--${keyed.flag} ${left}=${value === undefined ? takes : shellText(value)}`;
  }
  const name = flags.named.get(path);
  if (name !== undefined) return name;
  const [, ofRow = ''] = /^\w+(?:\[\]|\.<\w+>)\.(\w+)$/.exec(path) ?? [];
  const inFile = flags.file === 'rows' || (flags.file === undefined && !path.includes('<'));
  if (inFile && flags.columns.has(ofRow)) return `--column ${ofRow}=HEADER`;
  // Rows come from a file or are set, never both.
  if (flags.set !== undefined && path.includes('<') && flags.file === undefined)
    return `--set ${path.replace(/<(\w+)>/, (_, name: string) => name.toUpperCase())}=VALUE`;
  const kind = flags.set === undefined || flags.schema === undefined ? null : kindAt(flags.schema, path);
  if (kind === null) return path;
  return `--set ${path}${kind === 'object' ? '.FIELD' : ''}=${value === undefined ? 'VALUE' : shellText(value)}`;
}

/** Text of a file or caller inside a sentence: in quotes, in backticks, or a list of headers. It is left as it is. */
const quotedText = /("[^"]*"|`[^`]*`|headers: [^;]*|no column for [^;]*)/;

/** Names in a sentence: what a field is called where nothing else can be meant. */
function fieldPattern({ options, keyed }: Flags): RegExp {
  const names = [...options.keys(), ...keyed.keys()].flatMap((name) => [name, name.replace(/^source\./, '')]);
  const known = [...new Set(names)].sort((a, b) => b.length - a.length).join('|');
  const verbs = 'set|pass|give|add|such as';
  return new RegExp(
    `(?<![\\w.[\\]"=-])(?:(${verbs}) )?((?:${known})(?:\\.[a-z_]+)*)(?![\\w-])(?: to (\\w+)(?: or (\\w+))?|: (\\w+)| (\\d[\\d-]*\\d|\\d))?`,
    'g',
  );
}

const isChoice = (option: FieldOption | undefined, value: string | undefined): value is string =>
  option !== undefined &&
  value !== undefined &&
  (option.kind === 'flag' ? /^(?:true|false)$/.test(value) : option.choices.includes(value));

/**
 * A sentence with options in place of fields.
 * Example: "set dedupe to sum or keep_last" is "add --dedupe sum or --dedupe keep_last".
 */
export function inFlags(flags: Flags, text: string): string {
  const pattern = fieldPattern(flags);
  const plain = (part: string): string =>
    part.replace(pattern, (whole, verb: string | undefined, path: string, to, or, colon, number) => {
      // A word of the language is a field only where something is to be done with it.
      if (verb === undefined && !/[_.]/.test(path)) return whole;
      const option = found(flags.options, path);
      const say = verb === undefined ? '' : `${verb} `;
      if (verb === 'set' && isChoice(option, to))
        return `add ${flagText(flags, path, to)}${isChoice(option, or) ? ` or ${flagText(flags, path, or)}` : ''}`;
      if (isChoice(option, colon)) return `${say}${flagText(flags, path, colon)}`;
      if (option !== undefined && number !== undefined) return `${say}${flagText(flags, path, number)}`;
      const rest = whole.slice(say.length + path.length);
      return `${say}${flagText(flags, path)}${rest}`;
    });
  return text
    .replace(
      /^(\w+) and source are both given/,
      (_, field: string) => `${flagName(flags, field)} and a file are both given`,
    )
    .replace(/\bsuch as (\w+): "([^"]*)"/, (whole, field: string, header: string) =>
      flags.columns.has(field) ? `such as --column ${field}="${header}"` : whole,
    )
    .split(quotedText)
    .map((part, i) => (i % 2 === 0 ? plain(part) : part))
    .join('');
}

/** An answer to a question; one about a text of the file, which begins with it, is about that text. */
const answerText = (flags: Flags, path: string, value: string, ask: string): string => {
  const about = keyedOf(flags, path)?.key === '' ? /^"([^"]+)"/.exec(ask)?.[1] : undefined;
  return flagText(flags, about === undefined ? path : `${path}.${about}`, value);
};

/**
 * A problem as the user of the command line can act on it: options in place of fields, and the answers to a question as
 * they are to be typed. Example: "--date-order: ... can be dmy or mdy; add --date-order dmy or --date-order mdy".
 */
export function flagProblem(flags: Flags, problem: Problem): Problem {
  const { path, message, options = [] } = problem;
  const absent = problem.code === 'missing-required' ? flags.absent?.get(path) : undefined;
  const rest = absent ?? inFlags(flags, message.slice(path.length).replace(/^: /, ''));
  const answers = options
    .map(({ value }) => answerText(flags, path, value, rest))
    .filter((text) => text !== path);
  const add = answers.length === 0 ? '' : `; add ${answers.join(' or ')}`;
  return {
    ...problem,
    message: `${flagName(flags, path)}: ${add === '' ? rest : rest.replace(/[;,] (?:say which|pass [^;]*)$/, '')}${add}`,
  };
}

const columnsWide = 80;

/** The command that reads a file as a source says, an option a line where one line is too long; empty where no option says it. */
function commandLines(
  flags: Flags,
  tool: string | null,
  source: Readonly<Record<string, unknown>>,
): string[] {
  const { path, ...fields } = source;
  const command = tool === null ? undefined : commands[tool];
  if (command === undefined) return [];
  const parts = Object.entries(fields).flatMap(([field, value]): (string | null)[] => {
    const keyed = flags.keyed.get(`source.${field}`);
    if (typeof value !== 'object') return [flagText(flags, `source.${field}`, String(value))];
    if (keyed === undefined || value === null || Array.isArray(value)) return [null];
    return Object.entries(value).map(([key, one]) => `--${keyed.flag} ${keyAndValue(key, String(one))}`);
  });
  const all = ['cco-advisor', command, shellText(String(path)), ...parts].join(' ');
  // What cannot be typed, or would speak to the terminal, is no command.
  if (parts.includes(null) || /[\p{Cc}\p{Cf}]/u.test(all)) return [];
  return all.length <= columnsWide
    ? [all]
    : [`cco-advisor ${command} ${shellText(String(path))}`, ...parts.map((part) => `  ${part}`)].map(
        (line, i) => (i < parts.length ? `${line} \\` : line),
      );
}

/** The words of a command for the texts of answers. */
export const wordsOf = (flags: Flags): Words => ({
  field: (path) => flagText(flags, path),
  name: (path) => flagName(flags, path),
  answer: (path, value, ask) => answerText(flags, path, value, ask),
  sentence: (text) => inFlags(flags, text),
  tool: (name) => (commands[name] === undefined ? name : `cco-advisor ${commands[name]}`),
  more: (detail) => (detail === 'summary' ? 'add --detail full' : 'add --json'),
  review: (id) => `in its file, ${id}.md`,
  command: (tool, source) => commandLines(flags, tool, source),
  noFiles:
    'No CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file is here (three folders deep). Name a file, or a folder with an export in it.',
  inspectOne: `Look into one with cco-advisor inspect ${flags.folder === undefined || flags.folder === '.' ? '' : `${flags.folder.replace(/\/+$/, '')}/`}FILE.`,
  next: (state) =>
    state === 'questions'
      ? 'Add the answers to the command, then run it.'
      : state === 'unknown'
        ? 'Name the columns and look again.'
        : state === 'errors' || state === 'both'
          ? `Mend what is wrong first, then ${state === 'both' ? 'add the answers to the command and run it' : 'run the command'}.`
          : 'Run the command.',
});
