/** Lines of objects read in pieces: the same as all at once, whatever the pieces. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { longestRecord } from '../../../src/data/readers/delimited-rows.ts';
import { isNdjson, ndjsonRows } from '../../../src/data/readers/ndjson.ts';
import type { RawCell } from '../../../src/data/table.ts';
import { book, csv, refusals } from '../load.ts';
import { inPieces } from './pieces.ts';

async function streamed(bytes: Uint8Array, ...sizes: readonly [number, ...number[]]) {
  const opened = await ndjsonRows(inPieces(bytes, ...sizes), bytes.slice(0, 64), undefined, {});
  if (!opened.ok) return opened.problems.map(({ message }) => message);
  const { rows } = opened;
  const all: { number: number; row: readonly RawCell[] }[] = [];
  await rows.each((batch, first) => {
    for (const [i, row] of batch.entries()) all.push({ number: first + i, row });
  });
  return { headers: rows.headers, all, broken: rows.broken, assumptions: rows.assumptions, source: rows };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const lines = '{"a": 1}\n\n{"b": {"c": "東京"}}\r\n{"a": }\n{"a": 2, "b": {"c": "é"}}\n\n\n';

const expected = {
  headers: ['a', 'b.c'],
  all: [
    { number: 1, row: [1, null] },
    { number: 2, row: [null, null] },
    { number: 3, row: [null, '東京'] },
    { number: 4, row: [null, null] },
    { number: 5, row: [2, 'é'] },
  ],
};

describe('lines of objects', () => {
  it.each([1, 2, 3, 7, 64, 1000])('are the same in pieces of %s bytes', async (size) => {
    const read = await streamed(utf8(lines), size);
    expect(read).toMatchObject(expected);
    expect('broken' in read ? [...read.broken] : []).toEqual([[4, '{"a": }']]);
  });

  it('are the same without a last line break, and with a mark at the start', async () => {
    expect(await streamed(utf8(lines.trimEnd()), 5)).toMatchObject(expected);
    expect(await streamed(utf8(`\ufeff${lines}`), 5)).toMatchObject(expected);
  });

  it('are the same in UTF-16', async () => {
    const wide = new Uint8Array(Buffer.from(`\ufeff${lines}`, 'utf16le'));
    expect(await streamed(wide, 3)).toMatchObject(expected);
  });

  it('are Windows-1252 where a late byte is no UTF-8', async () => {
    const bytes = Buffer.from(lines.replace('東京', 'x'), 'latin1');
    const read = await streamed(bytes, 4);
    expect(read).toMatchObject({
      all: [...expected.all.slice(0, 2), { number: 3, row: [null, 'x'] }, ...expected.all.slice(3)],
      assumptions: [expect.objectContaining({ value: 'windows-1252' })],
    });
  });

  it('give a table with the same rows', async () => {
    const read = await streamed(utf8(lines), 9);
    const table = 'source' in read ? await read.source.table() : null;
    expect(table).toMatchObject({
      ok: true,
      table: { format: 'ndjson', rows: expected.all.map(({ row }) => row), ragged: [{ row: 4 }] },
    });
  });

  it('that never end are refused, and so are hundreds of keys', async () => {
    const endless = `{"a": 1}\n{"a": "${'x'.repeat(longestRecord)}`;
    expect(await streamed(utf8(endless), 65_536)).toEqual([
      expect.stringContaining('source.path: row 2 is over 4 MiB long'),
    ]);
    const wide = Array.from({ length: 600 }, (_, i) => `{"k${i}": 1}`).join('\n');
    expect(await streamed(utf8(wide), 65_536)).toEqual([expect.stringContaining('exceed 500')]);
  });

  test('of any objects say the same as a list of them', async () => {
    const cell = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    const row = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), cell, { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const read = await streamed(utf8(rows.map((one) => JSON.stringify(one)).join('\n')), size);
          if (!('all' in read)) throw new Error(read.join());
          const back = read.all.map(({ row: cells }) =>
            Object.fromEntries(read.headers.map((header, i) => [header, cells[i] ?? null])),
          );
          const whole = rows.map((one) =>
            Object.fromEntries(read.headers.map((header) => [header, one[header] ?? null])),
          );
          expect(back).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('a key that begins after thousands of rows is a column like the others', async () => {
  const span = (i: number, end: string) =>
    JSON.stringify({ customer: `c${i}`, start: '2024-01-01', mrr: 10, ...(end === '' ? {} : { end }) });
  const many = Array.from({ length: 3_000 }, (_, i) => span(i, ''));
  const text = [...many, span(3_000, '2025-02-10')].join('\n');
  const asked = { period_start: '2025-01', period_end: '2025-03', shape: 'subscription_periods' } as const;
  const read = await book(text, asked);
  expect(read.reconciliation).toMatchObject({ format: 'ndjson', rows_read: 3_001, rows_used: 3_001 });
  expect(read.accounts.find(({ arr_end }) => arr_end === 0)).toMatchObject({ id: 'c3000', arr_start: 120 });
});

test('one line of JSON, or a pretty one, is no file of lines', async () => {
  expect(isNdjson('{"a": 1}\n')).toBe(false);
  expect(isNdjson('{\n"a": 1\n}\n')).toBe(false);
  expect(isNdjson('{"a": 1}\n{')).toBe(true);
  expect(await refusals('{"a": 1}\n')).toEqual([expect.stringContaining('no list of objects')]);
  expect(await refusals(csv('{"id": "A", "arr_start": 1, "arr_end": 1}', '{"id": "B"}'))).toEqual([]);
});
