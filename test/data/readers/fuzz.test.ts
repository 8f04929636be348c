/** The delimited readers against csv-parse: any table, any way to write it, any place where a piece of the file ends. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelimited } from '../../../src/data/readers/delimited.ts';
import { delimitedRows } from '../../../src/data/readers/delimited-rows.ts';
import { newlineOf } from '../../../src/data/readers/newline.ts';
import { decodeText } from '../../../src/data/readers/text.ts';
import type { RowSource } from '../../../src/data/rows.ts';
import { delimiters } from '../../../src/data/source.ts';
import { inPieces } from './pieces.ts';

type Written = { text: string; delimiter: string; newline: string };

/** Rows below the header with the number that a spreadsheet shows beside each. */
type Read = { headers: readonly string[]; rows: (readonly [number, readonly string[]])[] };

const letters = [...'ab1.,;|\t "\'=-é€漢😀\u00a0\n\r', '""', '\r\n', '" ', ' "', 'x"y', ''];
const cell = fc.array(fc.constantFrom(...letters), { maxLength: 5 }).map((parts) => parts.join(''));

/** A cell as RFC 4180 has it; `always` quotes what needs no quotes. */
const written = (text: string, always: boolean): string =>
  always || /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A table of 2 to 5 columns, some rows longer, shorter or blank, in one of the ways that systems write it. */
const tables: fc.Arbitrary<Written> = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    delimiter: fc.constantFrom(...delimiters),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    ending: fc.constantFrom('', 'newline', 'blank lines'),
    rows: fc.array(
      fc.record({
        cells: fc.array(fc.record({ text: cell, always: fc.boolean() }), { minLength: 6, maxLength: 6 }),
        more: fc.constantFrom(0, 0, 0, 0, 1, -1, Number.NEGATIVE_INFINITY),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ width, delimiter, newline, ending, rows }) => {
    const header = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].slice(0, width);
    const lines = rows.map(({ cells, more }) =>
      cells
        .slice(0, Math.max(0, width + more))
        .map(({ text, always }) => written(text, always))
        .join(delimiter),
    );
    const end = ending === '' ? '' : ending === 'newline' ? newline : newline.repeat(3);
    return { text: [header.join(delimiter), ...lines].join(newline) + end, delimiter, newline };
  });

const blank = (row: readonly string[]): boolean => row.every((one) => one.trim() === '');

/** What an independent parser reads: the header, then every record up to the last that is not blank. */
function independent({ text, delimiter, newline }: Written): Read {
  const records = parse(text, {
    delimiter,
    record_delimiter: newline,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  }) as string[][];
  while (records.length > 0 && blank(records.at(-1) ?? [])) records.pop();
  const [headers = [], ...rows] = records;
  return { headers, rows: rows.map((row, i) => [i + 2, row]) };
}

/** Rows whose only surplus is empty cells are whole; readers cut it off at different places. */
const trimmed = ({ headers, rows }: Read): Read => ({
  headers,
  rows: rows.map(([number, row]) => [
    number,
    blank(row) ? [] : blank(row.slice(headers.length)) ? row.slice(0, headers.length) : row,
  ]),
});

async function whole(bytes: Uint8Array, delimiter?: string): Promise<Read> {
  const { text, assumptions } = decodeText(bytes);
  const read = await readDelimited(text, { delimiter }, assumptions);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const { headers, rows, firstRow } = read.table;
  return { headers, rows: rows.map((row, i) => [firstRow + i, row.map(String)]) };
}

async function rowsOf(source: RowSource): Promise<{ read: Read; encoding: string }> {
  for (let pass = 0; pass < 2; pass++) {
    const rows: Read['rows'] = [];
    const { problems, again } = await source.each((batch, first) => {
      for (const [i, row] of batch.entries()) rows.push([first + i, row.map(String)]);
    });
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
    if (!again) return { read: { headers: source.headers, rows }, encoding: source.encoding };
  }
  throw new Error('the second pass asks for a third');
}

async function streamed(bytes: Uint8Array, sizes: readonly [number, ...number[]], delimiter?: string) {
  const opened = await delimitedRows(inPieces(bytes, ...sizes), { delimiter }, {});
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join('\n'));
  return rowsOf(opened.rows);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2);
  const view = new DataView(bytes.buffer);
  const whole = `${mark ? '\ufeff' : ''}${text}`;
  for (let i = 0; i < whole.length; i++) view.setUint16(i * 2, whole.charCodeAt(i), little);
  return bytes;
}

const encodings: readonly [string, (text: string) => Uint8Array][] = [
  ['UTF-8', utf8],
  ['UTF-8 with a mark', (text) => utf8(`\ufeff${text}`)],
  ['UTF-16 little endian', (text) => utf16(text, true, true)],
  ['UTF-16 big endian', (text) => utf16(text, false, true)],
];

const sizes = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  .map((list) => list as [number, ...number[]]);

