/** `cco-advisor retention [file]`: the retention tool from the command line. */
import { parseArgs } from 'node:util';
import { sourceSchema } from '../data/source.ts';
import { decomposeRetention } from '../tools/decompose-retention.ts';
import type { Tool } from '../tools/define-tool.ts';
import { fieldOptions, fieldsFrom, helpLines, pairsFrom, parserOptions } from './options.ts';

const inputOptions = fieldOptions(decomposeRetention.inputSchema, ['sample']);
const sourceOptions = fieldOptions(sourceSchema, ['path', 'currency']);

/** What a command line asks of a tool. */
export type Request = { tool: Tool; input: Record<string, unknown>; json: boolean };

/** Reads the arguments after `retention`. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export function retentionRequest(args: readonly string[]): Request | 'help' {
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...parserOptions(inputOptions),
      ...parserOptions(sourceOptions),
      column: { type: 'string', multiple: true },
      claim: { type: 'string', multiple: true },
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
  const claims = texts(values['claim']);
  const columns = texts(values['column']);
  const source = {
    ...fieldsFrom(sourceOptions, values),
    ...(columns.length > 0 ? { columns: pairsFrom(columns, false) } : {}),
  };
  const book =
    file !== undefined ? { source: { path: file, ...source } } : claims.length > 0 ? {} : { sample: true };
  return {
    tool: decomposeRetention,
    json: values['json'] === true,
    input: {
      ...fieldsFrom(inputOptions, values),
      ...(claims.length > 0 ? { claims: pairsFrom(claims, true) } : {}),
      ...book,
    },
  };
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
  --json                print the structured answer as JSON
  --claim NAME=VALUE    a figure as it was told, tested against the data (repeatable)
${helpLines(inputOptions).join('\n')}

Reading the file
  --column FIELD=HEADER  which header holds which field (repeatable)
${helpLines(sourceOptions).join('\n')}

Exit code: 0 answer, 2 refused input (every problem on standard error), 1 a fault of ours.
`;
