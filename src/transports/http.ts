/**
 * The server on Streamable HTTP, the only file that opens a socket. Nothing is kept between calls, so any number of
 * processes can answer under one name, in any order.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, localhostAllowedHostnames } from '@modelcontextprotocol/server';
import { type Problem, problem } from '../domain/problem.ts';
import { noReports } from '../report-store.ts';
import { createServer } from '../server.ts';
import { makeToken, readToken, tokenCheck } from './bearer-token.ts';
import { messagesIn, readBody } from './http-body.ts';
import { hostGuard, inTurn, methodGuard, originGuard, refuse, tokenGuard } from './http-guards.ts';
import { type HttpLimits, httpLimits } from './http-limits.ts';
import { log } from './http-log.ts';

export type HttpOptions = {
  /** Folders whose files tools may read. */
  folders: readonly string[];
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Whether `host` is this machine alone. */
  loopback: boolean;
  /** File with the token; without one a token is made for this run. */
  tokenFile: string | undefined;
  /** Names, beside those of this machine, under which clients reach the server. */
  allowedHosts: readonly string[];
  allowedOrigins: readonly string[];
};

type Path = 'mcp' | 'healthz' | 'other';

const pathOf = ({ url = '' }: IncomingMessage): Path => {
  const [path] = url.split('?', 1);
  return path === '/mcp' ? 'mcp' : path === '/healthz' ? 'healthz' : 'other';
};

/** Answers calls of the protocol, at most so many at a time. `calls` holds those in flight. */
function mcpListener(
  folders: readonly string[],
  calls: Set<ServerResponse>,
  limits: HttpLimits,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const today = () => new Date().toISOString().slice(0, 10);
  const access = { kind: 'folders', folders } as const;
  const handler = createMcpHandler(() => createServer({ access, reports: noReports, today: today() }), {
    // Nothing that could be subscribed to changes while the process lives, so no stream stays open.
    maxSubscriptions: 0,
    maxRequestBodySize: limits.bodyBytes,
    onerror: ({ name }) => log({ event: 'fault', name }),
  });
  const answer = toNodeHandler(handler, { maxRequestBodySize: limits.bodyBytes });
  return async (req, res) => {
    if (calls.size >= limits.calls) {
      refuse(res, 503, `server: ${limits.calls} calls are being answered; try again`, { 'retry-after': '1' });
      return;
    }
    calls.add(res);
    res.once('close', () => calls.delete(res));
    const body = await readBody(req, limits.bodyBytes);
    if (body === null) {
      const most = `${limits.bodyBytes / 1024 ** 2} MiB`;
      refuse(res, 413, `body: larger than ${most}; pass large books as a file in a data folder`);
    } else if (messagesIn(body) > limits.batch) {
      refuse(res, 400, `body: more than ${limits.batch} messages in one request; send them one by one`);
    } else {
      // The body is read already; the address is the endpoint's own, without what stood behind "?".
      const whole = async function* () {
        yield body;
      };
      await answer({ method: 'POST', url: '/mcp', headers: req.headers, [Symbol.asyncIterator]: whole }, res);
    }
  };
}

/** Writes a log line when a response is done, however it ended. */
function logWhenDone(path: Path, req: IncomingMessage, res: ServerResponse): void {
  const began = performance.now();
  const { bytesWritten } = req.socket;
  res.once('close', () =>
    log({
      event: 'request',
      method: req.method ?? '',
      path,
      status: res.writableFinished ? res.statusCode : 499,
      ms: Math.round((performance.now() - began) * 10) / 10,
      bytes: req.socket.bytesWritten - bytesWritten,
    }),
  );
}

/** What is wrong with a request that Node could not read, as a status. */
const unreadable: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = unreadable[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  const code = Number(status.slice(0, 3));
  log({ event: 'request', method: '', path: 'other', status: code, ms: 0, bytes: 0 });
}

/** Why a server could not listen, in words. */
function listenProblem({ code }: NodeJS.ErrnoException, { host, port }: HttpOptions): Problem {
  if (code === 'EADDRINUSE')
    return problem('--port', 'port-in-use', `${port} is in use; choose another, or 0 for a free one`);
  if (code === 'EACCES')
    return problem('--port', 'port-denied', `${port} needs more rights; choose one above 1023`);
  return problem('--host', 'bad-host', `${host} is no address of this machine (${code}); give one that is`);
}

/**
 * Serves until a signal. Both protocol eras are answered from one factory.
 * @returns the problem when it cannot start, null once it listens.
 */
export async function serveOnHttp(
  options: HttpOptions,
  limits: HttpLimits = httpLimits,
): Promise<Problem | null> {
  const { host, port, loopback, tokenFile } = options;
  const given = tokenFile === undefined ? { token: await makeToken() } : await readToken(tokenFile);
  if (!('token' in given)) return given;
  const guard = inTurn(
    hostGuard([...(loopback ? localhostAllowedHostnames() : []), ...options.allowedHosts]),
    originGuard(options.allowedOrigins, loopback),
    methodGuard('POST'),
    tokenGuard(await tokenCheck(given.token)),
  );
  const healthMethods = methodGuard('GET', 'HEAD');
  const calls = new Set<ServerResponse>();
  const answerMcp = mcpListener(options.folders, calls, limits);
  let stopping = false;

  const listener: RequestListener = (req, res) => {
    const path = pathOf(req);
    logWhenDone(path, req, res);
    res.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff');
    res.once('finish', () => {
      // Who was refused may finish sending, so that it reads the answer; not for long.
      if (req.complete) return;
      req.resume();
      const timer = setTimeout(() => req.destroy(), limits.lingerMs);
      req.once('close', () => clearTimeout(timer));
    });
    res.once('close', () => {
      if (stopping) req.socket.destroySoon();
    });
    if (stopping)
      refuse(res, 503, 'server: it is stopping; ask again, another may answer', { 'retry-after': '1' });
    else if (path === 'other') refuse(res, 404, 'path: nothing is here; the endpoint is /mcp');
    else if (path === 'healthz') {
      // Balancers ask by address and without a token, so it says nothing but that the process answers.
      if (healthMethods(req, res))
        res.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    } else if (guard(req, res)) {
      answerMcp(req, res).catch((error: unknown) => {
        if (res.destroyed || res.headersSent) return;
        log({ event: 'fault', name: error instanceof Error ? error.name : 'unknown' });
        refuse(res, 500, 'server: a fault of ours; nothing was computed');
      });
    }
  };

  const http = await import('node:http');
  const server = http.createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: limits.headerBytes,
    },
    listener,
  );
  server.maxConnections = limits.connections;
  server.on('clientError', refuseUnreadable);

  const failed = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => resolve(null));
  });
  if (failed !== null) return listenProblem(failed, options);

  // A log that nobody reads any more is no reason to stop answering.
  process.stderr.on('error', () => undefined);
  const stop = (signal: string) => {
    // A second signal ends the process at once, as without us.
    process.off('SIGTERM', stop).off('SIGINT', stop);
    stopping = true;
    log({ event: 'stopping', signal, calls: calls.size });
    server.close(() => log({ event: 'stopped' }));
    setTimeout(() => server.closeAllConnections(), limits.graceMs).unref();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);

  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  if (tokenFile === undefined)
    process.stderr.write(`cco-advisor: the token of this run, shown once: ${given.token}\n`);
  log({ event: 'listening', url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp` });
  return null;
}
