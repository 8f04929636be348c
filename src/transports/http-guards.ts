/** Who may speak to the HTTP server: each guard lets a request through or answers it, before its body is read. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { clip } from '../domain/problem.ts';

/** True lets the request through; false means that it was answered. */
export type Guard = (req: IncomingMessage, res: ServerResponse) => boolean;

/** Answers with a status and one sentence, in the form in which clients of the protocol read errors. */
export function refuse(
  res: ServerResponse,
  status: number,
  message: string,
  headers: OutgoingHttpHeaders = {},
): false {
  const error = { jsonrpc: '2.0', error: { code: -32000, message }, id: null };
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(error));
  return false;
}

/** Only these methods; the others are told which. Example: GET on the endpoint gives 405 with `Allow: POST`. */
export const methodGuard =
  (...allowed: readonly string[]): Guard =>
  ({ method = '' }, res) =>
    allowed.includes(method) ||
    refuse(res, 405, `method: ${clip(method, 20)} is not answered here; use ${allowed.join(' or ')}`, {
      allow: allowed.join(', '),
    });

/**
 * Only requests for a name that the operator knows. A page of a stranger can point its own name at this machine, but
 * the browser then still sends that name.
 */
export const hostGuard =
  (names: readonly string[]): Guard =>
  ({ headers }, res) =>
    validateHostHeader(headers.host, [...names]).ok ||
    refuse(
      res,
      403,
      `Host: "${clip(headers.host ?? '', 60)}" is no name of this server; use one it was started with, or add it with --allowed-host`,
    );

/** Only programs, which send no Origin, and pages from an origin that the operator named, or from this machine itself. */
export const originGuard =
  (origins: readonly string[], local: boolean): Guard =>
  ({ headers: { origin } }, res) =>
    origin === undefined ||
    origins.includes(origin) ||
    (local && origin !== '' && validateOriginHeader(origin, localhostAllowedHostnames()).ok) ||
    refuse(
      res,
      403,
      `Origin: "${clip(origin, 60)}" may not call this server; add it with --allowed-origin if its pages are yours`,
    );

/** Only who shows the token in the Authorization header; nowhere else, as addresses are written into logs and histories. */
export const tokenGuard =
  (isToken: (authorization: string | undefined) => boolean): Guard =>
  ({ headers: { authorization } }, res) =>
    isToken(authorization) ||
    refuse(
      res,
      401,
      'Authorization: the bearer token is missing or wrong; send the header "Authorization: Bearer <token>" with the token of this server',
      {
        'www-authenticate': `Bearer realm="cco-advisor"${authorization === undefined ? '' : ', error="invalid_token"'}`,
      },
    );

/** One guard after the other, until one has answered. */
export const inTurn =
  (...guards: readonly Guard[]): Guard =>
  (req, res) =>
    guards.every((guard) => guard(req, res));
