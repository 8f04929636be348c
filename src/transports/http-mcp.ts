/** Calls of the protocol over HTTP: each gets a server of its own, which keeps nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeServerResponseLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import { noReports } from '../report-store.ts';
import { createServer } from '../server.ts';
import type { Settings } from '../tools/settings.ts';
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

/**
 * Gives turns, one in each round of the event loop. What a call computes holds the thread, so between two calls all that
 * came meanwhile is read, and answered where it needs no call: refusals and health stay quick under load.
 */
function turnstile(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((next) => setImmediate(next)));
    return last;
  };
}

export type McpListener = {
  /** Answers a request that was let through. Never throws. */
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Calls in flight. */
  calls: ReadonlySet<ServerResponse>;
  /** Tells every subscriber that there will be no more news. */
  endSubscriptions: () => Promise<void>;
};

/** Answers the protocol, so many calls at a time, with tools that read files inside `folders`. */
export function createMcpListener(
  folders: readonly string[],
  settings: Settings,
  memoryFolder?: string | undefined,
): McpListener {
  const today = () => new Date().toISOString().slice(0, 10);
  const access = { kind: 'folders', folders } as const;
  const memory = memoryFolder === undefined ? undefined : { folder: memoryFolder, today };
  const handler = (legacy: 'stateless' | 'reject') =>
    createMcpHandler(() => createServer({ access, reports: noReports, settings, today: today(), memory }), {
      legacy,
      maxSubscriptions: limits.subscriptions,
      maxRequestBodySize: limits.bodyBytes,
      onerror: ({ name }) => log({ event: 'fault', name }),
    });
  const nodeHandler = (of: McpHttpHandler) => toNodeHandler(of, { maxRequestBodySize: limits.bodyBytes });
  // Subscriptions have a handler of their own, so that they can be ended while calls in flight go on. Only the newest
  // era knows them, and refuses a header that names one over a body that is something else.
  const subscriptions = handler('reject');
  const answerSubscription = nodeHandler(subscriptions);
  const answerCall = nodeHandler(handler('stateless'));
  const calls = new Set<ServerResponse>();
  const turn = turnstile();

  const answer: McpListener['answer'] = async (req, res) => {
    if (calls.size >= limits.calls) return refuse(req, res, busy);
    calls.add(res);
    res.once('close', () => calls.delete(res));
    try {
      const body = await readBody(req, limits.bodyBytes);
      if (body === null) return refuse(req, res, tooLarge);
      if (messagesIn(body) > limits.batch) return refuse(req, res, tooMany);
      // The body is read already; the address is the endpoint's own, without what stood behind "?".
      const whole = async function* () {
        yield body;
      };
      const request = { method: 'POST', url: '/mcp', headers: req.headers, [Symbol.asyncIterator]: whole };
      // A subscription waits and computes nothing, so it takes no place of a call.
      const subscribes = req.headers['mcp-method'] === 'subscriptions/listen';
      if (subscribes) calls.delete(res);
      await turn();
      await (subscribes ? answerSubscription : answerCall)(request, written(res));
    } catch (error) {
      // Who went away needs no answer.
      if (res.destroyed) return;
      log({ event: 'fault', name: error instanceof Error ? error.name : 'unknown' });
      refuse(req, res, fault);
    }
  };
  return { answer, calls, endSubscriptions: subscriptions.close };
}
