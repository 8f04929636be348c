/** An answer over HTTP that refuses: a status, one sentence, and what else the status calls for. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { httpLimits } from './http-limits.ts';
import { log } from './http-log.ts';

/** `message` says where, what is wrong, what to do. */
export type HttpRefusal = { status: number; message: string; headers?: OutgoingHttpHeaders };

/**
 * Answers with a refusal, in the form in which clients of the protocol read errors. It waits until the body has come,
 * and drops it, though not for long: who is cut off while sending cannot read the answer.
 */
export function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  { status, message, headers = {} }: HttpRefusal,
): void {
  const error = { jsonrpc: '2.0', error: { code: -32000, message }, id: null };
  const answer = () => {
    clearTimeout(timer);
    if (res.headersSent || res.destroyed) return;
    // What may still come on this connection is not worth reading.
    if (!req.readableEnded) res.setHeader('connection', 'close');
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(error));
  };
  const timer = setTimeout(answer, httpLimits.lingerMs);
  if (req.readableEnded) answer();
  else
    req
      .resume()
      .once('end', answer)
      .once('close', () => clearTimeout(timer));
}

/** What is wrong with a request that Node could not read. */
const unreadable: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no request, or did not come whole in time, and closes its connection. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = unreadable[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  log({ event: 'request', method: '', path: 'other', status: Number(status.slice(0, 3)), ms: 0, bytes: 0 });
}
