/**
 * The command line. `serve` is the MCP server; the other commands answer once and exit. Each loads only what it needs.
 */
import { parseArgs } from 'node:util';
import type { Command, Request } from './cli/command.ts';
import type { Problem } from './domain/problem.ts';
import { refusalText } from './render/answer.ts';
import type { Ink } from './render/ink.ts';
import { createReportStore } from './report-store.ts';
import { version } from './version.ts';

const help = `cco-advisor ${version}: the judgement of a Chief Customer Officer, every number computed.

  cco-advisor retention [file]   is our retention honest?
  cco-advisor segments [file]    which customers get how much service, which change terms or leave?
  cco-advisor coverage [file]    how many CSMs, hired when, at what cost?
  cco-advisor hires [file]       which role comes next?
  cco-advisor review [file]      does a plan stand on evidence?
  cco-advisor check memo.md      does a memo say what its reports say?
  cco-advisor serve              MCP server on standard input and output
  cco-advisor <command> --help   the options of a command
  cco-advisor --version

Without a file a command runs on its built-in example. Try:  cco-advisor retention
`;

const serveHelp = `cco-advisor serve [--data-dir FOLDER]...

MCP server on standard input and output, for Claude Desktop, Claude Code and other hosts.

  --data-dir FOLDER  a folder whose CSV, XLSX and JSON files tools may read (repeatable).
                     Without one, tools read no files.
`;

/** Exit codes: an answer, a fault of ours, an input that was refused, a memo that does not hold. */
const exit = { answer: 0, fault: 1, refused: 2, breached: 3 } as const;

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Colours and blocks for a person at a screen; plain characters for pipes, files and those who want no colour. */
const ink = (): Ink =>
  process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb'
    ? 'terminal'
    : 'plain';

/** The user names the files. */
const access = { kind: 'named', standardInput } as const;

/** A problem as the command line's user knows the field: `--stage` instead of `stage`. */
const inFlags = (problem: Problem, flagOf: Request['flagOf']): Problem => ({
  ...problem,
  message: `${flagOf(problem.path)}${problem.message.slice(problem.path.length)}`,
});

async function answer({ tool, input, reportsField, json, flagOf, ...request }: Request): Promise<number> {
  const { readReports } = await import('./cli/reports.ts');
  const read = await readReports(request.reports, access, request.reportsOption);
  const problems = [...(request.problems ?? []), ...(read.ok ? [] : read.problems)];
  const reports = read.ok && read.reports.length > 0 ? { [reportsField]: read.reports } : {};
  const result =
    problems.length > 0
      ? { ok: false as const, problems }
      : await tool.run({ ...input, ...reports }, { access, ink: ink(), reports: createReportStore() });
  if (!result.ok) {
    const named = result.problems.map((problem) => inFlags(problem, flagOf));
    process.stderr.write(
      `${json ? JSON.stringify({ ok: false, problems: result.problems }) : refusalText(named)}\n`,
    );
    return exit.refused;
  }
  const { text, structured } = result.rendered;
  process.stdout.write(json ? `${JSON.stringify(structured, null, 2)}\n` : `${text}\n`);
  return structured['ok'] === false ? exit.breached : exit.answer;
}

async function check(args: readonly string[]): Promise<number> {
  const { checkHelp, checkRequest } = await import('./cli/check.ts');
  const request = await checkRequest(args, access);
  if (request !== 'help') return answer(request);
  process.stdout.write(checkHelp);
  return exit.answer;
}

async function serve(args: readonly string[]): Promise<number | null> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(serveHelp);
    return exit.answer;
  }
  const { serveOnStdio } = await import('./transports/stdio.ts');
  serveOnStdio(values['data-dir'] ?? []);
  return null;
}

/** The commands that answer a decision; each is loaded when it is asked for. */
const analyzers: Readonly<Record<string, () => Promise<Command>>> = {
  retention: async () => (await import('./cli/retention.ts')).retentionCommand,
  segments: async () => (await import('./cli/segments.ts')).segmentsCommand,
  coverage: async () => (await import('./cli/coverage.ts')).coverageCommand,
  hires: async () => (await import('./cli/hires.ts')).hiresCommand,
  review: async () => (await import('./cli/review.ts')).reviewCommand,
};

async function analyze(load: () => Promise<Command>, args: readonly string[]): Promise<number> {
  const { helpOf, requestOf } = await import('./cli/command.ts');
  const command = await load();
  const request = requestOf(command, args);
  if (request !== 'help') return answer(request);
  process.stdout.write(helpOf(command));
  return exit.answer;
}

/** Runs a command; null means that it goes on (the server). */
async function run([command, ...rest]: readonly string[]): Promise<number | null> {
  const analyzer =
    command !== undefined && Object.hasOwn(analyzers, command) ? analyzers[command] : undefined;
  if (analyzer !== undefined) return analyze(analyzer, rest);
  switch (command) {
    case 'check':
      return check(rest);
    case 'serve':
      return serve(rest);
    case '--version':
    case '-v':
      process.stdout.write(`${version}\n`);
      return exit.answer;
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help);
      return exit.answer;
    default:
      process.stderr.write(
        `cco-advisor: no command "${command.slice(0, 40)}"; there are ${[...Object.keys(analyzers), 'check', 'serve'].join(', ')}; see cco-advisor --help\n`,
      );
      return exit.refused;
  }
}

/** Errors of Node's argument parser are the user's to mend; all others are ours. */
const isUsage = (error: unknown): error is Error =>
  error instanceof TypeError && (!('code' in error) || String(error.code).startsWith('ERR_PARSE_ARGS'));

try {
  const code = await run(process.argv.slice(2));
  if (code !== null) process.exitCode = code;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    isUsage(error)
      ? `cco-advisor: ${message.split('. To specify')[0]}; see cco-advisor --help\n`
      : `cco-advisor: a fault of ours: ${message}. Nothing was computed; please report it with the command you ran.\n`,
  );
  process.exitCode = isUsage(error) ? exit.refused : exit.fault;
}
