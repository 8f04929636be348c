import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, load, refusals } from '../load.ts';

const head = 'Customer,MRR start,MRR end,Start Date,End Date,Tenure,Churned,Currency';

const one = (column: string, value: string) =>
  `source.path: 1 of 2 rows cannot be read (row 3${column === '-' ? '' : `, column ${column}`}: "${value}"); fix them, or pass skip_bad_rows: true`;

describe('a row that cannot be read', () => {
  test.each([
    ['no id', ',1,2,,,,,USD', 'Customer', '', 'no-id'],
    ['a marker in place of an id', 'n/a,1,2,,,,,USD', 'Customer', 'n/a', 'no-id'],
    ['a word as amount', 'B,abc,2,,,,,USD', 'MRR start', 'abc', 'bad-number'],
    ['the other amount', 'B,1,#REF!,,,,,USD', 'MRR end', '#REF!', 'bad-number'],
    ['a percent', 'B,1,85%,,,,,USD', 'MRR end', '85%', 'bad-number'],
    ['a negative amount', 'B,1,(2),,,,,USD', 'MRR end', '(2)', 'below-zero'],
    ['30 February', 'B,1,2,2025-02-30,,,,USD', 'Start Date', '2025-02-30', 'bad-date'],
    ['a word as date', 'B,1,2,,later,,,USD', 'End Date', 'later', 'bad-date'],
    [
      'an end before its start',
      'B,1,2,2025-02-02,2025-02-01,,,USD',
      'End Date',
      '2025-02-01 is before the start 2025-02-02',
      'end-before-start',
    ],
    ['a negative tenure', 'B,1,2,,,-3,,USD', 'Tenure', '-3', 'below-zero'],
    ['a flag that is neither', 'B,1,2,,,,maybe,USD', 'Churned', 'maybe', 'bad-flag'],
    ['a currency that is no code', 'B,1,2,,,,,dollars', 'Currency', 'dollars', 'bad-currency'],
    ['too few fields', 'B,1,2', '-', '3 fields instead of 8', 'field-count'],
    ['too many fields', 'B,1,2,,,,,USD,x', '-', '9 fields instead of 8', 'field-count'],
  ])('%s', async (_name, row, column, value, code) => {
    const loaded = await load(csv(head, 'A,100,200,2025-01-01,2025-12-31,3,yes,USD', row));
    const [problem] = loaded.ok ? [] : loaded.problems;
    expect(problem?.message).toBe(one(column, value));
    expect(problem?.rows).toEqual([{ row: 3, column, code, value }]);
  });

  test('no currency where others have several', async () => {
    const text = csv('id,arr_start,arr_end,currency', 'A,1,2,EUR', 'B,1,2,GBP', 'C,1,2,');
    expect(await refusals(text)).toEqual([
      'source.path: 1 of 3 rows cannot be read (row 4, column currency: ""); fix them, or pass skip_bad_rows: true',
    ]);
  });

  test.each([
    ['an amount without sign among several currencies', 'C;10;10', '10, 10: no one currency'],
    ['two currencies in one row', 'C;€10;£10', '€10, £10: no one currency'],
  ])('%s', async (_name, row, value) => {
    expect(await refusals(csv('id;arr_start;arr_end', 'A;€1;€2', 'B;£1;£2', row))).toEqual([
      `source.path: 1 of 3 rows cannot be read (row 4, column arr_end: "${value}"); fix them, or pass skip_bad_rows: true`,
    ]);
  });

  test('its cell is repeated cleaned and cut', async () => {
    const [message] = await refusals(csv('id,arr_start,arr_end', `A,1,x\u202e\u0007${'y'.repeat(60)}`));
    expect(message).toBe(
      `source.path: 1 of 1 rows cannot be read (row 2, column arr_end: "x${'y'.repeat(38)}…"); fix them, or pass skip_bad_rows: true`,
    );
  });
});

