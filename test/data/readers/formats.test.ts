/** One company in every format gives the same accounts; each format's own traps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { zipDirectory } from '../../../src/data/readers/zip.ts';
import { book, leftOut, load, refusals } from '../load.ts';

type Row = { customer: string; arr_start: number; arr_end: number; start_date: string; activated: boolean };

const rows: Row[] = [
  { customer: 'A-1', arr_start: 1200.5, arr_end: 1300, start_date: '2024-01-15', activated: true },
  { customer: 'B-2', arr_start: 900, arr_end: 0, start_date: '2023-07-01', activated: false },
  { customer: 'Ü "C"', arr_start: 0, arr_end: 450.25, start_date: '2025-02-28', activated: true },
];

const names = ['customer', 'arr_start', 'arr_end', 'start_date', 'activated'] as const;

const csv = (of: readonly Row[]) =>
  [
    names.join(','),
    ...of.map((row) => names.map((name) => `"${String(row[name]).replaceAll('"', '""')}"`).join(',')),
  ].join('\n');
const json = (of: readonly Row[]) => JSON.stringify(of);
const ndjson = (of: readonly Row[]) => of.map((row) => JSON.stringify(row)).join('\n');

const cell = (value: string | number | boolean) =>
  typeof value === 'number'
    ? { value, type: Number }
    : typeof value === 'boolean'
      ? { value, type: Boolean }
      : { value, type: String };
const dated = (text: string) => ({ value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' });

async function xlsx(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>): Promise<Uint8Array> {
  const list = Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }));
  // biome-ignore lint/suspicious/noExplicitAny: cells of a test sheet, in the writer's own form
  return new Uint8Array(await writeExcelFile(list as any).toBuffer());
}

const grid = (of: readonly Row[]) => [
  names.map((name) => cell(name)),
  ...of.map((row) => names.map((name) => (name === 'start_date' ? dated(row.start_date) : cell(row[name])))),
];

async function accountsOf(content: string | Uint8Array) {
  const { accounts, reconciliation } = await book(content);
  expect(reconciliation.ties).toBe(true);
  return accounts;
}

describe('every format', () => {
  it('says the same of the same company', async () => {
    const expected = await accountsOf(csv(rows));
    expect(expected).toHaveLength(3);
    for (const content of [json(rows), ndjson(rows), await xlsx({ Data: grid(rows) })])
      expect(await accountsOf(content)).toEqual(expected);
  });

  it('is named in the reconciliation', async () => {
    for (const [format, content] of [
      ['csv', csv(rows)],
      ['json', json(rows)],
      ['ndjson', ndjson(rows)],
      ['xlsx', await xlsx({ Data: grid(rows) })],
    ] as const)
      expect((await book(content)).reconciliation.format).toBe(format);
  });

  it('says the same of any company', async () => {
    const money = fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100);
    const company = fc.uniqueArray(fc.record({ arr_start: money, arr_end: money, activated: fc.boolean() }), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(company, async (facts) => {
        const of = facts.map((row, i) => ({ ...row, customer: `C${i}`, start_date: '2024-03-01' }));
        const expected = await accountsOf(csv(of));
        expect(await accountsOf(ndjson(of))).toEqual(expected);
        expect(await accountsOf(await xlsx({ Data: grid(of) }))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a web page', () => {
  it.each(['<!DOCTYPE html>\n<html><body>Sign in, please</body></html>', '<?xml version="1.0"?>\n<rows/>'])(
    'is no table: %s',
    async (text) => {
      expect(await refusals(text)).toEqual([
        'source.path: is a web page or XML and no table; sign in and export it again, as CSV, XLSX, JSON or Parquet',
      ]);
    },
  );
});

describe('a workbook', () => {
  it('with one sheet of data beside empty ones is read, and says so', async () => {
    const { accounts, assumptions } = await book(await xlsx({ Notes: [], Data: grid(rows) }));
    expect(accounts).toHaveLength(3);
    expect(assumptions).toContainEqual({
      field: 'source.sheet',
      value: 'Data',
      source: 'the only sheet that holds data',
    });
  });

  it('with several asks which, by name or number', async () => {
    const two = await xlsx({ Q1: grid(rows), Q2: grid(rows.slice(0, 2)) });
    expect(await refusals(two)).toEqual(['source.sheet: 2 sheets hold data (Q1, Q2); name one']);
    expect((await book(two, { sheet: 'Q2' })).accounts).toHaveLength(2);
    expect((await book(two, { sheet: 1 })).accounts).toHaveLength(3);
    expect(await refusals(two, { sheet: 'Q3' })).toEqual(['source.sheet: "Q3" not found; sheets: Q1, Q2']);
    expect(await refusals(two, { sheet: 3 })).toEqual(['source.sheet: "3" not found; sheets: Q1, Q2']);
  });

  it('has title rows above its header, and row numbers as the user sees them', async () => {
    const bad = await xlsx({
      Data: [
        [cell('ARR of 2025')],
        names.slice(0, 3).map((name) => cell(name)),
        [cell('A'), cell(5), cell(5)],
        [cell('B'), cell('abc'), cell(5)],
      ],
    });
    expect(await refusals(bad)).toEqual([
      'source.path: 1 of 2 rows cannot be read (row 4, column arr_start: "abc"); fix them, or pass skip_bad_rows: true',
    ]);
    expect(leftOut(await book(bad, { skip_bad_rows: true }))).toEqual({ title: 1, bad_row: 1 });
  });

  it('without rows is refused', async () => {
    expect(await refusals(await xlsx({ Data: [] }))).toEqual([
      'source.path: the workbook holds no rows; export it again',
    ]);
  });

  it('that is cut off, no workbook, old, or too large is refused with what to do', async () => {
    const whole = await xlsx({ Data: grid(rows) });
    expect(await refusals(whole.slice(0, whole.length - 40))).toEqual([
      'source.path: the file is cut off or no workbook; save it again as .xlsx',
    ]);
    expect(await refusals(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toEqual([
      'source.path: is the old Excel format, or has a password; save it as .xlsx without one, or as CSV',
    ]);
    // The directory says how much would be unpacked; nothing is unpacked to find out.
    const bomb = whole.slice();
    const view = new DataView(bomb.buffer);
    for (let at = 0; at + 4 < bomb.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x3fffffff, true);
    expect(await refusals(bomb)).toEqual([
      'source.path: unpacks to more than 512 MiB; save the sheet as CSV',
    ]);
    const archive = whole.slice();
    for (let at = 0; at + 3 < archive.length; at++)
      if (archive[at] === 0x78 && archive[at + 1] === 0x6c && archive[at + 2] === 0x2f) archive[at] = 0x79;
    expect(await refusals(archive)).toEqual([
      'source.path: the archive holds no workbook; save the sheet as .xlsx or CSV',
    ]);
  });

  it('may not have thousands of columns', async () => {
    const wide = Array.from({ length: 501 }, (_, i) => cell(`c${i}`));
    expect(await refusals(await xlsx({ Data: [wide, wide] }))).toEqual([
      'source.path: the sheet has 501 columns; at most 500 are read, so delete the others',
    ]);
  });

  it('never throws, whatever its bytes', async () => {
    const whole = await xlsx({ Data: grid(rows) });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const broken = whole.slice();
          broken[at] = byte;
          const file = await load(broken);
          if (!file.ok) for (const { message } of file.problems) expect(message).toMatch(/^source\./);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the directory of an archive', () => {
  it('is read without unpacking', async () => {
    const directory = zipDirectory(await xlsx({ Data: grid(rows) }));
    expect(directory?.names.some((name) => name.startsWith('xl/worksheets/'))).toBe(true);
    expect(directory?.unpacked).toBeGreaterThan(1_000);
    expect(zipDirectory(new Uint8Array(10))).toBeNull();
  });
});

describe('lines of JSON', () => {
  it('that are none are bad rows with their number', async () => {
    const text = `${ndjson(rows)}\n{"customer": "D", \n\n[1]\n`;
    expect(await refusals(text)).toEqual([
      'source.path: 2 of 6 rows cannot be read (row 4: "{"customer": "D","; row 6: "[1]"); fix them, or pass skip_bad_rows: true',
    ]);
    const skipped = await book(text, { skip_bad_rows: true });
    expect(skipped.accounts).toHaveLength(3);
    expect(leftOut(skipped)).toEqual({ bad_row: 2, blank: 1 });
  });
});

it('a sheet of a file that has none is refused', async () => {
  for (const content of [csv(rows), json(rows), ndjson(rows)])
    expect(await refusals(content, { sheet: 'Data' })).toEqual([
      'source.sheet: the file is no workbook; leave it out',
    ]);
});

describe('the top of a file', () => {
  const text = 'Report 2025,,\nid,arr_start,arr_end\nA,1,2\n';

  it('is passed over by number, in text and in a workbook', async () => {
    const sheet = await xlsx({
      Data: [
        ['Left', 'Middle', 'Right'],
        ['id', 'arr_start', 'arr_end'],
        ['A', 1, 2],
      ].map((row) => row.map(cell)),
    });
    // Its first row looks like a header, and is none.
    for (const content of ['Left,Middle,Right\nid,arr_start,arr_end\nA,1,2\n', sheet]) {
      expect(await refusals(content)).not.toEqual([]);
      for (const options of [{ header_row: 2 }, { skip_rows: 1 }])
        expect((await book(content, options)).accounts).toEqual([{ id: 'A', arr_start: 1, arr_end: 2 }]);
    }
    expect((await book(text)).accounts).toEqual([{ id: 'A', arr_start: 1, arr_end: 2 }]);
  });

  it('beyond the end of the file leaves no header', async () => {
    expect((await refusals(text, { header_row: 99 }))[0]).toMatch(/^source\.columns: no column for /);
  });

  it('is decoded as the caller says', async () => {
    const bytes = Buffer.from('id,arr_start,arr_end,name\nA,1,2,Caf\u00e9\n', 'latin1');
    const { accounts, assumptions } = await book(new Uint8Array(bytes), { encoding: 'windows-1252' });
    expect([accounts[0]?.name, assumptions]).toEqual(['Café', []]);
  });
});
