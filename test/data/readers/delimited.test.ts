import { describe, expect, test } from 'vitest';
import { readDelimited } from '../../../src/data/readers/delimited.ts';
import { uniqueHeaders } from '../../../src/data/readers/header.ts';
import type { RawTable } from '../../../src/data/table.ts';
import { csv, refusals } from '../load.ts';

async function read(text: string, delimiter?: string): Promise<RawTable> {
  const result = await readDelimited(text, { delimiter }, []);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.table;
}

describe('the delimiter', () => {
  test.each([
    ['comma', ',', csv('id,a,b', 'x,1,2')],
    ['semicolon', ';', csv('id;a;b', 'x;1,5;2,5')],
    ['tab', '\t', csv('id\ta\tb', 'x\t1,5\t2;5')],
    ['pipe', '|', csv('id|a|b', 'x|1,5|2;5')],
    ['semicolon, though each row has as many decimal commas', ';', csv('id;name;a', 'x;y;1,5', 'x;y;2,5')],
    ['comma, though a name holds semicolons', ',', csv('id,a', '"x;y;z",1', 'w,2')],
    ['comma, though title rows stand above', ',', csv('Accounts', '', 'id,a,b', 'x,1,2', 'y,3,4')],
    ['comma for a single column', ',', csv('id', 'x')],
  ])('%s', async (_name, delimiter, text) => {
    expect((await read(text)).delimiter).toBe(delimiter);
  });

  test('ties go to more fields', async () => {
    expect(await read('a,b|c|d\n1,2|3|4\n')).toMatchObject({ delimiter: '|', headers: ['a,b', 'c', 'd'] });
  });

  test('the caller decides', async () => {
    expect(await read('a;b,c\n1;2,3\n', ';')).toMatchObject({ headers: ['a', 'b,c'], rows: [['1', '2,3']] });
  });
});

describe('records', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('lines end with %s', async (_name, end) => {
    const table = await read(['id,a', 'x,1', 'y,2', ''].join(end));
    expect(table).toMatchObject({
      headers: ['id', 'a'],
      rows: [
        ['x', '1'],
        ['y', '2'],
      ],
    });
  });

  test('a last line without an end counts', async () => {
    expect((await read('id,a\nx,1')).rows).toEqual([['x', '1']]);
  });

  test('quotes hold delimiters, doubled quotes and new lines', async () => {
    const table = await read('id,a\n"Acme, ""Inc""",1\n"two\nlines",2\nx,3\n');
    expect(table.rows).toEqual([
      ['Acme, "Inc"', '1'],
      ['two\nlines', '2'],
      ['x', '3'],
    ]);
  });

  test('a quote inside an unquoted cell is a quote', async () => {
    expect((await read('id,a\n5" pipe,1\n')).rows).toEqual([['5" pipe', '1']]);
  });

  test('rows have the numbers of a spreadsheet: a new line in quotes starts none, an empty line does', async () => {
    const text = csv('id,arr_start,arr_end', '"two\nlines",1,2', '', 'x,oops,2');
    expect(await refusals(text)).toEqual([
      'source.path: 1 of 3 rows cannot be read (row 4, column arr_start: "oops"); fix them, or pass skip_bad_rows: true',
    ]);
  });

  test.each([
    ['never closed', csv('id,a,reason', 'x,1,"open', 'y,2,z'), 2],
    ['closed too early', csv('id,a', 'w,0', '"Acme" Inc,1', '"Globex",2'), 3],
  ])('a quote %s would swallow rows: refused', async (_name, text, row) => {
    expect(await refusals(text)).toEqual([
      `source.path: row ${row} has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again`,
    ]);
  });
});

describe('the header', () => {
  test('stands in the first row', async () => {
    expect(await read(csv('id,a', 'x,1'))).toMatchObject({ firstRow: 2, titles: 0, ragged: [] });
  });

  test('stands below title rows', async () => {
    const table = await read(csv('Accounts 2025', '', 'Exported,12', 'id,a', 'x,1'));
    expect(table).toMatchObject({ headers: ['id', 'a'], rows: [['x', '1']], firstRow: 5, titles: 3 });
  });

  test('is looked for in 20 rows and no further', async () => {
    const titles = (count: number) =>
      csv(...Array.from({ length: count }, (_, i) => `${i},${i}`), 'id,a', 'x,1');
    expect(await read(titles(19))).toMatchObject({ headers: ['id', 'a'], titles: 19, firstRow: 21 });
    expect(await read(titles(20))).toMatchObject({
      headers: ['column_1', 'column_2'],
      titles: 0,
      firstRow: 1,
    });
  });

  test('may name its columns by years alone, which are no amounts', async () => {
    expect(await read(csv('customer,2023,2024', 'A,100,90'))).toMatchObject({
      headers: ['customer', '2023', '2024'],
      rows: [['A', '100', '90']],
    });
    expect((await read(csv('Report,2024', 'customer,arr', 'A,1'))).headers).toEqual(['customer', 'arr']);
    // No years in a row, and no word beside them.
    for (const first of ['A,2023,2050', '2022,2023,2024', 'A,2024,2024'])
      expect((await read(csv(first, 'B,5,6'))).firstRow).toBe(1);
  });

  test('may be missing', async () => {
    const table = await read(csv('A-1,100,200', 'A-2,100,0'));
    expect(table).toMatchObject({ headers: ['column_1', 'column_2', 'column_3'], firstRow: 1, titles: 0 });
    expect(table.rows).toHaveLength(2);
  });

  test.each([
    ['repeats', ['ARR', 'ARR', 'ARR'], ['ARR', 'ARR_2', 'ARR_3']],
    ['a repeat that meets a name', ['ARR', 'ARR', 'ARR_2'], ['ARR', 'ARR_2', 'ARR_2_2']],
    ['empty ones', ['id', '', ' '], ['id', 'column_2', 'column_3']],
    ['invisible characters', ['\u200bid\u202e', 'a\n b'], ['id', 'a b']],
    ['long ones', ['x'.repeat(100)], [`${'x'.repeat(79)}…`]],
  ])('names: %s', (_name, cells, names) => {
    expect(uniqueHeaders(cells).headers).toEqual(names);
  });

  test.each([
    ['none, where the file itself counts', ['note', 'note_2'], []],
    ['none, where a header is empty', ['id', '', ''], []],
    ['the second and the third', ['note', 'note', 'note'], ['note_2', 'note_3']],
  ])('names that had to be given: %s', (_name, cells, names) => {
    expect(uniqueHeaders(cells).repeated).toEqual(names.map((name) => ({ header: 'note', name })));
  });
});

describe('rows of another length', () => {
  test('are listed with their numbers', async () => {
    const table = await read(csv('id,a,b', 'x,1,2', 'y,1', 'z,1,2,3', ''));
    expect(table.ragged).toEqual([
      { row: 3, fields: 2 },
      { row: 4, fields: 4 },
    ]);
  });

  test('are whole when only empty fields follow', async () => {
    const table = await read(csv('id,a', 'x,1,,', 'y,2'));
    expect(table.ragged).toEqual([]);
    expect(table.rows).toEqual([
      ['x', '1'],
      ['y', '2'],
    ]);
  });

  test('are no rows when empty', async () => {
    expect((await read(csv('id,a', '', ' , , ', 'x,1'))).ragged).toEqual([]);
  });
});

test.each([
  ['no bytes', ''],
  ['a mark only', '\ufeff'],
  ['white space', ' \n\t\n\n'],
])('an empty file (%s) is refused', async (_name, text) => {
  expect(await refusals(text)).toEqual(['source.path: the file holds no rows; export it again']);
});
