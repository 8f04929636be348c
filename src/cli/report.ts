/** `cco-advisor report`: several decisions as one page in a file. Each tool answers, and the page is written from the answers. */
import type { Access } from '../data/access.ts';
import { splitPath } from '../data/output.ts';
import type { Problem } from '../domain/problem.ts';
import type { ToolContext, ToolLine } from '../tools/define-tool.ts';
import { readArguments } from './arguments.ts';
import { type Command, commandFlags } from './command.ts';
import { flagProblem } from './flags.ts';
import { helpLines } from './help.ts';
import { readReports } from './reports.ts';

type Raw = Record<string, unknown>;

/** The decisions a page may hold, in the order in which one takes over from another. */
const decisions = [
  {
    option: 'retention',
    tool: 'cco_decompose_retention',
    load: async () => (await import('./retention.ts')).retentionCommand,
  },
  {
    option: 'segments',
    tool: 'cco_design_segments',
    load: async () => (await import('./segments.ts')).segmentsCommand,
  },
  {
    option: 'coverage',
    tool: 'cco_size_coverage',
    load: async () => (await import('./coverage.ts')).coverageCommand,
  },
  {
    option: 'hires',
    tool: 'cco_plan_hires',
    load: async () => (await import('./hires.ts')).hiresCommand,
  },
] as const;

/** Fields that hold for every decision that has them. */
const shared = { 'as-of': 'as_of', currency: 'currency', stage: 'stage' } as const;

export const reportHelp = `cco-advisor report --out FILE [options]

One self-contained HTML page for a board: memo, charts, tables, figures with
formulas, assumptions, conventions, what was read. Opens offline, prints on A4
and Letter.

What to show, one or more of
${helpLines([
  ['--sample', 'the built-in example, all four decisions'],
  ['--retention FILE', 'accounts or cohorts, as for cco-advisor retention'],
  ['--segments FILE', 'customers, as for cco-advisor segments'],
  ['--coverage FILE', 'the book by tier, as for cco-advisor coverage'],
  ['--hires FILE', 'failing outcomes, as for cco-advisor hires'],
  ['--chain', 'coverage and hires from the reports before them, where no file is given'],
  ['--report FILE', 'an answer saved with --json --detail full (repeatable)'],
])}

How
${helpLines([
  ['--out FILE', 'the new file, ending in .html; never written over'],
  ['--title TEXT', 'heading of the page'],
  ['--memo TEXT', 'Markdown shown before the reports'],
  ['--as-of DATE', 'for every decision that has the field, as the two below'],
  ['--currency CODE', 'label of amounts'],
  ['--stage STAGE', 'stage of the company'],
])}

Examples
  cco-advisor report --sample --out board.html
  cco-advisor report --retention accounts.csv --segments customers.csv \\
    --chain --out board.html
  cco-advisor report --report retention.json --report coverage.json \\
    --out board.html

Exit code: 0 written, 2 refused input (every problem on standard error), 1 a
fault of ours.
`;

export type ReportOutcome =
  | { kind: 'help' }
  | { kind: 'written'; text: string }
  | { kind: 'refused'; problems: readonly Problem[] };

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Reads the arguments. @throws TypeError of Node's parser, with a sentence, for an unknown option. */
function optionsOf(args: readonly string[]): Raw {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = readArguments(args, {
    ...Object.fromEntries(
      [...decisions.map(({ option }) => option), ...Object.keys(shared), 'out', 'title', 'memo'].map(
        (name) => [name, text],
      ),
    ),
    report: { type: 'string', multiple: true },
    sample: flag,
    chain: flag,
    help: { type: 'boolean', short: 'h' },
  });
  const [file] = positionals;
  if (file !== undefined)
    throw new TypeError(`${file}: say what it is, such as --retention ${file} or --report ${file}`);
  return values;
}

/**
 * The problems of one decision, as the command line's user knows them. What the page has no option for is answered to
 * the command of the decision, whose answer the page takes.
 */
