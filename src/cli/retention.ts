/** `cco-advisor retention [file]`: the retention tool from the command line. */
import { parseArgs } from 'node:util';
import { sourceSchema } from '../data/source.ts';
import { decomposeRetention } from '../tools/decompose-retention.ts';
import type { ToolLine } from '../tools/define-tool.ts';
import {
  fieldOptions,
  fieldsFrom,
  helpLines,
  nestedFrom,
  pairOf,
  pairsFrom,
  parserOptions,
} from './options.ts';

const inputOptions = fieldOptions(decomposeRetention.inputSchema, ['sample']);
const sourceOptions = fieldOptions(sourceSchema, ['path', 'currency']);

/** What a command line asks of a tool, and how it calls the fields that a problem names. */
export type Request = {
  tool: ToolLine;
  input: Record<string, unknown>;
  json: boolean;
  flagOf: (path: string) => string;
};

/** Options that take KEY=VALUE and may be repeated. */
const pairOptions = ['claim', 'column', 'exclude', 'fx', 'merge', 'policy', 'reason'] as const;

/** Rows to leave out, one entry a column. Example: ["Plan=free", "Plan=trial"] excludes both values of Plan. */
function exclusionsFrom(texts: readonly string[]): { column: string; values: string[] }[] {
  const byColumn = new Map<string, string[]>();
  for (const text of texts) {
    const [column, value] = pairOf(text);
    byColumn.set(column, [...(byColumn.get(column) ?? []), value]);
  }
  return [...byColumn].map(([column, values]) => ({ column, values }));
}

/** Fields of the tool that hold names and values, from their options. */
function mapsFrom(pairs: Readonly<Record<(typeof pairOptions)[number], string[]>>): Record<string, unknown> {
  const { claim, fx, merge, policy, reason } = pairs;
  return {
    ...(claim.length > 0 ? { claims: pairsFrom(claim, true) } : {}),
    ...(fx.length > 0 ? { fx: { rates: pairsFrom(fx, true) } } : {}),
    ...(merge.length > 0 ? { merge_map: pairsFrom(merge, false) } : {}),
    ...(policy.length > 0 ? { policy: nestedFrom(Object.entries(pairsFrom(policy, true))) } : {}),
    ...(reason.length > 0 ? { reason_map: pairsFrom(reason, false) } : {}),
  };
}

/** Reads the arguments after `retention`. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export function retentionRequest(args: readonly string[]): Request | 'help' {
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...parserOptions(inputOptions),
      ...parserOptions(sourceOptions),
      ...Object.fromEntries(pairOptions.map((name) => [name, { type: 'string', multiple: true } as const])),
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const values: Record<string, unknown> = parsed.values;
  const { positionals } = parsed;
  if (values['help'] === true) return 'help';
  const [file, ...more] = positionals;
  if (more.length > 0) throw new TypeError(`one file at a time; got ${positionals.join(', ')}`);
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  const pairs = {
    claim: texts(values['claim']),
    column: texts(values['column']),
    exclude: texts(values['exclude']),
    fx: texts(values['fx']),
    merge: texts(values['merge']),
    policy: texts(values['policy']),
    reason: texts(values['reason']),
  };
  const source = {
    ...fieldsFrom(sourceOptions, values),
    ...(pairs.column.length > 0 ? { columns: pairsFrom(pairs.column, false) } : {}),
    ...(pairs.exclude.length > 0 ? { exclude: exclusionsFrom(pairs.exclude) } : {}),
  };
  if (file === undefined && Object.keys(source).length > 0)
    throw new TypeError(`${Object.keys(source).join(', ')}: options of a file, but no file was named`);
  const book =
    file !== undefined
      ? { source: { path: file, ...source } }
      : pairs.claim.length > 0
        ? {}
        : { sample: true };
  return {
    tool: decomposeRetention,
    json: values['json'] === true,
    flagOf,
    input: { ...fieldsFrom(inputOptions, values), ...mapsFrom(pairs), ...book },
  };
}

/** Where a problem is, as the command line calls it. Example: source.decimal is --decimal, claims.nrr is --claim nrr. */
function flagOf(path: string): string {
  if (path === 'source.path' || path === 'source') return 'file';
  const [first = '', second] = path.split('.');
  const option =
    first === 'source'
      ? sourceOptions.find(({ field }) => field === second)
      : second === undefined
        ? inputOptions.find(({ field }) => field === first)
        : undefined;
  if (option !== undefined) return `--${option.flag}`;
  const named: Readonly<Record<string, string>> = {
    claims: 'claim',
    reason_map: 'reason',
    merge_map: 'merge',
  };
  if (first === 'source' && second === 'columns')
    return path.replace('source.columns', '--column').replace('.', ' ');
  const pair = named[first];
  return pair === undefined || second === undefined ? path : path.replace(`${first}.`, `--${pair} `);
}

/** The help of the command. */
export const retentionHelp = (): string => `cco-advisor retention [file] [options]

Is our retention honest? Prints GRR, NRR and logo retention with intervals, the ARR
bridge, churn causes, the top leaks, a 90-day plan and a five-part memo.

Without a file it runs on the built-in example. A file is
  CSV or JSON, one row per account: an id, ARR at period start, ARR at period end, and if
    you have them name, segment, cohort, start date, churn reason; or
  JSON with "cohorts" or "accounts" as the MCP tool takes them; or
  "-" for standard input.

Examples
  cco-advisor retention
  cco-advisor retention accounts.csv --stage growth --currency EUR
  cco-advisor retention export.csv --column arr_start="ARR Jan" --column arr_end="ARR Dec"
  cco-advisor retention cohorts.json --detail full
  cco-advisor retention --claim nrr=1.06 --claim grr=0.90 --claim contraction_rate=0.04 --claim expansion_rate=0.20

Answer
  --json                     print the structured answer as JSON
  --claim NAME=VALUE         a figure as it was told, tested against the data (repeatable)
  --reason TEXT=CATEGORY     the category of a free-text churn reason (repeatable)
  --merge FROM_ID=TO_ID      accounts that became one (repeatable)
  --fx CODE=RATE             rate of a currency into --currency (repeatable)
  --policy KEY=NUMBER        another line, such as bands.grr.healthy=0.85 (repeatable)
${helpLines(inputOptions).join('\n')}

Reading the file
  --column FIELD=HEADER          which header holds which field (repeatable)
  --exclude HEADER=VALUE         rows to leave out (repeatable)
${helpLines(sourceOptions).join('\n')}

Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a fault of ours.
`;
