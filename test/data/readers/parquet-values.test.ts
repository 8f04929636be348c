/** Values of Parquet files as cells: decimals, short floats, times of day and bytes. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { type Column, cellsOf, isCellKind } from '../../../src/data/readers/parquet-values.ts';
import { book, refusals } from '../load.ts';

const cell = (element: Column, value: unknown) => cellsOf({ ...element })(value);

const bytesOf = (...bytes: number[]) => new Uint8Array(bytes);

describe('a value', () => {
  const decimal = (scale: number) => ({ converted_type: 'DECIMAL', scale }) as const;

  test.each([
    [decimal(2), 9010, 90.1],
    [decimal(2), -50n, -0.5],
    [decimal(2), bytesOf(0xff, 0xce), -0.5],
    [decimal(2), bytesOf(0x00, 0x80), 1.28],
    [decimal(18), 100_500_000_000_000_000_000n, 100.5],
    [{ logical_type: { type: 'DECIMAL', precision: 38, scale: 0 } }, 42n, 42],
    // Ids of a warehouse, which as numbers would be one.
    [decimal(0), 12_345_678_901_234_567_891n, '12345678901234567891'],
    [{ type: 'INT64' }, 2n ** 53n + 1n, '9007199254740993'],
    [{ type: 'FLOAT' }, Math.fround(90.1), 90.1],
    [{ type: 'FLOAT' }, Math.fround(16_777_217), 16_777_216],
    [{ type: 'DOUBLE' }, Math.fround(90.1), 90.0999984741211],
    [{ converted_type: 'TIME_MILLIS' }, 1_000_000, '00:16:40'],
    [
      { logical_type: { type: 'TIME', isAdjustedToUTC: true, unit: 'NANOS' } },
      86_399_000_000_000n,
      '23:59:59',
    ],
    [{ type: 'BYTE_ARRAY' }, new TextEncoder().encode('Müller'), 'Müller'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY' }, bytesOf(0xff, 0x01), 'ff01'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY' }, bytesOf(0x01, 0x02), '0102'],
    [{ converted_type: 'JSON' }, { a: 1n }, '{"a":"1"}'],
    [{ type: 'INT32' }, null, null],
    [decimal(2), undefined, null],
  ] as [Column, unknown, unknown][])('of %j that is %s', (element, value, expected) => {
    expect(cell({ ...element }, value)).toBe(expected);
  });

  test.each([
    [{ converted_type: 'INTERVAL' }, false],
    [{ logical_type: { type: 'VARIANT' } }, false],
    [{ type: 'DOUBLE' }, true],
  ] as [Column, boolean][])('of %j is a cell: %s', (element, expected) => {
    expect(isCellKind({ ...element })).toBe(expected);
  });
});

const written = (columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData']) =>
  new Uint8Array(parquetWriteBuffer({ columnData }));

describe('a file', () => {
  test('of 32-bit amounts has those that were written', async () => {
    const { accounts } = await book(
      written([
        { name: 'customer', data: ['A', 'B'], type: 'STRING' },
        { name: 'arr_start', data: [90.1, 5], type: 'FLOAT' },
        { name: 'arr_end', data: [19.99, 5], type: 'FLOAT' },
      ]),
    );
    expect(accounts[0]).toEqual({ id: 'A', arr_start: 90.1, arr_end: 19.99 });
  });

  test('with two columns of one name is refused, as both would be the first', async () => {
    const arr = { name: 'arr_end', type: 'DOUBLE' } as const;
    const twice = [
      { name: 'customer', data: ['A'], type: 'STRING' as const },
      { ...arr, data: [1] },
      { ...arr, data: [2] },
    ];
    expect(await refusals(written(twice))).toEqual([
      'source.path: two columns are called "arr_end"; give each a name of its own',
    ]);
  });
});
