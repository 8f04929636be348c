import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/version.ts';
import { bundle, fixture, messyCsv, run, start, withFolder } from './spawned.ts';

const refused = 'The input was refused; nothing was computed.';

/** The error lines of a command line that must be refused with code 2 and nothing on stdout. */
async function refusal(args: readonly string[], stdin = ''): Promise<string[]> {
  const { code, stdout, stderr } = await run(args, { stdin });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at /);
  return stderr.trimEnd().split('\n');
}

describe('segments, coverage, hires and review', () => {
  it.each([
    ['segments', 'exits-first', '**The Decision:** segmentation'],
    ['coverage', 'promise-less-before-hiring', '**The Decision:** coverage'],
    ['review', 'SHARPEN', '**The Decision:** retention'],
    ['hires', 'hire', '**The Decision:** next hire'],
  ])('%s answers the built-in example', async (command, verdict, decision) => {
    const { code, stdout, stderr } = await run([command]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(decision);
    expect(stdout).toContain(`Verdict: \`${verdict}\``);
    expect(stdout.length).toBeLessThanOrEqual(6_001);
    const { stdout: help } = await run([command, '--help']);
    for (const flag of ['--json', '--set FIELD=VALUE', '--as-of']) expect(help).toContain(flag);
    expect(help.includes('--column FIELD=HEADER')).toBe(command !== 'review');
    expect(help.includes('--from FILE')).toBe(command !== 'segments');
  });

  it('chain by files, without retyping a number', async () => {
    await withFolder(
      {
        'customers.json': JSON.stringify({
          customers: [
            { name: 'A', arr: 60_000 },
            { name: 'B', arr: 45_000 },
          ],
        }),
        'accounts.csv': 'id,arr_start,arr_end,churn_reason\nA,50000,60000,\nB,45000,45000,\nC,9000,0,price\n',
        'broken.json': '{',
      },
      async (folder) => {
        const at = (name: string) => join(folder, name);
        const keep = async (name: string, args: readonly string[]) => {
          const { code, stdout, stderr } = await run([...args, '--json']);
          expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
          await writeFile(at(name), stdout);
          return JSON.parse(stdout);
        };
        await keep('segments-out.json', ['segments', at('customers.json')]);
        await keep('retention-out.json', ['retention', at('accounts.csv'), '--reason', 'price=pricing']);
        const coverage = await keep('coverage-out.json', [
          'coverage',
          '--from',
          at('segments-out.json'),
          '--set',
          'book.enterprise.current_csm_count=1.5',
        ]);
        expect(coverage.tables.tiers.rows).toMatchObject([
          { key: 'enterprise', customer_count: 2, total_arr: 105_000, csms: 1.5 },
        ]);
        const hires = await keep('hires-out.json', [
          'hires',
          '--from',
          at('retention-out.json'),
          '--from',
          at('coverage-out.json'),
          '--proposed-role',
          'csm',
        ]);
        expect(hires.tables.outcomes.rows).toMatchObject([{ cause: 'pricing', arr_at_stake: 9_000 }]);
        expect(hires.proposed).toMatchObject({ role: 'csm' });
        await writeFile(
          at('plan.json'),
          JSON.stringify({ plan: 'Hire a CSM', type: 'headcount', owner: 'A' }),
        );
        const ruling = await keep('review-out.json', [
          'review',
          at('plan.json'),
          '--from',
          at('coverage-out.json'),
          '--owner',
          'Founder',
        ]);
        expect(ruling).toMatchObject({ verdict: 'BLOCK', plan: '`Hire a CSM`' });
        const gates = ruling.tables.gates.rows as { key: string; from: string }[];
        expect(gates.find(({ key }) => key === 'G5')?.from).toBe(coverage.report_id);
        expect(ruling.tables.form.rows[0].says).toBe('`Founder`');
        expect(await refusal(['review', at('accounts.csv')])).toEqual([
          refused,
          '- file: is no JSON with the fields of this tool; write one with plan and type',
        ]);
        expect(await refusal(['review', at('plan.json'), '--from', at('plan.json')])).toEqual([
          refused,
          `- --from ${at('plan.json')}: this is no report; pass an answer of a tool as it came`,
        ]);
        expect(await refusal(['hires', '--from', at('broken.json'), '--from', at('none.json')])).toEqual([
          refused,
          expect.stringContaining('broken.json: is no JSON; save an answer with --json and pass that'),
          expect.stringContaining('none.json'),
        ]);
      },
    );
  });

  it('take any field by --set, and name it when it is wrong', async () => {
    expect(
      await refusal([
        'coverage',
        '--set',
        'book.enterprise.customer_count=0',
        '--set',
        'book.enterprise.total_arr=5',
        '--growth-rate',
        '40',
      ]),
    ).toEqual([
      refused,
      '- --set book.enterprise: 0 customers with ARR 5; correct one, or leave the tier out',
      '- --growth-rate: 40 is growth of 4000%; did you mean 0.40?',
    ]);
    expect(await refusal(['hires', '--set', 'team.csms=2'])).toEqual([
      refused,
      '- --set team.csms: unknown field; did you mean csm?',
    ]);
    expect(await refusal(['segments', '--from', 'x.json'])).toEqual([
      'cco-advisor: --from: segments takes nothing over from other reports; see cco-advisor segments --help',
    ]);
  });

  it('read standard input', async () => {
    const { code, stdout } = await run(['segments', '-', '--json'], { stdin: 'customer,arr\nA,60000\n' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'tiers-only', reconciliation: { accounts: 1 } });
  });
});

describe('help', () => {
  it.each([[], ['--help'], ['-h'], ['help']])('is shown for %j', async (...args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cco-advisor retention [file]');
    expect(stdout).toContain('cco-advisor serve');
  });

  it('names every option of a command', async () => {
    const { stdout } = await run(['retention', '--help']);
    for (const flag of [
      '--json',
      '--detail summary|full',
      '--stage seed|growth|scale',
      '--currency',
      '--claim',
      '--column',
    ])
      expect(stdout).toContain(flag);
    expect((await run(['serve', '--help'])).stdout).toContain('--data-dir FOLDER');
  });

  it('of a command is asked for in either order', async () => {
    expect((await run(['help', 'hires'])).stdout).toBe((await run(['hires', '--help'])).stdout);
  });

  it('prints the version', async () => {
    expect((await run(['--version'])).stdout).toBe(`${version}\n`);
  });
});

describe('retention', () => {
  it('answers the built-in example', async () => {
    const { code, stdout, stderr } = await run(['retention']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\*\*Bottom Line:\*\* NRR 100\.5% hides GRR 82\.3%/);
    expect(stdout).toContain('Verdict: `leaky_bucket`');
    expect(stdout.length).toBeLessThanOrEqual(6_001);
  });

  it('shows everything with --detail full', async () => {
    const { stdout } = await run(['retention', '--detail', 'full']);
    for (const title of [
      'Findings',
      'Next questions',
      'Assumptions',
      'Top leakage points',
      'ARR bridge',
      'Cohorts',
      'Causes of churn, as stated',
      '90-day plan',
      'Published peers',
      'Conventions',
    ])
      expect(stdout).toContain(`## ${title}`);
    expect(stdout).not.toContain('left out for size');
  });

  it('prints the structured answer with --json', async () => {
    const { code, stdout } = await run(['retention', '--json', '--stage', 'seed']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      verdict: 'concerning',
      tool: 'cco_decompose_retention',
    });
  });

  it('reads an older cohorts.json as it is', async () => {
    const { code, stdout } = await run(['retention', fixture('cohorts-older.json')]);
    expect(code).toBe(0);
    expect(stdout).toContain('GRR 92.2%');
    expect(stdout).toContain('`legacy-renewed-arr`');
    expect(stdout).toContain('Verdict: `concerning`');
  });

  it('reads a messy export, with a stage and a currency', async () => {
    await withFolder({ 'accounts.csv': messyCsv }, async (folder) => {
      const { code, stdout } = await run([
        'retention',
        join(folder, 'accounts.csv'),
        ...['--stage', 'growth', '--currency', 'EUR', '--reason', 'went bankrupt=company_event'],
      ]);
      expect(code).toBe(0);
      expect(stdout).toContain('GRR 90.0%');
      expect(stdout).toContain('start ARR EUR 40,000');
      expect(stdout).toContain('- `accounts.csv` (csv, two_snapshots): 25 rows read, 24 used');
      expect(stdout).toContain('company_event');
      expect(stdout).not.toContain('unmapped-reasons');
      expect(stdout).not.toContain('$');
    });
  });

  it('reads standard input, CSV or JSON', async () => {
    const csv = await run(['retention', '-', '--reason', 'went bankrupt=company_event'], { stdin: messyCsv });
    expect(csv.stdout).toContain('GRR 90.0%');
    const json = await run(['retention', '-'], { stdin: await readFile(fixture('cohorts-older.json')) });
    expect(json.stdout).toContain('GRR 92.2%');
  });

  it('tests claims without a file', async () => {
    const claims = ['grr=0.90', 'contraction_rate=0.04', 'expansion_rate=0.20', 'nrr=1.06'];
    const { code, stdout } = await run(['retention', ...claims.flatMap((claim) => ['--claim', claim])]);
    expect(code).toBe(0);
    expect(stdout).toContain('contraction-double-counted');
    expect(stdout).toContain('reading A: GRR 90.0%, NRR 110.0%; reading B: GRR 86.0%, NRR 106.0%');
  });

  it('gives the same bytes in any time zone and locale', async () => {
    const rows = 'id,arr_start,arr_end,start_date\na,100,90,2024-03-01\nb,100,0,2024-12-31\n';
    const options = ['--period-start', '2025-01-01', '--period-end', '2026-01-01', '--as-of', '2026-01-31'];
    const runs = await Promise.all(
      [
        { TZ: 'UTC', LC_ALL: 'C' },
        { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' },
        { TZ: 'America/Los_Angeles', LC_ALL: 'ja_JP.UTF-8' },
      ].map((env) => run(['retention', '-', '--json', '--detail', 'full', ...options], { stdin: rows, env })),
    );
    const [first, ...others] = runs.map(({ stdout }) => stdout);
    expect(JSON.parse(first ?? '')).toMatchObject({ ok: true, as_of: '2026-01-31' });
    for (const other of others) expect(other).toBe(first);
  });
});

describe('what is typed', () => {
  it('may be a negative number, with or without "="', async () => {
    const [apart, joined] = [
      await run(['coverage', '--growth-rate', '-0.3']),
      await run(['coverage', '--growth-rate=-0.3']),
    ];
    expect(apart).toMatchObject({ code: 0, stderr: '' });
    expect(apart.stdout).toBe(joined.stdout);
    expect(apart.stdout).not.toBe((await run(['coverage'])).stdout);
  });

  it('may be the word for a mark that a shell takes for its own', async () => {
    const { stdout } = await run(['inspect', '-', '--delimiter', 'pipe', '--json'], {
      stdin: 'id|arr_start|arr_end\nA|1|2\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ file: { delimiter: '|', totals: { arr_end: 2 } } });
  });

  it('keeps one currency of a file, which is another thing than what the answer is in', async () => {
    const csv = 'id,arr_start,arr_end,currency\nA,100,90,USD\nB,100,100,EUR\nC,50,50,USD\n';
    const args = ['retention', '-', '--json'];
    const all = JSON.parse((await run([...args, '--currency', 'USD'], { stdin: csv })).stdout);
    const one = JSON.parse((await run([...args, '--only-currency', 'USD'], { stdin: csv })).stdout);
    const grr = ({ figures }: { figures: { id: string; value: number | null }[] }) =>
      figures.find(({ id }) => id === 'grr')?.value;
    // (90 + 50) / (100 + 50)
    expect([grr(all), grr(one)]).toEqual([null, expect.closeTo(140 / 150, 6)]);
    expect(one.currency).toBe('USD');
  });
});

describe('an answer', () => {
  it('asks in options, and says by an option how to see the rest', async () => {
    const { stdout } = await run(['retention']);
    expect(stdout).toContain('(`--stage seed|growth|scale`; unlocks target lines)');
    expect(stdout).toContain('(`--column units_start=HEADER`; unlocks constant_price_nrr)');
    expect(stdout.trimEnd()).toMatch(/; add --detail full\.$/);
    expect((await run(['coverage'])).stdout).not.toContain('detail: full');
  });
});

describe('refusals: code 2, every problem on standard error, nothing on standard output', () => {
  it('speaks of flags', async () => {
    expect(
      await refusal([
        'retention',
        '--stage',
        'grow',
        '--as-of',
        '2026-02-30',
        '--policy',
        'bands.grr.healthy=0.8',
      ]),
    ).toEqual([
      refused,
      '- --as-of: "2026-02-30" is not a calendar date; use YYYY-MM-DD',
      '- --policy bands.grr: healthy 0.80 must be above concerning 0.85',
      '- --stage: "grow" is not a choice here; did you mean growth? Valid: seed, growth, scale',
    ]);
    expect(await refusal(['retention', '--claim', 'nrr=115'])).toEqual([
      refused,
      '- --claim nrr: 115 looks like a percent; write 1.15',
    ]);
  });

  it('says how to name a column', async () => {
    expect(await refusal(['retention', '-'], 'cust,arr_start,arr_end\na,1,1\n')).toEqual([
      refused,
      '- --column: no column for customer_id; headers: cust, arr_start, arr_end; say which header holds it, such as --column customer_id="cust"',
    ]);
  });

  it.each([
    [
      ['forecast'],
      'cco-advisor: no command "forecast"; there are inspect, retention, segments, coverage, hires, review, check, record, recall, report, serve; see cco-advisor --help',
    ],
    [['retetion'], 'cco-advisor: no command "retetion"; did you mean retention?; see cco-advisor --help'],
    [['retention', '--foo'], 'cco-advisor: --foo is no option here; see cco-advisor retention --help'],
    [
      ['retention', 'a.csv', 'b.csv'],
      'cco-advisor: one file at a time; got a.csv, b.csv; see cco-advisor retention --help',
    ],
    [
      ['retention', '--decimal', ','],
      'cco-advisor: --decimal: how to read a file, but no file was named; see cco-advisor retention --help',
    ],
  ])('of %j', async (args, message) => {
    expect(await refusal(args)).toEqual([message]);
  });

  it.each([
    ['nowhere.csv', '"nowhere.csv" was not found; check the path'],
    ['book.xls', '"book.xls" is the old Excel format; save it as .xlsx or CSV'],
  ])('of the file %s', async (file, message) => {
    expect(await refusal(['retention', file])).toEqual([refused, `- file: ${message}`]);
  });

  it('prints problems as JSON with --json, in field names', async () => {
    const [line = ''] = await refusal(['retention', '--json', '--stage', 'grow']);
    expect(JSON.parse(line)).toMatchObject({
      ok: false,
      problems: [{ path: 'stage', suggestion: 'growth' }],
    });
  });
});

it('a program of which parts are missing says so, at the door and in a command', async () => {
  const missing = {
    code: 1,
    stdout: '',
    stderr:
      'cco-advisor: parts of the program are missing; install it anew, or build it: "npm ci && npm run build".\n',
  };
  await withFolder({}, async (folder) => {
    const program = join(folder, 'bin/cco-advisor.cjs');
    const parts = join(folder, 'dist/parts');
    await cp(dirname(start), dirname(program), { recursive: true });
    await cp(dirname(bundle), join(folder, 'dist'), { recursive: true });
    const [command] = (await readdir(parts)).filter((name) => name.startsWith('retention-'));
    await rm(join(parts, command ?? ''));
    expect(await run(['retention'], { program })).toEqual(missing);
    await rm(parts, { recursive: true });
    expect(await run(['--version'], { program })).toEqual(missing);
  });
});
