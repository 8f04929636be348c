/** The body of a request, read under a limit of bytes. */
import type { IncomingMessage } from 'node:http';

/**
 * Reads a body to its end; null as soon as it is known to be larger than the limit, whether its length was declared or not.
 * @throws when the sender goes away, or takes too long, before the end.
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer | null> {
  if (Number(req.headers['content-length']) > limit) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // The rest still arrives, and is dropped: a sender that is cut off in the middle cannot read the answer.
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(null);
      }
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
    req.once('close', () => reject(new Error('the sender went away')));
  });
}

/** How many messages a body holds; what is no list, or no JSON, counts as one and is judged by the protocol. */
export function messagesIn(body: Buffer): number {
  // Only a list is parsed here: "[" after white space.
  const first = body.find((byte) => byte > 0x20);
  if (first !== 0x5b) return 1;
  try {
    const list: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(list) ? list.length : 1;
  } catch {
    return 1;
  }
}