describe('the list', () => {
  test('is in order of rows, with the code bad-rows', async () => {
    const text = csv('id,arr_start,arr_end', 'A,abc,1', 'B,1,2', 'C,1', 'D,1,x', 'E,1,1');
    expect(await load(text)).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.path',
          code: 'bad-rows',
          message:
            'source.path: 3 of 5 rows cannot be read (row 2, column arr_start: "abc"; row 4: "2 fields instead of 3"; row 5, column arr_end: "x"): bad-number 2, field-count 1; fix them, or pass skip_bad_rows: true',
          rows: [
            { row: 2, column: 'arr_start', code: 'bad-number', value: 'abc' },
            { row: 4, column: '-', code: 'field-count', value: '2 fields instead of 3' },
            { row: 5, column: 'arr_end', code: 'bad-number', value: 'x' },
          ],
        },
      ],
    });
  });

  test('ends after 20', async () => {
    const rows = Array.from({ length: 21 }, (_, i) => `A-${i},x,1`);
    const loaded = await load(csv('id,arr_start,arr_end', ...rows));
    const [{ message = '', rows: listed = [] } = {}] = loaded.ok ? [] : loaded.problems;
    expect(listed.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
    expect(message.match(/row \d+, /g)).toHaveLength(20);
    expect(message).toContain('21 of 21 rows cannot be read (row 2, column arr_start: "x"; ');
    expect(message).toMatch(
      /; row 21, column arr_start: "x"; \.\.\.\); fix them, or pass skip_bad_rows: true$/,
    );
  });

  test('has some of each kind, and says at once how many would have to be let go', async () => {
    const rows = Array.from({ length: 21 }, (_, i) => `A-${i},x,1`);
    const loaded = await load(csv('id,arr_start,arr_end', ...rows, 'B,1', ',1,1', 'C,1,1', 'D,1,-5'));
    const [{ message = '', rows: listed = [] } = {}] = loaded.ok ? [] : loaded.problems;
    expect(listed.map(({ row }) => row)).toEqual([
      ...Array.from({ length: 17 }, (_, i) => i + 2),
      23,
      24,
      26,
    ]);
    expect(message).toMatch(
      /bad-number 21, below-zero 1, field-count 1, no-id 1; fix them, or pass skip_bad_rows: true and max_bad_rows 24$/,
    );
  });
});

describe('skip_bad_rows', () => {
  const rows = (good: number, bad: number) =>
    csv(
      'id,arr_start,arr_end',
      ...Array.from({ length: good }, (_, i) => `G-${i},1,1`),
      ...Array.from({ length: bad }, (_, i) => `B-${i},x,1`),
    );

  test('leaves them out and counts them', async () => {
    const file = await book(csv('id,arr_start,arr_end', 'A,abc,1', 'B,1,2', 'C,1'), { skip_bad_rows: true });
    expect(file.accounts).toEqual([{ id: 'B', arr_start: 1, arr_end: 2 }]);
    expect(leftOut(file)).toEqual({ bad_row: 2 });
    expect(file.reconciliation).toMatchObject({ rows_read: 3, rows_used: 1, bad_rows: 2, ties: true });
  });

  test.each([
    ['up to 10 by default', 30, 10, undefined, null],
    ['not 11', 30, 11, undefined, [11, 10]],
    ['up to 1% of many rows', 1980, 20, undefined, null],
    ['not more than 1%', 1979, 21, undefined, [21, 20]],
    ['nor a row before the next hundred is full', 2078, 21, undefined, [21, 20]],
    ['21 of 2,100', 2079, 21, undefined, null],
    ['64 bad rows', 936, 64, undefined, [64, 10]],
    ['as many as the caller allows', 30, 12, 12, null],
    ['none when the caller says 0', 30, 1, 0, [1, 0]],
  ])('%s', async (_name, good, bad, most, exceeded) => {
    const options = { skip_bad_rows: true, ...(most === undefined ? {} : { max_bad_rows: most }) };
    const expected =
      exceeded === null
        ? []
        : [
            `source.max_bad_rows: ${exceeded[0]} bad rows exceed max_bad_rows ${exceeded[1]}; the mapping is probably wrong, check source.columns, or where it is right pass max_bad_rows ${exceeded[0]} (bad-number ${exceeded[0]})`,
          ];
    expect(await refusals(rows(good, bad), options)).toEqual(expected);
  });

  test('a bad cell has no word on the decimal mark', async () => {
    const text = csv('id,arr_start,arr_end', 'A,1.234,1', 'B,v2.0,1');
    expect((await load(text, { skip_bad_rows: true })).ok).toBe(false);
  });
});
