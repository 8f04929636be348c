import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle, type Message, type RawServer, startRaw, withFolder } from './spawned.ts';

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const ready = { jsonrpc: '2.0', method: 'notifications/initialized' };
const callSample = (id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name: 'cco_decompose_retention', arguments: { sample: true } },
});

/** stdout belongs to the protocol: each line is one JSON-RPC message. */
function expectProtocolOnly(lines: readonly string[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const message = JSON.parse(line) as Message;
    expect(message.jsonrpc).toBe('2.0');
    expect('result' in message || 'error' in message || 'method' in message).toBe(true);
  }
}

async function greet(server: RawServer): Promise<void> {
  server.send(hello);
  await server.answer(1);
  server.send(ready);
}

it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])('speaks %s', async (version) => {
  const server = startRaw();
  server.send({ ...hello, params: { ...hello.params, protocolVersion: version } });
  const { result } = await server.answer(1);
  expect(result).toMatchObject({
    protocolVersion: version,
    serverInfo: { name: 'cco-advisor', title: 'Chief Customer Officer advisor' },
  });
  await server.end();
});

it('survives garbage between messages and says nothing but the protocol on stdout', async () => {
  const server = startRaw();
  await greet(server);
  server.send('this is no JSON');
  server.send('{"jsonrpc":"2.0","id":');
  server.send('[]');
  server.send('null');
  server.send({ jsonrpc: '2.0', id: 7, method: 'no/such' });
  server.send(callSample(8));
  expect((await server.answer(7)).error?.code).toBe(-32601);
  expect((await server.answer(8)).result?.['isError']).not.toBe(true);
  const { code } = await server.end();
  expect(code).toBe(0);
  expectProtocolOnly(server.lines);
});

it('answers ids apart from their order and drops a cancelled one', async () => {
  const server = startRaw();
  await greet(server);
  server.send(callSample(2));
  server.send(callSample(3));
  server.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2, reason: 'no' } });
  const third = await server.answer(3);
  expect(third.result?.['structuredContent']).toMatchObject({ verdict: 'leaky_bucket' });
  server.send(callSample(4));
  const fourth = await server.answer(4);
  // The same question gives the same bytes.
  expect(fourth.result).toEqual(third.result);
  await server.end();
  expectProtocolOnly(server.lines);
});

it('ends with code 0 and in silence when standard input closes', async () => {
  const atOnce = startRaw();
  expect(await atOnce.end()).toEqual({ code: 0, stdout: '', stderr: '' });
  const later = startRaw();
  await greet(later);
  expect((await later.end()).code).toBe(0);
});

it('ends when the reader of its standard output goes away', async () => {
  const server = startRaw();
  await greet(server);
  server.child.stdout.destroy();
  server.send(callSample(2));
  server.send(callSample(3));
  const { stderr } = await server.end();
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('says so when the program is updated while it runs, and goes on', async () => {
  await withFolder({}, async (folder) => {
    const dist = join(folder, 'dist');
    await cp(dirname(bundle), dist, { recursive: true });
    const server = startRaw([], join(dist, 'cco-advisor.mjs'));
    await greet(server);
    await rm(join(dist, 'parts'), { recursive: true });
    server.send(callSample(2));
    expect((await server.answer(2)).result).toEqual({
      content: [
        {
          type: 'text',
          text: 'The input was refused; nothing was computed.\n- server: the program was updated while it ran, or is not whole; restart it and ask again, else install it anew',
        },
      ],
      structuredContent: {
        ok: false,
        problems: [
          {
            path: 'server',
            code: 'renewed',
            message:
              'server: the program was updated while it ran, or is not whole; restart it and ask again, else install it anew',
          },
        ],
      },
      isError: true,
    });
    server.send({ jsonrpc: '2.0', id: 4, method: 'resources/read', params: { uri: 'ui://cco/decision' } });
    server.send({ jsonrpc: '2.0', id: 5, method: 'prompts/get', params: { name: 'pre_board_brief' } });
    for (const id of [4, 5])
      expect((await server.answer(id)).error?.message).toContain(
        'server: the program was updated while it ran, or is not whole;',
      );
    server.send({ jsonrpc: '2.0', id: 3, method: 'ping' });
    expect((await server.answer(3)).result).toEqual({});
    await server.end();
  });
});
