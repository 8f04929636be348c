/** JSON in which numbers are longer than JavaScript's, and lists that are one page of many. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../src/data/load.ts';
import { pageOf } from '../../../src/data/readers/api-page.ts';
import { parseJson } from '../../../src/data/readers/parse-json.ts';
import { book, refusals, withFolder } from '../load.ts';

describe('long whole numbers', () => {
  test.each([
    ['{"id":1234567890123456789}', { id: '1234567890123456789' }],
    ['[[-9007199254740993], 9007199254740991]', [['-9007199254740993'], 9007199254740991]],
    [
      '{"a":"12345678901234567890 \\" 12345678901234567890"}',
      { a: '12345678901234567890 " 12345678901234567890' },
    ],
    ['{"a":0.12345678901234567,"b":12345678901234567e3,"c":1234567890123456.5}', undefined],
    ['{"1234567890123456789":1}', { '1234567890123456789': 1 }],
  ])('%s', (text, value) => {
    expect(parseJson(text)).toEqual(value ?? JSON.parse(text));
  });

  test('beside a text of millions of escapes are read as they can be', () => {
    const text = `{"a":"${'\\\\n'.repeat(6_000_000)}","id":1234567890123456789}`;
    expect(Object.keys(parseJson(text) as object)).toEqual(['a', 'id']);
  });

  test('are all that is read otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const parsed = parseJson(text);
        expect(JSON.stringify(parsed).replace(/"(-?\d{16,})"/g, '$1')).toBe(
          JSON.stringify(JSON.parse(text)).replace(/"(-?\d{16,})"/g, '$1'),
        );
      }),
    );
  });

  test.each([',', '\n'])('as ids are different customers, separated by %j', async (between) => {
    const rows = ['1234567890123456789', '1234567890123456788', '3']
      .map((id, i) => `{"customer":${id},"arr_start":100,"arr_end":${i === 2 ? 100 : 0}}`)
      .join(between);
    const { accounts } = await book(between === ',' ? `[${rows}]` : rows);
    expect(accounts.map(({ id }) => id)).toEqual(['1234567890123456788', '1234567890123456789', '3']);
  });
});

describe('one page of an export', () => {
  const data = [
    { customer: 'A', arr_start: 100, arr_end: 90 },
    { customer: 'B', arr_start: 100, arr_end: 100 },
  ];

  test.each([
    [{ total_count: 500, next_page: 'abc' }, '2 of 500 rows'],
    [{ has_more: true }, '2 rows, and it says that there are more'],
    [{ paging: { next: { after: '100' } } }, '2 rows, and it names the next page'],
    [{ meta: { totalCount: 3 } }, '2 of 3 rows'],
    [{ totalSize: 9, done: false, nextRecordsUrl: '/q/01' }, '2 of 9 rows'],
    [{ '@odata.nextLink': 'more' }, '2 rows, and it names the next page'],
    [{ next_page: 0 }, null],
    [{ links: { next: '' }, has_more: false, total_count: 2, next_page: null, total: 9_000 }, null],
  ])('%j', (beside, page) => {
    expect(pageOf({ data, ...beside }, 2)).toBe(page);
  });

  test('is refused, as it is no book', async () => {
    expect(await refusals(JSON.stringify({ data, has_more: true }))).toEqual([
      'source.path: the file is one page of an export: 2 rows, and it says that there are more; export all pages as one list',
    ]);
    expect(await refusals(JSON.stringify({ data, has_more: false }))).toEqual([]);
  });
});

test('one line of a file of lines is a row, where its name says so', async () => {
  const line = '{"customer":"A","arr_start":100,"arr_end":90}\n';
  await withFolder({ 'a.ndjson': line, 'b.jsonl': line, 'c.json': line }, async (folder) => {
    const read = (path: string) => loadFile({ path }, {}, { access: { kind: 'folders', folders: [folder] } });
    for (const path of ['a.ndjson', 'b.jsonl']) expect(await read(path)).toMatchObject({ ok: true });
    expect(await read('c.json')).toMatchObject({ ok: false });
  });
});
