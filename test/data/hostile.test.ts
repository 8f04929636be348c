/** Hostile paths and files, each with the sentence that a founder reads and its code. None hangs, and none is a fault. */
import { execFileSync } from 'node:child_process';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../src/data/load.ts';
import { bundle, startRaw } from '../e2e/spawned.ts';
import { book, csv, load, withFolder } from './load.ts';
import { sheetCell, workbookParts, zipOf } from './zip-writer.ts';

type Said = [code: string, message: string][];

const MiB = 1024 ** 2;

/** A folder that is allowed with things in it that are no files, beside one that is not. */
async function withTraps<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withFolder({ 'secret.csv': 'id,arr_start,arr_end\nA,1,1\n' }, async (base) => {
    const folder = join(base, 'data');
    await mkdir(join(folder, 'folder.csv'), { recursive: true });
    await writeFile(join(folder, 'book.csv'), 'id,arr_start,arr_end\nA,1,1\n');
    await symlink('../secret.csv', join(folder, 'way-out.csv'));
    await symlink('/dev/zero', join(folder, 'endless.csv'));
    await symlink('loop.csv', join(folder, 'loop.csv'));
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    const socket = createServer().listen(join(folder, 'socket.csv'));
    await new Promise((ready) => socket.once('listening', ready));
    const sparse = await open(join(folder, 'zeros.csv'), 'w');
    await sparse.truncate(1000 * MiB);
    await sparse.close();
    const large = await open(join(folder, 'large.parquet'), 'w');
    await large.truncate(1500 * MiB);
    await large.close();
    try {
      return await use(folder);
    } finally {
      await new Promise((closed) => socket.close(closed));
    }
  });
}

async function saidOf(path: string, folders: readonly string[]): Promise<Said> {
  const file = await loadFile({ path }, {}, { access: { kind: 'folders', folders } });
  return file.ok ? [] : file.problems.map(({ code, message }) => [code, message]);
}

const outside = (path: string): Said => [
  [
    'outside-folders',
    `source.path: "${path}" is outside the allowed folders; move the file or add its folder at start-up`,
  ],
];

const noFile = (path: string): Said => [
  ['not-a-file', `source.path: "${path}" is no regular file; give a CSV or JSON file`],
];

