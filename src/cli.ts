/**
 * The command line. `serve` is the MCP server; the other commands answer once and exit. Each loads only what it needs.
 */
import type { Command, Request } from './cli/command.ts';
import type { MemoryCommand } from './cli/memory.ts';
import type { Access } from './data/access.ts';
import { refusalText } from './render/answer.ts';
import type { Ink } from './render/ink.ts';
import { isMissingPart } from './renewed.ts';
import { createReportStore } from './report-store.ts';
import { version } from './version.ts';

const help = `cco-advisor ${version}: the judgement of a Chief Customer Officer, every number
computed.

  cco-advisor inspect [path]   what is in this file, and what has to be asked?
  cco-advisor retention [file] is our retention honest?
  cco-advisor segments [file]  who gets how much service, who changes terms or
                               leaves?
  cco-advisor coverage [file]  how many CSMs, hired when, at what cost?
  cco-advisor hires [file]     which role comes next?
  cco-advisor review [file]    does a plan stand on evidence?
  cco-advisor report           charts and memo as one HTML page
  cco-advisor check memo.md    does a memo say what its reports say?
  cco-advisor record <report>  keep a review and what was decided
  cco-advisor recall           what was decided before, and what moved since
  cco-advisor serve            MCP server on standard input and output, or over
                               HTTP (--http)
  cco-advisor <command> --help the options of a command
  cco-advisor --version

Without a file a command runs on its built-in example. Try:
  cco-advisor retention
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
const named = { kind: 'named', standardInput } as const;

const today = (): string => new Date().toISOString().slice(0, 10);

async function answer(request: Request): Promise<number> {
  const { tool, json, folders, memoryFolder, flags } = request;
  const { flagProblem, wordsOf } = await import('./cli/flags.ts');
  const access: Access = folders === undefined ? named : { kind: 'folders', folders };
  const { withFiles } = await import('./cli/reports.ts');
  const { progressOn } = await import('./cli/progress.ts');
  const read = await withFiles(request, access);
  const { watch, clear } = progressOn(process.stderr, () => performance.now());
  const memory = memoryFolder ? { folder: memoryFolder, today } : undefined;
  const reader = { ink: ink(), words: wordsOf(flags) };
  const result = read.ok
    ? await tool.run(read.input, { access, watch, reader, reports: createReportStore(), memory })
    : read;
  clear();
  if (!result.ok) {
    const flagged = result.problems.map((problem) => flagProblem(flags, problem));
    process.stderr.write(
      `${json ? JSON.stringify({ ok: false, problems: result.problems }) : refusalText(flagged)}\n`,
    );
    return exit.refused;
  }
  const { text, structured } = result.rendered;
  process.stdout.write(json ? `${JSON.stringify(structured, null, 2)}\n` : `${text}\n`);
  return structured['ok'] === false ? exit.breached : exit.answer;
}

async function check(args: readonly string[]): Promise<number> {
  const { checkHelp, checkRequest } = await import('./cli/check.ts');
  const request = await checkRequest(args, named);
  if (request !== 'help') return answer(request);
  process.stdout.write(checkHelp);
  return exit.answer;
}

async function serve(args: readonly string[]): Promise<number | null> {
  const { serveHelp, serveRequest } = await import('./cli/serve.ts');
  const request = serveRequest(args);
  if (request === 'help') {
    process.stdout.write(serveHelp);
    return exit.answer;
  }
  const { folders, settings, memoryFolder, outputFolder, http } = request;
  if (http === null) {
    const { serveOnStdio } = await import('./transports/stdio.ts');
    serveOnStdio(folders, settings, memoryFolder, outputFolder);
    return null;
  }
  const { serveOnHttp } = await import('./transports/http.ts');
  const problem = await serveOnHttp(folders, settings, memoryFolder, http, outputFolder);
  if (problem === null) return null;
  process.stderr.write(`cco-advisor: ${problem.message}\n`);
  return exit.refused;
}

/** The commands that answer a decision; each is loaded when it is asked for. */
const analyzers: Readonly<Record<string, () => Promise<Command>>> = {
  retention: async () => (await import('./cli/retention.ts')).retentionCommand,
  segments: async () => (await import('./cli/segments.ts')).segmentsCommand,
  coverage: async () => (await import('./cli/coverage.ts')).coverageCommand,
  hires: async () => (await import('./cli/hires.ts')).hiresCommand,
  review: async () => (await import('./cli/review.ts')).reviewCommand,
};

/** The commands over kept reviews. */
const memories: Readonly<Record<string, () => Promise<MemoryCommand>>> = {
  record: async () => (await import('./cli/record.ts')).recordCommand,
  recall: async () => (await import('./cli/recall.ts')).recallCommand,
};

/** All commands, in the order of the help. */
const commands = ['inspect', ...Object.keys(analyzers), 'check', ...Object.keys(memories), 'report', 'serve'];

const isCommand = (name: string): boolean => commands.includes(name);

/** The command that was meant, else all there are. */
async function commandHint(typed: string): Promise<string> {
  const { nearestName } = await import('./domain/problem.ts');
  const near = nearestName(typed, commands);
  return near === undefined ? `there are ${commands.join(', ')}` : `did you mean ${near}?`;
}

async function remember(load: () => Promise<MemoryCommand>, args: readonly string[]): Promise<number> {
  const { memoryHelp, memoryRequest } = await import('./cli/memory.ts');
  const command = await load();
  const request = await memoryRequest(command, args);
  if (request !== 'help') return answer(request);
  process.stdout.write(memoryHelp(command));
  return exit.answer;
}

async function analyze(load: () => Promise<Command>, args: readonly string[]): Promise<number> {
  const { helpOf, requestOf } = await import('./cli/command.ts');
  const command = await load();
  const request = requestOf(command, args);
  if (request !== 'help') return answer(request);
  process.stdout.write(helpOf(command));
  return exit.answer;
}

async function report(args: readonly string[]): Promise<number> {
  const { reportHelp, runReport } = await import('./cli/report.ts');
  const outcome = await runReport(args, { kind: 'named', standardInput }, createReportStore());
  if (outcome.kind === 'refused') {
    process.stderr.write(`${refusalText(outcome.problems)}\n`);
    return exit.refused;
  }
  process.stdout.write(outcome.kind === 'help' ? reportHelp : `${outcome.text}\n`);
  return exit.answer;
}

async function inspect(args: readonly string[]): Promise<number> {
  const { inspectHelp, inspectRequest } = await import('./cli/inspect.ts');
  const request = await inspectRequest(args);
  if (request !== 'help') return answer(request);
  process.stdout.write(inspectHelp);
  return exit.answer;
}

/** Runs a command; null means that it goes on (the server). */
async function run([command, ...rest]: readonly string[]): Promise<number | null> {
  const analyzer =
    command !== undefined && Object.hasOwn(analyzers, command) ? analyzers[command] : undefined;
  if (analyzer !== undefined) return analyze(analyzer, rest);
  const memory = command !== undefined && Object.hasOwn(memories, command) ? memories[command] : undefined;
  if (memory !== undefined) return remember(memory, rest);
  switch (command) {
    case 'report':
      return report(rest);
    case 'check':
      return check(rest);
    case 'serve':
      return serve(rest);
    case 'inspect':
      return inspect(rest);
    case '--version':
    case '-v':
      process.stdout.write(`${version}\n`);
      return exit.answer;
    case 'help': {
      // `help retention` is `retention --help`.
      const [about] = rest;
      return about !== undefined && isCommand(about) ? run([about, '--help']) : run(['--help']);
    }
    case undefined:
    case '--help':
    case '-h':
      process.stdout.write(help);
      return exit.answer;
    default:
      process.stderr.write(
        `cco-advisor: no command "${command.slice(0, 40)}"; ${await commandHint(command)}; see cco-advisor --help\n`,
      );
      return exit.refused;
  }
}

/** Errors of the arguments are the user's to mend; all others are ours. */
const isUsage = (error: unknown): error is Error => error instanceof TypeError && !('code' in error);

/** Where help is: that of the command, where there is one. */
const helpAt = (command: string | undefined): string =>
  command === undefined || !isCommand(command) ? 'cco-advisor --help' : `cco-advisor ${command} --help`;

const args = process.argv.slice(2);
try {
  const code = await run(args);
  if (code !== null) process.exitCode = code;
} catch (error) {
  // The door says what to do then.
  if (isMissingPart(error)) throw error;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    isUsage(error)
      ? `cco-advisor: ${message}; see ${helpAt(args[0])}\n`
      : `cco-advisor: a fault of ours: ${message}. Nothing was computed; please report it with the command you ran.\n`,
  );
  process.exitCode = isUsage(error) ? exit.refused : exit.fault;
}