const named = (command: Command, problems: readonly Problem[]): Problem[] => {
  const flags = commandFlags(command);
  const option = `--${command.name}`;
  return problems.map((one) => {
    const { message } = flagProblem(flags, one);
    const isFile = one.path === 'source.path';
    const isShared = (Object.values(shared) as string[]).includes(one.path);
    const rest = isFile ? message.replace(/^file: /, '') : message;
    const elsewhere =
      isFile || isShared
        ? ''
        : `; give it to cco-advisor ${command.name} with --json --detail full, and its answer to --report`;
    return { ...one, path: option, message: `${option}: ${rest}${elsewhere}` };
  });
};

/** What of the shared options a tool has. */
const sharedFor = ({ inputSchema }: ToolLine, values: Raw): Raw =>
  Object.fromEntries(
    Object.entries(shared)
      .filter(([option, field]) => values[option] !== undefined && field in inputSchema.shape)
      .map(([option, field]) => [field, values[option]]),
  );

const carries = (report: Raw, tool: string): boolean => {
  const next = report['next_inputs'];
  return typeof next === 'object' && next !== null && tool in next;
};

type Answers = { reports: Raw[]; problems: Problem[] };

/** The answers that were asked for, each taking over from those before it. */
async function answersOf(values: Raw, given: readonly Raw[], context: ToolContext): Promise<Answers> {
  const reports: Raw[] = [...given];
  const problems: Problem[] = [];
  for (const { option, tool, load } of decisions) {
    const file = values[option];
    const from = values['chain'] === true ? reports.filter((report) => carries(report, tool)) : [];
    const sample = values['sample'] === true && file === undefined;
    if (file === undefined && !sample && from.length === 0) continue;
    if (reports.some((report) => report['tool'] === tool)) continue;
    const command = await load();
    const { line } = command;
    const input = {
      ...sharedFor(line, values),
      ...(file === undefined ? {} : { source: { path: file } }),
      ...(sample ? { sample: true } : from.length > 0 ? { from } : {}),
    };
    const answer = await line.run(input, context);
    if (answer.ok) reports.push(answer.report);
    else problems.push(...named(command, answer.problems));
  }
  return { reports, problems };
}

/** Runs the command: reads, computes, writes one file. Nothing is written when anything was refused. */
export async function runReport(
  args: readonly string[],
  access: Access,
  reports: ToolContext['reports'],
): Promise<ReportOutcome> {
  const values = optionsOf(args);
  if (values['help'] === true) return { kind: 'help' };
  if (typeof values['out'] !== 'string')
    throw new TypeError('--out: name the file to write, such as board.html');
  const files = texts(values['report']);
  const asked =
    files.length > 0 ||
    values['sample'] === true ||
    decisions.some(({ option }) => values[option] !== undefined);
  if (!asked)
    throw new TypeError(
      'nothing to show; give --sample, a file such as --retention accounts.csv, or --report',
    );
  const read = await readReports(files, access, '--report');
  if (!read.ok) return { kind: 'refused', problems: read.problems };
  const context: ToolContext = { access, reports };
  const { reports: found, problems } = await answersOf(values, read.reports as Raw[], context);
  if (problems.length > 0) return { kind: 'refused', problems };
  const { writeReport } = await import('../tools/write-report.ts');
  const { folder, name } = splitPath(values['out']);
  const answer = await writeReport.run(
    {
      reports: found,
      file: name,
      ...(values['title'] === undefined ? {} : { title: values['title'] }),
      ...(values['memo'] === undefined ? {} : { memo: values['memo'] }),
    },
    { ...context, output: folder },
  );
  return answer.ok
    ? { kind: 'written', text: answer.rendered.text.replace(`${name} in the output folder`, values['out']) }
    : { kind: 'refused', problems: answer.problems.map((one) => inOptions(one)) };
}

/** `file` is --out, `reports[1]` the second report, `title` --title. */
const inOptions = (one: Problem): Problem => {
  const path =
    one.path === 'file' ? '--out' : one.path.replace(/^reports/, '--report').replace(/^(title|memo)/, '--$1');
  return { ...one, path, message: `${path}${one.message.slice(one.path.length)}` };
};
