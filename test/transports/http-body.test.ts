import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messagesIn, readBody } from '../../src/transports/http-body.ts';

/** A request as far as its body goes. */
const requestOf = (headers: Record<string, string> = {}) =>
  Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;

it('gives the bytes of any pieces up to the limit, and null above', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), async (pieces) => {
      const req = requestOf();
      const whole = Buffer.concat(pieces);
      const read = readBody(req, 50);
      for (const piece of pieces) req.write(piece);
      req.end();
      expect(await read).toEqual(whole.length <= 50 ? whole : null);
    }),
  );
});

it('does not read what says that it is too large', async () => {
  const req = requestOf({ 'content-length': '51' });
  expect(await readBody(req, 50)).toBeNull();
  expect(req.listenerCount('data')).toBe(0);
});

it('knows that a body is too large before it ends', async () => {
  const req = requestOf();
  const read = readBody(req, 50);
  req.write(Buffer.alloc(51));
  expect(await read).toBeNull();
});

it('fails when the sender goes away', async () => {
  const req = requestOf();
  const read = readBody(req, 50);
  req.write('{');
  req.destroy();
  await expect(read).rejects.toThrow('the sender went away');
});

it.each([
  ['{}', 1],
  ['', 1],
  ['[', 1],
  ['[]', 0],
  [' \r\n\t[1, 2, 3]', 3],
  ['"[1,2]"', 1],
  ['{"a":[1,2]}', 1],
])('%j holds %i messages', (text, count) => {
  expect(messagesIn(Buffer.from(text))).toBe(count);
});