describe.each(encodings)('%s', (_, encode) => {
  test('a text read at once gives the records and row numbers of csv-parse', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        expect(trimmed(await whole(encode(table.text), table.delimiter))).toEqual(
          trimmed(independent(table)),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('and so does a file read in pieces that end anywhere, inside a character too', async () => {
    await fc.assert(
      fc.asyncProperty(tables, sizes, async (table, pieces) => {
        const { read } = await streamed(encode(table.text), pieces, table.delimiter);
        expect(trimmed(read)).toEqual(trimmed(independent(table)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what the file does not say', () => {
  test('UTF-16 without a mark is found in text that is mostly Latin', async () => {
    for (const little of [true, false]) {
      const bytes = utf16('alpha,beta\r\nM\u00fcller,12\r\n"a\r\nb",3\r\n', little, false);
      const { read, encoding } = await streamed(bytes, [3]);
      expect(encoding).toBe(little ? 'utf-16le' : 'utf-16be');
      expect(read).toEqual(await whole(bytes));
      expect(read.rows).toEqual([
        [2, ['M\u00fcller', '12']],
        [3, ['a\r\nb', '3']],
      ]);
    }
  });

  test('bytes that are no UTF-8, anywhere, make the whole file Windows-1252 in both readers', async () => {
    const words = fc.array(fc.constantFrom('Acme', 'M\xfcller', 'Caf\xe9 \x80', 'x', '\x93Inc\x94', '\xe9'), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(words, sizes, async (names, pieces) => {
        const rows = [...names.map((name, i) => `${name},${i}`), 'Z\xfcrich,9'];
        const bytes = Uint8Array.from(`alpha,beta\n${rows.join('\n')}\n`, (char) => char.charCodeAt(0));
        const { read, encoding } = await streamed(bytes, pieces);
        expect(encoding).toBe('windows-1252');
        const text = rows.map((row) =>
          row.replaceAll('\x80', '\u20ac').replaceAll('\x93', '\u201c').replaceAll('\x94', '\u201d'),
        );
        expect(read.rows).toEqual(text.map((row, i) => [i + 2, row.split(',')]));
        expect(read).toEqual(await whole(bytes));
      }),
      { numRuns: 100 },
    );
  });

  test('both readers find the same delimiter, and the right one in tables that are whole', async () => {
    const plain = fc.array(fc.constantFrom('ab', '1', 'x y', '"q,;|"', ''), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...delimiters),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(plain, { minLength: 3, maxLength: 9 }),
        async (delimiter, newline, body) => {
          const lines = [['alpha', 'beta', 'gamma'], ...body, ['z', 'z', 'z']];
          const bytes = utf8(lines.map((line) => line.join(delimiter)).join(newline));
          const opened = await delimitedRows(inPieces(bytes, 5), {}, {});
          if (!opened.ok) throw new Error('refused');
          expect(opened.rows.delimiter).toBe(delimiter);
          const read = await readDelimited(decodeText(bytes).text, {}, []);
          expect(read.ok && read.table.delimiter).toBe(delimiter);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('line ends', () => {
  test.each([
    ['a line feed in a file of CRLF', 'alpha,beta\r\n1,2\n3,4\r\n5,6'],
    ['CRLF in a file of line feeds', 'alpha,beta\n1,2\r\n3,4\n5,6'],
    ['CRLF after the header only', 'alpha,beta\r\n1,2\n3,4\n5,6\n'],
    ['a quoted line feed in a file of carriage returns', 'alpha,beta\r"1",2\r3,4\r"5",6\r'],
  ])('%s breaks every line', async (_, text) => {
    const values = ({ rows }: Read) => rows.map(([number, row]) => [number, ...row.map((one) => one.trim())]);
    const expected = [
      [2, '1', '2'],
      [3, '3', '4'],
      [4, '5', '6'],
    ];
    expect(values(await whole(utf8(text)))).toEqual(expected);
    for (const size of [1, 2, 3, 64] as const)
      expect(values((await streamed(utf8(text), [size])).read)).toEqual(expected);
  });

  test.each([
    ['other ends inside quotes', 'a,b\r1,"x\ny\r\nz"\r', '\r'],
    ['inside doubled quotes', 'a,b\r\n"""\n""",2\r\n', '\r\n'],
    ['behind quotes that open no cell', 'a,b\n5"" pipe,1\r\n', '\n'],
    ['one line', 'a,b', '\n'],
    ['nothing', '', '\n'],
    ['a quote that never closes', '"a,b\r\n1,2', '\n'],
  ])('%s', (_, text, newline) => {
    expect(newlineOf(text)).toBe(newline);
  });
});

describe('quotes that run rows together', () => {
  const sentence = (row: number) =>
    `source.path: row ${row} has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again`;

  test.each([
    ['closed too early', 'alpha,beta\nw,0\n"Acme" Inc,1\n"Globex",2\nx,3\n', 3],
    ['never closed', 'alpha,beta\nx,1\n"open,2\ny,3\n', 3],
    ['closed too early in the last row', 'alpha,beta\nw,0\n"Acme" Inc,1\n', 3],
  ])('%s: refused with the row, wherever a piece ends', async (_, text, row) => {
    await expect(whole(utf8(text))).rejects.toThrow(sentence(row));
    for (let size = 1; size <= text.length; size++)
      await expect(streamed(utf8(text), [size], ',')).rejects.toThrow(sentence(row));
  });
});
