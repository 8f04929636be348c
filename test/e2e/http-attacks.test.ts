/** What strangers may try over HTTP, and the status that each of it gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, startHttp, token } from './http-server.ts';
import { hold, type RawAnswer, sendRaw } from './raw-http.ts';

const MiB = 1024 ** 2;

type Attack = {
  /** Request line without the version; `POST /mcp` where it is not the point. */
  request?: string;
  /** Headers that replace or join those of a good request; null leaves one out. */
  headers?: Record<string, string | null>;
  /** Header lines as they are, for what is no header at all. */
  lines?: readonly string[];
  body?: string | Iterable<string>;
};

/** Several statuses where it is a race whether the answer still arrives; 0 is a closed connection. */
type Row = [name: string, attack: Attack, status: number | number[], headers?: Record<string, string>];

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
const allowPost = { allow: 'POST' };
const challenge = { 'www-authenticate': 'Bearer realm="cco-advisor"' };
const wrongToken = { 'www-authenticate': 'Bearer realm="cco-advisor", error="invalid_token"' };
const bearer = (text: string): Attack => ({ headers: { Authorization: text } });
const none = { Authorization: null };

const call = (name: string, input: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${name}","arguments":${input}}}`;
const deep = call('cco_size_coverage', `{"from":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`);
const polluting = call(
  'cco_size_coverage',
  '{"__proto__":{"sample":true},"constructor":{"prototype":{"sample":true}}}',
);

/** A body of unknown length in pieces of 64 KiB. */
function* chunks(bytes: number): Generator<string> {
  const piece = 'x'.repeat(65_536);
  for (let sent = 0; sent < bytes; sent += piece.length) yield `${piece.length.toString(16)}\r\n${piece}\r\n`;
  yield '0\r\n\r\n';
}

const chunked = { 'Content-Length': null, 'Transfer-Encoding': 'chunked' };

const table: Record<string, Row[]> = {
  'a page in a browser': [
    ['an origin elsewhere', { headers: { Origin: 'https://evil.example' } }, 403],
    ['an origin that begins like ours', { headers: { Origin: 'http://localhost.evil.example' } }, 403],
    ['a page from a file or a sandboxed frame', { headers: { Origin: 'null' } }, 403],
    ['an origin that is none', { headers: { Origin: '%%%' } }, 403],
    ['an empty origin', { headers: { Origin: '' } }, 403],
    [
      'an evil origin before its token is looked at',
      { headers: { Origin: 'https://evil.example', ...none } },
      403,
    ],
    [
      'asking for leave',
      { request: 'OPTIONS /mcp', headers: { Origin: 'http://localhost:5173', ...none } },
      405,
    ],
    ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415],
    ['plain text, which needs no leave', { headers: { 'Content-Type': 'text/plain' } }, 415],
    ['a name rebound to this machine', { headers: { Host: 'evil.example' } }, 403],
    ['a name that begins like ours', { headers: { Host: '127.0.0.1.evil.example' } }, 403],
    ['a name behind ours', { headers: { Host: 'localhost@evil.example' } }, 403],
    ['a name that is none', { headers: { Host: '%' } }, 403],
    ['no name', { headers: { Host: null } }, 400],
    ['two names, the first ours', { lines: ['Host: evil.example'] }, 403],
  ],
  'no or another token': [
    ['none', { headers: none }, 401, challenge],
    ['an empty one', bearer('Bearer '), 401, wrongToken],
    ['another of the same length', bearer(`Bearer ${'x'.repeat(token.length)}`), 401, wrongToken],
    ['all but the last character', bearer(`Bearer ${token.slice(0, -1)}`), 401, wrongToken],
    ['one character more', bearer(`Bearer ${token}x`), 401, wrongToken],
    ['two in one header', bearer(`Bearer ${token}, Bearer ${token}`), 401, wrongToken],
    ['another case', bearer(`Bearer ${token.toUpperCase()}`), 401, wrongToken],
    ['another scheme', bearer(`Basic ${Buffer.from(`a:${token}`).toString('base64')}`), 401, wrongToken],
    ['without a scheme', bearer(token), 401, wrongToken],
    ['in the address', { request: `POST /mcp?access_token=${token}`, headers: none }, 401, challenge],
    [
      'in the address as a header',
      { request: `POST /mcp?authorization=Bearer%20${token}`, headers: none },
      401,
    ],
    ['in a cookie', { headers: { ...none, Cookie: `access_token=${token}` } }, 401, challenge],
    ['in the body', { headers: none, body: JSON.stringify({ access_token: token }) }, 401, challenge],
    ['in a header of another name', { headers: { ...none, 'X-Authorization': `Bearer ${token}` } }, 401],
    [
      'a wrong one before the right one',
      { headers: none, lines: ['Authorization: Bearer x', `Authorization: Bearer ${token}`] },
      401,
    ],
  ],
  'a body': [
    ['declared too large', { headers: { 'Content-Length': String(4 * MiB + 1) }, body: '' }, 413],
    ['too large without a length', { headers: chunked, body: chunks(5 * MiB) }, 413],
    ['too large from nobody', { headers: { 'Content-Length': String(90 * MiB), ...none }, body: '' }, 401],
    ['without an end from nobody', { headers: { ...chunked, ...none }, body: chunks(9_000 * MiB) }, [401, 0]],
    ['with two lengths', { lines: ['Content-Length: 3'] }, 400],
    ['with a length and in pieces', { lines: ['Transfer-Encoding: chunked'] }, 400],
    ['of a negative length', { headers: { 'Content-Length': '-1' } }, 400],
    ['in pieces that are none', { headers: chunked, body: 'zz\r\n' }, 400],
    ['packed', { headers: { 'Content-Encoding': 'gzip' }, body: '\x1f\x8b\x08' }, 400],
    ['empty', { body: '' }, 400],
    ['no JSON', { body: '{"jsonrpc":' }, 400],
    ['no UTF-8', { body: '{"jsonrpc":"2.0","id":"\xff\xfe' }, 400],
    ['no message', { body: '{}' }, 400],
    ['null', { body: 'null' }, 400],
    ['a number', { body: '1' }, 400],
    ['an empty list', { body: '[]' }, 400],
    ['nested a million deep', { body: '['.repeat(MiB) }, 400],
    ['nested and closed', { body: '['.repeat(MiB) + ']'.repeat(MiB) }, 400],
    ['a call nested 100,000 deep', { body: deep }, 200],
    ['a call that names what all objects have', { body: polluting }, 200],
    ['17 messages in one', { body: `[${Array(17).fill(ping).join(',')}]` }, 400],
    ['100,000 messages in one', { body: ` \n[${Array(90_000).fill(ping).join(',')}]` }, 400],
    ['a revision that is none', { headers: { 'MCP-Protocol-Version': '1999-01-01' } }, 400],
    ['a session that is none', { headers: { 'Mcp-Session-Id': '../../etc/passwd' } }, 200],
    [
      'a call that its header calls a subscription',
      { headers: { 'Mcp-Method': 'subscriptions/listen' }, body: call('cco_review_plan', '{"sample":true}') },
      400,
    ],
    [
      'the same in the newest revision',
      {
        headers: { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen' },
        body: call('cco_review_plan', '{"sample":true}'),
      },
      400,
    ],
    [
      'a method that its header does not name',
      { headers: { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/list' } },
      400,
    ],
  ],
  'a method': [
    ['GET', { request: 'GET /mcp', body: '' }, 405, allowPost],
    [
      'GET for a socket',
      { request: 'GET /mcp', headers: { Upgrade: 'websocket', Connection: 'Upgrade, close' }, body: '' },
      405,
    ],
    ['HEAD', { request: 'HEAD /mcp', body: '' }, 405, allowPost],
    ['PUT', { request: 'PUT /mcp' }, 405, allowPost],
    ['PATCH', { request: 'PATCH /mcp' }, 405, allowPost],
    ['DELETE', { request: 'DELETE /mcp', body: '' }, 405, allowPost],
    ['TRACE', { request: 'TRACE /mcp', body: '' }, 405, allowPost],
    ['one in small letters', { request: 'post /mcp' }, 400],
    ['one that is none', { request: 'STEAL /mcp' }, 400],
    ['CONNECT', { request: 'CONNECT evil.example:443', body: '' }, 0],
    ['POST to health', { request: 'POST /healthz' }, 405, { allow: 'GET, HEAD' }],
  ],
  'a path': [
    ['the root', { request: 'POST /' }, 404],
    ['a file of the system', { request: 'GET /../../etc/passwd', body: '' }, 404],
    ['a way around', { request: 'POST /healthz/../mcp' }, 404],
    ['two slashes', { request: 'POST //mcp' }, 404],
    ['a slash behind', { request: 'POST /mcp/' }, 404],
    ['capitals', { request: 'POST /MCP' }, 404],
    ['an escaped letter', { request: 'POST /%6dcp' }, 404],
    ['a whole address', { request: 'POST http://evil.example/mcp' }, 404],
    ['a star', { request: 'OPTIONS *', body: '' }, 404],
    ['one of 15 KiB', { request: `POST /${'a'.repeat(15_000)}` }, 404],
    ['one of 17 KiB', { request: `POST /mcp?${'a'.repeat(17_000)}` }, 431],
    ['one with an escaped line end', { request: 'POST /mcp%0d%0aX-Evil:%201' }, 404],
  ],
  'a header': [
    ['a line end in the token', { headers: none, lines: ['Authorization: Bearer x\r\nX-Evil: 1'] }, 401],
    ['a bare carriage return', { lines: ['X-Note: a\rX-Evil: 1'] }, 400],
    ['a zero byte', { lines: ['X-Note: a\0b'] }, 400],
    ['a space before the colon', { lines: ['Authorization : Bearer x'] }, 400],
    ['no colon', { lines: ['X-Evil'] }, 400],
    ['an escaped line end', bearer('Bearer x%0d%0aX-Evil:%201'), 401, wrongToken],
    ['17 KiB', { lines: [`X-Note: ${'a'.repeat(17_000)}`] }, 431],
    ['another version of HTTP', { lines: [], request: 'POST /mcp HTTP/9.9\r\nX-Rest:' }, 400],
  ],
};

/** A good request with an attack in it, as bytes. */
function* bytesOf(
  { request = 'POST /mcp', headers = {}, lines = [], body = ping }: Attack,
  host: string,
): Generator<string | Uint8Array> {
  const text = typeof body === 'string' ? body : '';
  const all: Record<string, string | null> = {
    Host: host,
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    'Content-Length': String(text.length),
    Connection: 'close',
    ...headers,
  };
  const given = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  yield Buffer.from([`${request} HTTP/1.1`, ...given, ...lines, '', text].join('\r\n'), 'latin1');
  if (typeof body !== 'string') yield* body;
}

let server: HttpServer;
const send = (attack: Attack): Promise<RawAnswer> =>
  sendRaw(server.url.port, bytesOf(attack, server.url.host));

beforeAll(async () => {
  server = await startHttp();
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

it('answers the good request that every attack is made of', async () => {
  expect((await send({})).status).toBe(200);
});

describe.each(Object.entries(table))('%s', (_, rows) => {
  it.each(rows)('%s', async (_name, attack, status, headers = {}) => {
    const answer = await send(attack);
    expect([status].flat(), answer.body).toContain(answer.status);
    expect(answer.headers).toMatchObject(headers);
    expect(answer.headers['x-evil']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.body).not.toMatch(new RegExp(`${token}|\\n\\s+at |node_modules|\\.mjs`));
  });
});

/** The beginning of a good request whose body is said to have 100 bytes, and has fewer. */
const begun = (): string =>
  [
    'POST /mcp HTTP/1.1',
    `Host: ${server.url.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Content-Length: 100',
    '',
    '{"jsonrpc"',
  ].join('\r\n');

const health = async (): Promise<number> => (await fetch(new URL('/healthz', server.url))).status;

describe('too slow or too many', () => {
  it.concurrent('a body that never ends gets 408 and is cut off', async () => {
    const { status, headers } = await hold(server.url.port, begun()).answer;
    expect(status).toBe(408);
    expect(headers['connection']).toBe('close');
  }, 60_000);

  it.concurrent('headers that never end get 408 and are cut off', async () => {
    const { status } = await hold(server.url.port, 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-').answer;
    expect(status).toBe(408);
  }, 60_000);

  it('64 calls at a time, the next is told to come again, and places become free', async () => {
    const held = Array.from({ length: 64 }, () => hold(server.url.port, begun()));
    let answer = await send({});
    // The 64 are on their way; until they have come there is room.
    for (let i = 0; i < 100 && answer.status === 200; i++) answer = await send({});
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(answer.body).toContain('64 calls are being answered; try again');
    // Nobody without the token takes or sees a place.
    expect((await send({ headers: none })).status).toBe(401);
    expect(await health()).toBe(200);
    for (const { release } of held) release();
    for (let i = 0; i < 100 && answer.status === 503; i++) answer = await send({});
    expect(answer.status).toBe(200);
  });

  it('1,000 calls at once are answered or told to come again, and health answers meanwhile', async () => {
    const body = call('cco_review_plan', '{"sample":true}');
    const one = async () => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: {
          ...server.authorization,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body,
      });
      return {
        status: response.status,
        again: response.headers.get('retry-after'),
        text: await response.text(),
      };
    };
    const answers = Promise.all(Array.from({ length: 1_000 }, one));
    expect(await health()).toBe(200);
    const done = await answers;
    expect(done).toHaveLength(1_000);
    const answered = done.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThanOrEqual(64);
    // All that were answered got the same bytes.
    expect(new Set(answered.map(({ text }) => text)).size).toBe(1);
    expect(answered[0]?.text).toContain('SHARPEN');
    for (const { status, again } of done) if (status !== 200) expect([status, again]).toEqual([503, '1']);
    expect((await send({})).status).toBe(200);
  }, 60_000);
});

it('logs what came and how it went, in lines without tokens and without what was sent', () => {
  const lines = server.stderr().trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(1_000);
  for (const line of lines) {
    const { time, event, ...rest } = JSON.parse(line) as Record<string, unknown>;
    expect(String(time)).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    const known: Record<string, string[]> = {
      listening: ['url'],
      request: ['method', 'path', 'status', 'ms', 'bytes'],
      fault: ['name'],
    };
    expect(known[String(event)]).toEqual(Object.keys(rest));
    // The name of an error, never its sentence, which may quote what was sent.
    if (event === 'fault') expect(rest['name']).toMatch(/^\w+$/);
    if (event === 'request') expect(['mcp', 'healthz', 'other']).toContain(rest['path']);
  }
  for (const word of [token, 'access_token', 'evil', 'passwd', 'jsonrpc', '__proto__', ' at '])
    expect(server.stderr()).not.toContain(word);
  const statuses = new Set(server.log().map(({ status }) => status));
  for (const status of [200, 400, 401, 403, 404, 405, 408, 413, 415, 431, 499, 503])
    expect(statuses).toContain(status);
});
