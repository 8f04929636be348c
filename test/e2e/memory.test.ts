/** Reviews through the front doors: the command line, and servers spoken to by real clients. */

import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clients } from './clients.ts';
import { startHttp } from './http-server.ts';
import { bundle, run } from './spawned.ts';

const refusedLine = 'The input was refused; nothing was computed.';

let place = '';
const at = (name: string) => join(place, name);

/** Forty accounts of which every k-th left, as a file. */
const book = (k: number) =>
  [
    'id,arr_start,arr_end,churn_reason',
    ...Array.from({ length: 40 }, (_, i) => {
      const arr = 1_000 + i * 100;
      return `C${i},${arr},${i % k === 0 ? 0 : arr},price`;
    }),
  ].join('\n');

async function report(k: number, asOf: string, name: string): Promise<string> {
  await writeFile(at(`${name}.csv`), book(k));
  const args = ['retention', at(`${name}.csv`), '--as-of', asOf, '--reason', 'price=pricing'];
  const { code, stdout } = await run([...args, '--json', '--detail', 'full']);
  expect(code).toBe(0);
  await writeFile(at(`${name}.json`), stdout);
  return at(`${name}.json`);
}

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'cco-e2e-'));
});
afterEach(() => rm(place, { recursive: true }));

describe('the command line', () => {
  it('proposes a folder and writes nothing until one is given', async () => {
    const q3 = await report(3, '2026-09-30', 'q3');
    for (const args of [
      ['record', q3, '--decision', 'x'],
      ['record', q3, '--decision', 'x', '--memory-dir', ''],
      ['recall'],
    ]) {
      const before = await readdir(place);
      const { code, stdout, stderr } = await run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toEqual([
        refusedLine,
        '- --memory-dir: no folder keeps reviews; start with one, such as --memory-dir ./cco-reviews (it is made at the first record)',
      ]);
      expect(await readdir(place)).toEqual(before);
    }
  });

  it('keeps a review, recalls it, and says what moved in the next quarter', async () => {
    const folder = at('reviews');
    const q3 = await report(3, '2026-09-30', 'q3');
    const q4 = await report(14, '2026-12-31', 'q4');
    await writeFile(at('memo.md'), '**Bottom Line:** Told to the board.\n');
    const recorded = await run([
      'record',
      q3,
      ...['--memory-dir', folder, '--decision', 'Onboarding first.', '--choice', 'A) hours'],
      ...['--expect', 'grr=0.8@2026-12-31', '--expect', 'nrr=1.1@2027-06-30', '--review-on', '2026-12-15'],
      ...['--memo', at('memo.md')],
    ]);
    expect(recorded).toMatchObject({ code: 0, stderr: '' });
    const [file = ''] = await readdir(folder);
    expect(recorded.stdout).toContain(`in ${file}; read it at cco://reviews/`);
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain('\n## Memo\n\n**Bottom Line:** Told to the board.\n');
    expect(text).toContain('  - { figure: grr, target: 0.8, by: "2026-12-31" }\n');
    // The day comes from the clock of the command line.
    expect(text).toMatch(/^recorded_on: "20\d\d-\d\d-\d\d"$/m);
    const moved = await run(['recall', '--memory-dir', folder, '--compare-to', q4]);
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    for (const part of ['| moved |', '- `grr`: met;', '- `nrr`: open;', 'Decided: `Onboarding first.`'])
      expect(moved.stdout).toContain(part);
    const due = await run(['recall', '--memory-dir', folder, '--due-on', '2026-12-15', '--json']);
    expect(JSON.parse(due.stdout)).toMatchObject({ due: [file.replace('.md', '')], due_by: '2026-12-15' });
    const early = await run(['recall', '--memory-dir', folder, '--due-on', '2026-12-14', '--json']);
    expect(JSON.parse(early.stdout)).toMatchObject({ due: [], reviews: [] });
  });

  it('an analysis says below its text what moved since the last review', async () => {
    const folder = at('reviews');
    const q3 = await report(3, '2026-09-30', 'q3');
    await writeFile(at('q4.csv'), book(14));
    const q4 = ['retention', at('q4.csv'), '--as-of', '2026-12-31', '--reason', 'price=pricing'];
    const plain = await run(q4);
    expect((await run(['record', q3, '--memory-dir', folder, '--decision', 'x'])).code).toBe(0);
    const { code, stdout, stderr } = await run([...q4, '--memory-dir', folder, '--language', 'en']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(
      stdout.startsWith(`${plain.stdout.trimEnd()}\n\n## What moved since \`2026-09-30-retention-`),
    ).toBe(true);
    expect(stdout).toContain('| moved |');
    const first = await run(['coverage', '--memory-dir', folder]);
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe(
      'No comparison: no earlier review of cco_size_coverage is kept that this report could be held against.',
    );
    expect(await run(['coverage', '--memory-dir', folder, '--json'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'cco-advisor: --memory-dir adds to the text; for JSON use recall --compare-to; see cco-advisor coverage --help\n',
    });
    await writeFile(at('file'), 'x');
    expect(await run(['coverage', '--memory-dir', at('file')])).toMatchObject({ code: 2, stdout: '' });
  });

  it('refuses in the words of the command line', async () => {
    const q3 = await report(3, '2026-09-30', 'q3');
    const folder = ['--memory-dir', at('reviews')];
    const lines = async (args: readonly string[]) => {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toMatch(/\n\s+at /);
      return stderr.trimEnd().split('\n');
    };
    expect(
      await lines(['record', q3, ...folder, '--expect', 'grr=85@2027-01-01', '--review-on', '2020-01-01']),
    ).toEqual([refusedLine, "- --decision: missing; give the founder's decision, in their words"]);
    expect(
      await lines([
        'record',
        q3,
        ...folder,
        '--decision',
        'x',
        '--expect',
        'grr=85@2027-01-01',
        '--review-on',
        '2020-01-01',
      ]),
    ).toEqual([
      refusedLine,
      '- --expect number 1, target: 85 is 8500%; did you mean 0.85?',
      '- --review-on: 2020-01-01 is not after the review (2026-09-30); give a later day',
    ]);
    expect(await lines(['record', ...folder, '--decision', 'x'])).toEqual([
      refusedLine,
      '- the report: missing; name the file of an answer saved with --json --detail full',
    ]);
    expect(
      await lines(['record', at('none.json'), ...folder, '--decision', 'x', '--memo', at('no.md')]),
    ).toEqual([refusedLine, expect.stringContaining('none.json: "'), expect.stringContaining('- --memo ')]);
    expect(await lines(['record', q3, ...folder, '--decision', 'x', '--expect', 'grr'])).toEqual([
      'cco-advisor: --expect takes FIGURE=TARGET@DATE, such as grr=0.85@2027-03-31; see cco-advisor record --help',
    ]);
    expect(await lines(['recall', 'x.json', ...folder])).toEqual([
      'cco-advisor: x.json: recall takes no file; did you mean --compare-to x.json?; see cco-advisor recall --help',
    ]);
    expect(await lines(['record', q3, '--memory-dir', at('no/such/place'), '--decision', 'x'])).toEqual([
      refusedLine,
      '- --memory-dir: the folder above it is not there, nothing was recorded; make it or name another',
    ]);
    expect(await lines(['recall', ...folder])).toEqual([
      refusedLine,
      `- --memory-dir: "${at('reviews')}" is no folder that is there; check the path`,
    ]);
    expect(await readdir(place)).toEqual(['q3.csv', 'q3.json']);
  });

  it('an analysis is given although the folder is not there, and says so', async () => {
    const { code, stdout } = await run(['retention', '--memory-dir', at('reviws')]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      `No comparison: the folder \`${at('reviws')}\` is not there; check the path, or keep a first review with record.`,
    );
    expect(await readdir(place)).toEqual([]);
  });

  it('has help for both, and the list of commands names them', async () => {
    const { stdout } = await run(['--help']);
    for (const [command, flag] of [
      ['record', '--expect FIGURE=TARGET@DATE'],
      ['recall', '--compare-to FILE'],
    ] as const) {
      expect(stdout).toContain(`cco-advisor ${command}`);
      const help = await run([command, '--help']);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      for (const part of [flag, '--memory-dir FOLDER', '--json', 'Exit code'])
        expect(help.stdout).toContain(part);
    }
  });

  it('says so when the folder is read-only, to a user who is bound by it', async () => {
    const q3 = await report(3, '2026-09-30', 'q3');
    const folder = at('reviews');
    expect((await run(['record', q3, '--memory-dir', folder, '--decision', 'x'])).code).toBe(0);
    const nobody = 65_534;
    const root = process.getuid?.() === 0;
    // A user of the system without rights needs a copy of the command that it can read.
    await chmod(place, 0o755);
    await cp(dirname(bundle), at('dist'), { recursive: true });
    await chmod(folder, 0o555);
    const { status, stderr } = spawnSync(
      process.execPath,
      [at('dist/cco-advisor.mjs'), 'record', q3, '--memory-dir', folder, '--decision', 'y'],
      { encoding: 'utf8', ...(root ? { uid: nobody, gid: nobody } : {}) },
    );
    await chmod(folder, 0o755);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${refusedLine}\n- --memory-dir: the folder cannot be written to, nothing was recorded; change its permissions\n`,
    });
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe.each(Object.entries(clients))('%s', (_, { connect }) => {
  it('records, recalls, serves and starts the next review', async () => {
    await writeFile(at('q3.csv'), book(3));
    await writeFile(at('q4.csv'), book(14));
    const folder = at('reviews');
    const client = await connect(['--data-dir', place, '--memory-dir', folder]);
    try {
      const analyze = async (path: string, as_of: string) =>
        (
          await client.call('cco_decompose_retention', {
            source: { path },
            as_of,
            reason_map: { price: 'pricing' },
          })
        ).structured['report_id'];
      const recorded = await client.call('cco_record_review', {
        report: await analyze('q3.csv', '2026-09-30'),
        decision: 'Onboarding first.',
        expect: [{ figure: 'grr', target: 0.8, by: '2026-12-31' }],
      });
      expect(recorded).toMatchObject({ isError: false, structured: { ok: true, created: true } });
      const { id, uri } = recorded.structured as { id: string; uri: string };
      expect(await readdir(folder)).toEqual([`${id}.md`]);
      expect(await client.read(uri)).toBe(await readFile(join(folder, `${id}.md`), 'utf8'));
      expect(await client.listResources()).toContain(uri);
      const recalled = await client.call('cco_recall_reviews', {
        compare_to: await analyze('q4.csv', '2026-12-31'),
      });
      expect(recalled).toMatchObject({
        isError: false,
        structured: {
          reviews: [{ id, decided: '`Onboarding first.`' }],
          progress: { against: id, expectations: [{ figure: 'grr', status: 'met' }] },
        },
      });
      expect(recalled.text).toContain('| moved |');
      expect(await client.prompt('quarterly_retention_review', {})).toContain(
        `Start from the last review, \`${id}\``,
      );
    } finally {
      await client.close();
    }
  });

  it('without a folder says how to give one', async () => {
    const client = await connect();
    try {
      for (const name of ['cco_record_review', 'cco_recall_reviews']) {
        const { isError, text } = await client.call(name, { report: 'x', decision: 'y' });
        expect(isError).toBe(true);
        expect(text).toContain('--memory-dir: no folder keeps reviews; start with one, such as');
      }
    } finally {
      await client.close();
    }
  });
});

it('over HTTP, where no report is kept, a review is recorded from the report itself', async () => {
  const folder = at('reviews');
  const q3 = JSON.parse(await readFile(await report(3, '2026-09-30', 'q3'), 'utf8'));
  const q4 = JSON.parse(await readFile(await report(14, '2026-12-31', 'q4'), 'utf8'));
  const server = await startHttp(['--memory-dir', folder]);
  try {
    const client = new Client({ name: 'e2e', version: '1' });
    await client.connect(
      new StreamableHTTPClientTransport(server.url, { requestInit: { headers: server.authorization } }),
    );
    const call = async (name: string, input: Record<string, unknown>) =>
      (await client.callTool({ name, arguments: input })).structuredContent;
    expect(await call('cco_record_review', { report: q3, decision: 'Onboarding first.' })).toMatchObject({
      created: true,
      id: `2026-09-30-retention-${q3.report_id.slice(0, 8)}`,
    });
    expect(await call('cco_recall_reviews', { compare_to: q4 })).toMatchObject({
      progress: { against: `2026-09-30-retention-${q3.report_id.slice(0, 8)}` },
    });
    await client.close();
  } finally {
    await server.stop();
  }
});
