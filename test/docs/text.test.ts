/** What the documents name exists, and what they show is what the product prints. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { instructions } from '../../src/instructions.ts';
import { readFrontMatter } from '../../src/knowledge/front-matter.ts';
import { documents, playbooks } from '../../src/knowledge/library.ts';
import { registerPrompts } from '../../src/prompts/index.ts';
import { benchmarkUris } from '../../src/resources/benchmarks.ts';
import { tools } from '../../src/tools/index.ts';
import { run } from '../e2e/spawned.ts';
import { connect } from '../resources/connect.ts';
import { filesUnder, readText, root, sources } from '../sources.ts';

const pages = [
  ...['README.md', 'SKILL.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...['references', 'packaging', 'examples'].flatMap((folder) => filesUnder(folder, '.md')),
];

/** Every text that people or models read, by name. */
const texts: [name: string, text: string][] = [
  ...pages.map((path): [string, string] => [path, readText(path)]),
  ['instructions', instructions],
  ...tools.map(({ name, description }): [string, string] => [`description of ${name}`, description]),
];

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);

const uris = async (): Promise<string[]> => [
  ...documents.map(({ id }) => `cco://${id}`),
  ...benchmarkUris,
  ...(await playbooks()).map(({ id }) => `cco://playbooks/${id}`),
  ...tools.map(({ name }) => `cco://schemas/${name}`),
  'cco://playbooks/{id}',
  'cco://schemas/{tool}',
  'cco://schemas/handoffs',
  'cco://schemas/handoffs/{kind}',
  'cco://reports/{report_id}',
  'cco://reviews/{id}',
];

describe.each(texts)('%s', (_, text) => {
  it('names only tools that exist', () => {
    const names = new Set(tools.map(({ name }) => name));
    expect(matches(text, /\bcco_[a-z_]+/g).filter((name) => !names.has(name))).toEqual([]);
  });

  it('names only resources that exist', async () => {
    const known = await uris();
    const named = matches(text, /cco:\/\/[\w/{}-]*[\w}](?:\.json)?/g);
    expect(named.filter((uri) => !known.includes(uri))).toEqual([]);
  });

  it('names no place of its making', () => {
    expect(matches(text, /\/(?:work|home|root|Users|tmp)\/\S*|shared\/spec\S*/g)).toEqual([]);
  });
});

describe.each(pages.map((path) => [path, readText(path)] as const))('%s', (path, text) => {
  it('links to files that are there', () => {
    const links = matches(text, /\]\((?!https?:|#)([^)#\s]+)/g);
    const missing = links.filter((link) => !existsSync(`${root}${posix.join(posix.dirname(path), link)}`));
    expect(missing).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    expect(matches(text, /npm run (?:--silent )?([a-z]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('README names every tool, resource and prompt', async () => {
  const text = readText('README.md');
  const listed = (await uris()).filter((uri) => !/playbooks\/[a-z]|schemas\/[a-z]/.test(uri));
  const ids = (await playbooks()).map(({ id }) => id);
  const { prompts } = await (await connect((server) => registerPrompts(server, '2026-01-01'))).listPrompts();
  const asked = prompts.map(({ name }) => name);
  for (const name of [...tools.map((tool) => tool.name), ...listed, ...ids, ...asked])
    expect(text).toContain(`\`${name}\``);
});

it('README and SKILL.md use options that exist', async () => {
  const helps = await Promise.all(
    [
      [],
      ['inspect'],
      ['retention'],
      ['segments'],
      ['coverage'],
      ['hires'],
      ['review'],
      ['record'],
      ['recall'],
      ['report'],
      ['check'],
      ['serve'],
    ].map((a) => run([...a, '--help'])),
  );
  const known = new Set(helps.flatMap(({ stdout }) => matches(stdout, /(?<!\S)--[a-z][a-z-]*/g)));
  const used = ['README.md', 'SKILL.md'].flatMap((path) =>
    matches(readText(path), /(?<![\w-])--[a-z][a-z-]+/g),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((flag) => !known.has(flag))).toEqual([]);
});

it('the commands of the README run, and print what it shows', async () => {
  const text = readText('README.md');
  const commands = matches(text, /^node bin\/cco-advisor\.cjs (.*?)\s*(?:#.*)?$/gm);
  expect(commands.length).toBeGreaterThan(4);
  const outputs = await Promise.all(
    commands.map((command) =>
      run(command.split(/\s+/).map((part) => part.replace(/^fixtures\//, `${root}fixtures/`))),
    ),
  );
  expect(outputs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    commands.map(() => ({ code: 0, stderr: '' })),
  );
  const [shown = '', chart = ''] = matches(text, /```text\n([\s\S]*?)\n```/g);
  expect(shown.length).toBeGreaterThan(500);
  expect(outputs.some(({ stdout }) => stdout.startsWith(shown))).toBe(true);
  expect(outputs.some(({ stdout }) => stdout.includes(chart) && chart.length > 200)).toBe(true);
});

it('the README quotes messages that the code has', () => {
  const started = ['bin/cco-advisor.cjs', 'scripts/first-use.mjs'].map(readText);
  const code = [...sources.map(({ text }) => text), ...started].join('\n');
  const table = readText('README.md').split('| You see | Do |')[1]?.split('\n\n')[0] ?? '';
  const quoted = matches(table, /^\| `([^`]+)` \|/gm);
  expect(quoted.length).toBeGreaterThan(5);
  const stem = (message: string) => message.replace(/ (?:arr_start|dmy or mdy|Node\.js 20 or newer)$/, '');
  expect(quoted.filter((message) => !code.includes(stem(message)))).toEqual([]);
});

describe('SKILL.md', () => {
  const read = () =>
    readFrontMatter(
      readText('SKILL.md'),
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
          .max(64),
        description: z.string().min(1).max(1_024),
        license: z.string(),
      }),
      'SKILL.md',
    );

  it('keeps the rules of the open skill format', async () => {
    const { data, body } = await read();
    const { name } = JSON.parse(readText('package.json')) as { name: string };
    expect(data.name).toBe(name);
    expect(data.description).not.toMatch(/[<>]/);
    expect(body.split('\n').length).toBeLessThan(150);
  });

  it('leads to every reference, and shows what the product prints', async () => {
    const text = readText('SKILL.md');
    for (const path of filesUnder('references', '.md')) expect(text).toContain(`](${path})`);
    const [answer = '', refusal = ''] = matches(text, /```text\n([\s\S]*?)\n```/g);
    expect((await run(['coverage'])).stdout).toContain(answer);
    expect(
      (
        await run([
          'coverage',
          '--set',
          'book.smb.customer_count=1',
          '--set',
          'book.smb.total_arr=9',
          '--growth-rate',
          '40',
        ])
      ).stderr,
    ).toContain(refusal);
  });
});