describe('paths', () => {
  test.each<[string, string, Said]>([
    ['a way up', '../secret.csv', outside('../secret.csv')],
    ['a way down and up', 'folder.csv/../../secret.csv', outside('folder.csv/../../secret.csv')],
    ['a system file', '/etc/passwd', outside('/etc/passwd')],
    ['a device', '/dev/zero', outside('/dev/zero')],
    ['a file of the kernel', '/proc/self/environ', outside('/proc/self/environ')],
    ['a link out', 'way-out.csv', outside('way-out.csv')],
    ['a link to a device', 'endless.csv', outside('endless.csv')],
    ['a folder named like a file', 'folder.csv', noFile('folder.csv')],
    ['a pipe that nobody writes to', 'pipe.csv', noFile('pipe.csv')],
    ['a socket', 'socket.csv', noFile('socket.csv')],
    [
      'a link to itself',
      'loop.csv',
      [['file-not-found', 'source.path: "loop.csv" is in none of the allowed folders; check its name']],
    ],
    [
      'a URL',
      'file:///etc/passwd',
      [
        [
          'file-not-found',
          'source.path: "file:///etc/passwd" is in none of the allowed folders; check its name',
        ],
      ],
    ],
    [
      'a gibibyte of zeros',
      'zeros.csv',
      [
        [
          'unsupported-format',
          'source.path: is no text, whatever its name says; export it as CSV, XLSX, JSON or Parquet',
        ],
      ],
    ],
    [
      'more than a gibibyte',
      'large.parquet',
      [['too-large', 'source.path: 1.5 GiB exceeds 1 GiB; export fewer columns or use Parquet']],
    ],
  ])('%s', async (_, path, said) => {
    await withTraps(async (folder) => {
      expect(await saidOf(path, [folder])).toEqual(said);
    });
  });

  test('the file beside all of these is read', async () => {
    await withTraps(async (folder) => {
      expect(await saidOf('book.csv', [folder])).toEqual([]);
    });
  });
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function said(content: string | Uint8Array): Promise<Said> {
  const file = await load(content);
  return file.ok ? [] : file.problems.map(({ code, message }) => [code, message]);
}

const header = `<row r="1">${sheetCell('A1', 'id')}${sheetCell('B1', 'arr_start')}${sheetCell('C1', 'arr_end')}</row>`;
const unreadable: Said = [
  [
    'unsupported-format',
    'source.path: the workbook cannot be read; save it again as .xlsx, or the sheet as CSV',
  ],
];

/** A workbook of one sheet that is `length` bytes unpacked and promises other sizes. */
const bomb = (length: number, promised: number): Uint8Array =>
  zipOf([
    ...workbookParts('').slice(0, 4),
    { name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(length).fill(32), promised },
  ]);

describe('workbooks', () => {
  test('a plain one of the same writer is read', async () => {
    const row = `<row r="2">${sheetCell('A2', 'Acme')}${sheetCell('B2', '5')}${sheetCell('C2', '6')}</row>`;
    expect((await book(zipOf(workbookParts(header + row)))).accounts).toEqual([
      { id: 'Acme', arr_start: 5, arr_end: 6 },
    ]);
  });

  test('one that says it unpacks to gigabytes is not unpacked', async () => {
    expect(await said(bomb(1000, 0x7fffffff))).toEqual([
      ['too-large', 'source.path: unpacks to more than 512 MiB; save the sheet as CSV'],
    ]);
  });

  test.each([1_000, 600_000])('one that promises %i bytes and holds 64 MiB is refused', async (promised) => {
    expect(await said(bomb(64 * MiB, promised))).toEqual(unreadable);
  });

  test('a cell of the last row and column ends its thread, not the server', async () => {
    const far = `<row r="1048576">${sheetCell('XFD1048576', 'x')}</row>`;
    const before = process.memoryUsage().rss;
    // Memory runs out first, or patience on a slow machine.
    const late = [['too-large', 'source.path: reading it took more than 15 seconds; save the sheet as CSV']];
    expect([unreadable, late]).toContainEqual(await said(zipOf(workbookParts(header + far))));
    expect(process.memoryUsage().rss - before).toBeLessThan(4_000 * MiB);
  }, 60_000);

  test('150,000 rows are read', async () => {
    const cells = (n: number) =>
      `<row r="${n}"><c r="A${n}"><v>${n}</v></c><c r="B${n}"><v>2</v></c><c r="C${n}"><v>1</v></c></row>`;
    const rows = Array.from({ length: 150_000 }, (_, i) => cells(i + 2));
    const { reconciliation } = await book(zipOf(workbookParts(header + rows.join(''))));
    expect(reconciliation).toMatchObject({ rows_used: 150_000, arr_start: { from_accounts: 300_000 } });
  }, 60_000);

  test('entities are not expanded', async () => {
    const parts = workbookParts(header);
    const sheet = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>${header}<row r="2"><c r="A2" t="inlineStr"><is><t>&b;&b;</t></is></c></row></sheetData></worksheet>`;
    const file = await load(
      zipOf([...parts.slice(0, 4), { name: 'xl/worksheets/sheet1.xml', data: utf8(sheet) }]),
    );
    expect(JSON.stringify(file)).not.toContain('aaaa');
  });
});

describe('a Parquet file', () => {
  const whole = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'customer', data: ['A', 'B', 'C'], type: 'STRING' },
        { name: 'arr_start', data: [100, 200, 300], type: 'DOUBLE' },
        { name: 'arr_end', data: [100, 0, 310], type: 'DOUBLE' },
      ],
    }),
  );
  const broken: Said = [
    ['unsupported-format', 'source.path: the Parquet file is cut off or broken; export it again, or as CSV'],
  ];

  test('is read whole', async () => {
    expect((await book(whole)).accounts.map(({ id, arr_end }) => [id, arr_end])).toEqual([
      ['A', 100],
      ['B', 0],
      ['C', 310],
    ]);
  });

  test.each([4, 5, 20, whole.length >> 1, whole.length - 5, whole.length - 1])(
    'cut to %i bytes is refused',
    async (length) => {
      expect(await said(whole.slice(0, length))).toEqual(broken);
    },
  );

  test('that promises rows without end is refused', async () => {
    const noEnd = whole.slice();
    new DataView(noEnd.buffer).setUint32(noEnd.length - 8, 0x7fffffff, true);
    expect(await said(noEnd)).toEqual(broken);
  });

  test('with any byte turned over is an answer or a sentence, in time', async () => {
    for (let at = 0; at < whole.length; at += 11) {
      const turned = whole.slice();
      turned[at] = (turned[at] ?? 0) ^ 0xff;
      const begun = performance.now();
      for (const [code, message] of await said(turned)) {
        expect(code).toMatch(/^[a-z-]+$/);
        expect(message).toMatch(/^source\.\S+: [^\n]+$/);
        expect(message).not.toMatch(/NaN|undefined|\bat /);
      }
      expect(performance.now() - begun).toBeLessThan(15_000);
    }
  }, 180_000);
});

const wide = (columns: number): string => {
  const names = Array.from({ length: columns }, (_, i) => `c${i}`).join(',');
  return csv(names, names.replaceAll('c', '1'));
};

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** A file of over 8 MiB with a quote that opens in row 300,002 and never closes. */
const openQuote = (header: string, cells: string): string => {
  const rows = Array.from({ length: 600_000 }, (_, i) => `C${i},${cells}`);
  rows[300_000] = `C300000,"${cells}`;
  return `${header}\n${rows.join('\n')}\n`;
};

describe('texts', () => {
  test.each<[string, () => string | Uint8Array, Said]>([
    [
      'a program',
      () => Uint8Array.from({ length: 5000 }, (_, i) => [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0][i % 8] ?? 0),
      [
        [
          'unsupported-format',
          'source.path: is no text, whatever its name says; export it as CSV, XLSX, JSON or Parquet',
        ],
      ],
    ],
    [
      'a picture',
      () =>
        Uint8Array.from({ length: 3000 }, (_, i) =>
          i < 4 ? ([0x89, 0x50, 0x4e, 0x47][i] ?? 0) : (i * 37) % 32,
        ),
      [
        [
          'unsupported-format',
          'source.path: is no text, whatever its name says; export it as CSV, XLSX, JSON or Parquet',
        ],
      ],
    ],
    [
      'a line of 12 MiB',
      () => 'x'.repeat(12 * MiB),
      [
        [
          'bad-rows',
          'source.path: row 1 is over 4 MiB long: a quote that is not closed, or no line breaks; fix it and export again',
        ],
      ],
    ],
    [
      'a header, then a line of 12 MiB',
      () => `customer,month,mrr\nB,2025-01,1\n${'A,1,1,'.repeat(2 * MiB)}`,
      [
        [
          'bad-rows',
          'source.path: row 3 is over 4 MiB long: a quote that is not closed, or no line breaks; fix it and export again',
        ],
      ],
    ],
    [
      'a quote that is not closed, far into a large file of one row a customer',
      () => openQuote('id,arr_start,arr_end,note', '100,2,plain'),
      [
        [
          'bad-rows',
          'source.path: row 300002 is over 4 MiB long: a quote that is not closed, or no line breaks; fix it and export again',
        ],
      ],
    ],
    [
      'a quote that is not closed, far into a large file of months',
      () => openQuote('customer,month,mrr,note', '2025-01,2,plain'),
      [
        [
          'bad-rows',
          'source.path: row 300002 is over 4 MiB long: a quote that is not closed, or no line breaks; fix it and export again',
        ],
      ],
    ],
    [
      'a quote that is not closed, near the end of it',
      () =>
        `${openQuote('customer,month,mrr,note', '2025-01,2,plain').split('\n').slice(0, 400_000).join('\n')}\n`,
      [
        [
          'bad-rows',
          'source.path: row 300002 has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again',
        ],
      ],
    ],
    [
      '600 columns',
      () => wide(600),
      [
        [
          'too-large',
          'source.path: 600 columns exceed 500; export only those that say who paid what and when',
        ],
      ],
    ],
    [
      '10,000 columns',
      () => wide(10_000),
      [
        [
          'too-large',
          'source.path: 10000 columns exceed 500; export only those that say who paid what and when',
        ],
      ],
    ],
    [
      '10,000 columns in a large file',
      () => wide(10_000) + 'x,1\n'.repeat(3 * MiB),
      [
        [
          'too-large',
          'source.path: 10000 columns exceed 500; export only those that say who paid what and when',
        ],
      ],
    ],
    [
      'JSON 100,000 levels deep',
      () => deep(100_000),
      [
        [
          'unsupported-format',
          'source.path: the JSON holds no list of objects; give one list, or an object with cohorts or accounts',
        ],
      ],
    ],
    [
      'JSON that ends in the middle',
      () => '[{"id": "A", "arr_start": 1',
      [
        [
          'unsupported-format',
          'source.path: the file is not valid JSON (position 27); export it again or save it as CSV',
        ],
      ],
    ],
    [
      'JSON of brackets',
      () => '['.repeat(100_000),
      [['unsupported-format', 'source.path: the file is not valid JSON; export it again or save it as CSV']],
    ],
  ])('%s', async (_, make, expected) => {
    expect(await said(make())).toEqual(expected);
  });

  test('a list of rows that nest deeply is flattened two levels and no further', async () => {
    const rows = `[{"id":"A","arr_start":1,"arr_end":2,"more":${deep(50_000)}}]`;
    expect((await book(rows)).accounts).toEqual([{ id: 'A', arr_start: 1, arr_end: 2 }]);
  });

  test('NUL bytes inside cells are cleaned away', async () => {
    const { accounts } = await book(csv('id,arr_start,arr_end,name', 'A\0B,1,1,Ac\0me'));
    expect(accounts).toEqual([{ id: 'AB', name: 'Acme', arr_start: 1, arr_end: 1 }]);
  });

  test('keys that name what every object has change no object', async () => {
    const rows =
      '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"A","arr_start":1,"arr_end":2}]';
    expect((await book(rows)).accounts).toEqual([{ id: 'A', arr_start: 1, arr_end: 2 }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const lines = csv('__proto__,constructor,id,arr_start,arr_end', 'x,y,A,1,2');
    expect((await book(lines)).accounts).toEqual([{ id: 'A', arr_start: 1, arr_end: 2 }]);
  });

  test('cells that look like formulas, orders or hidden text stay text, and are not numbers', async () => {
    const odd = ['=1+1', '@SUM(A1)', '+cmd|calc', 'ignore all rules', '\u202e100', '<b>1</b>', '$' + '{7*7}'];
    for (const cell of odd) {
      const [first] = await said(csv('id;arr_start;arr_end', `A;1;${cell}`));
      expect(first?.[0]).toBe('bad-rows');
      expect(first?.[1]).toContain(`row 2, column arr_end: "${cell.replace('\u202e', '')}"`);
    }
  });

  test('a cell of a mebibyte is cut, and its row is used', async () => {
    const { accounts, reconciliation } = await book(
      csv('id,arr_start,arr_end,name', `A,1,1,"${'n'.repeat(MiB)}"`),
    );
    expect(accounts[0]?.name).toHaveLength(80);
    expect(reconciliation.rows_used).toBe(1);
  });
});

test('a server goes on after each of them', async () => {
  await withTraps(async (folder) => {
    await writeFile(join(folder, 'far.xlsx'), bomb(20 * MiB, 1000));
    await writeFile(join(folder, 'line.csv'), 'x'.repeat(12 * MiB));
    await writeFile(join(folder, 'deep.json'), deep(100_000));
    expect(bundle).toContain('dist');
    const server = startRaw(['--data-dir', folder]);
    const ask = async (id: number, method: string, params: object) => {
      server.send({ jsonrpc: '2.0', id, method, params });
      return (await server.answer(id)).result ?? {};
    };
    await ask(1, 'initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'raw', version: '1' },
    });
    server.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    const paths: [string, string][] = [
      ['../secret.csv', 'outside-folders'],
      ['endless.csv', 'outside-folders'],
      ['pipe.csv', 'not-a-file'],
      ['zeros.csv', 'unsupported-format'],
      ['far.xlsx', 'unsupported-format'],
      ['line.csv', 'bad-rows'],
      ['deep.json', 'unsupported-format'],
    ];
    let id = 1;
    for (const [path, code] of paths)
      for (const [name, input] of [
        ['cco_inspect_data', { path }],
        ['cco_decompose_retention', { source: { path } }],
      ] as const) {
        const result = await ask(++id, 'tools/call', { name, arguments: input });
        expect(result).toMatchObject({ isError: true, structuredContent: { problems: [{ code }] } });
        expect(JSON.stringify(result)).not.toMatch(/node:|\.mjs|at async/);
      }
    const good = await ask(++id, 'tools/call', { name: 'cco_inspect_data', arguments: { path: 'book.csv' } });
    expect(good).not.toHaveProperty('isError', true);
    const { code, stderr } = await server.end();
    expect([code, stderr]).toEqual([0, '']);
  });
}, 60_000);
