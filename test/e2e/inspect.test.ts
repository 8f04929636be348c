/** Inspection through its real doors: three clients, the command line, progress and cancellation of a long read. */
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, clients } from './clients.ts';
import { bundle, run, startRaw, withFolder } from './spawned.ts';

const inspect = 'cco_inspect_data';
const analyze = 'cco_decompose_retention';

const stripe = [
  'id,Customer ID,Customer Email,Status,Plan Amount,Plan Interval,Quantity,Start Date (UTC),Canceled At (UTC),Ended At (UTC)',
  ...Array.from(
    { length: 12 },
    (_, i) =>
      `sub_${i},cus_${i},user${i}@example.com,${i < 2 ? 'canceled' : 'active'},${4900 + i * 1000},month,1,2023-0${(i % 9) + 1}-01,${i < 2 ? '2024-06-01,2024-06-01' : ','}`,
  ),
  '',
].join('\n');

const book = 'Customer;ARR start;ARR end\nA;100,50;120,00\nB;50,25;0,00\n';

type Listed = { path: string; readable: boolean; why_not: string | null };
type File = Record<string, unknown> & {
  source: Record<string, unknown>;
  questions: { id: string; field: string; options: { value: string; effect: string }[] }[];
  columns: { header: string; canonical: string | null; samples: string[] }[];
};

/** A folder of exports, with a link that leads out of it. */
const withExports = <T>(use: (folder: string) => Promise<T>): Promise<T> =>
  withFolder({ 'stripe.csv': stripe, 'book.csv': book, 'old.xls': 'x' }, async (folder) => {
    await mkdir(join(folder, 'deep', 'er'), { recursive: true });
    await writeFile(join(folder, 'deep', 'er', 'c.json'), '[]');
    await symlink('/etc/hosts', join(folder, 'out.csv'));
    return use(folder);
  });

describe.each(Object.entries(clients))('%s', (_, { connect }) => {
  it('lists, understands, asks, and hands on a source that an analysis takes', async () => {
    await withExports(async (folder) => {
      const client: AnyClient = await connect(['--data-dir', folder]);
      try {
        const list = await client.call(inspect, {});
        expect((list.structured['files'] as Listed[]).map(({ path, readable }) => [path, readable])).toEqual([
          ['book.csv', true],
          ['deep/er/c.json', true],
          ['old.xls', false],
          ['out.csv', false],
          ['stripe.csv', true],
        ]);
        expect(list.text).toContain('no: is a link; name the file it stands for');

        const { structured, text, isError } = await client.call(inspect, { path: 'stripe.csv' });
        expect(isError).toBe(false);
        const file = structured['file'] as File;
        expect(file).toMatchObject({ shape: 'subscription_periods', rows: 12, confidence: 'high' });
        expect(file.columns.find(({ header }) => header === 'Customer Email')?.samples[0]).toBe(
          'u***@example.com',
        );
        expect(text).not.toContain('user0');
        // 4,900 to 15,900 in steps of 1,000, without the two that ended: 114,000 in all.
        expect(file.questions).toMatchObject([
          {
            id: 'amount-unit',
            field: 'source.amount_unit',
            options: [
              { value: 'minor', effect: 'total MRR 1,140.00' },
              { value: 'major', effect: 'total MRR 114,000.00' },
            ],
          },
        ]);
        expect(text).toContain('total MRR 1,140.00');

        const refused = await client.call(analyze, { source: { ...file.source, period_end: '2024-12' } });
        expect(refused.isError).toBe(true);
        expect(refused.text).toContain('source.amount_unit');
        const source = {
          ...file.source,
          amount_unit: 'minor',
          period_start: '2023-12',
          period_end: '2024-12',
        };
        const answer = await client.call(analyze, { source });
        expect(answer.isError).toBe(false);
        expect(answer.structured['reconciliation']).toMatchObject({
          shape: 'subscription_periods',
          rows_read: 12,
          rows_used: 12,
          arr_end: { from_rows: 1140 * 12, from_accounts: 1140 * 12 },
          ties: true,
        });

        const outside = await client.call(inspect, { path: '../x.csv' });
        expect(outside.isError).toBe(true);
        expect(outside.text).toContain('"../x.csv" is outside the allowed folders');
      } finally {
        await client.close();
      }
    });
  });
});

