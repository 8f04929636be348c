/** The check of a memo through its front doors: the command line on files, and MCP with reports by id, inline and by file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, clients } from './clients.ts';
import { fixture, run, withFolder } from './spawned.ts';

const memo = (name: string): Promise<string> => readFile(fixture(`memos/${name}.md`), 'utf8');

const retentionJson = async (): Promise<string> =>
  (await run(['retention', '--json', '--detail', 'full'])).stdout;

describe('cco-advisor check', () => {
  it('passes what the command itself printed, and names each changed number', async () => {
    const [report, printed] = [await retentionJson(), (await run(['retention'])).stdout];
    await withFolder(
      { 'r.json': report, 'memo.md': printed, 'bad.md': printed.replace('NRR 100.5% (', 'NRR 117% (') },
      async (folder) => {
        const args = ['--report', join(folder, 'r.json')];
        const good = await run(['check', join(folder, 'memo.md'), ...args]);
        expect([good.code, good.stderr]).toEqual([0, '']);
        expect(good.stdout).toMatch(/^The memo holds: 22 numbers checked against 1 report, 1 warning\.\n/);
        const bad = await run(['check', join(folder, 'bad.md'), ...args]);
        expect(bad.code).toBe(3);
        expect(bad.stdout.split('\n').filter((line) => line.startsWith('- Line'))[0]).toBe(
          '- Line 1, `new-number`: 100.5% is `nrr` and stands in no line of the evidence. Mend: add it to The Evidence with its figure id, or leave it out.',
        );
        expect(bad.stdout).toContain(
          '- Line 5, `untraced-number`: 117% is not `nrr`, which is 100.5%; it is `nrr_high`. Nearest figure: `nrr`, 100.5%.',
        );
      },
    );
  });

  it('reads standard input, several reports, and gives JSON', async () => {
    const [retention, coverage] = [await retentionJson(), (await run(['coverage', '--json'])).stdout];
    await withFolder({ 'r.json': retention, 'c.json': coverage }, async (folder) => {
      const args = [
        'check',
        '-',
        '--report',
        join(folder, 'r.json'),
        '--report',
        join(folder, 'c.json'),
        '--json',
      ];
      const both = await run(args, { stdin: await memo('right-two-reports') });
      expect(both.code).toBe(0);
      expect(JSON.parse(both.stdout)).toMatchObject({
        ok: true,
        decision: 'retention',
        breaches: [],
        checked_numbers: 8,
      });
      const one = await run(args.slice(0, 4).concat('--json'), { stdin: await memo('right-two-reports') });
      expect(one.code).toBe(3);
      expect(JSON.parse(one.stdout).breaches.map(({ code }: { code: string }) => code)).toContain(
        'untraced-number',
      );
    });
  });

  it('reads Chinese and Japanese, also from a file in UTF-16', async () => {
    const utf16 = Buffer.from(`\ufeff${await memo('right-japanese')}`, 'utf16le');
    await withFolder({ 'r.json': await retentionJson() }, async (folder) => {
      const args = ['--report', join(folder, 'r.json')];
      expect((await run(['check', fixture('memos/right-chinese.md'), ...args])).code).toBe(0);
      expect((await run(['check', '-', ...args], { stdin: utf16 })).code).toBe(0);
      expect(
        (await run(['check', fixture('memos/right-chinese.md'), '--language', 'ja', ...args])).code,
      ).toBe(3);
    });
  });

  it('refuses with every problem, as flags', async () => {
    const refused = await run([
      'check',
      'nowhere.md',
      '--report',
      'nowhere.json',
      '--report',
      fixture('memos/right-chinese.md'),
    ]);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.split('\n')).toEqual([
      'The input was refused; nothing was computed.',
      '- MEMO: "nowhere.md" was not found; check the path',
      '- --report nowhere.json: "nowhere.json" was not found; check the path',
      expect.stringMatching(/^- --report .*right-chinese\.md: .* is not a CSV/),
      '',
    ]);
    const right = fixture('memos/right-retention.md');
    expect((await run(['check', right])).stderr).toContain(
      '- --report FILE: missing; name the answer that the memo may cite, saved with --json',
    );
    expect((await run(['check', right, '--report', fixture('retention-sample.json')])).stderr).toContain(
      `- --report ${fixture('retention-sample.json')}: this is no report; pass an answer of a tool as it came`,
    );
    expect((await run(['check', right, '--language', 'fr', '--report', 'x.json'])).code).toBe(2);
    expect((await run(['check'])).stderr).toBe(
      'cco-advisor: check: name the memo, such as memo.md; see cco-advisor check --help\n',
    );
    expect((await run(['check', right, '--repot', 'x'])).code).toBe(2);
    const long = await run(['check', '-', '--report', fixture('retention-sample.json')], {
      stdin: 'x'.repeat(20_001),
    });
    expect(long.stderr).toContain('- MEMO: longer than 20000 characters; shorten it');
  });

  it('says how it is used', async () => {
    const { code, stdout } = await run(['check', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('cco-advisor check MEMO --report FILE');
  });
});

describe.each(Object.entries(clients))('over MCP, %s', (_, { connect }) => {
  let client: AnyClient;

  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  it('takes reports of the run by id, and reports inline', async () => {
    const { structured } = await client.call('cco_decompose_retention', { sample: true, detail: 'full' });
    const text = await memo('right-retention');
    for (const report of [structured['report_id'], structured]) {
      const answer = await client.call('cco_check_memo', { memo: text, reports: [report] });
      expect(answer.isError, answer.text).toBe(false);
      expect(answer.structured).toMatchObject({
        ok: true,
        tool: 'cco_check_memo',
        language: 'en',
        checked_numbers: 13,
      });
      expect(answer.text).toContain('The memo holds: 13 numbers checked against 1 report.');
    }
    const swapped = await client.call('cco_check_memo', {
      memo: await memo('number-grr-nrr-swapped'),
      reports: [structured['report_id']],
    });
    // A memo that does not hold is an answer, not an error.
    expect(swapped.isError).toBe(false);
    expect(swapped.structured['ok']).toBe(false);
    expect(swapped.structured['breaches']).toMatchObject([
      { code: 'untraced-number', line: 4, nearest: { id: 'grr', display: '82.3%' } },
      { code: 'untraced-number', line: 4, nearest: { id: 'nrr', display: '100.5%' } },
    ]);
  });

  it('refuses reports that it does not know, has not or cannot read', async () => {
    const { isError, text } = await client.call('cco_check_memo', {
      memo: 'x',
      reports: ['0000000000000000', { ok: true, report_id: 'x', tool: 'evil' }, { no: 'report' }],
    });
    expect(isError).toBe(true);
    expect(text.split('\n').slice(1)).toEqual([
      '- reports[0]: "0000000000000000" is no report of this run; pass the report itself, or the id of one made here',
      '- reports[1]: is no report of cco_decompose_retention, cco_design_segments, cco_size_coverage, cco_plan_hires, cco_review_plan; pass an answer of one of them as it came',
      '- reports[2]: this is no report; pass an answer of a tool as it came',
    ]);
    const file = await client.call('cco_check_memo', { memo: 'x', reports: [{ path: '/etc/passwd' }] });
    expect(file.isError).toBe(true);
    expect(file.text).toContain('reports[0]: no folder is allowed');
    expect((await client.call('cco_check_memo', { memo: '', reports: [] })).text).toContain(
      'memo: empty text',
    );
  });
});

it('reads a saved report inside an allowed folder, and none outside of it', async () => {
  await withFolder({ 'r.json': await retentionJson(), 'broken.json': '{' }, async (folder) => {
    const client = await clients['current SDK, newest era']?.connect(['--data-dir', folder]);
    if (client === undefined) throw new Error('no client');
    const text = await memo('right-retention');
    const held = await client.call('cco_check_memo', { memo: text, reports: [{ path: 'r.json' }] });
    expect(held.structured['ok'], held.text).toBe(true);
    const broken = await client.call('cco_check_memo', {
      memo: text,
      reports: [{ path: 'broken.json' }, { path: '../r.json' }, { path: 'none.json' }],
    });
    expect(broken.isError).toBe(true);
    expect(broken.text.split('\n').slice(1)).toEqual([
      '- reports[0]: is no JSON; save an answer with --json and pass that',
      expect.stringContaining('- reports[1]: "../r.json" is outside the allowed folders'),
      expect.stringContaining('- reports[2]: "none.json" is in none of the allowed folders'),
    ]);
    await client.close();
  });
});
