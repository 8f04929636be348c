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
    [{ total_count: 500, next_page: 'abc' }, '2 of 500 rows', 'total_count'],
    [{ has_more: true }, '2 rows, and it says that there are more', 'has_more'],
    [{ paging: { next: { after: '100' } } }, '2 rows, and it names the next page', 'paging.next'],
    [{ meta: { totalCount: 3 } }, '2 of 3 rows', 'meta.totalCount'],
    [{ totalSize: 9, done: false, nextRecordsUrl: '/q/01' }, '2 of 9 rows', 'totalSize'],
    [{ '@odata.nextLink': 'more' }, '2 rows, and it names the next page', '@odata.nextLink'],
    [{ total: 500 }, '2 of 500 rows', 'total'],
    [{ count: 1023, next: null, previous: null }, '2 of 1023 rows', 'count'],
    [{ next_offset: 'a1' }, '2 rows, and it names the next page', 'next_offset'],
    [{ next_offset: 2 }, '2 rows, and it names the next page', 'next_offset'],
    [
      { page_info: { has_next_page: true } },
      '2 rows, and it says that there are more',
      'page_info.has_next_page',
    ],
    [
      { meta: { pagination: { total_pages: 5 } } },
      '2 rows, and it is of several pages',
      'meta.pagination.total_pages',
    ],
    [{ current_page: 1, last_page: 7 }, '2 rows, and it is of several pages', 'last_page'],
    [{ count: 2, total_pages: 5 }, '2 rows, and it is of several pages', 'total_pages'],
    [
      { additional_data: { pagination: { more_items_in_collection: true } } },
      '2 rows, and it says that there are more',
      'additional_data.pagination.more_items_in_collection',
    ],
    [{ pageable: { offset: 20 }, last: false }, '2 rows, and it says that it is not the last', 'last'],
    [{ links: [{ rel: 'next', href: '/v1?page=2' }] }, '2 rows, and it names the next page', 'links'],
    // The last page has no next one, and is no book either.
    [{ next: null, previous: 'https://x/?page=1' }, '2 rows, and it names the page before', 'previous'],
    [{ page: 3, per_page: 100 }, '2 rows, and it is not the first page', 'page'],
    [{ offset: 100, limit: 50 }, '2 rows, and it does not begin at the first', 'offset'],
    // A total that a column happens to add up to, where pages are spoken of.
    [{ total: 200, limit: 2 }, '2 of 200 rows', 'total'],
  ])('%j', (beside, says, key) => {
    expect(pageOf({ data, ...beside }, data)).toEqual({ says, key });
  });

  test.each([
    [{ next_page: 0 }],
    [{ links: { next: '' }, has_more: false, total_count: 2, next_page: null, total: 9_000 }],
    [{ total: 2 }],
    [{ count: 2, next: null, previous: null }],
    [{ meta: { pagination: { total: 2, count: 2, per_page: 15, current_page: 1, total_pages: 1 } } }],
    [{ total: 2, total_pages: 5, next_offset: 2 }],
    [{ paging: { next: {} } }],
    [{ meta: { pagination: { next: 'https://x/?after=b', has_more: false } } }],
    [{ page: 1, per_page: 50, offset: 0 }],
    [{ links: [{ rel: 'self', href: '/v1' }] }],
    // What the rows add up to, as ARR and as MRR of a year.
    [{ total: 190 }],
    [{ total: 2_400, currency: 'EUR' }],
    [{ total: 84_000.5 }],
    [{ previous: { grr: 0.9 } }],
    [{ previous: '2024-12', prev: 120_000 }],
    [{ year: 2025, company: 'Acme', count: '2' }],
  ])('is not %j', (beside) => {
    expect(pageOf({ data, ...beside }, data)).toBeNull();
  });

  test('is refused, as it is no book', async () => {
    expect(await refusals(JSON.stringify({ data, has_more: true }))).toEqual([
      'source.path: the file is one page of an export: 2 rows, and it says that there are more ("has_more"); export all pages as one list',
    ]);
    expect(await refusals(JSON.stringify({ data, has_more: false }))).toEqual([]);
    expect(await refusals(JSON.stringify({ data, links: [{ rel: 'self', href: '/v1' }] }))).toEqual([]);
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