/** Over 10 MiB of monthly rows: long enough to be watched and to be given up. */
const monthly = (): string => {
  const rows = ['customer,month,mrr'];
  for (let month = 0; month < 24; month++)
    for (let customer = 0; customer < 20_000; customer++)
      rows.push(
        `customer-${customer},${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${(customer % 90) + 10}`,
      );
  return `${rows.join('\n')}\n`;
};

describe('a long read', () => {
  let folder = '';
  let done: () => void = () => undefined;
  beforeAll(async () => {
    await new Promise<void>((ready) => {
      void withFolder({ 'long.csv': monthly() }, (path) => {
        folder = path;
        ready();
        return new Promise<void>((resolve) => {
          done = resolve;
        });
      });
    });
  });
  afterAll(() => done());

  it.each(['auto', 'legacy'] as const)(
    'tells of its progress (%s)',
    async (mode) => {
      const client = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode } });
      const args = [bundle, 'serve', '--data-dir', folder];
      await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
      try {
        const seen: number[] = [];
        const result = await client.callTool(
          { name: inspect, arguments: { path: 'long.csv' } },
          { onprogress: ({ progress, total }) => void seen.push(progress / (total ?? 0)), timeout: 60_000 },
        );
        expect(result.structuredContent).toMatchObject({ file: { rows: 480_000, shape: 'monthly_long' } });
        expect(seen.length).toBeGreaterThan(10);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        expect(Math.min(...seen)).toBeGreaterThan(0);
        expect(Math.max(...seen)).toBeLessThanOrEqual(1);
      } finally {
        await client.close();
      }
    },
    60_000,
  );

  it('stops when it is cancelled, and the server answers the next question', async () => {
    const server = startRaw(['--data-dir', folder]);
    const meta = { _meta: { progressToken: 'bar' } };
    server.send({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
    });
    await server.answer(1);
    server.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    const source = { path: 'long.csv' };
    server.send({
      jsonrpc: '2.0',
      id: 2,
      method: 'tools/call',
      params: { name: analyze, arguments: { source }, ...meta },
    });
    const told = () =>
      server.lines
        .map((line) => JSON.parse(line) as { method?: string; params?: { progress?: number } })
        .filter(({ method }) => method === 'notifications/progress')
        .map(({ params }) => params?.progress ?? 0);
    while (told().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    server.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } });
    server.send({ jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: inspect, arguments: {} } });
    expect((await server.answer(3)).result).toMatchObject({
      structuredContent: { files: [{ path: 'long.csv' }] },
    });
    const before = told().length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(told().slice(before)).toEqual([]);
    expect(Math.max(...told())).toBeLessThan(0.9);
    const { code, stderr } = await server.end();
    expect([code, stderr]).toEqual([0, '']);
    expect(server.lines.some((line) => (JSON.parse(line) as { id?: number }).id === 2)).toBe(false);
  }, 60_000);

  it('shows no bar in a pipe', async () => {
    const { code, stderr, stdout } = await run(['retention', join(folder, 'long.csv')]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('\r');
    expect(stdout).toContain('480000 rows read, 480000 used; 20000 accounts');
  }, 60_000);
});

