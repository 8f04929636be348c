/** Texts that are kept for long stand by themselves: the piece of a file they come from does not stay with them. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ownText } from '../../src/data/recall.ts';
import type { RowSource } from '../../src/data/rows.ts';
import { chooseShape } from '../../src/data/shapes/choose-shape.ts';
import { readTimeline } from '../../src/data/timeline/read-timeline.ts';

const MiB = 1024 ** 2;
const pieces = 1_000;
const id = (i: number): string => `customer-with-a-long-id-${i}`;

/** Heap in use once what nobody holds is gone. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Rows as they come out of a large file: every text cut out of a piece of 64 KiB. */
const rows: RowSource = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  sheets: [],
  headers: ['customer', 'month', 'mrr', 'plan'],
  repeated: [],
  firstRow: 2,
  titles: 0,
  assumptions: [],
  head: [['A', '2025-01', '10', 'basic']],
  learned: new Map(),
  broken: new Map(),
  async each(take) {
    for (let i = 0; i < pieces; i++) {
      const piece = Buffer.alloc(64 * 1024, `${id(i)},2025-01,10,plan-of-${id(i)}\n`).toString('latin1');
      const [customer = '', month = '', mrr = '', plan = ''] = piece.slice(0, piece.indexOf('\n')).split(',');
      take([[customer, month, mrr, plan]], 2 + i);
    }
    return { problems: [], again: false };
  },
  table: async () => ({ ok: false, problems: [] }),
};

test('a copy says the same', () => {
  for (const text of ['', 'short', id(1), 'ä'.repeat(40), '\ud83d\ude00'.repeat(9)])
    expect(ownText(text)).toBe(text);
});

test('memory grows with customers, not with the pieces they were named in', async () => {
  const before = heap();
  const read = await readTimeline(
    rows,
    'monthly_long',
    { path: '-' },
    chooseShape(rows, { path: '-' }, ['monthly_long']),
  );
  expect(read.ok && read.timeline.entries.length).toBe(pieces);
  // The pieces are 62 MiB together.
  expect((heap() - before) / MiB).toBeLessThan(8);
  expect(read.ok && read.timeline.entries.at(-1)?.id).toBe(id(pieces - 1));
});
