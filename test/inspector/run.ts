/**
 * `npm run inspector`: the official Inspector's command line as the client. It lists the tools, with its own checks of
 * their schemas, calls each of them, and reads the rest, over standard streams and over HTTP.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Memo } from '../../src/domain/memo.ts';
import { memoLines } from '../../src/render/answer.ts';
import { startHttp } from '../e2e/http-server.ts';
import { bundle, fixture } from '../e2e/spawned.ts';

type Tool = { name: string; inputSchema: { properties: Record<string, unknown> } };
type Result = { isError?: boolean; structuredContent: { ok: boolean; tool?: string; verdict?: string } };

/** The Inspector's exit code for a tool that answers with an error result, such as a refused input. */
const toolRefused = 5;

/**
 * Arguments of tools that have no built-in example, some on a report of retention; a tool that is not here is called with
 * nothing, and may refuse that.
 */
const inputs: Readonly<Record<string, (report: unknown) => readonly string[]>> = {
  cco_inspect_data: () => ['path=accounts-messy.csv'],
  cco_check_memo: (report) => [
    `memo=${memoLines((report as { memo: Memo }).memo).join('\n')}`,
    `reports=${JSON.stringify([report])}`,
  ],
  cco_record_review: (report) => [`report=${JSON.stringify(report)}`, 'decision=We fix the leak first.'],
  cco_recall_reviews: () => ['limit=5'],
};

/** Runs the Inspector; its output as JSON. @throws with what it said when it ends with another code. */
function inspect(args: readonly string[], codes: readonly number[] = [0]): Promise<unknown> {
  const child = spawn('mcp-inspector', ['--cli', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      read[name] += chunk;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (codes.includes(code ?? -1)) resolve(JSON.parse(read.stdout));
      else reject(new Error(`mcp-inspector ${args.join(' ')} ended with ${code}: ${read.stderr}`));
    });
  });
}

async function callTool(
  target: readonly string[],
  { name, inputSchema }: Tool,
  report: unknown,
): Promise<Result['structuredContent']> {
  const sample = 'sample' in inputSchema.properties ? ['sample=true'] : undefined;
  const input = inputs[name]?.(report) ?? sample;
  const pairs = (input ?? []).flatMap((pair) => ['--tool-arg', pair]);
  const args = [...target, '--method', 'tools/call', '--tool-name', name, ...pairs];
  const { isError, structuredContent } = (await inspect(
    args,
    input === undefined ? [0, toolRefused] : [0],
  )) as Result;
  if (structuredContent.ok !== (isError !== true))
    throw new Error(`${name}: neither an answer nor a refusal`);
  return structuredContent;
}

async function inspectAll(door: string, target: readonly string[]): Promise<void> {
  const { tools } = (await inspect([...target, '--method', 'tools/list', '--strict'])) as { tools: Tool[] };
  if (tools.length === 0) throw new Error(`${door}: no tools`);
  let retention: unknown;
  for (const tool of tools) {
    const answer = await callTool(target, tool, retention);
    if (tool.name === 'cco_decompose_retention') retention = answer;
    const word = answer.ok ? (answer.verdict ?? 'answered') : 'refused an empty input';
    console.log(`${door} ${tool.name}: ${word}`);
  }
  for (const list of ['resources', 'prompts'] as const) {
    const listed = (await inspect([...target, '--method', `${list}/list`])) as Record<string, unknown[]>;
    if (!(Number(listed[list]?.length) > 0)) throw new Error(`${door}: no ${list}`);
    console.log(`${door} ${list}: ${listed[list]?.length}`);
  }
  const read = [...target, '--method', 'resources/read', '--uri', 'cco://key-questions'];
  const { contents } = (await inspect(read)) as { contents: unknown[] };
  console.log(`${door} cco://key-questions: ${contents.length} text`);
  await inspect([...target, '--method', 'skills/list', '--verify']);
  console.log(`${door} skill: verified`);
}

const memory = await mkdtemp(join(tmpdir(), 'cco-inspector-'));
const folders = ['--data-dir', fixture(''), '--memory-dir', memory];
const server = await startHttp(folders);
try {
  await inspectAll('stdio', [process.execPath, bundle, 'serve', ...folders]);
  const header = `Authorization: ${server.authorization.authorization}`;
  await inspectAll('http', [server.url.href, '--transport', 'http', '--header', header]);
} finally {
  await server.stop();
  await rm(memory, { recursive: true });
}