describe('the command', () => {
  const commandLine = (...args: string[]) => run(['inspect', ...args]);

  it('lists a folder', async () => {
    await withExports(async (folder) => {
      const { code, stdout, stderr } = await commandLine(folder);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/\| deep\/er\/c\.json\s+\| json\s+\|\s+2 \| yes/);
      expect(stdout).toMatch(/\| out\.csv .*no: is a link/);
    });
  });

  it('understands a file, and as JSON gives what the tool gives', async () => {
    await withExports(async (folder) => {
      const path = join(folder, 'book.csv');
      const { code, stdout } = await commandLine(path);
      expect(code).toBe(0);
      expect(stdout).toContain('Read as two_snapshots (confidence high), for cco-advisor retention.');
      expect(stdout).toContain(`\ncco-advisor retention ${path} --shape two_snapshots\n`);
      expect(stdout).toContain('2 rows count, 0 do not; 2 accounts; ARR 150.75 to 120.00.');
      const json = JSON.parse((await commandLine(path, '--json')).stdout) as { file: File };
      expect(json.file).toMatchObject({ shape: 'two_snapshots', delimiter: ';' });
      expect(json.file.source).toMatchObject({ path, shape: 'two_snapshots' });
    });
  });

  it('says what to do next: with a folder, an empty file, a file without rows, one that asks', async () => {
    await withFolder(
      {
        'empty.csv': '',
        'header.csv': 'id,arr_start,arr_end\n',
        'asks.csv': 'customer,start,end,mrr,status\nA,2023-01-01,,5,on hold\nB,2023-01-01,,5,active\n',
        'image.csv': 'PNG\0\0\0\u0001',
      },
      async (folder) => {
        const at = (name: string) => join(folder, name);
        const list = await commandLine(folder);
        expect(list.stdout).toMatch(/\| empty\.csv .*no: is empty; export it again/);
        expect(list.stdout.trimEnd().split('\n').at(-1)).toBe(
          `Look into one with cco-advisor inspect ${folder}/FILE.`,
        );
        expect((await commandLine(at('empty.csv'))).stderr).toContain('- file: the file holds no rows');
        expect((await commandLine(at('image.csv'))).stderr).toContain(
          '- file: is no text, whatever its name',
        );
        const header = (await commandLine(at('header.csv'))).stdout;
        expect(header).toContain('0 rows.');
        expect(header).toContain('No totals: see below why.');
        expect(header).toMatch(/Mend what is wrong first, then run the command\.\n$/);
        const asks = (await commandLine(at('asks.csv'))).stdout;
        expect(asks).toContain("`--status 'on hold'=paused` (counts as ARR, named as paused)");
        expect(asks).toMatch(/Add the answers to the command, then run it\.\n$/);
      },
    );
  });

  it('takes the answers to its questions', async () => {
    await withExports(async (folder) => {
      const asked = await commandLine(join(folder, 'stripe.csv'));
      expect(asked.stdout).toContain('`--amount-unit`: column "Plan Amount" holds whole numbers only');
      const told = await commandLine(
        join(folder, 'stripe.csv'),
        ...['--amount-unit', 'minor', '--period-start', '2023-12', '--period-end', '2024-12', '--json'],
      );
      expect(JSON.parse(told.stdout)).toMatchObject({ file: { questions: [], totals: { arr_end: 13_680 } } });
    });
  });

  it.each<[string, string[], string]>([
    ['a file that is not there', ['nope.csv'], '- file: "nope.csv" was not found; check the path\n'],
    ['another kind', ['README.md'], 'is not a CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file'],
    ['a choice that is none', ['book.csv', '--decimal', 'x'], '- --decimal: "x" is not a choice here'],
    ['two files', ['a.csv', 'b.csv'], 'cco-advisor: one file at a time; got a.csv, b.csv'],
    [
      'an unknown option',
      ['--colour'],
      'cco-advisor: --colour is no option here; see cco-advisor inspect --help',
    ],
  ])('refuses %s with code 2 and nothing on standard output', async (_, args, says) => {
    const { code, stdout, stderr } = await commandLine(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('does not wait for a pipe that nobody writes to', async () => {
    await withExports(async (folder) => {
      const pipe = join(folder, 'pipe.csv');
      execFileSync('mkfifo', [pipe]);
      const { code, stderr } = await commandLine(pipe);
      expect(code).toBe(2);
      expect(stderr).toContain('is no regular file; give a CSV or JSON file');
    });
  });
});
