/** Calls of the protocol over HTTP: each gets a server of its own, which keeps nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeServerResponseLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { noReports } from '../report-store.ts';
import { createServer } from '../server.ts';
import { messagesIn, readBody } from './http-body.ts';
import { httpLimits as limits } from './http-limits.ts';
import { log } from './http-log.ts';
import { type HttpRefusal, refuse } from './http-refusal.ts';

const busy: HttpRefusal = {
  status: 503,
  message: `server: ${limits.calls} calls are being answered; try again`,
  headers: { 'retry-after': '1' },
};

const tooLarge: HttpRefusal = {
  status: 413,
  message: `body: larger than ${limits.bodyBytes / 1024 ** 2} MiB; pass large books as a file in a data folder`,
};

const tooMany: HttpRefusal = {
  status: 400,
  message: `body: more than ${limits.batch} messages in one request; send them one by one`,
};

const fault: HttpRefusal = { status: 500, message: 'server: a fault of ours; nothing was computed' };

/** The response as the SDK writes to it. Whether the connection stays open is for Node to say, who knows what the client asked. */
const written = (res: ServerResponse): NodeServerResponseLike => ({
  writeHead: (status, { connection: _, ...headers } = {}) => res.writeHead(status, headers),
  write: (chunk) => res.write(chunk),
  end: (chunk) => res.end(chunk),
  on: (event, listener) => res.on(event, listener),
  get destroyed() {
    return res.destroyed;
  },
});

/** What is open: calls being answered, and subscriptions, which stay open until somebody ends them. */
export type Open = { calls: Set<ServerResponse>; subscriptions: Set<ServerResponse> };

/** Answers requests that were let through, so many at a time. */
export function mcpListener(
  folders: readonly string[],
  { calls, subscriptions }: Open,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const today = () => new Date().toISOString().slice(0, 10);
  const access = { kind: 'folders', folders } as const;
  const handler = createMcpHandler(() => createServer({ access, reports: noReports, today: today() }), {
    maxSubscriptions: limits.subscriptions,
    maxRequestBodySize: limits.bodyBytes,
    onerror: ({ name }) => log({ event: 'fault', name }),
  });
  const answer = toNodeHandler(handler, { maxRequestBodySize: limits.bodyBytes });
  return async (req, res) => {
    if (calls.size >= limits.calls) return refuse(req, res, busy);
    calls.add(res);
    res.once('close', () => calls.delete(res));
    try {
      const body = await readBody(req, limits.bodyBytes);
      if (body === null) return refuse(req, res, tooLarge);
      if (messagesIn(body) > limits.batch) return refuse(req, res, tooMany);
      // A subscription waits for news and computes nothing; the protocol holds this header against the body.
      if (req.headers['mcp-method'] === 'subscriptions/listen') {
        calls.delete(res);
        subscriptions.add(res);
        res.once('close', () => subscriptions.delete(res));
      }
      // The body is read already; the address is the endpoint's own, without what stood behind "?".
      const whole = async function* () {
        yield body;
      };
      const request = { method: 'POST', url: '/mcp', headers: req.headers, [Symbol.asyncIterator]: whole };
      await answer(request, written(res));
    } catch (error) {
      // Who went away needs no answer.
      if (res.destroyed) return;
      log({ event: 'fault', name: error instanceof Error ? error.name : 'unknown' });
      refuse(req, res, fault);
    }
  };
}
