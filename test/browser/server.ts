/** The server and a client of it, in one process. */
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { createReportStore } from '../../src/report-store.ts';
import { createServer } from '../../src/server.ts';

/** A client connected to a fresh server that may read no folder. */
export async function connectServer(): Promise<Client> {
  const server = await createServer({
    access: { kind: 'folders', folders: [] },
    reports: createReportStore(),
    today: '2026-01-01',
  });
  const client = new Client({ name: 'test-host', version: '1' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  return client;
}
