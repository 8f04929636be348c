/** Rows held at once: as many as memory takes, anew when the file asks for it, and not one of a pass that did not count. */
import { expect, test } from 'vitest';
import { allRows, mostHeld, type ReadThrough, type TakeRows } from '../../src/data/rows.ts';

const batch = new Array<string[]>(100_000).fill(['A', '1']);

const batches = (count: number, columns = 2) => ({
  headers: new Array<string>(columns).fill('x'),
  each: async (take: TakeRows): Promise<ReadThrough> => {
    for (let i = 0; i < count; i++) take(batch, 2 + i * batch.length);
    return { problems: [], again: false };
  },
});

test('as many rows as may be held are held', async () => {
  const read = await allRows(batches(mostHeld / batch.length));
  expect(read.ok && read.rows.length).toBe(mostHeld);
});

test.each([
  [mostHeld / batch.length + 1, 2, '2000000'],
  [4, 130, '307692'],
])('more than %d batches of %d columns are refused with what to do', async (count, columns, rows) => {
  expect(await allRows(batches(count, columns))).toEqual({
    ok: false,
    problems: [
      {
        path: 'source.path',
        code: 'too-large',
        message: `source.path: more than ${rows} rows, one a customer; export fewer columns, or a file a segment`,
      },
    ],
  });
});

test('rows of a pass that must be read anew are not kept', async () => {
  let passes = 0;
  const read = await allRows({
    headers: ['id'],
    each: async (take) => {
      take([[`pass ${++passes}`]], 2);
      return { problems: [], again: passes < 3 };
    },
  });
  expect(read).toEqual({ ok: true, rows: [['pass 3']] });
});
