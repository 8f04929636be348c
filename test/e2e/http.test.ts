/** The server over HTTP as operators run it: started, asked, multiplied and stopped. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { type AnyClient, kinds } from './clients.ts';
import { accounts, csms, customers, reasonMap } from './company.ts';
import { type HttpServer, startHttp, token } from './http-server.ts';
import { hold, sendRaw } from './raw-http.ts';
import { run, withFolder } from './spawned.ts';

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

/** Uses a server and stops it. */
async function withServer<T>(
  args: readonly string[],
  use: (server: HttpServer) => Promise<T>,
  own = false,
): Promise<T> {
  const server = await startHttp(args, own);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

const post = ({ url, authorization }: HttpServer, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: {
      ...authorization,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: ping,
  });

/** A request as bytes, without its last character. */
const allButTheEnd = ({ url, authorization }: HttpServer): string =>
  [
    'POST /mcp HTTP/1.1',
    `Host: ${url.host}`,
    `Authorization: ${authorization.authorization}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    `Content-Length: ${ping.length}`,
    '',
    ping.slice(0, -1),
  ].join('\r\n');

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((wake) => setTimeout(wake, 10));
};

const calls = (server: HttpServer): unknown =>
  server.log().find(({ event }) => event === 'stopping')?.['calls'];

it('tells a balancer that it is there, and nothing else', async () => {
  await withServer([], async (server) => {
    const response = await fetch(new URL('/healthz', server.url), { headers: { host: '10.0.0.7' } });
    expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const head = await fetch(new URL('/healthz', server.url), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

it('makes a token of its own and shows it once', async () => {
  await withServer(
    [],
    async (server) => {
      const own = server.authorization.authorization.slice('Bearer '.length);
      expect(own).toMatch(/^[\w-]{43}$/);
      expect((await post(server)).status).toBe(200);
      expect((await post(server, { authorization: `Bearer ${token}` })).status).toBe(401);
      expect(server.stderr().split(own)).toHaveLength(2);
      await withServer(
        [],
        async (other) => expect(other.authorization).not.toEqual(server.authorization),
        true,
      );
    },
    true,
  );
});

it('answers the names and origins that it was told, and no others', async () => {
  const named = [
    '--host',
    '0.0.0.0',
    '--allowed-host',
    'Advisor.Example:443',
    '--allowed-origin',
    'https://app.example/',
  ];
  await withServer(named, async (server) => {
    const status = async (host: string, origin?: string) => {
      const lines = [
        'POST /mcp HTTP/1.1',
        `Host: ${host}`,
        ...(origin === undefined ? [] : [`Origin: ${origin}`]),
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        'Accept: application/json, text/event-stream',
        `Content-Length: ${ping.length}`,
        'Connection: close',
      ];
      return (await sendRaw(server.url.port, [`${lines.join('\r\n')}\r\n\r\n${ping}`])).status;
    };
    expect(await status('advisor.example')).toBe(200);
    expect(await status('advisor.example:8443')).toBe(200);
    expect(await status('advisor.example', 'https://app.example')).toBe(200);
    expect(await status('advisor.example', 'http://app.example')).toBe(403);
    expect(await status('advisor.example', 'http://localhost')).toBe(403);
    expect(await status('127.0.0.1')).toBe(403);
    expect(await status('localhost')).toBe(403);
  });
});

describe.each(Object.entries(kinds))('two processes behind one name, %s', (_, kind) => {
  /** A client whose requests go to the servers in turn. */
  const inTurn = (servers: readonly HttpServer[], asked: number[]): Promise<AnyClient> => {
    let next = 0;
    const [first] = servers;
    if (first === undefined) throw new Error('no server');
    return kind.http(first.url, {
      requestInit: { headers: first.authorization },
      fetch: (url, init) => {
        const at = next++ % servers.length;
        asked[at] = (asked[at] ?? 0) + 1;
        const to = new URL(String(url instanceof Request ? url.url : url));
        to.port = servers[at]?.url.port ?? '';
        return fetch(to, init);
      },
    });
  };

  const chain = async (client: AnyClient): Promise<unknown[]> => {
    const call = async (name: string, input: Record<string, unknown>) => {
      const { isError, text, structured } = await client.call(name, input);
      expect(isError, text).toBe(false);
      return structured;
    };
    const retention = await call('cco_decompose_retention', { accounts, reason_map: reasonMap });
    const segmentation = await call('cco_design_segments', { customers });
    const coverage = await call('cco_size_coverage', {
      from: [segmentation],
      book: csms,
      as_of: '2026-01-01',
    });
    const hires = await call('cco_plan_hires', { from: [retention, coverage], as_of: '2026-01-01' });
    const ruling = await call('cco_review_plan', {
      plan: 'Hire a CSM',
      type: 'headcount',
      reports: [retention, segmentation, coverage, hires],
    });
    return [retention, segmentation, coverage, hires, ruling];
  };

  it('answer alternately what one answers alone', async () => {
    await withServer([], (one) =>
      withServer([], async (two) => {
        const alone = await inTurn([one], []);
        const expected = await chain(alone);
        await alone.close();
        const asked: number[] = [];
        const client = await inTurn([one, two], asked);
        expect(await chain(client)).toEqual(expected);
        expect(asked[0]).toBeGreaterThan(2);
        expect(asked[1]).toBeGreaterThan(2);
        const { report_id } = expected[1] as { report_id: string };
        const { isError, text } = await client.call('cco_size_coverage', { from: [report_id] });
        expect(isError).toBe(true);
        expect(text).toContain(
          `from[0]: "${report_id}" cannot be looked up, as no reports are kept over HTTP; pass the report itself`,
        );
        await client.close();
      }),
    );
  });
});

describe('asking by form', () => {
  const ask = async (mode: 'auto' | 'legacy', server: HttpServer) => {
    let asked = 0;
    const client = new Client(
      { name: 'e2e', version: '1' },
      { versionNegotiation: { mode }, capabilities: { elicitation: { form: {} } } },
    );
    client.setRequestHandler('elicitation/create', () => {
      asked += 1;
      return { action: 'accept', content: { growth: 0.4 } };
    });
    await client.connect(
      new StreamableHTTPClientTransport(server.url, { requestInit: { headers: server.authorization } }),
    );
    const book = { enterprise: { customer_count: 42, total_arr: 2_100_000, current_csm_count: 2 } };
    const { structuredContent } = await client.callTool({ name: 'cco_size_coverage', arguments: { book } });
    await client.close();
    const { questions } = structuredContent as { questions: { field: string }[] };
    return { asked, fields: questions.map(({ field }) => field) };
  };

  it('works where the protocol carries the form without a session, and gives the questions where not', async () => {
    await withServer([], async (server) => {
      const [newest, older] = [await ask('auto', server), await ask('legacy', server)];
      expect(newest.asked).toBe(1);
      expect(newest.fields).not.toContain('growth_rate');
      expect(older.asked).toBe(0);
      expect(older.fields).toContain('growth_rate');
    });
  });
});

it('holds subscriptions apart from calls, and ends them in form', async () => {
  const server = await startHttp();
  const client = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(server.url, { requestInit: { headers: server.authorization } }),
  );
  // More than the calls that are answered at a time.
  const open = await Promise.all(
    Array.from({ length: 100 }, () => client.listen({ toolsListChanged: true })),
  );
  expect((await client.listTools()).tools.length).toBeGreaterThan(4);
  const ended = server.stop();
  expect(new Set(await Promise.all(open.map(({ closed }) => closed)))).toEqual(new Set(['graceful']));
  expect(await ended).toBe(0);
  expect(calls(server)).toBe(0);
  await client.close();
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s lets calls in flight end, takes no more, and ends with 0',
    async (signal) => {
      const server = await startHttp();
      // A connection that idles must not hold the process.
      expect((await post(server)).status).toBe(200);
      const held = hold(server.url.port, allButTheEnd(server));
      await held.sent;
      // What is answered later came later. Its connection then idles, which must not hold the process.
      expect((await post(server)).status).toBe(200);
      const ended = server.stop(signal);
      await until(() => calls(server) !== undefined);
      expect(calls(server)).toBe(1);
      await expect(post(server)).rejects.toThrow();
      held.send(ping.slice(-1));
      const { status, body } = await held.answer;
      expect(status).toBe(200);
      expect(body).toContain('"result":{}');
      expect(await ended).toBe(0);
      expect(server.log().at(-1)).toMatchObject({ event: 'stopped' });
    },
  );

  it('waits for a sender that hangs, but not for ever', async () => {
    const server = await startHttp();
    const held = hold(server.url.port, allButTheEnd(server));
    await held.sent;
    // What is answered later came later. Its connection then idles, which must not hold the process.
    expect((await post(server)).status).toBe(200);
    const begin = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - begin).toBeLessThan(12_000);
    expect((await held.answer).status).toBe(0);
  });

  it('ends at once on a second signal', async () => {
    const server = await startHttp();
    const held = hold(server.url.port, allButTheEnd(server));
    await held.sent;
    // What is answered later came later. Its connection then idles, which must not hold the process.
    expect((await post(server)).status).toBe(200);
    const ended = server.stop();
    await until(() => calls(server) !== undefined);
    void server.stop();
    // Ended by the signal itself, so without a code.
    expect(await ended).toBeNull();
    held.release();
  });
});

describe('refuses to start, in one sentence', () => {
  const refusal = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(['serve', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr.trimEnd();
  };

  it.each([
    [['--port', '80'], '--port: an option of --http; add --http'],
    [['--token-file', 'x'], '--token-file: an option of --http; add --http'],
    [['--http', '--port', '99999'], '--port: "99999" is no port; give 0 to 65535'],
    [['--http', '--port', '8o'], '--port: "8o" is no port; give 0 to 65535'],
    [
      ['--http', '--host', '0.0.0.0'],
      '--host: 0.0.0.0 can be reached from other machines; name what clients call it with --allowed-host, such as --allowed-host advisor.example.com',
    ],
    [
      ['--http', '--allowed-host', 'https://advisor.example'],
      '--allowed-host: "https://advisor.example" is no host name; give one such as advisor.example.com',
    ],
    [
      ['--http', '--allowed-origin', 'app.example'],
      '--allowed-origin: "app.example" is no origin; give scheme and host, such as https://app.example.com',
    ],
    [['--http', '--token', 'secret'], '--token is no option here'],
  ])('%j', async (args, message) => {
    expect(await refusal(args)).toBe(`cco-advisor: ${message}; see cco-advisor serve --help`);
  });

  it('a host that is not of this machine', async () => {
    expect(
      await refusal(['--http', '--host', '192.0.2.1', '--allowed-host', 'a.example', '--port', '0']),
    ).toBe('cco-advisor: --host: 192.0.2.1 is no address of this machine (EADDRNOTAVAIL); give one that is');
  });

  it('a port that is taken', async () => {
    await withServer([], async ({ url }) => {
      expect(await refusal(['--http', '--port', url.port])).toBe(
        `cco-advisor: --port: ${url.port} is in use; choose another, or 0 for a free one`,
      );
    });
  });

  it('a token file without a usable token, and never quotes it', async () => {
    await withFolder(
      { short: 'hunter2', spaced: 'a b '.repeat(20), large: 'x'.repeat(2_000) },
      async (folder) => {
        const at = (name: string) => refusal(['--http', '--token-file', `${folder}/${name}`]);
        expect(await at('short')).toContain('holds no usable token; write 32 to 512 letters, digits');
        expect(await at('short')).not.toContain('hunter2');
        expect(await at('spaced')).toContain('holds no usable token');
        for (const name of ['large', 'missing', '.'])
          expect(await at(name)).toContain('is no file of one token; give the path of a small text file');
      },
    );
  });
});
