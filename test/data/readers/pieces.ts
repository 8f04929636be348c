/** A file in memory whose bytes come in pieces of chosen sizes, so that a reader meets a boundary anywhere. */
import type { OpenFile } from '../../../src/data/access.ts';

/** Pieces of these sizes, over and over. Each is a view of one buffer that is written over, as a disk reader's is. */
export const inPieces = (bytes: Uint8Array, ...sizes: readonly [number, ...number[]]): OpenFile => ({
  name: 'pieces.csv',
  size: bytes.length,
  version: null,
  async *chunks() {
    const buffer = new Uint8Array(Math.max(...sizes));
    for (let from = 0, n = 0; from < bytes.length; n++) {
      const size = Math.min(sizes[n % sizes.length] ?? 1, bytes.length - from);
      buffer.set(bytes.subarray(from, from + size));
      yield buffer.subarray(0, size);
      from += size;
    }
  },
  bytes: async () => bytes,
  close: async () => {},
});
