/** The page of a report through its real doors: the command line, and the tool of a spawned server. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clients } from './clients.ts';
import { fixture, run, withFolder } from './spawned.ts';

const articles = (page: string): string[] =>
  [...page.matchAll(/<article id="(\w+)"/g)].map(([, id]) => id ?? '');

describe('cco-advisor report', () => {
  it('writes the built-in example, all four decisions, once', async () => {
    await withFolder({}, async (folder) => {
      const out = join(folder, 'board.html');
      const { code, stdout, stderr } = await run(['report', '--sample', '--title', 'Q4 <b>', '--out', out]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(
        /^Written: .*board\.html, \d+ KB, reports (\w{16}, ){3}\w{16}\. It opens offline/,
      );
      const page = await readFile(out, 'utf8');
      expect(articles(page)).toEqual([
        'cco_decompose_retention',
        'cco_design_segments',
        'cco_size_coverage',
        'cco_plan_hires',
      ]);
      expect(page.match(/<svg/g)).toHaveLength(12);
      expect(page).toContain('<h1>Q4 &lt;b&gt;</h1>');
      const again = await run(['report', '--sample', '--out', out]);
      expect(again).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'The input was refused; nothing was computed.\n- --out: "board.html" is there already, or is being written; give another name\n',
      });
    });
  });

  it('tells what was read of monthly amounts in ARR, to the cent', async () => {
    await withFolder({}, async (folder) => {
      const out = join(folder, 'board.html');
      await run(['report', '--retention', fixture('exports/two-snapshots.csv'), '--out', out]);
      expect(await readFile(out, 'utf8')).toContain(
        'ARR at start: 98,361.48 over rows, 98,361.48 over accounts',
      );
    });
  });

  it('reads files, takes over from report to report, and shows what was read', async () => {
    await withFolder({}, async (folder) => {
      const out = join(folder, 'board.html');
      const { code, stderr } = await run([
        'report',
        '--retention',
        fixture('accounts-messy.csv'),
        '--segments',
        fixture('customers-messy.csv'),
        '--chain',
        '--as-of',
        '2026-04-15',
        '--stage',
        'growth',
        '--out',
        out,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const page = await readFile(out, 'utf8');
      expect(articles(page)).toHaveLength(4);
      expect(page).toContain(
        '<h3>What was read</h3><ul><li><code>accounts-messy.csv</code> (csv, two_snapshots): 27 rows read, 26 used',
      );
      expect(page).toContain('left out: 1 total_row');
      expect(page).toContain('ARR ties: yes');
      // What was taken over is listed with the report it came from.
      expect(page).toMatch(/<code>book\.\w+\.total_arr<\/code> = \d+ \(report \w{16}\)/);
      expect(page).toContain('as of 2026-04-15');
    });
  });

  it('shows saved answers', async () => {
    await withFolder({}, async (folder) => {
      const saved = await run(['hires', '--json', '--detail', 'full']);
      await writeFile(join(folder, 'hires.json'), saved.stdout);
      const out = join(folder, 'x.html');
      const { code } = await run(['report', '--report', join(folder, 'hires.json'), '--out', out]);
      expect(code).toBe(0);
      expect(articles(await readFile(out, 'utf8'))).toEqual(['cco_plan_hires']);
    });
  });

  it.each([
    [['--out', 'x.html'], 'cco-advisor: nothing to show; give --sample,'],
    [['--sample'], 'cco-advisor: --out: name the file to write, such as board.html; see'],
    [['--sample', '--out', 'x.pdf'], '- --out: "x.pdf" does not end in .html; the page is HTML'],
    [['--sample', '--out', '/nowhere/at/all/x.html'], '- --out: "/nowhere/at/all" is no folder'],
    [
      ['--retention', 'gone.csv', '--hires', 'gone.json', '--out', 'x.html'],
      '- --hires: "gone.json" was not found; check the path',
    ],
    [
      ['--report', 'gone.json', '--out', 'x.html'],
      '- --report gone.json: "gone.json" was not found; check the path',
    ],
    [
      ['--sample', '--colour', '--out', 'x.html'],
      'cco-advisor: --colour is no option here; see cco-advisor report --help',
    ],
    [
      ['--retention', fixture('accounts-messy.csv'), '--stage', 'mature', '--out', 'x.html'],
      '- --retention: --stage: "mature" is not a choice here',
    ],
  ])('refuses %j and writes nothing', async (args, says) => {
    const { code, stdout, stderr } = await run(['report', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('has help', async () => {
    const { code, stdout } = await run(['report', '--help']);
    expect(code).toBe(0);
    for (const option of ['--out FILE', '--sample', '--chain', '--report FILE'])
      expect(stdout).toContain(option);
  });
});

describe.each(Object.entries(clients))('cco_write_report and the view, %s', (_, { connect }) => {
  it('writes into the folder given at start-up, and nowhere without one', async () => {
    await withFolder({}, async (folder) => {
      const client = await connect(['--out-dir', folder]);
      try {
        const { structured } = await client.call('cco_decompose_retention', { sample: true });
        const written = await client.call('cco_write_report', {
          reports: [structured['report_id']],
          file: 'board.html',
        });
        expect(written).toMatchObject({ isError: false, structured: { ok: true, file: 'board.html' } });
        expect(await readdir(folder)).toEqual(['board.html']);
        expect(articles(await readFile(join(folder, 'board.html'), 'utf8'))).toEqual([
          'cco_decompose_retention',
        ]);
      } finally {
        await client.close();
      }
      const without = await connect();
      try {
        const { structured } = await without.call('cco_decompose_retention', { sample: true });
        const refused = await without.call('cco_write_report', {
          reports: [structured['report_id']],
          file: 'a.html',
        });
        expect(refused.isError).toBe(true);
        expect(refused.text).toContain(
          'file: no output folder is given; start the server with one (--out-dir <folder>)',
        );
      } finally {
        await without.close();
      }
    });
  });

  it('serves the document of the view beside the tools that name it', async () => {
    const client = await connect();
    try {
      expect(await client.listResources()).toContain('ui://cco/decision');
      expect(await client.read('ui://cco/decision')).toMatch(
        /^<!doctype html>[\s\S]*<main id="view">[\s\S]*<\/html>\s*$/,
      );
    } finally {
      await client.close();
    }
  });
});
