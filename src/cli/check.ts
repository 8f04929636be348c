/** `cco-advisor check memo.md --report report.json`: a memo against the reports it cites, from the command line. */
import type { Access } from '../data/access.ts';
import { clip, problem } from '../domain/problem.ts';
import { checkMemoLine } from '../tools/check-memo.ts';
import { onlyFile, readArguments } from './arguments.ts';
import type { Request } from './command.ts';
import type { Flags } from './flags.ts';
import { helpLines } from './help.ts';
import { fieldOptions } from './options.ts';
import { readMemo } from './reports.ts';

export const checkHelp = `cco-advisor check MEMO --report FILE [--report FILE]... [options]

Does a memo say what its reports say? Traces every number to a figure, as
precisely as it is written, and names the nearest figure for each that is none;
checks the five parts, three steps with verb, owner and date, words that judge,
the verdict, and caveats that were dropped. In English, Chinese and Japanese.

MEMO is a Markdown or text file, or "-" for standard input.

Options
${helpLines([
  ['--report FILE', 'an answer saved with --json that the memo may cite (repeatable)'],
  ['--language en|zh|ja', 'of the labels; detected unless given'],
  ['--json', 'print the structured result as JSON'],
])}

Examples
  cco-advisor retention accounts.csv --json > retention.json
  cco-advisor check memo.md --report retention.json

Exit code: 0 the memo holds, 3 it breaks a rule, 2 refused input, 1 a fault of
ours.
`;

/** How the command line calls the fields of the tool. */
const flagsFor = (reports: readonly string[]): Flags => ({
  options: new Map(fieldOptions(checkMemoLine.inputSchema, ['memo']).map((option) => [option.field, option])),
  keyed: new Map(),
  named: new Map([
    ['memo', 'MEMO'],
    ['reports', '--report FILE'],
    ...reports.map((path, i) => [`reports[${i}]`, `--report ${clip(path, 200)}`] as const),
  ]),
  absent: new Map([['reports', 'missing; name the answer that the memo may cite, saved with --json']]),
  columns: new Set(),
});

/** Reads the arguments after the command's name, and the memo. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
export async function checkRequest(args: readonly string[], access: Access): Promise<Request | 'help'> {
  const { values, positionals } = readArguments(args, {
    report: { type: 'string', multiple: true },
    language: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values['help'] === true) return 'help';
  const path = onlyFile(positionals, 'memo');
  if (path === undefined) throw new TypeError('check: name the memo, such as memo.md');
  const reports = Array.isArray(values['report']) ? values['report'].map(String) : [];
  const read = await readMemo(path, 'memo', access);
  const memo = read.ok ? { memo: read.memo } : {};
  return {
    tool: checkMemoLine,
    input: { ...memo, ...(values['language'] === undefined ? {} : { language: values['language'] }) },
    reports,
    reportsField: 'reports',
    reportsOption: '--report',
    problems: [
      ...(read.ok ? [] : read.problems),
      ...(reports.length > 0 ? [] : [problem('reports', 'missing-required', 'missing')]),
    ],
    json: values['json'] === true,
    flags: flagsFor(reports),
  };
}
