/** Who may speak to the HTTP server. A guard looks at the headers alone and says why not, before a body is read. */
import type { IncomingMessage } from 'node:http';
import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { clip } from '../domain/problem.ts';
import type { HttpRefusal } from './http-refusal.ts';

/** Null lets the request through. */
export type Guard = (req: IncomingMessage) => HttpRefusal | null;

/** Only these methods; the others are told which. Example: GET on the endpoint gives 405 with `Allow: POST`. */
export const methodGuard =
  (...allowed: readonly string[]): Guard =>
  ({ method = '' }) =>
    allowed.includes(method)
      ? null
      : {
          status: 405,
          message: `method: ${clip(method, 20)} is not answered here; use ${allowed.join(' or ')}`,
          headers: { allow: allowed.join(', ') },
        };

/**
 * Only requests for a name that the operator knows. A page of a stranger can point its own name at this machine, but
 * its browser still says that name.
 */
export const hostGuard =
  (names: readonly string[]): Guard =>
  ({ headersDistinct }) => {
    // Of two names, each program on the way may believe another one.
    const [host = '', ...more] = headersDistinct['host'] ?? [];
    if (more.length === 0 && validateHostHeader(host, [...names]).ok) return null;
    const what = `"${clip([host, ...more].join(', '), 60)}" is no name of this server`;
    return {
      status: 403,
      message: `Host: ${what}; use one it was started with, or add it with --allowed-host`,
    };
  };

/** Only programs, which send no Origin, and pages from an origin the operator named or, where `local`, from this machine. */
export const originGuard =
  (origins: readonly string[], local: boolean): Guard =>
  ({ headers: { origin } }) => {
    if (origin === undefined || origins.includes(origin)) return null;
    if (local && origin !== '' && validateOriginHeader(origin, localhostAllowedHostnames()).ok) return null;
    return {
      status: 403,
      message: `Origin: "${clip(origin, 60)}" may not call this server; add it with --allowed-origin if its pages are yours`,
    };
  };

/** Only who shows the token in the Authorization header: addresses end up in logs and histories. */
export const tokenGuard =
  (isToken: (authorization: string | undefined) => boolean): Guard =>
  ({ headers: { authorization } }) => {
    if (isToken(authorization)) return null;
    const error = authorization === undefined ? '' : ', error="invalid_token"';
    return {
      status: 401,
      message:
        'Authorization: the token is missing or wrong; send "Authorization: Bearer <token>" with the token of this server',
      headers: { 'www-authenticate': `Bearer realm="cco-advisor"${error}` },
    };
  };

/** The first refusal of several guards, or null. */
export const firstRefusal =
  (...guards: readonly Guard[]): Guard =>
  (req) => {
    for (const guard of guards) {
      const refusal = guard(req);
      if (refusal !== null) return refusal;
    }
    return null;
  };
