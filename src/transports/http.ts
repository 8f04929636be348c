/**
 * The server on Streamable HTTP, the only file that opens a socket. Nothing is kept between calls, so any number of
 * processes can answer under one name, in any order.
 */
import type { IncomingMessage, RequestListener } from 'node:http';
import { localhostAllowedHostnames } from '@modelcontextprotocol/server';
import type { HttpOptions } from '../cli/serve.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Settings } from '../tools/settings.ts';
import { makeToken, readToken, tokenCheck } from './bearer-token.ts';
import { firstRefusal, type Guard, hostGuard, methodGuard, originGuard, tokenGuard } from './http-guards.ts';
import { httpLimits as limits } from './http-limits.ts';
import { log, logWhenDone } from './http-log.ts';
import { createMcpListener, type McpListener } from './http-mcp.ts';
import { refuse, refuseUnreadable } from './http-refusal.ts';

const pathOf = ({ url = '' }: IncomingMessage): 'mcp' | 'healthz' | 'other' => {
  const [path] = url.split('?', 1);
  return path === '/mcp' ? 'mcp' : path === '/healthz' ? 'healthz' : 'other';
};

const stoppingRefusal = {
  status: 503,
  message: 'server: it is stopping; ask again, another may answer',
  headers: { 'retry-after': '1' },
};

/** Where requests go, while the server is not stopping. */
function listenerFor(guard: Guard, mcp: McpListener, isStopping: () => boolean): RequestListener {
  const guards = {
    mcp: guard,
    // Balancers ask by address and without a token, so it says nothing but that the process answers.
    healthz: methodGuard('GET', 'HEAD'),
    other: () => ({ status: 404, message: 'path: nothing is here; the endpoint is /mcp' }),
  };
  return (req, res) => {
    const path = pathOf(req);
    logWhenDone(path, req, res);
    res.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff');
    res.once('close', () => {
      if (isStopping()) req.socket.destroySoon();
    });
    const refusal = isStopping() ? stoppingRefusal : guards[path](req);
    if (refusal !== null) refuse(req, res, refusal);
    else if (path === 'healthz')
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    else void mcp.answer(req, res);
  };
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
 * Serves until a signal, with tools that read files inside `folders` and keep reviews in `memoryFolder`. Both protocol eras are answered from one factory.
 * @returns the problem when it cannot start, null once it listens.
 */
export async function serveOnHttp(
  folders: readonly string[],
  settings: Settings,
  memoryFolder: string | undefined,
  options: HttpOptions,
): Promise<Problem | null> {
  const { host, port, loopback, tokenFile } = options;
  const given = tokenFile === undefined ? { token: await makeToken() } : await readToken(tokenFile);
  if (!('token' in given)) return given;
  const guard = firstRefusal(
    hostGuard([...(loopback ? localhostAllowedHostnames() : []), ...options.allowedHosts]),
    originGuard(options.allowedOrigins, loopback),
    methodGuard('POST'),
    tokenGuard(await tokenCheck(given.token)),
  );
  const mcp = createMcpListener(folders, settings, memoryFolder);
  let stopping = false;

  const http = await import('node:http');
  const server = http.createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: limits.headerBytes,
    },
    listenerFor(guard, mcp, () => stopping),
  );
  server.maxConnections = limits.connections;
  server.on('clientError', refuseUnreadable);

  const failed = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => resolve(null));
  });
  if (failed !== null) return listenProblem(failed, options);
  // Such as too many open files: that one connection is lost, the server is not.
  server.on('error', ({ name }) => log({ event: 'fault', name }));

  const stop = (signal: string) => {
    // A second signal ends the process at once, as it would without us.
    process.off('SIGTERM', stop).off('SIGINT', stop);
    stopping = true;
    log({ event: 'stopping', signal, calls: mcp.calls.size });
    void mcp.endSubscriptions();
    server.close(() => log({ event: 'stopped' }));
    setTimeout(() => server.closeAllConnections(), limits.graceMs).unref();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // A log that nobody reads any more is no reason to stop answering.
  process.stderr.on('error', () => undefined);

  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  if (tokenFile === undefined)
    process.stderr.write(`cco-advisor: the token of this run, shown once: ${given.token}\n`);
  log({ event: 'listening', url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp` });
  return null;
}
