/** Parsers in threads of their own: an answer, none, and none in time. */
import { expect, test } from 'vitest';
import { askThread, waitFor } from '../../../src/data/readers/thread.ts';

const ask = (code: string, wait: number, signal?: AbortSignal) =>
  askThread<{ bytes: ArrayBuffer }, { length: number }>(code, { bytes: new ArrayBuffer(3) }, wait, {
    signal,
  });

const answering = `const { parentPort, workerData } = require('node:worker_threads');
parentPort.postMessage({ length: workerData.bytes.byteLength });`;

test('a thread answers', async () => {
  expect(await ask(answering, 60_000)).toEqual({ length: 3 });
});

test.each([
  ['ends without an answer', 'process.exit(0)'],
  ['breaks', 'throw new Error("broken")'],
])('one that %s gave none', async (_, code) => {
  expect(await ask(code, 60_000)).toBeNull();
});

test('one that goes round for ever is late', async () => {
  expect(await ask('for (;;);', 50)).toBe('late');
});

test('one that nobody waits for any more is given up', async () => {
  const control = new AbortController();
  const answer = ask('for (;;);', 60_000, control.signal);
  control.abort();
  await expect(answer).rejects.toThrow(/abort/i);
});

test('larger files may take longer', () => {
  expect(waitFor({ base: 1000, perMiB: 500 }, 2 * 1024 ** 2)).toBe(2000);
});
