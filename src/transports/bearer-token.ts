/** The bearer token of the HTTP server: read from a file or made for one run, and compared without telling how much of it was right. */
import { readFile, stat } from 'node:fs/promises';
import { clip, type Problem, problem } from '../domain/problem.ts';

/** What a token may be: the characters that a header carries as they are, and long enough not to be guessed. */
const form = /^[\w.~+/-]{32,512}={0,2}$/;

const mostBytes = 1_024;

/**
 * The token in a file, without the line end that editors leave. The problem otherwise, which never quotes the file.
 * Example: a file that holds "secret" is refused, as 6 characters can be guessed.
 */
export async function readToken(path: string): Promise<{ token: string } | Problem> {
  const at = '--token-file';
  const named = `"${clip(path, 200)}"`;
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isFile() || info.size > mostBytes)
    return problem(at, 'bad-token', `${named} is no file of one token; give the path of a small text file`);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return problem(at, 'bad-token', `${named} cannot be read; give this user the right to`);
  const token = text.trim();
  return form.test(token)
    ? { token }
    : problem(
        at,
        'bad-token',
        `${named} holds no usable token; write 32 to 512 letters, digits or . _ ~ + / - into it, such as the output of: openssl rand -hex 32`,
      );
}

/** A token of 256 random bits, for one run. */
export async function makeToken(): Promise<string> {
  const { randomBytes } = await import('node:crypto');
  return randomBytes(32).toString('base64url');
}

/**
 * Tells whether an Authorization header carries the token. Digests of equal length are compared in constant time, so
 * that neither the length nor the first wrong character of a guess can be measured.
 * Example: `(await tokenCheck(token))('Bearer ' + token)` is true.
 */
export async function tokenCheck(token: string): Promise<(authorization: string | undefined) => boolean> {
  const { createHash, timingSafeEqual } = await import('node:crypto');
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (authorization) => {
    const [, given = ''] = /^bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    return timingSafeEqual(digest(given), expected);
  };
}
